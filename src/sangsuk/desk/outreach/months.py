"""A month as a calendar shows it. Pure but for the language."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sangsuk.outreach.months import add_months
from sangsuk.thai.dates import BE_OFFSET, DAYS_EN, DAYS_SHORT, MONTHS, MONTHS_EN


@dataclass(frozen=True)
class Day:
    on: date
    inside: bool
    today: bool
    off: bool
    rows: Sequence[Any]


@dataclass(frozen=True)
class Month:
    """Weeks from Monday; `before` and `after` as an address wants them."""

    first: date
    after_last: date
    name: str
    before: str
    after: str

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"


def asked(text: str, today: date, language: str) -> Month:
    """The month of an address ("2026-11"), else this one."""
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else today.replace(day=1)
    except ValueError:
        first = today.replace(day=1)
    if not 2000 < first.year < 2200:
        first = today.replace(day=1)
    english = language.startswith("en")
    name = (
        f"{MONTHS_EN[first.month - 1]} {first.year}"
        if english
        else f"{MONTHS[first.month - 1]} {first.year + BE_OFFSET}"
    )
    after = add_months(first, 1)
    return Month(first, after, name, f"{add_months(first, -1):%Y-%m}", f"{after:%Y-%m}")


def weeks(month: Month, rows: Mapping[date, Sequence[Any]], today: date, days_off: frozenset[date]) -> list[list[Day]]:
    found = Calendar().monthdatescalendar(month.first.year, month.first.month)
    return [
        [
            Day(on, on.month == month.first.month, on == today, on.weekday() > 4 or on in days_off, rows.get(on, ()))
            for on in week
        ]
        for week in found
    ]


def weekdays(language: str) -> list[str]:
    return [day[:3] for day in DAYS_EN] if language.startswith("en") else list(DAYS_SHORT)
