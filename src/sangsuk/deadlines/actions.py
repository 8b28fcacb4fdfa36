"""Loading hours, holidays and promises, and setting a holiday by hand; what a person has set, a load leaves alone.

Whenever a working day becomes a day off, or the other way, that is written down as a `CalendarChange`: the promises given
before still have to follow.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common import remember, seeds
from sangsuk.common.errors import Refused

from . import queries, seeding
from .models import CalendarChange, Holiday, PromiseRule, WorkingHours

DATA = Path(__file__).parent / "data"


def load(progress: seeds.Progress | None = None) -> int:
    """Bring hours, holidays and promise rules up to date; returns the rows changed."""
    national = list(seeding.national())
    days = {(row["on"], row["province_code"]): row for row in national}
    for row in seeding.southern({row["on"] for row in national}):
        days.setdefault((row["on"], row["province_code"]), row)
    changed = seeds.write(WorkingHours, seeds.rows(DATA / "hours.csv"), key=("province_code", "weekday", "valid_from"))
    with watched(by_name=""):
        changed += seeds.write(Holiday, days.values(), key=("on", "province_code"))
    changed += seeds.write(PromiseRule, seeds.rows(DATA / "promises.csv"), key=("code",))
    if progress:
        progress(1, 1)
    return changed


@transaction.atomic
def set_holiday(
    on: date,
    *,
    name_th: str,
    name_en: str,
    source: str,
    province_code: str = "",
    kind: str = "special",
    announced_on: date | None = None,
    cancelled: bool = False,
    by_name: str = "",
    now: datetime | None = None,
) -> Holiday:
    """Announce a day off, or with `cancelled` take one back; the day keeps its row and names its source."""
    if not source.strip():
        raise Refused("source_missing", _("กรุณาระบุที่มาของวันหยุดนี้ เช่น ประกาศหรือมติคณะรัฐมนตรี"), field="source")
    with watched(by_name=by_name, now=now):
        row, _made = Holiday.objects.update_or_create(
            on=on,
            province_code=province_code,
            defaults={
                "name_th": name_th,
                "name_en": name_en,
                "kind": kind,
                "announced_on": announced_on,
                "cancelled": cancelled,
                "source": source,
                "edited_at": now or timezone.now(),
            },
        )
    return row


@contextmanager
def watched(*, by_name: str, now: datetime | None = None) -> Iterator[None]:
    """Whoever writes holidays does it inside: what becomes a day off by it, or a working day, is written down.

    A first load tells nothing: there was no calendar, and no promise by it.
    """
    with transaction.atomic():
        before = queries.days_off()
        yield
        remember.forget_all()
        transaction.on_commit(remember.forget_all)
        after = queries.days_off()
        if any(before.values()):
            CalendarChange.objects.bulk_create(_changes(before, after, by_name, now or timezone.now()))


def take_change(before: datetime) -> CalendarChange | None:
    """The oldest change, told before that moment, that promises still have to follow, locked; None when there is none
    or another process is at it. Call it in a transaction."""
    waiting = CalendarChange.objects.filter(followed_at=None)
    first = waiting.select_for_update(skip_locked=True).order_by("pk").first()
    oldest = waiting.order_by("pk").values_list("pk", flat=True).first()
    return first if first is not None and first.pk == oldest and first.at <= before else None


def note_progress(change: CalendarChange, *, reached: int, moved: int, done_at: datetime | None) -> None:
    """So many more have moved; everything up to `reached` has been looked at."""
    change.reached, change.moved, change.followed_at = reached, change.moved + moved, done_at
    change.save(update_fields=["reached", "moved", "followed_at"])


DaysOff = Mapping[str, Mapping[date, bool]]


def _changes(before: DaysOff, after: DaysOff, by_name: str, now: datetime) -> list[CalendarChange]:
    """The country first; of a province only days on which it has, or had, a row of its own."""
    told = []
    for province in sorted(before.keys() | after.keys()):
        then, today = before.get(province, {}), after.get(province, {})
        for on in sorted(on for on in then.keys() | today.keys() if then.get(on) != today.get(on)):
            off = _is_off(after, province, on)
            if off != _is_off(before, province, on):
                told.append((on, province, off))
    rows = {(row.on, row.province_code): row for row in Holiday.objects.filter(on__in={on for on, _, _ in told})}
    return [
        CalendarChange(
            on=on, province_code=province, off=off, announced_by=by_name, at=now,
            **{name: getattr(rows.get((on, province)), name, "") for name in ("name_th", "name_en", "source")},
        )
        for on, province, off in told
    ]  # fmt: skip


def _is_off(days: DaysOff, province: str, on: date) -> bool:
    own = days.get(province, {}).get(on)
    return own if own is not None else days.get("", {}).get(on, False)
