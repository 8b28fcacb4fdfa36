"""What somebody wants an indicator to be, before any rule has looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .. import words
from ..models import Indicator, IndicatorVersion


@dataclass(frozen=True)
class Fixed:
    """What never changes of an indicator."""

    code: str
    project: str
    order: int = 0
    kind: str = words.REPORTED
    level: str = words.DISTRICT
    frequency: str = "month"
    over_areas: str = words.SUM
    over_time: str = words.SUM
    fact: str = ""
    valid_from: date = date(2020, 10, 1)
    valid_to: date | None = None


@dataclass(frozen=True)
class Said:
    """What a version says. `since`: from which day."""

    since: date
    name_th: str
    name_en: str
    definition_th: str
    definition_en: str
    unit: str
    direction: str = words.UP
    number_th: str = ""
    number_en: str = ""
    base_th: str = ""
    base_en: str = ""
    formula: str = ""
    axes: tuple[str, ...] = ()
    evidence: str = ""
    checks: Mapping[str, Any] = field(default_factory=dict)
    baseline: Decimal | None = None
    baseline_of: str = ""
    standing: str = words.INFERRED
    source: str = ""
    why: str = ""


FIXED, SAID = tuple(one.name for one in fields(Fixed)), tuple(one.name for one in fields(Said))
_COLUMNS = {"project": "project_id", "since": "valid_from", "unit": "unit_id"}


def fixed_of(row: Indicator) -> Fixed:
    return Fixed(**{name: getattr(row, _COLUMNS.get(name, name)) for name in FIXED})


def said_of(row: IndicatorVersion) -> Said:
    found = {name: getattr(row, _COLUMNS.get(name, name)) for name in SAID}
    found["baseline"] = None if row.baseline is None else plain(row.baseline)
    return Said(**found | {"axes": tuple(row.axes)})


def plain(number: Decimal) -> Decimal:
    """Without zeros at its end, and without an exponent."""
    return Decimal(f"{number.normalize():f}")


def fixed_columns(fixed: Fixed) -> dict[str, Any]:
    return {_COLUMNS.get(name, name): getattr(fixed, name) for name in FIXED}


def said_columns(said: Said) -> dict[str, Any]:
    found = {_COLUMNS.get(name, name): getattr(said, name) for name in SAID}
    return found | {"axes": list(said.axes), "checks": dict(said.checks)}


def same(one: Said, other: Said) -> bool:
    """They mean the same, whatever reason was given for them."""
    return replace(one, why="", since=other.since) == replace(other, why="")
