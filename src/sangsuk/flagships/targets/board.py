"""Targets beside what was reached: of one area its indicators, of one indicator the areas below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .. import lights, pace, periods
from ..folding import queries as figures
from ..folding.queries import Value
from ..indicators import words
from ..indicators.cards import IndicatorCard
from ..periods import Period
from ..words import UP
from . import areas, queries
from .actions import adds_up

Known = Mapping[tuple[str, str], queries.TargetCard]


@dataclass(frozen=True)
class Row:
    """`target`, `sum_of`, `value`: as written on a page, "" where there is none. `set_below` of `areas_below` have one."""

    card: IndicatorCard
    name: str
    unit: str
    target: str
    value: str
    light: str
    areas_below: int
    set_below: int
    sum_of: str
    agrees: bool


@dataclass(frozen=True)
class Child:
    """One area below. `field`: where its target is typed."""

    area: str
    name: str
    field: Any
    last_year: str
    value: str
    light: str


def rows(cards: Sequence[IndicatorCard], area: str, period: Period, today: date, language: str) -> list[Row]:
    """Of the indicators that can have a target for that period. A fixed number of queries."""
    able = [card for card in cards if periods.KINDS.index(card.frequency) <= periods.KINDS.index(period.kind)]
    codes, below, level = [card.code for card in able], areas.children(area), areas.level_of(area)
    own = queries.targets(codes, level, [area], period)
    parts = queries.targets(codes, areas.BELOW[level], below, period) if below else {}
    known = figures.values(codes, [area], [period])
    return [
        _row(card, own, parts, below, known.get((card.code, area, period)), area, period, today, language)
        for card in able
    ]


def _row(
    card: IndicatorCard, own: Known, parts: Known, below: Sequence[str], value: Value | None, area: str, period: Period,
    today: date, language: str,
) -> Row:  # fmt: skip
    target = own.get((card.code, area))
    there = [parts[card.code, code].number for code in below if (card.code, code) in parts]
    sum_of = sum(there, Decimal(0)) if there and adds_up(card) else None
    said = reached(card, value)
    return Row(
        card, card.name(language), card.unit.name(language), plain(target.number) if target else "",
        _shown(card, said), light(card, said, target, period, today), len(below), len(there), plain(sum_of),
        sum_of is None or target is None or len(there) < len(below) or sum_of == target.number,
    )  # fmt: skip


def children(
    card: IndicatorCard, area: str, period: Period, today: date, fields: Mapping[str, Any], language: str
) -> list[Child]:
    """Every area below with where its target is typed, and what it reached: now, and a year ago."""
    codes = areas.children(area)
    known = figures.values([card.code], codes, [period, period.year_ago])
    targets = queries.targets([card.code], areas.BELOW[areas.level_of(area)], codes, period)
    found = []
    for code in codes:
        said = reached(card, known.get((card.code, code, period)))
        before = reached(card, known.get((card.code, code, period.year_ago)))
        shown = light(card, said, targets.get((card.code, code)), period, today)
        found.append(
            Child(code, areas.name(code, language), fields[code], _shown(card, before), _shown(card, said), shown)
        )
    return found


def reached(card: IndicatorCard, value: Value | None) -> Fraction | None:
    """What a figure says, exactly where it can be said, in the indicator's own unit."""
    if value is None:
        return None
    if value.number is not None:
        return card.shown(card.amount(value.number, value.base))
    return None if value.value is None else Fraction(value.value)


def light(
    card: IndicatorCard, value: Fraction | None, target: queries.TargetCard | None, period: Period, today: date
) -> str:
    rule = lights.rule_for(card.code, period.starts_on)
    return lights.light(
        value, target.number if target else None, card.direction, rule, pace.part_due(card, period, today)
    )


def usual(period: Period, card: IndicatorCard | None = None) -> str:
    """The rule of the lights in words, of an indicator or of all that have none of their own; "" where there is none."""
    rule = lights.rule_for(card.code if card else "", period.starts_on)
    if rule is None:
        return ""
    return lights.in_words(rule, card.direction, card.over_time) if card else lights.in_words(rule, UP)


def way(code: str) -> str:
    return str(words.WAYS[code]) if code in words.WAYS else ""


def _shown(card: IndicatorCard, value: Fraction | None) -> str:
    return "" if value is None else f"{card.unit.rounded(value):,f}"


def plain(number: Decimal | None) -> str:
    """As people write it: no zeros at the end, thousands apart."""
    if number is None:
        return ""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
