"""What the answers of an office add up to, for everybody the same: nobody reads a sum of fewer than the floor.

Answers are counted in bundles, in the order in which they came: the first ten of an office, the next ten ...; a bundle
belongs to the quarter in which its last answer came, and what is left over waits. So what somebody reads today differs from what
she read yesterday by whole bundles. By age, condition and service an office is told of quarters that are over; cells
of fewer than the floor are hidden, and with them so many others that no subtraction brings them back (`hiding`). Only one
axis at a time is told, never two crossed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection

from sangsuk.thai import BANGKOK, fiscal_year_be
from sangsuk.thai.dates import BE_OFFSET

from . import estimating, rules
from .estimating import Estimate, Sums
from .hiding import hidden
from .models import SurveyAnswer
from .words import AXES, ITEMS, LEAST_POINTS, MOST_POINTS, POINTS_A_LEVEL


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the fiscal year, which begins in October. `year_be` is the fiscal year of the Buddhist era."""

    year_be: int
    no: int

    @property
    def first(self) -> date:
        """October of the year before, January, April, July."""
        year = self.year_be - BE_OFFSET
        return date(year - 1, 10, 1) if self.no == 1 else date(year, self.no * 3 - 5, 1)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first, time.min, BANGKOK)

    @property
    def after_last(self) -> date:
        return self.next.first

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year_be + 1, 1) if self.no == 4 else Quarter(self.year_be, self.no + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year_be - 1, 4) if self.no == 1 else Quarter(self.year_be, self.no - 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(fiscal_year_be(day), (day.month - 10) % 12 // 3 + 1)


@dataclass(frozen=True)
class Cell:
    """One value of an axis. Hidden cells carry no number."""

    value: str
    estimate: Estimate | None
    hidden: bool = False


@dataclass(frozen=True)
class Result:
    """Of one quarter. `waits`: the quarter is not over, so cells are not told yet."""

    quarter: Quarter
    estimate: Estimate | None
    items: Mapping[str, float] = field(default_factory=dict)
    cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    waits: bool = False
    change: int | None = None

    @property
    def points(self) -> Decimal | None:
        """The mean to the hundredth, for the bands."""
        return Decimal(f"{self.estimate.mean:.2f}") if self.estimate else None


_ROWS = f"""
with numbered as (
    select *, (row_number() over (order by id) - 1) / %(bundle)s as bundle, count(*) over () as whole
    from {SurveyAnswer._meta.db_table} where office_id = %(office)s
), told as (
    select *, max(day) over (partition by bundle) as told_on from numbered where (bundle + 1) * %(bundle)s <= whole
)
select told_on, age_band, condition, service, points, {", ".join(ITEMS)}, weight from told
where told_on >= %(since)s and told_on < %(until)s
"""
"""Whole bundles only. Reads the answers of one office by its index."""


def of_office(office_code: str, *, today: date, quarters: int = 4) -> list[Result]:
    """The newest quarter first, the one that runs now among them. One statement."""
    now = quarter_of(today)
    wanted = [now]
    for _n in range(quarters - 1):
        wanted.append(wanted[-1].before)
    known = rules.on(today)
    rows = _told(office_code, wanted[-1].before.first, now.after_last, known.survey_bundle)
    by_quarter: dict[Quarter, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_quarter.setdefault(quarter_of(row["told_on"]), []).append(row)
    found = {
        one: _result(one, by_quarter.get(one, []), known.survey_floor, waits=one == now)
        for one in [*wanted, wanted[-1].before]
    }
    return [_with_change(found[one], found[one.before]) for one in wanted]


def _told(office_code: str, since: date, until: date, bundle: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"office": office_code, "since": since, "until": until, "bundle": bundle})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _result(quarter: Quarter, rows: Sequence[Mapping[str, Any]], floor: int, *, waits: bool) -> Result:
    whole = sums(rows)
    if not whole.n:
        return Result(quarter, None, waits=waits)
    items = {
        item: float(sum(row["weight"] * row[item] for row in rows)) * POINTS_A_LEVEL / whole.weight for item in ITEMS
    }
    cells = {} if waits else {axis: _cells(rows, axis, floor) for axis in AXES}
    return Result(quarter, estimating.estimate(whole), items, cells, waits)


def _cells(rows: Sequence[Mapping[str, Any]], axis: str, floor: int) -> tuple[Cell, ...]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row[axis], []).append(row)
    held = hidden({value: len(some) for value, some in grouped.items()}, floor)
    return tuple(
        Cell(value, None, hidden=True) if value in held else Cell(value, estimating.estimate(sums(some)))
        for value, some in sorted(grouped.items())
    )


def sums(rows: Iterable[Mapping[str, Any]]) -> Sums:
    found = estimating.NONE
    for row in rows:
        weight, points = float(row["weight"]), float(row["points"])
        found += Sums(1, weight, weight**2, weight * points, weight * points**2)
    return found


def _with_change(one: Result, before: Result) -> Result:
    if one.estimate is None or before.estimate is None:
        return one
    change = estimating.changed(before.estimate, one.estimate)
    return Result(one.quarter, one.estimate, one.items, one.cells, one.waits, change)


def words_of(office_code: str, *, after: int = 0, size: int = 25) -> list[SurveyAnswer]:
    """The suggestion box of an office, newest first: what is shown of the words, and nothing of who wrote them. For the
    office itself; the caller has asked. Ask again with the last one's pk."""
    rows = SurveyAnswer.objects.filter(office=office_code).exclude(words_shown="")
    rows = rows.filter(pk__lt=after) if after else rows
    return list(rows.only("pk", "words_shown", "day").order_by("-pk")[:size])


__all__ = ["LEAST_POINTS", "MOST_POINTS", "Cell", "Quarter", "Result", "of_office", "quarter_of", "words_of"]
