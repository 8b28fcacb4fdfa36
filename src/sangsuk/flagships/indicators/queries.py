"""Questions about indicators. What is in force is kept in memory; see `common.remember`."""

from datetime import date
from fractions import Fraction

from django.db.models import Q

from sangsuk.common.remember import remembered

from .. import formulas
from ..formulas import dimension
from ..models import Cell, Indicator, IndicatorVersion, Unit
from .cards import IndicatorCard, UnitCard


@remembered
def in_force(programme: str, on: date) -> list[IndicatorCard]:
    """The indicators of a programme on a day, each in the version of that day, in the order of projects. Read only."""
    return read_in_force(programme, on)


def read_in_force(programme: str, on: date) -> list[IndicatorCard]:
    """The same, asked of the database now."""
    valid = Q(indicator__valid_from__lte=on) & (Q(indicator__valid_to=None) | Q(indicator__valid_to__gt=on))
    rows = (
        IndicatorVersion.objects.filter(valid, indicator__project__programme=programme, valid_from__lte=on)
        .order_by("indicator_id", "-valid_from", "-version")
        .distinct("indicator_id")
        .select_related("indicator__project")
    )
    found = units()
    made = [card_of(row, row.indicator, found) for row in rows]
    return sorted(made, key=lambda card: (card.project, card.order, card.code))


def by_code(programme: str, on: date) -> dict[str, IndicatorCard]:
    return {card.code: card for card in in_force(programme, on)}


@remembered
def units() -> dict[str, UnitCard]:
    """Every unit by its code. Read only."""
    return {row.code: unit_card(row) for row in Unit.objects.all()}


@remembered
def cells() -> dict[str, Cell]:
    """Every cell of a breakdown by its code, axis by axis in their order. Read only."""
    return {row.code: row for row in Cell.objects.order_by("axis", "order", "code")}


def cells_of(axes: tuple[str, ...] | list[str]) -> list[Cell]:
    """The cells that an indicator with these axes is broken down into."""
    return [cell for axis in axes for cell in cells().values() if cell.axis == axis]


def unit_card(row: Unit) -> UnitCard:
    return UnitCard(
        row.code, row.name_th, row.name_en, dimension(row.dimension).powers, Fraction(row.factor), row.decimals
    )


def card_of(row: IndicatorVersion, of: Indicator, units: dict[str, UnitCard]) -> IndicatorCard:
    return IndicatorCard(
        code=of.code, project=of.project_id, order=of.order, kind=of.kind, level=of.level, frequency=of.frequency,
        over_areas=of.over_areas, over_time=of.over_time, fact=of.fact, version=row.version, valid_from=row.valid_from,
        unit=units[row.unit_id], direction=row.direction, name_th=row.name_th, name_en=row.name_en,
        definition_th=row.definition_th, definition_en=row.definition_en, number_th=row.number_th,
        number_en=row.number_en, base_th=row.base_th, base_en=row.base_en,
        formula=formulas.parse(row.formula, within=of.project_id) if row.formula else None, axes=tuple(row.axes),
        evidence=row.evidence, checks=row.checks, baseline=row.baseline, baseline_of=row.baseline_of,
        standing=row.standing, source=row.source,
    )  # fmt: skip
