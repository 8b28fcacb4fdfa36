"""Questions about places: what is called so, what lies here, how is it written, where is it on the map."""

import math
from collections.abc import Iterable

from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused

from . import drawing, memory
from .drawing import Dot, Frame, Shape
from .gazetteer import Place, PlaceHit
from .locating import Abroad, Located
from .models import Area, District, Province, Subdistrict, Village

THAILAND = (97.2, 5.5, 105.8, 20.6)  # west, south, east, north


def search(text: str, limit: int = 10) -> list[PlaceHit]:
    """Places whose name, other name or postcode begins with or contains what was typed, best first.

    Thai or English, with or without "อำเภอ", "ต." or "district", a whole address or a part of a name.
    """
    found = memory.index().search(text, limit)
    if len(found) < limit and memory.is_loaded("villages"):
        found += memory.village_index().search(text, limit - len(found))
    return found


def province(code: str) -> Place:
    """Raises: Missing."""
    return _place(code, 2)


def district(code: str) -> Place:
    """Raises: Missing."""
    return _place(code, 4)


def subdistrict(code: str) -> Place:
    """Raises: Missing."""
    return _place(code, 6)


def provinces() -> list[Place]:
    return inside("")


def inside(code: str) -> list[Place]:
    """The areas directly within another, by code: a province's districts, a district's sub-districts."""
    gazetteer = memory.gazetteer()
    return [gazetteer.places[below] for below in gazetteer.below.get(code, [])]


def villages(code: str) -> list[Place]:
    """The villages of a district or sub-district that there are today, by code; none where nobody has loaded them. One query."""
    return memory.villages(code)


def village_counts() -> dict[str, int]:
    """How many villages each district has today; a district that has none loaded is left out. Read only."""
    return memory.village_counts()


def path(code: str, language: str = "th") -> str:
    """ "ตำบลสุเทพ อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่"; also of an area that is no more. Raises: Missing."""
    return memory.gazetteer().path(_known(code), language)


def title(code: str, language: str = "th") -> str:
    """The place alone, with its word: "ตำบลสุเทพ", "Suthep Subdistrict". Raises: Missing."""
    return _known(code).title(language)


def titles(codes: Iterable[str], language: str = "th") -> dict[str, str]:
    """The titles of many places at once; a code that nobody knows stands for itself. One query at most for villages."""
    wanted = set(codes)
    known = {code: place for code in wanted if (place := memory.gazetteer().places.get(code))}
    if villages := {code for code in wanted - known.keys() if len(code) == 8}:
        known |= {place.code: place for place in memory.villages_of(villages)}
    return {code: known[code].title(language) if code in known else code for code in wanted}


def at(longitude: float, latitude: float) -> Located:
    """The district, and where outlines are loaded the sub-district, in which a point lies.

    Raises: Refused when the point is no point, not in Thailand, or has its two numbers the wrong way round.
    """
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        message = _("พิกัดนี้อ่านไม่ได้ กรุณาเลือกจุดบนแผนที่ หรือพิมพ์ชื่ออำเภอหรือตำบลแทน")
        raise Refused("point_is_not_a_point", message, "point")
    if not _in_the_box(longitude, latitude):
        raise _swapped() if _in_the_box(latitude, longitude) else _outside()
    try:
        return memory.locator().at(longitude, latitude)
    except Abroad:
        raise _outside() from None


def match(province: str, district: str, subdistrict: str = "") -> Place | None:
    """The sub-district, else the district, of these names as another register writes them; None when not for sure."""
    return memory.matcher().match(province, district, subdistrict)


def frame(province: str | None = None) -> Frame:
    """The view box of the map of the country, or of one province."""
    return memory.frame(province)


def frame_around(points: Iterable[tuple[float, float]]) -> Frame:
    """The view box of a map around these points, at least one, with room about them."""
    return drawing.around_points(points)


def dots(province: str | None = None) -> list[Dot]:
    """Every district as a dot in the view box of `frame(province)`. Read only."""
    return memory.dots(province)


def near(x: float, y: float, province: str | None = None) -> Dot:
    """The district whose dot is nearest to a place in the view box, as a click on the map gives it. Raises: Missing."""
    found = min(memory.dots(province), key=lambda dot: math.hypot(dot.x - x, dot.y - y), default=None)
    if found is None:
        raise _unknown()
    return found


def shapes(level: str, province: str | None = None) -> list[Shape]:
    """The loaded outlines of a level as SVG paths in the view box of `frame(province)`; none, when none are loaded."""
    return memory.shapes(level, province)


def has_outlines() -> bool:
    """Whether a point finds its district by outline rather than by the nearest seat."""
    return memory.is_loaded("boundaries")


def warm() -> None:
    """Build now what the first search, point and map would have to wait for."""
    memory.index(), memory.locator(), memory.dots(None)
    if memory.is_loaded("villages"):
        memory.village_index()


def _in_the_box(longitude: float, latitude: float) -> bool:
    west, south, east, north = THAILAND
    return west <= longitude <= east and south <= latitude <= north


def _place(code: str, digits: int) -> Place:
    place = memory.gazetteer().places.get(code)
    if place is None or len(code) != digits:
        raise _unknown()
    return place


def _known(code: str) -> Place:
    place = memory.gazetteer().places.get(code) or _stored(code)
    if place is None:
        raise _unknown()
    return place


def _stored(code: str) -> Place | None:
    """A village, or an area that is no longer in force: not kept in memory, but old cases name it."""
    models: dict[int, type[Area]] = {2: Province, 4: District, 6: Subdistrict, 8: Village}
    model = models.get(len(code))
    row = model._default_manager.filter(pk=code).values("name_th", "name_en").first() if model else None
    return Place(code, **row, moo=int(code[6:]) if len(code) == 8 else 0) if row else None


def _unknown() -> Missing:
    return Missing("unknown_place", _("ไม่พบสถานที่นี้ กรุณาพิมพ์ชื่ออำเภอหรือตำบลแล้วเลือกจากรายการ"), "place")


def _outside() -> Refused:
    message = _("จุดนี้อยู่นอกประเทศไทย ถ้าเรื่องเกิดในประเทศไทย กรุณาเลือกจุดใหม่ หรือพิมพ์ชื่ออำเภอหรือตำบลแทน")
    return Refused("point_outside_thailand", message, "point")


def _swapped() -> Refused:
    message = _("ละติจูดกับลองจิจูดสลับที่กัน กรุณาส่งลองจิจูดก่อน (ประมาณ 97 ถึง 106) แล้วตามด้วยละติจูด (ประมาณ 5 ถึง 21)")
    return Refused("point_is_swapped", message, "point")


__all__ = ["Dot", "Frame", "Located", "Place", "PlaceHit", "Shape"]
