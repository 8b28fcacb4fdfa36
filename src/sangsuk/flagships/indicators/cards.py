"""What the rest of the house needs of an indicator: values without the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .. import formulas
from ..folding.arithmetic import rounded
from ..formulas import Dimension, Formula


@dataclass(frozen=True)
class UnitCard:
    """`factor`: of its base unit; a percent is 1/100 of a bare number."""

    code: str
    name_th: str
    name_en: str
    powers: tuple[tuple[str, int], ...]
    factor: Fraction
    decimals: int

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en

    def dimension(self, language: str = "th") -> Dimension:
        return Dimension(self.powers, self.name(language) if self.powers else "")

    def rounded(self, shown: Fraction | Decimal) -> Decimal:
        """To the unit's decimals, half to even; once, when it is shown."""
        return rounded(Fraction(shown), self.decimals)


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator as it is meant on a day. Read only: it is kept in memory.

    An exact *amount* is in base units (a share lies between 0 and 1); what is *shown* is in the indicator's own unit (percent).
    """

    code: str
    project: str
    order: int
    kind: str
    level: str
    frequency: str
    over_areas: str
    over_time: str
    fact: str
    version: int
    valid_from: date
    unit: UnitCard
    direction: str
    name_th: str
    name_en: str
    definition_th: str
    definition_en: str
    number_th: str
    number_en: str
    base_th: str
    base_en: str
    formula: Formula | None
    axes: tuple[str, ...]
    evidence: str
    checks: Mapping[str, Any]
    baseline: Decimal | None
    baseline_of: str
    standing: str
    source: str

    @property
    def has_base(self) -> bool:
        return bool(self.base_th)

    def name(self, language: str) -> str:
        return self.name_th if language.startswith("th") else self.name_en

    def definition(self, language: str) -> str:
        return self.definition_th if language.startswith("th") or not self.definition_en else self.definition_en

    def number_label(self, language: str) -> str:
        return self.number_th if language.startswith("th") or not self.number_en else self.number_en

    def base_label(self, language: str) -> str:
        return self.base_th if language.startswith("th") or not self.base_en else self.base_en

    def amount(self, number: Fraction | Decimal | None, base: Fraction | Decimal | None = None) -> Fraction | None:
        """Exactly, in base units, as formulas take it: number / base, or the number where there is no base."""
        if number is None:
            return None
        if not self.has_base:
            return Fraction(number) * self.unit.factor
        return Fraction(number) / Fraction(base) if base else None

    def shown(self, amount: Fraction | None) -> Fraction | None:
        """An exact amount in the indicator's own unit: 9/10 of a percent indicator is 90."""
        return None if amount is None else amount / self.unit.factor


def units_of(cards: Mapping[str, IndicatorCard], language: str = "th") -> dict[str, Dimension]:
    return {code: card.unit.dimension(language) for code, card in cards.items()}


def in_order(cards: Mapping[str, IndicatorCard]) -> list[IndicatorCard]:
    """The formulas among them, each after those it needs."""
    found = {code: card.formula for code, card in cards.items() if card.formula is not None}
    return [cards[code] for code in formulas.ordered(found)]


__all__ = ["IndicatorCard", "UnitCard", "in_order", "rounded", "units_of"]
