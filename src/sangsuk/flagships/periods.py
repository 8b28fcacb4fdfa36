"""The periods that figures are of: months, quarters and years of the fiscal calendar. Pure.

A fiscal year begins on 1 October and carries the name of the calendar year in which it ends: FY2021, ปีงบประมาณ 2564, is
1 October 2020 to 30 September 2021. Years are CE here, BE only in words. Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561 ม. 4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.thai.dates import BE_OFFSET, date_in

MONTH, QUARTER, YEAR = "month", "quarter", "year"
KINDS = (MONTH, QUARTER, YEAR)
LENGTH = {MONTH: 1, QUARTER: 3, YEAR: 12}
_CODE = re.compile(r"(?P<month>\d{4}-\d{2})|FY(?P<year>\d{4})(?:Q(?P<quarter>[1-4]))?")
_FIRST_YEAR, _LAST_YEAR = 1957, 2157


@dataclass(frozen=True, order=True)
class Period:
    """`starts_on`: its first day. Ordered by time."""

    starts_on: date
    kind: str

    @property
    def months(self) -> int:
        return LENGTH[self.kind]

    @property
    def before(self) -> date:
        """The first day that no longer belongs to it."""
        return shift(self.starts_on, self.months)

    @property
    def ends_on(self) -> date:
        return self.before - timedelta(days=1)

    @property
    def fiscal_year(self) -> int:
        return fiscal_year(self.starts_on)

    @property
    def number(self) -> int:
        """The how-manieth of its kind in the fiscal year: October is 1, January to March is quarter 2."""
        return (self.starts_on.month - 10) % 12 // self.months + 1

    @property
    def code(self) -> str:
        """`2021-01`, `FY2021Q2`, `FY2021`."""
        if self.kind == MONTH:
            return f"{self.starts_on:%Y-%m}"
        return f"FY{self.fiscal_year}Q{self.number}" if self.kind == QUARTER else f"FY{self.fiscal_year}"

    @property
    def previous(self) -> "Period":
        return Period(shift(self.starts_on, -self.months), self.kind)

    @property
    def following(self) -> "Period":
        return Period(self.before, self.kind)

    @property
    def year_ago(self) -> "Period":
        return Period(shift(self.starts_on, -12), self.kind)

    def inside(self, kind: str) -> list["Period"]:
        """The periods of that kind it is made of, oldest first; nothing when they are longer than it."""
        step = LENGTH[kind]
        return [Period(shift(self.starts_on, n), kind) for n in range(0, self.months - step + 1, step)]

    def name(self, language: str) -> str:
        """ "มกราคม 2564", "ไตรมาส 2 ปีงบประมาณ 2564"; in English "January 2021", "Quarter 2, fiscal year 2021"."""
        if self.kind == MONTH:
            return date_in(self.starts_on, language, "month")
        year = self.fiscal_year + BE_OFFSET
        if self.kind == QUARTER:
            return _("ไตรมาส %(quarter)s ปีงบประมาณ %(year)s") % {"quarter": self.number, "year": year}
        return _("ปีงบประมาณ %(year)s") % {"year": year}


def shift(first: date, months: int) -> date:
    """The first day of the month that many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def fiscal_year(day: date) -> int:
    return day.year + (day.month >= 10)


def containing(day: date, kind: str) -> Period:
    """The period of that kind in which a day lies."""
    back = (day.month - 10) % LENGTH[kind]
    return Period(shift(day.replace(day=1), -back), kind)


def year(fiscal: int) -> Period:
    return Period(date(fiscal - 1, 10, 1), YEAR)


def parse(code: str) -> Period:
    """Raises Refused for what is no code of a period."""
    found = _CODE.fullmatch(code)
    try:
        if found and found["month"]:
            period = Period(date.fromisoformat(f"{found['month']}-01"), MONTH)
        elif found and found["quarter"]:
            period = Period(shift(year(int(found["year"])).starts_on, 3 * int(found["quarter"]) - 3), QUARTER)
        else:
            period = year(int(found["year"] if found else ""))
    except ValueError:
        period = None
    if period is None or not _FIRST_YEAR <= period.fiscal_year <= _LAST_YEAR:
        raise Refused("bad_period", _("ไม่รู้จักช่วงเวลานี้ กรุณาใช้แบบ 2021-01 หรือ FY2021Q2 หรือ FY2021"), "period")
    return period


def between(first: Period, last: Period) -> Iterator[Period]:
    """From the first to the last, both included."""
    while first <= last:
        yield first
        first = first.following
