"""What a fact found: by district, a number and, where it has one, its base."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, QuerySet

Found = Mapping[str, tuple[Decimal, Decimal | None]]


def by_district(
    rows: QuerySet[Any], number: Aggregate, base: Aggregate | None = None, *, office: str = "office", district: str = ""
) -> Found:
    """One grouped query. `office`: the way to the district's own office; `district`: a column that has the code instead."""
    code = district or f"{office}__district_id"
    if not district:
        rows = rows.filter(**{f"{office}__level": "district"})
    asked: dict[str, Any] = {"n": number} | ({} if base is None else {"of": base})
    found = rows.order_by().values(code).annotate(**asked).values_list(code, *asked)
    return {one[0]: (Decimal(one[1] or 0), None if base is None else Decimal(one[2] or 0)) for one in found if one[0]}
