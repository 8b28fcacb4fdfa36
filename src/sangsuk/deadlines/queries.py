"""The calendar and the promises, read once and remembered."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.common.remember import remembered
from sangsuk.thai.dates import bangkok_date

from . import promises
from .clock import Calendar, CalendarGap, Hours, calendar_from, due_at
from .models import Holiday, PromiseRule, WorkingHours
from .promises import Matter, Promise, Rule

__all__ = ["Calendar", "CalendarGap", "Promise", "calendar", "promise", "rules", "soon_until"]

SOON_WORKING_DAYS = 3


def calendar(province_code: str = "") -> Calendar:
    """Working days and hours of a province ('' = national), from the first to the last year that has holidays."""
    known: dict[str, Calendar] = _calendars()
    return known.get(province_code) or known[""]


@remembered
def _calendars() -> dict[str, Calendar]:
    """One calendar for the country and one for each province that differs, in two queries."""
    days: dict[str, set[date]] = {"": set()}
    for on, province in Holiday.objects.filter(cancelled=False).values_list("on", "province_code"):
        days.setdefault(province, set()).add(on)
    # A province may also cancel a national day for itself.
    hours: dict[str, list[Hours]] = {"": []}
    for row in WorkingHours.objects.all():
        hours.setdefault(row.province_code, []).append(_hours(row))
    national = days[""]
    first = date(min(national).year, 1, 1) if national else date(2015, 1, 1)
    last = date(max(national).year, 12, 31) if national else date(2015, 1, 1)
    return {
        province: _built(
            tuple(hours.get(province) or hours[""]), frozenset(national | days.get(province, set())), first, last
        )
        for province in days.keys() | hours.keys()
    }


@lru_cache(maxsize=128)
def _built(hours: tuple[Hours, ...], holidays: frozenset[date], first: date, last: date) -> Calendar:
    """Laying out thirty years of working days takes a tenth of a second: done again only when a row has changed."""
    return calendar_from(hours, holidays, first_on=first, last_on=last)


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
    fields = Rule.__slots__
    return tuple(Rule(*row) for row in PromiseRule.objects.values_list(*fields))


@remembered
def _rules_of(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.kind == kind)


@remembered
def _rule(kind: str, matter: Matter, on: date) -> Rule | None:
    return promises.find(kind, matter, on, _rules_of(kind))


def promise(
    kind: str,
    *,
    at: datetime,
    mission: str = "",
    category: str = "",
    level: str = "",
    province_code: str = "",
    urgency: str = "",
    rules: Sequence[Rule] | None = None,
) -> Promise:
    """By when `kind` is promised for a matter received at `at`; asks the database nothing when remembered.

    Raises: Refused("no_promise") when no rule speaks of it; CalendarGap past the confirmed holidays.
    """
    matter, on = Matter(mission, category or "", level, province_code, urgency), bangkok_date(at)
    rule = _rule(kind, matter, on) if rules is None else promises.find(kind, matter, on, rules)
    if rule is None:
        raise Refused("no_promise", _("ยังไม่ได้กำหนดระยะเวลาสำหรับเรื่องนี้ กรุณาแจ้งผู้ดูแลระบบ"))
    return Promise(kind, promises.due(rule, at, calendar(province_code)), rule.code, rule.source)


def soon_until(now: datetime, province_code: str = "") -> datetime:
    """What is due up to this moment is 'due soon': the close of the third working day from now."""
    return due_at(now, working_days=SOON_WORKING_DAYS, calendar=calendar(province_code))
