"""Which fiscal year and month a page of figures is about, and which office: read from its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Missing
from sangsuk.insight.figures import Asked, months_of
from sangsuk.insight.reports.words import month_name, year_name

FIRST_YEAR = 2560


@dataclass(frozen=True)
class Period:
    """`month` as 1 to 12; 0 is the whole fiscal year. Both days are included."""

    year: int
    month: int
    first_on: date
    last_on: date
    words: str

    @property
    def query(self) -> dict[str, Any]:
        return {"year": self.year, "month": self.month}


def chosen(given: Mapping[str, str], now: datetime) -> Period:
    """Raises Missing for a year or a month that there is not."""
    this = thai.fiscal_year_be(now)
    year = _number(given.get("year"), this, FIRST_YEAR, this)
    month = _number(given.get("month"), 0, 0, 12)
    months = [one for one in months_of(year) if not month or one % 100 == month]
    words = month_name(months[0]) if month else year_name(year)
    return Period(year, month, _first(months[0]), _last(months[-1]), words)


def choices(period: Period, now: datetime) -> dict[str, Any]:
    """What stands in the fields of the form, and what else could."""
    this = thai.fiscal_year_be(now)
    begun = Asked("", period.year, now=now).begun
    return {
        "year": period.year, "years": [(year, year_name(year)) for year in range(this, this - 6, -1)],
        "month": period.month, "months": [(month % 100, month_name(month)) for month in begun],
    }  # fmt: skip


def _first(month: int) -> date:
    return date(month // 100, month % 100, 1)


def _last(month: int) -> date:
    after = _first(month) + timedelta(days=32)
    return after.replace(day=1) - timedelta(days=1)


def _number(text: str | None, usual: int, least: int, most: int) -> int:
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or len(text) > 4 or not least <= int(text) <= most:
        raise Missing("no_period", _("ไม่มีช่วงเวลานี้"))
    return int(text)
