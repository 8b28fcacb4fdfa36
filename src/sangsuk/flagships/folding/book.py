"""The rules of all indicators at once, as folding needs them: how each adds up, and which version is in force when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..models import Indicator, IndicatorVersion
from ..words import DISTINCT, FORMULA, LAST, MEAN


@dataclass(frozen=True)
class Version:
    """`factor`: of its unit; `per`: what number / base is divided by, to be in its unit."""

    number: int
    valid_from: date
    unit: str
    factor: Fraction
    per: Fraction
    decimals: int
    divides: bool
    direction: str
    formula: str


@dataclass(frozen=True)
class Rule:
    """`versions`: the oldest first."""

    code: str
    project: str
    kind: str
    level: str
    frequency: str
    over_areas: str
    over_time: str
    versions: Sequence[Version]

    def on(self, day: date) -> Version:
        """The version of a period that begins on that day; the first one for a period before all of them."""
        return next((one for one in reversed(self.versions) if one.valid_from <= day), self.versions[0])

    @property
    def is_formula(self) -> bool:
        return self.kind == FORMULA

    @property
    def is_distinct(self) -> bool:
        return DISTINCT in (self.over_areas, self.over_time)

    @property
    def is_newest(self) -> bool:
        return self.over_time == LAST and not self.is_distinct

    @property
    def weighs(self) -> bool:
        return MEAN in (self.over_areas, self.over_time)


Book = Mapping[str, Rule]


def book(codes: Iterable[str] | None = None) -> Book:
    """Of all indicators, or of these; one that has no version yet has nothing to fold."""
    rows = Indicator.objects.order_by("code")
    versions: dict[str, list[Version]] = {}
    found = IndicatorVersion.objects.select_related("unit", "indicator").order_by("indicator", "version")
    for one in found:
        versions.setdefault(one.indicator_id, []).append(_version(one))
    wanted = None if codes is None else set(codes)
    return {
        row.code: Rule(
            row.code, row.project_id, row.kind, row.level, row.frequency, row.over_areas, row.over_time,
            tuple(sorted(versions[row.code], key=lambda one: (one.valid_from, one.number))),
        )
        for row in rows if row.code in versions and (wanted is None or row.code in wanted)
    }  # fmt: skip


def _version(row: IndicatorVersion) -> Version:
    factor = Fraction(row.unit.factor)
    weighs = MEAN in (row.indicator.over_areas, row.indicator.over_time)
    return Version(
        row.version, row.valid_from, row.unit_id, factor, factor if row.base_th else Fraction(1), row.unit.decimals,
        bool(row.base_th) or weighs, row.direction, row.formula,
    )  # fmt: skip
