"""Which groups of a breakdown (sex, age, disability) everybody may read: none of a few people, and none that others give away.

Totals are told, of every area and period, and so is whatever adds up to them; a group that is held back must not be what remains.
So districts tell no groups outside, and a province tells an axis whole or not at all, in all periods of one kind of a fiscal year.
Those that do not are at least two, and add up to nobody or to enough people in every group and period. What is held back in a
quarter is held back in its months too. The country tells an axis unless a group of the whole country is too small.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from ..folding import queries as folding
from ..folding.book import Rule
from ..folding.queries import Value
from ..indicators import queries as indicators
from ..periods import KINDS, Period, year
from ..words import LAST

K = TypeVar("K")
Counts = Mapping[str, Mapping[K, Decimal]]
"""Of each area, how many are in each group and period."""


def told(rule: Rule, area: str, period: Period, found: Collection[Value], least: int) -> list[Value]:
    """Of the groups of a province's or the country's figure, those that everybody may read. `least`: fewer people are a few."""
    axes = {one.cell: indicators.cells()[one.cell].axis for one in found if one.cell in indicators.cells()}
    shut = {axis for axis in set(axes.values()) if area in _held(rule, axis, period, least)}
    return [one for one in found if one.cell in axes and axes[one.cell] not in shut]


def _held(rule: Rule, axis: str, period: Period, least: int) -> frozenset[str]:
    """The areas that do not tell this axis in periods of this kind in this fiscal year."""
    counts = _counts(rule.code, axis, period)
    held: frozenset[str] = frozenset()
    for kind in reversed(KINDS):
        held = hidden(counts.get(kind, {}), least, held)
        if kind == period.kind and rule.over_time != LAST:
            break
    return held


def _counts(code: str, axis: str, period: Period) -> Mapping[str, dict[str, dict[object, Decimal]]]:
    """By kind of period and area: every number and base of the year."""
    found: dict[str, dict[str, dict[object, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for one in folding.cells_of_year(
        code, [cell.code for cell in indicators.cells_of([axis])], year(period.fiscal_year)
    ):
        counts = found[one.period.kind][one.area]
        for name, people in (("number", one.number), ("base", one.base)):
            if people is not None:
                counts[one.period.starts_on, one.cell, name] = people
    return found


def hidden(counts: Counts[K], least: int, already: Iterable[str] = ()) -> frozenset[str]:
    """The areas to hold back: those with a group of a few, and the smallest of the others until what all of them have together tells
    of nobody. The country ("") only where it has a group of a few itself. Pure."""
    out = {area for area, here in counts.items() if _few(here, least)} | set(already)
    others = sorted(
        set(counts) - out - {""},
        key=lambda area: (min((n for n in counts[area].values() if n), default=Decimal(0)), area),
    )
    together: Counter[K] = Counter()
    for area in out - {""}:
        together.update(counts.get(area, {}))
    while out and others and (len(out - {""}) < 2 or _few(together, least)):
        out.add(others[0])
        together.update(counts[others.pop(0)])
    return frozenset(out)


def _few(counts: Mapping[K, Decimal | int], least: int) -> bool:
    return any(0 < n < least for n in counts.values())
