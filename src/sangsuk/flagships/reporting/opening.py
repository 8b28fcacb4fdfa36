"""Sheets are made for every area and period that has begun, and by when they are due: working days after the period's end."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sangsuk.common.remember import remembered
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.places.models import Village
from sangsuk.thai import bangkok_date

from .. import words
from ..areas import districts
from ..models import Programme, Sheet, SheetEvent, SheetRule
from ..periods import KINDS, Period, year
from . import asking, recording

DAYS_WITHOUT_RULE = 5
BATCH = 5000


@remembered
def rules() -> tuple[SheetRule, ...]:
    return tuple(SheetRule.objects.order_by("working_days", "code"))


def fitting(kind: str, level: str, frequency: str, on: date) -> list[SheetRule]:
    """The rules of a kind that hold that day for such a sheet: the most specific only, by their days."""
    found = [
        rule
        for rule in rules()
        if rule.kind == kind and rule.level in ("", level) and rule.frequency in ("", frequency)
        and rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to)
    ]  # fmt: skip
    most = max((_specific(rule) for rule in found), default=0)
    return [rule for rule in found if _specific(rule) == most]


def _specific(rule: SheetRule) -> int:
    return 2 * bool(rule.level) + bool(rule.frequency)


def due_on(level: str, period: Period, province_code: str) -> date:
    """The n-th working day after the period is over, by the calendar of the province."""
    found = fitting("due", level, period.kind, period.before)
    days = found[-1].working_days if found else DAYS_WITHOUT_RULE
    return working_day(period.ends_on, days, province_code)


def working_day(day: date, days: int, province_code: str) -> date:
    """So many working days after a day; before it when negative. 0 is the day itself."""
    calendar = deadlines.calendar(province_code)
    step = timedelta(days=1 if days > 0 else -1)
    for _n in range(abs(days)):
        day += step
        while not calendar.is_working_day(day) and calendar.first_on <= day <= calendar.last_on:
            day += step
    return day


def begun(programme: Programme, on: date) -> list[Period]:
    """The periods of its year that have begun, oldest first."""
    whole = year(programme.fiscal_year)
    return sorted(one for kind in KINDS for one in whole.inside(kind) if one.starts_on <= on)


def levels_of(programme: str, period: Period) -> list[str]:
    """The levels that report in such a period. A district has a sheet as soon as something of it or below is asked."""
    found = {one.card.level for one in asking.asked(programme, period, words.LEVELS[:-1])}
    if found & {words.VILLAGE, words.SUBDISTRICT}:
        found.add(words.DISTRICT)
    return [level for level in words.LEVELS if level in found]


def areas(level: str) -> list[str]:
    """Every area of a level that is in force, outside Bangkok; the villages are few where they have not been brought in."""
    if level == words.VILLAGE:
        return list(Village.objects.filter(valid_to=None).order_by("code").values_list("code", flat=True))
    if level == words.PROVINCE:
        return list(districts.by_province())
    found = districts.codes()
    return found if level == words.DISTRICT else [one.code for code in found for one in places.inside(code)]


def open_due(now: datetime | None = None, *, programme: str = "") -> int:
    """Make what is not there yet, of every programme that is open; returns how many. May run twice at once."""
    now = now or timezone.now()
    rows = Programme.objects.filter(state=words.OPEN)
    made = 0
    for one in rows.filter(pk=programme) if programme else rows:
        for period in begun(one, bangkok_date(now)):
            for level in levels_of(one.pk, period):
                made += open_for(one.pk, period, level, areas(level), now=now)
    return made


@transaction.atomic
def open_for(programme: str, period: Period, level: str, codes: Iterable[str], *, now: datetime) -> int:
    there = Sheet.objects.filter(programme=programme, period=period.kind, starts_on=period.starts_on, level=level)
    known = set(there.values_list("area_code", flat=True))
    missing = [code for code in codes if code not in known]
    due = {province: due_on(level, period, province) for province in {code[:2] for code in missing}}
    if not missing:
        return 0
    rows = (
        Sheet(
            programme_id=programme, level=level, area_code=code, period=period.kind, starts_on=period.starts_on,
            due_on=due[code[:2]], made_at=now,
        )
        for code in missing
    )  # fmt: skip
    Sheet.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
    fresh = list(there.filter(area_code__in=missing, made_at=now, events=None))
    by = Actor.system()
    state = recording.opened
    SheetEvent.objects.bulk_create((state(one, by=by, now=now) for one in fresh), batch_size=BATCH)
    return len(fresh)


def opened_for(programme: str, period: Period, level: str, code: str, *, now: datetime) -> Sheet | None:
    """The sheet of an area, made when nobody has opened it yet; None when nothing is asked there."""
    where = {"programme_id": programme, "period": period.kind, "starts_on": period.starts_on, "area_code": code}
    found = Sheet.objects.filter(**where).first()
    if found is None and period.starts_on <= bangkok_date(now) and level in levels_of(programme, period):
        open_for(programme, period, level, [code], now=now)
        found = Sheet.objects.filter(**where).first()
    return found
