"""Months after a day, and the last day that still counts. Pure."""

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on, or the last of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_that_counts(today: date, months: int) -> date:
    """The earliest day of a visit that is still within so many months today: `add_months(day, months) >= today`."""
    day = add_months(today, -months)
    while add_months(day, months) < today:
        day += timedelta(days=1)
    while add_months(day - timedelta(days=1), months) >= today:
        day -= timedelta(days=1)
    return day
