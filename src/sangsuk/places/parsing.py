"""One feature or row of an operator's file into one row of ours, or the reason why not. Pure."""

import math
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import Geometry
from shapely.errors import ShapelyError
from shapely.geometry import shape

from .gazetteer import KINDS

FINE = 0.0005  # degrees, about 55 m: what an outline may be off after it was made simpler
WEST, SOUTH, EAST, NORTH = 96.5, 5.0, 106.5, 21.0
VILLAGE_COLUMNS = ["dopa8", "name_th", "name_en", "tambon_code", "lat", "lon"]


class Rejected(ValueError):
    """Why a feature or row is left out."""


@dataclass(frozen=True, slots=True)
class Outline:
    code: str
    level: str
    geometry: Geometry


def outline(feature: Any) -> Outline:
    """Raises: Rejected."""
    properties = {str(k).casefold(): v for k, v in (feature.get("properties") or {}).items()}
    code = _code(properties)
    try:
        geometry = shape(feature["geometry"])
    except (KeyError, TypeError, AttributeError, ValueError, ShapelyError):
        raise Rejected("no readable geometry") from None
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
    areas = [
        part for part in shapely.get_parts(geometry) if part.geom_type in ("Polygon", "MultiPolygon") and part.area
    ]
    if not areas:
        raise Rejected("not an area")
    whole = shapely.union_all(areas)
    west, south, east, north = whole.bounds
    if not (west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH):
        raise Rejected("not in Thailand, or not in degrees of longitude and latitude")
    simple = whole.simplify(FINE)
    return Outline(code, KINDS[len(code)], whole if simple.is_empty or not simple.area else simple)


def _code(properties: dict[str, Any]) -> str:
    """The code of the smallest area that the feature names: COD-AB p-codes, or plain `code`."""
    for name in ("adm3_pcode", "adm2_pcode", "adm1_pcode", "code"):
        code = str(properties.get(name) or "").strip().removeprefix("TH")
        if code.isascii() and code.isdigit() and len(code) in (2, 4, 6):
            return code
    raise Rejected("no ADM1_PCODE, ADM2_PCODE, ADM3_PCODE or code of 2, 4 or 6 digits")


@dataclass(frozen=True, slots=True)
class VillageRow:
    code: str
    subdistrict_code: str
    name_th: str
    name_en: str
    longitude: float | None
    latitude: float | None


def village(row: dict[str, str]) -> VillageRow:
    """A village without a usable point is kept without one. Raises: Rejected."""
    code = row["dopa8"]
    if not (code.isascii() and code.isdigit() and len(code) == 8):
        raise Rejected("dopa8 is not 8 digits")
    if row["tambon_code"] != code[:6]:
        raise Rejected("tambon_code is not the beginning of dopa8")
    if not row["name_th"] or max(len(row["name_th"]), len(row["name_en"])) > 100:
        raise Rejected("no name_th, or a name longer than 100 characters")
    point = _point(row["lon"], row["lat"])
    return VillageRow(code, code[:6], row["name_th"], row["name_en"], *point)


def _point(longitude: str, latitude: str) -> tuple[float, float] | tuple[None, None]:
    try:
        x, y = float(longitude), float(latitude)
    except ValueError:
        return None, None
    inside = math.isfinite(x) and math.isfinite(y) and WEST <= x <= EAST and SOUTH <= y <= NORTH
    return (x, y) if inside else (None, None)
