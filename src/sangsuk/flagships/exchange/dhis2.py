"""DHIS2 `dataValueSets` as JSON: written and read back without loss. Pure: values in, values out.

Format: DHIS2 developer documentation, Web API, Data values (dataValueSets), read 2026-11-22. Periods: months 202101, calendar quarters
2021Q1, financial years that begin in October 2020Oct. A quarter of the fiscal year is a calendar quarter too. What nobody reports has no
data value; "nothing to report" has none either and is said in a comment, because DHIS2 has no word for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from ..periods import MONTH, QUARTER, Period, year

NONE = "nothing to report"
_MONTH, _QUARTER, _YEAR = re.compile(r"(\d{4})(\d{2})"), re.compile(r"(\d{4})Q([1-4])"), re.compile(r"(\d{4})Oct")
MOST = 20_000
"""Data values in one body."""
INDICATOR, BASE, AREA, CELL = "indicator", "base", "area", "cell"


@dataclass(frozen=True)
class Names:
    """What the other system calls ours, by kind and code. What is not in it goes by our own code (a base by `code.base`)."""

    theirs: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def out(self, kind: str, code: str) -> str:
        return self.theirs.get((kind, code), f"{code}.base" if kind == BASE else code)

    def back(self, known: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """From their words to ours, for all that we know."""
        return {self.out(kind, code): (kind, code) for kind, code in known}


@dataclass(frozen=True)
class Number:
    """One number of ours. `none`: there is nothing to report."""

    indicator: str
    area: str
    period: Period
    cell: str = ""
    number: Decimal | None = None
    base: Decimal | None = None
    none: bool = False


@dataclass(frozen=True)
class Conflict:
    """What was not understood: which of their words, and why."""

    object: str
    value: str


@dataclass(frozen=True)
class Read:
    numbers: Sequence[Number]
    conflicts: Sequence[Conflict]


def period_out(period: Period) -> str:
    if period.kind == MONTH:
        return f"{period.starts_on:%Y%m}"
    if period.kind == QUARTER:
        return f"{period.starts_on.year}Q{(period.starts_on.month + 2) // 3}"
    return f"{period.starts_on.year}Oct"


def period_in(text: str) -> Period | None:
    """None for what is no period of ours."""
    try:
        if found := _MONTH.fullmatch(text):
            return Period(date(int(found[1]), int(found[2]), 1), MONTH)
        if found := _QUARTER.fullmatch(text):
            return Period(date(int(found[1]), 3 * int(found[2]) - 2, 1), QUARTER)
        if found := _YEAR.fullmatch(text):
            return year(int(found[1]) + 1)
    except ValueError:
        return None
    return None


def dumped(numbers: Iterable[Number], names: Names) -> dict[str, Any]:
    """A body of dataValueSets."""
    values: list[dict[str, Any]] = []
    for one in numbers:
        where: dict[str, Any] = {"period": period_out(one.period), "orgUnit": names.out(AREA, one.area)}
        if one.cell:
            where["categoryOptionCombo"] = names.out(CELL, one.cell)
        if one.none:
            values.append({"dataElement": names.out(INDICATOR, one.indicator), **where, "value": "", "comment": NONE})
        if one.number is not None:
            values.append({"dataElement": names.out(INDICATOR, one.indicator), **where, "value": plain(one.number)})
        if one.base is not None:
            values.append({"dataElement": names.out(BASE, one.indicator), **where, "value": plain(one.base)})
    return {"dataValues": values}


def plain(number: Decimal) -> str:
    """All digits, no exponent, no zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read(
    body: Mapping[str, Any], names: Names, indicators: Iterable[str], areas: Iterable[str], cells: Iterable[str]
) -> Read:
    """Numbers and bases of one indicator, area, period and cell come together; what is not understood is a conflict each."""
    codes = list(indicators)
    elements = names.back([(INDICATOR, code) for code in codes] + [(BASE, code) for code in codes])
    units, combos = names.back((AREA, code) for code in areas), names.back((CELL, code) for code in cells)
    given = body.get("dataValues")
    if not isinstance(given, list):
        return Read([], [Conflict("dataValues", _("ต้องเป็นรายการของค่า"))])
    if len(given) > MOST:
        return Read([], [Conflict("dataValues", _("ส่งได้ครั้งละไม่เกิน %(most)s ค่า") % {"most": MOST})])
    found: dict[tuple[str, str, Period, str], dict[str, Any]] = {}
    conflicts: list[Conflict] = []
    for row in given:
        where = _where({**body, **row} if isinstance(row, dict) else {}, elements, units, combos)
        if isinstance(where, Conflict):
            conflicts.append(where)
            continue
        kind, key = where
        value = _value(row)
        if isinstance(value, Conflict):
            conflicts.append(value)
        elif value is None:
            found.setdefault(key, {})["none"] = True
        else:
            found.setdefault(key, {})["base" if kind == BASE else "number"] = value
    return Read([Number(*key, **said) for key, said in found.items()], conflicts)


def _where(
    row: Mapping[str, Any], elements: Mapping[str, tuple[str, str]], units: Mapping[str, tuple[str, str]],
    combos: Mapping[str, tuple[str, str]],
) -> tuple[str, tuple[str, str, Period, str]] | Conflict:  # fmt: skip
    element, unit, said = str(row.get("dataElement")), str(row.get("orgUnit")), str(row.get("period"))
    combo = str(row.get("categoryOptionCombo") or "")
    period = period_in(said)
    if element not in elements:
        return Conflict(element, _("ไม่รู้จักตัวชี้วัดนี้"))
    if unit not in units:
        return Conflict(unit, _("ไม่รู้จักพื้นที่นี้"))
    if period is None:
        return Conflict(said, _("ไม่รู้จักช่วงเวลานี้"))
    if combo and combo not in combos:
        return Conflict(combo, _("ไม่รู้จักกลุ่มย่อยนี้"))
    kind, code = elements[element]
    return kind, (code, units[unit][1], period, combos[combo][1] if combo else "")


def _value(row: Mapping[str, Any]) -> Decimal | Conflict | None:
    """None: there is nothing to report."""
    said = str(row.get("value", ""))
    if not said and row.get("comment") == NONE:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        return Conflict(said, _("ไม่ใช่ตัวเลข"))
    if not number.is_finite() or abs(number) >= 10**14 or round(number, 6) != number:
        return Conflict(said, _("ตัวเลขใหญ่หรือละเอียดเกินไป"))
    return number
