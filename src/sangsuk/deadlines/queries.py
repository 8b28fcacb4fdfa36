"""The calendar and the promises, read once and remembered."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from . import promises
from .clock import Calendar, CalendarGap, Hours, calendar_from, due_at, extended
from .models import CalendarChange, Holiday, PromiseRule, WorkingHours
from .promises import Matter, Promise, Rule

__all__ = [
    "Calendar",
    "CalendarGap",
    "Promise",
    "calendar",
    "extended",
    "maybe",
    "pauses",
    "promise",
    "rule",
    "rules",
    "soon_until",
]

SOON_WORKING_DAYS = 3
A_YEARS_HOLIDAYS = 5
"""A year with fewer is not known yet: somebody has only announced one day of it."""
HORIZON_YEARS = 16
"""So far beyond the known holidays the calendar is laid out: the longest promise that a rule may give ends within it."""


def calendar(province_code: str = "") -> Calendar:
    """Working days and hours of a province ('' = national). Past the last year that has holidays it goes on with every
    weekday a working day, see `Calendar.known_to`: a date that may still move is better than none."""
    known: dict[str, Calendar] = _calendars()
    return known.get(province_code) or known[""]


@remembered
def _calendars() -> dict[str, Calendar]:
    """One calendar for the country and one for each province that differs, in two queries."""
    return _calendars_of(days_off())


def around(change: CalendarChange) -> tuple[Callable[[str], Calendar], Callable[[str], Calendar]]:
    """The calendars just before this change and just after it, by province: today's, with what came since undone."""
    days = days_off()
    after = {province: dict(own) for province, own in days.items()}
    for later in CalendarChange.objects.filter(pk__gte=change.pk).order_by("-pk"):
        if later.pk == change.pk:
            after = {province: dict(own) for province, own in days.items()}
        days.setdefault(later.province_code, {})[later.on] = not later.off
    built = [_calendars_of(then) for then in (days, after)]
    one, other = ((lambda code, known=known: known.get(code) or known[""]) for known in built)
    return one, other


def _calendars_of(days: Mapping[str, Mapping[date, bool]]) -> dict[str, Calendar]:
    hours: dict[str, list[Hours]] = {"": []}
    for row in WorkingHours.objects.all():
        hours.setdefault(row.province_code, []).append(_hours(row))
    of_year = Counter(on.year for on, off in days[""].items() if off)
    known = [year for year, many in of_year.items() if many >= A_YEARS_HOLIDAYS] or [2015]
    first, known_to = date(min(known), 1, 1), date(max(known), 12, 31)
    last = date(max(known_to.year, timezone.localdate().year) + HORIZON_YEARS, 12, 31)
    return {
        province: _built(
            tuple(hours.get(province) or hours[""]), off_days(days[""], days.get(province, {})), first, last, known_to
        )
        for province in days.keys() | hours.keys()
    }


def days_off() -> dict[str, dict[date, bool]]:
    """By province, and '' for the country: what each row says of its day, whether it is off."""
    days: dict[str, dict[date, bool]] = {"": {}}
    for on, province, cancelled in Holiday.objects.values_list("on", "province_code", "cancelled"):
        days.setdefault(province, {})[on] = not cancelled
    return days


def off_days(national: Mapping[date, bool], own: Mapping[date, bool]) -> frozenset[date]:
    """What a province says of a day counts before what the country says of it."""
    return frozenset(on for on, off in {**national, **own}.items() if off)


@lru_cache(maxsize=128)
def _built(hours: tuple[Hours, ...], holidays: frozenset[date], first: date, last: date, known_to: date) -> Calendar:
    """Laying out thirty years of working days takes some hundredths of a second: again only when a row has changed."""
    return calendar_from(hours, holidays, first_on=first, last_on=last, known_to=known_to)


def _hours(row: WorkingHours) -> Hours:
    return Hours(
        weekday=row.weekday,
        opens=row.opens,
        closes=row.closes,
        lunch_from=row.lunch_from,
        lunch_to=row.lunch_to,
        valid_from=row.valid_from,
        valid_to=row.valid_to or date.max,
    )


@remembered
def rules() -> tuple[Rule, ...]:
    """Every promise rule there is or was."""
    return tuple(Rule(*row) for row in PromiseRule.objects.values_list(*(f.name for f in fields(Rule))))


@remembered
def _by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in rules()}


def rule(code: str) -> Rule | None:
    """The rule of that name, also when it holds no more: a promise keeps the rule that it was given by."""
    found: dict[str, Rule] = _by_code()
    return found.get(code)


def pauses(code: str, move: str) -> bool:
    """Whether the clock of a promise by this rule stands still from that move on; by a rule we do not know, it does."""
    found = rule(code)
    return found is None or move in found.pauses_on.split()


@remembered
def _rules_of(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.kind == kind)


@remembered
def _ranked(kind: str, matter: Matter) -> tuple[Rule, ...]:
    """Without the day: an import asks of two thousand days, and would find none of them remembered."""
    return promises.ranked(kind, matter, _rules_of(kind))


class About(TypedDict, total=False):
    """What else a promise hangs on, of all that a rule may ask."""

    mission: str
    category: str
    level: str
    province_code: str
    urgency: str


def promise(kind: str, *, at: datetime, **about: Unpack[About]) -> Promise:
    """By when `kind` is promised for a matter received at `at`; asks the database nothing when remembered.

    Raises: Refused("no_promise") when no rule speaks of it; CalendarGap before the first year that has holidays.
    """
    found = maybe(kind, at=at, **about)
    if found is None:
        raise Refused("no_promise", _("ยังไม่ได้กำหนดระยะเวลาสำหรับเรื่องนี้ กรุณาแจ้งผู้ดูแลระบบ"))
    return found


def maybe(kind: str, *, at: datetime, **about: Unpack[About]) -> Promise | None:
    """As `promise`, but None where no rule speaks of it: nobody stands above the ministry to escalate to."""
    chosen = promises.in_force(_ranked(kind, Matter(**about)), bangkok_date(at))
    if chosen is None:
        return None
    working = calendar(about.get("province_code", ""))
    due = promises.due(chosen, at, working)
    return Promise(kind, due, chosen.code, chosen.source, working.is_provisional(due))


def changes_of(on: date, province_code: str) -> list[CalendarChange]:
    """The last changes of this day, the newest first: how far open promises have followed them."""
    return list(CalendarChange.objects.filter(on=on, province_code=province_code).order_by("-pk")[:3])


def soon_until(now: datetime, province_code: str = "") -> datetime:
    """What is due up to this moment is 'due soon': the close of the third working day from now."""
    return due_at(now, working_days=SOON_WORKING_DAYS, calendar=calendar(province_code))
