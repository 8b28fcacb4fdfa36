"""Trips that come again: every week, every second week, or on the same weekday of each month. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from .months import add_months

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
MOST = 53
_STEP = {WEEKLY: timedelta(days=7), FORTNIGHTLY: timedelta(days=14)}


def days(first: date, how: str, until: date) -> list[date]:
    """The first day and those that follow, up to `until` with it; at most MOST.

    Monthly keeps the weekday and which one of the month it is; a fifth is taken as the last, which every month has.
    """
    if how == ONCE:
        return [first]
    found: list[date] = []
    for day in _monthly(first) if how == MONTHLY else _stepping(first, _STEP[how]):
        if day > until or len(found) == MOST:
            break
        found.append(day)
    return found or [first]


def _stepping(first: date, step: timedelta) -> Iterator[date]:
    while True:
        yield first
        first += step


def _monthly(first: date) -> Iterator[date]:
    which, month = (first.day - 1) // 7, first.replace(day=1)
    while True:
        yield _nth(month, first.weekday(), which)
        month = add_months(month, 1)


def _nth(month: date, weekday: int, which: int) -> date:
    day = month + timedelta(days=(weekday - month.weekday()) % 7 + 7 * which)
    return day if day.month == month.month else day - timedelta(days=7)
