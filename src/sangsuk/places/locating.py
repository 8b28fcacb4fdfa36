"""From a point to the district it lies in. Pure: outlines and points in, an answer with its doubt out.

With outlines: the area that contains the point. Without: the district whose seat is nearest, which is right for about
three villages of four, so the answer carries the neighbours and the person is asked. docs/places.md has the figures
behind every number here.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely import Geometry, Point, STRtree

from .gazetteer import Gazetteer, Place

FAR_KM = 40  # no village, but for 2 in 10,000, is farther from its nearest district seat
ABROAD_RATIO = 1.35  # abroad: this many times nearer to a foreign town than to a Thai seat
SURE_RATIO = 0.2  # sure: five times nearer to this seat than to the next; 99 % of such villages are right
EDGE_KM = 2.0  # nearer to another district's outline than this, the outlines are too coarse to be sure
STRAY_KM = 2.0  # a point so little outside every outline still belongs to the nearest
IN_TOWN_KM = 1.0  # so near to a foreign town's middle, a coarse outline that says Thailand is wrong
KM_A_DEGREE = 111.2


class Abroad(Exception):
    """The point is not in Thailand, as far as we can tell."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town across the border. `radius_km` grows with its people: a big one fills more of the ground around it."""

    name: str
    longitude: float
    latitude: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies. `distance_km`: to the district's seat, or to the outline (0 inside). `others`: the districts
    that it may be instead, nearest first; `certain` is False wherever a person should be asked."""

    district: Place
    subdistrict: Place | None
    method: Literal["polygon", "nearest"]
    distance_km: float
    certain: bool
    others: tuple[Place, ...] = ()

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def subdistrict_code(self) -> str | None:
        return self.subdistrict.code if self.subdistrict else None

    @property
    def province_code(self) -> str:
        return self.district.code[:2]


def km(longitude: float, latitude: float, to_longitude: float, to_latitude: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = math.radians(latitude), math.radians(to_latitude)
    across = math.sin((b - a) / 2) ** 2
    across += math.cos(a) * math.cos(b) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(across))


class _Outlines:
    """The outlines of one level, findable by a point."""

    def __init__(self, outlines: Mapping[str, Geometry]) -> None:
        self.codes = list(outlines)
        self.geometries = list(outlines.values())
        self.tree = STRtree(self.geometries)

    def around(self, point: Point) -> str | None:
        found = self.tree.query(point, predicate="intersects")
        return min((self.codes[i] for i in found), default=None)

    def within(self, point: Point, distance_km: float) -> list[tuple[float, str]]:
        """Distance in km and code of the areas so near, nearest first."""
        degrees = distance_km / (KM_A_DEGREE * math.cos(math.radians(point.y)))
        found = self.tree.query(point, predicate="dwithin", distance=degrees)
        return sorted((shapely.distance(self.geometries[i], point) * KM_A_DEGREE, self.codes[i]) for i in found)


class Locator:
    def __init__(
        self, gazetteer: Gazetteer, towns: Iterable[Town], outlines: Mapping[str, Mapping[str, Geometry]]
    ) -> None:
        self.places = gazetteer.places
        self.seats = [p for p in self.places.values() if p.kind == "district" and p.longitude is not None]
        self.towns = list(towns)
        self.levels = [_Outlines(outlines[level]) for level in ("subdistrict", "district") if outlines.get(level)]
        drawn = {code[:4] for level in self.levels for code in level.codes}
        self.fine = {code[:4] for code in outlines.get("subdistrict", {})}
        self.whole = bool(self.seats) and len(drawn) >= 0.98 * len(self.seats)

    def at(self, longitude: float, latitude: float) -> Located:
        """Raises: Abroad."""
        return self._by_outline(Point(longitude, latitude)) or self._by_seat(longitude, latitude)

    def _by_outline(self, point: Point) -> Located | None:
        for level in self.levels:
            code = level.around(point)
            if code is not None:
                if self._town_km(point.x, point.y) < IN_TOWN_KM:
                    raise Abroad
                return self._drawn(code, 0.0, [c for _km, c in self._near(point, EDGE_KM)])
        if not self.whole:
            return None
        near = self._near(point, STRAY_KM)
        if not near or self._town_km(point.x, point.y) < IN_TOWN_KM:
            raise Abroad
        return self._drawn(near[0][1], near[0][0], [c for _km, c in near])

    def _near(self, point: Point, distance_km: float) -> list[tuple[float, str]]:
        """Areas so near, nearest first, each district at its finest level only: two levels rarely agree to the metre."""
        found = [near for level in self.levels for near in level.within(point, distance_km)]
        return sorted(near for near in found if len(near[1]) == 6 or near[1] not in self.fine)

    def _drawn(self, code: str, distance_km: float, near: list[str]) -> Located | None:
        district = self.places.get(code[:4])
        if district is None:
            return None
        others = dict.fromkeys(c[:4] for c in near if c[:4] != district.code and c[:4] in self.places)
        return Located(
            district=district,
            subdistrict=self.places.get(code) if len(code) == 6 else None,
            method="polygon",
            distance_km=round(distance_km, 2),
            certain=distance_km == 0 and not others,
            others=tuple(self.places[other] for other in others),
        )

    def _by_seat(self, longitude: float, latitude: float) -> Located:
        seats = sorted((km(longitude, latitude, p.longitude or 0, p.latitude or 0), p.code) for p in self.seats)
        if not seats or seats[0][0] > FAR_KM or self._town_km(longitude, latitude) * ABROAD_RATIO < seats[0][0]:
            raise Abroad
        nearest, next_one = seats[0], seats[1] if len(seats) > 1 else (math.inf, "")
        return Located(
            district=self.places[nearest[1]],
            subdistrict=None,
            method="nearest",
            distance_km=round(nearest[0], 2),
            certain=nearest[0] < SURE_RATIO * next_one[0],
            others=tuple(self.places[code] for _km, code in seats[1:4]),
        )

    def _town_km(self, longitude: float, latitude: float) -> float:
        """To the edge of the nearest foreign town; 0 within one."""
        near = (t for t in self.towns if abs(t.latitude - latitude) < 1 and abs(t.longitude - longitude) < 1)
        return min(
            (max(km(longitude, latitude, t.longitude, t.latitude) - t.radius_km, 0.0) for t in near), default=math.inf
        )
