"""How much of a target should be reached by a day: a year that is two months old is not held against twelve."""

from datetime import date
from fractions import Fraction

from .indicators.cards import IndicatorCard
from .periods import Period
from .reporting.opening import due_on
from .words import SUM

WHOLE = Fraction(1)


def part_due(card: IndicatorCard, period: Period, today: date) -> Fraction:
    """Which part of the period's target should be there at the end of yesterday.

    Of what adds up over time, that of the steps (the months of a monthly indicator) whose reports were due; the product's own
    counts are there as soon as a step is over. Of everything else the whole: a mean or a state has no part.
    """
    steps = period.inside(card.frequency)
    if card.over_time != SUM or not steps:
        return WHOLE
    return Fraction(steps_due(card, period, today), len(steps))


def steps_due(card: IndicatorCard, period: Period, today: date) -> int:
    """How many of the period's steps were to be reported by yesterday."""
    steps = period.inside(card.frequency)
    if steps and _due(card, steps[-1]) < today:
        return len(steps)
    return sum(_due(card, step) < today for step in steps)


def _due(card: IndicatorCard, step: Period) -> date:
    return step.ends_on if card.fact else due_on(card.level, step, "")
