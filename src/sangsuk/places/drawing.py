"""The map as plain SVG numbers: degrees to a view box and back, dots, and outlines as path strings. Pure."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import Geometry

LONG_SIDE = 1000.0
COUNTRY = (97.3, 5.55, 105.7, 20.5)  # west, south, east, north
COARSE = 0.7  # units of the view box that a line may be off
SPECK = 2.0  # square units; a smaller island is left out when its area has a larger part


@dataclass(frozen=True, slots=True)
class Frame:
    """A view box over a piece of the country: equal degrees of latitude, longitudes shortened as at its middle."""

    west: float
    north: float
    width: float
    height: float
    per_degree: float
    squeeze: float

    @classmethod
    def around(cls, west: float, south: float, east: float, north: float) -> "Frame":
        squeeze = math.cos(math.radians((south + north) / 2))
        across, down = (east - west) * squeeze, north - south
        per_degree = LONG_SIDE / max(across, down)
        return cls(west, north, round(across * per_degree), round(down * per_degree), per_degree, squeeze)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        across, down = (longitude - self.west) * self.squeeze, self.north - latitude
        return round(across * self.per_degree, 1), round(down * self.per_degree, 1)

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a place in the view box."""
        return self.west + x / self.per_degree / self.squeeze, self.north - y / self.per_degree


@dataclass(frozen=True, slots=True)
class Dot:
    code: str
    x: float
    y: float
    name_th: str
    name_en: str
    province_code: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One area's outline, `d` for an SVG path."""

    code: str
    d: str
    name_th: str
    name_en: str


def around_points(points: Iterable[tuple[float, float]]) -> Frame:
    """A frame with room around the points, and at least a quarter of a degree of it."""
    xs, ys = zip(*points, strict=True)
    room = max(0.125, 0.12 * max(max(xs) - min(xs), max(ys) - min(ys)))
    return Frame.around(min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room)


def draw(outlines: Mapping[str, Geometry], frame: Frame) -> dict[str, str]:
    """Path strings by code. Neighbours are made simpler together, so that no gap opens between them."""
    simpler: Any = shapely.coverage_simplify(list(outlines.values()), COARSE / frame.per_degree)
    return {code: "".join(_rings(geometry, frame)) for code, geometry in zip(outlines, simpler, strict=True)}


def _rings(geometry: Geometry, frame: Frame) -> Iterator[str]:
    parts: list[Any] = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    for index, part in enumerate(parts):
        if index and part.area * frame.squeeze * frame.per_degree**2 < SPECK:
            return
        for ring in (part.exterior, *part.interiors):
            yield _path(ring.coords, frame)


def _path(coordinates: Iterable[tuple[float, float]], frame: Frame) -> str:
    """Whole units, each step from the one before: short, and the page is compressed besides."""
    points = [tuple(round(n) for n in frame.project(x, y)) for x, y in coordinates]
    at, steps = points[0], []
    for point in points[1:-1]:
        if point != at:
            steps.append(f"{point[0] - at[0]} {point[1] - at[1]}")
            at = point
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-") if steps else ""
