"""A figure in words: rounded to its unit once, with its unit, and how complete it is."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from .. import pace
from ..folding.queries import Value
from ..indicators.cards import IndicatorCard
from ..periods import LENGTH, Period
from ..words import COUNTRY, DIGITS, DISTRICT, LAST, LEVELS, PROVINCE


def level_of(area: str) -> str:
    """By the digits of its code."""
    return next(level for level in LEVELS if DIGITS[level] == len(area))


def shown(card: IndicatorCard, value: Value | None) -> Decimal | None:
    """Rounded to the unit's decimals, half to even, from the exact number where there is one."""
    if value is None or value.value is None:
        return None
    if value.number is not None and card.has_base and value.base:
        return card.unit.rounded(Fraction(value.number) / Fraction(value.base) / card.unit.factor)
    return card.unit.rounded(value.value)


def text(number: Decimal | None) -> str:
    """ "12,345.60"; a dash where there is nothing to say."""
    return "–" if number is None else f"{number:,f}"


def expected(card: IndicatorCard, area: str, period: Period, districts: int, today: date | None = None) -> int | None:
    """From how many reports the figure would be whole; None where nobody knows, as of villages or of
    formulas, and where nobody reports, as of facts, which the product counts itself.

    `today`: only what was to be reported by yesterday; None while that is nothing.
    """
    times = period.months // LENGTH[card.frequency] if today is None else pace.steps_due(card, period, today)
    times = min(times, 1) if card.over_time == LAST else times
    if card.formula is not None or card.fact or times == 0:
        return None
    if card.level == DISTRICT:
        return districts * times
    return times * (1 if area else 76) if card.level == PROVINCE and level_of(area) in (PROVINCE, COUNTRY) else None
