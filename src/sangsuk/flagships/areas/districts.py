"""The districts of the department, as they are today: the 878 amphoe outside Bangkok. Its khet are none; see docs/places.md."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing
from sangsuk.common.remember import remembered
from sangsuk.places import queries as places
from sangsuk.places.gazetteer import Place

BANGKOK = "10"


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
    found = next((one for one in inside(code[:2]) if one.code == code), None)
    if found is None:
        raise Missing("unknown_place", _("ไม่พบอำเภอนี้"))
    return found


def known(area: str) -> str:
    """The code of a province or a district, or "" of the country. Raises Missing."""
    if area:
        (province if len(area) == 2 else district)(area)
    return area


def inside(area: str) -> list[Place]:
    """Right below an area: of the country ("") its provinces, of a province its districts, below that as the register of places says."""
    if not area:
        return [places.province(code) for code in by_province()]
    if len(area) == 2:
        below: list[Place] = by_province().get(area, [])
        return below
    return [] if area.startswith(BANGKOK) else places.inside(area)


def codes(area: str = "") -> list[str]:
    """The districts of an area: of the country all, of a district and below its own."""
    if len(area) >= 4:
        return [] if area.startswith(BANGKOK) else [area[:4]]
    return [one.code for code, rows in by_province().items() if code.startswith(area) for one in rows]


def many(area: str = "") -> int:
    """How many districts there are in the country or in a province."""
    return len(codes(area))
