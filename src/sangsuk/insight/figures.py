"""The tallies of one scope and axis, summed as the reports need them: one query for each report."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case as If
from django.db.models import F, Q, Sum, Value, When
from django.utils import timezone

from sangsuk.cases import workflow
from sangsuk.thai.dates import BE_OFFSET, bangkok_date, fiscal_year_be

from .folding import CAME_IN, NEW, REPORTED, RETURNED, SIGNED, TAKEN_BACK
from .models import Progress, Tally

BEFORE = 0
"""The month that stands for all before the fiscal year."""
ENDED = (*workflow.CLOSED, REPORTED, RETURNED, TAKEN_BACK)
"""How a case, or an agency's task, was finished here. Passing it to another centre is no ending."""


def months_of(year_be: int) -> list[int]:
    """The twelve months of a fiscal year, October first: 202610 ..."""
    first = year_be - BE_OFFSET - 1
    return [first * 100 + n for n in (10, 11, 12)] + [(first + 1) * 100 + n for n in range(1, 10)]


def month_of(at: datetime) -> int:
    on = bangkok_date(at)
    return on.year * 100 + on.month


def year_of(month: int) -> int:
    """The fiscal year, BE."""
    return month // 100 + BE_OFFSET + (1 if month % 100 >= 10 else 0)


@dataclass(frozen=True)
class Asked:
    """What a report is asked about. `month` 0: the whole fiscal year; `mission` '': all missions together."""

    scope: str
    year: int
    month: int = 0
    mission: str = ""
    now: datetime = field(default_factory=timezone.now)

    @property
    def months(self) -> list[int]:
        return months_of(self.year)

    @property
    def begun(self) -> list[int]:
        """Those months of the year that have begun."""
        return [month for month in self.months if month <= month_of(self.now)]

    @property
    def until(self) -> int:
        """The last month that the report looks at."""
        return self.month or (self.begun[-1] if self.begun else self.months[0])

    @property
    def period(self) -> list[int]:
        return [self.month] if self.month else self.begun


ALL = object()
"""The key of everything together."""


class Figures:
    """For each key (a value of the axis, or what a report makes of it) what was counted in each month."""

    def __init__(self) -> None:
        self.cells: dict[Hashable, dict[int, Counter[str]]] = {ALL: {}}

    def add(self, key: Hashable, month: int, measure: str, n: int) -> None:
        for one in (key, ALL):
            self.cells.setdefault(one, {}).setdefault(month, Counter())[measure] += n

    def used(self) -> list[Any]:
        """The keys for which anything was counted."""
        return [k for k, months in self.cells.items() if k is not ALL and any(any(c.values()) for c in months.values())]

    def of(self, measures: Iterable[str], months: Iterable[int], key: Hashable = ALL) -> int:
        cell = self.cells.get(key, {})
        measures = tuple(measures)
        return sum(cell[month][measure] for month in months if month in cell for measure in measures)

    def remaining(self, until: int, key: Hashable = ALL) -> int:
        """What lies open at the end of that month."""
        months = (counted for month, counted in self.cells.get(key, {}).items() if month <= until)
        return sum(n if measure in SIGNED else -n for counted in months for measure, n in counted.items())

    def carried(self, month: int, key: Hashable = ALL) -> int:
        """What lay open when that month began."""
        return self.remaining(month - 1, key)

    def came_in(self, months: Iterable[int], key: Hashable = ALL) -> int:
        return self.of(CAME_IN, months, key)

    def new(self, months: Iterable[int], key: Hashable = ALL) -> int:
        return self.of((NEW,), months, key)

    def ended(self, months: Iterable[int], key: Hashable = ALL) -> int:
        return self.of(ENDED, months, key)


Keyed = Callable[[str, str], Hashable]


def figures(
    asked: Asked, axis: str, *, key: Keyed | None = None, by: str = "value", scopes: Iterable[str] = ()
) -> Figures:
    """One query. `key` makes of value and second what the report counts by. `by`: the column that takes the place of
    the value, "value", "mission" or "scope"; with `scopes` those instead of the one asked about."""
    narrowed = Q(axis=axis, month__lte=asked.months[-1], scope__in=list(scopes) or [asked.scope])
    if asked.mission:
        narrowed &= Q(mission=asked.mission)
    rows = (
        Tally.objects.filter(narrowed)
        .annotate(when=If(When(month__lt=asked.months[0], then=Value(BEFORE)), default=F("month")))
        .values_list("when", by, "second", "measure")
        .annotate(total=Sum("n"))
        .order_by()
    )
    found = Figures()
    for month, value, second, measure, n in rows:
        found.add(key(value, second) if key else value, month, measure, int(n))
    return found


@dataclass(frozen=True)
class AsOf:
    """Up to when everything is counted; `complete` is False while all is counted anew."""

    at: datetime | None
    complete: bool


def as_of() -> AsOf:
    progress = Progress.objects.filter(id=1).first()
    return AsOf(progress.at, progress.recounted is None) if progress else AsOf(None, False)


def years(asked_now: datetime) -> list[int]:
    """The fiscal years that can be chosen, the newest first: back to the oldest in which anything happened."""
    this = fiscal_year_be(asked_now)
    oldest = (
        Tally.objects.filter(scope="under:MOI", axis="origin").order_by("month").values_list("month", flat=True).first()
    )
    return list(range(this, min(this, year_of(oldest) if oldest else this) - 1, -1))
