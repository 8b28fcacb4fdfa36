"""One formula: what it needs, what its result is counted in, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from .. import periods
from . import evaluator, parser, units
from .printer import text_of
from .tree import Node, names
from .units import Dimension

GIVEN: Mapping[str, Dimension] = {"days": Dimension((("day", 1),)), "months": Dimension((("month", 1),))}
"""Names that every formula may use: how long the period is."""


@dataclass(frozen=True)
class Formula:
    tree: Node

    def __str__(self) -> str:
        return text_of(self.tree)

    def text(self, within: str = "") -> str:
        """As a person writes it, with short names for the indicators of that project."""
        return text_of(self.tree, within)

    @property
    def needs(self) -> tuple[str, ...]:
        """Codes of the indicators it reckons with, each once, in the order of the text."""
        return tuple(dict.fromkeys(name.code for name in names(self.tree) if name.code not in GIVEN))

    def unit(self, units_of: Mapping[str, Dimension]) -> Dimension:
        """What its result is counted in. `units_of`: by indicator code. Raises Refused with both units and the place."""
        return units.unit(self.tree, {**units_of, **GIVEN})

    def must_be(self, wanted: Dimension, units_of: Mapping[str, Dimension]) -> None:
        """Raises Refused when the units within do not fit, or the result is not counted in `wanted`."""
        found = self.unit(units_of)
        if not units.fits(found, wanted):
            said = {"found": found, "wanted": wanted}
            raise Refused(
                "formula_unit",
                _("ผลของสูตรนับเป็น “%(found)s” แต่ตัวชี้วัดนี้นับเป็น “%(wanted)s”") % said,
                "formula",
            )

    def value(self, values: Mapping[str, Fraction | None]) -> Fraction | None:
        """Exactly, in base units; None when nothing can be said. `values`: by indicator code, with `given(period)`."""
        return evaluator.value(self.tree, values)


def parse(text: str, *, within: str = "") -> Formula:
    """`within`: the project whose indicators go by short names. Raises Refused with a sentence that says where."""
    return Formula(parser.parse(text, within=within, given=frozenset(GIVEN)))


def given(period: periods.Period) -> dict[str, Fraction | None]:
    """What the names in GIVEN are in that period."""
    days = (period.before - period.starts_on).days
    return {"days": Fraction(days), "months": Fraction(period.months)}
