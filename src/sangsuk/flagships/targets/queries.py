"""Questions about targets."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from ..models import Target
from ..periods import Period


@dataclass(frozen=True)
class TargetCard:
    """`number` is in the indicator's own unit, as shown."""

    number: Decimal
    version: int
    pk: int


def newest(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Of each target its highest version, whether taken back or not."""
    place = ("indicator_id", "period", "starts_on", "level", "area_code")
    return targets.order_by(*place, "-version").distinct(*place)


def targets(
    indicators: Collection[str], level: str, area_codes: Collection[str], period: Period
) -> dict[tuple[str, str], TargetCard]:
    """The targets in force by (indicator, area); what was taken back is not among them. The country's area is ''."""
    rows = newest(
        Target.objects.filter(
            indicator__in=indicators, level=level, area_code__in=area_codes, period=period.kind,
            starts_on=period.starts_on,
        )
    ).values_list("indicator_id", "area_code", "number", "version", "pk")  # fmt: skip
    return {
        (indicator, area): TargetCard(number, version, pk)
        for indicator, area, number, version, pk in rows
        if number is not None
    }


def last_versions(indicator: str, level: str, area_codes: Collection[str], period: Period) -> dict[str, int]:
    """The highest version of each target, whether taken back or not."""
    rows = newest(
        Target.objects.filter(
            indicator=indicator, level=level, area_code__in=area_codes, period=period.kind, starts_on=period.starts_on
        )
    )
    return dict(rows.values_list("area_code", "version"))


def history(indicator: str, level: str, area: str, period: Period) -> list[Target]:
    """Every word ever said of one target, the newest first."""
    rows = Target.objects.filter(
        indicator=indicator, level=level, area_code=area, period=period.kind, starts_on=period.starts_on
    )
    return list(rows.select_related("made_by").order_by("-version"))
