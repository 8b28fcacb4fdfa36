"""The ladder of reminders: each step once for each sheet, by the rows of the rules. `Sheet.reminded`: how many steps are done.

Villages and sub-districts are not written to; the district sees them on its own page.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import words
from ..models import Sheet, SheetRule
from ..models.reports import OWED
from . import opening, recording, telling

BATCH = 2000
LEVELS = (words.DISTRICT, words.PROVINCE)


def due_steps(sheet: Sheet, on: date) -> tuple[int, list[SheetRule]]:
    """How many steps of its ladder are due, and those of them that were not made."""
    ladder = opening.fitting("remind", sheet.level, sheet.period, on)
    days = [opening.working_day(sheet.due_on, rule.working_days, sheet.area_code[:2]) for rule in ladder]
    reached = sum(day <= on for day in days)
    return reached, ladder[sheet.reminded : reached]


def remind_due(now: datetime | None = None, *, limit: int = BATCH) -> int:
    """Whoever owes a sheet hears of it; returns how many messages were queued. May run twice: a step done is done."""
    now = now or timezone.now()
    on = bangkok_date(now)
    far = max((abs(rule.working_days) for rule in opening.rules() if rule.kind == "remind"), default=0)
    soon = on + timedelta(days=2 * far + 10)
    steps = sum(rule.kind == "remind" for rule in opening.rules())
    rows = Sheet.objects.filter(
        OWED, level__in=LEVELS, due_on__lte=soon, reminded__lt=steps, programme__state=words.OPEN
    )
    told = 0
    for sheet in rows.order_by("due_on", "id")[:limit]:
        reached, waiting = due_steps(sheet, on)
        if waiting:
            told += _step(sheet, reached, waiting[-1], now)
    return told


@transaction.atomic
def _step(sheet: Sheet, reached: int, rule: SheetRule, now: datetime) -> int:
    """Only the last of several steps that came due at once: nobody gets three letters on one morning."""
    if not Sheet.objects.filter(pk=sheet.pk, version=sheet.version, reminded=sheet.reminded).update(
        reminded=reached, version=sheet.version + 1
    ):
        return 0
    sheet.version += 1
    data = {"rule": rule.code}
    recording.event(
        sheet, sheet.version, "remind", {"reminded": reached, "version": sheet.version}, by=Actor.system(), data=data, now=now
    ).save(force_insert=True)  # fmt: skip
    return tell(sheet, rule, now=now)


def tell(sheet: Sheet, rule: SheetRule, *, now: datetime) -> int:
    office = {"own": telling.office_of(sheet), "above": telling.above(sheet), "department": "DOPA"}[rule.to]
    code = "sheet-late-above" if rule.to != "own" else "sheet-near" if rule.working_days <= 0 else "sheet-late"
    people = telling.working_at(office, leads=rule.to != "own")
    return telling.reminded(sheet, code, people, office, key=f"sheet:{sheet.pk}:{rule.code}", now=now)


@transaction.atomic
def remind_all(sheets: "list[Sheet]", *, by: Actor, now: datetime | None = None) -> int:
    """Somebody above reminds everybody who owes, with one button; the same sheet once a day. Returns how many sheets."""
    now = now or timezone.now()
    on = bangkok_date(now)
    rows = [
        one for one in sheets if one.level in LEVELS and (one.state in (words.FILLING, words.READY) or one.returned)
    ]
    done = 0
    for one in rows:
        late = one.due_on < on
        office = telling.office_of(one)
        code = "sheet-late" if late else "sheet-near"
        people = telling.working_at(office)
        done += bool(telling.reminded(one, code, people, office, key=f"sheet:{one.pk}:asked:{on}", now=now))
    return done
