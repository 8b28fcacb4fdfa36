"""A league of change, not of ranks: which areas have come further against their own past, and which cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from ..areas import districts
from ..folding import queries as folding
from ..folding.queries import Value
from ..indicators.cards import IndicatorCard
from ..periods import Period
from ..words import NEUTRAL, UP

BETTER, SAME, WORSE, UNKNOWN = "better", "same", "worse", "unknown"
BANDS = (BETTER, WORSE, SAME, UNKNOWN)
NOISE = Fraction(2)
"""How many usual steps a change must be, to be told from the usual up and down of the area itself."""
LEAST = 4
"""Fewer periods say nothing of what is usual."""


@dataclass(frozen=True)
class Moved:
    """How an area went from one period to the next. `usual`: the median step of its own past, up or down."""

    area: str
    now: Value | None
    before: Value | None
    usual: Fraction | None
    band: str

    @property
    def change(self) -> Decimal | None:
        if self.now is None or self.before is None or self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


def league(card: IndicatorCard, within: str, period: Period) -> list[Moved]:
    """The provinces of the country, or the districts of a province; in each band by name, never by size."""
    areas = [one.code for one in districts.inside(within)]
    past = [period]
    for _ in range(7):
        past.append(past[-1].previous)
    found = folding.values([card.code], areas, past)
    return [_moved(card, area, [found.get((card.code, area, one)) for one in past]) for area in areas]


def _moved(card: IndicatorCard, area: str, values: Sequence[Value | None]) -> Moved:
    now, before = values[0], values[1]
    said = [Fraction(one.value) for one in values[1:] if one is not None and one.value is not None]
    steps = [abs(one - other) for one, other in zip(said, said[1:], strict=False)]
    usual = median(steps) if len(steps) + 1 >= LEAST else None
    return Moved(area, now, before, usual, _band(card, now, before, usual))


def _band(card: IndicatorCard, now: Value | None, before: Value | None, usual: Fraction | None) -> str:
    if now is None or before is None or now.value is None or before.value is None or usual is None:
        return UNKNOWN
    change = Fraction(now.value) - Fraction(before.value)
    if card.direction == NEUTRAL or abs(change) <= NOISE * usual:
        return SAME
    return BETTER if (change > 0) == (card.direction == UP) else WORSE
