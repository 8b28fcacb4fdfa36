"""The districts of the matrix: the amphoe outside Bangkok, as they are today."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered
from sangsuk.places import queries as places
from sangsuk.places.gazetteer import Place

BANGKOK = "10"
"""Its 50 khet belong to the city; the department has no district office there."""


@remembered
def by_province() -> dict[str, list[Place]]:
    """Read only."""
    found: dict[str, list[Place]] = defaultdict(list)
    for province in places.provinces():
        if province.code != BANGKOK:
            found[province.code] = places.inside(province.code)
    return dict(found)


def province(code: str) -> Place:
    """Raises Missing."""
    if code not in by_province():
        raise Missing("unknown_place", _("ไม่พบจังหวัดนี้"))
    return places.province(code)


def district(code: str) -> Place:
    """Raises Missing."""
    inside: list[Place] = by_province().get(code[:2], [])
    found = next((one for one in inside if one.code == code), None)
    if found is None:
        raise Missing("unknown_place", _("ไม่พบอำเภอนี้"))
    return found


def many(code: str = "") -> int:
    """How many districts there are in the country or in a province."""
    return sum(len(rows) for below, rows in by_province().items() if below.startswith(code))
