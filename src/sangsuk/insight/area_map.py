"""What lies open where, as circles on a map whose surface goes with the number; and the version that may be published."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from sangsuk.places import queries as places
from sangsuk.places.queries import Dot, Frame

from . import folding
from .figures import Asked, figures
from .queries import FEW, shown, shown_sum, shown_whole
from .reports.shape import Report
from .reports.words import language
from .scopes import BELOW, COUNTRY

LEAST_RADIUS = 7.0
BIGGEST = {True: 58.0, False: 85.0}
"""The radius of the largest number, of 1,000 units of the long side: for the country, and for one province."""
NOT_TALL = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


@dataclass(frozen=True)
class Spot:
    """A place with something open. `shown` is the number as this reader may see it."""

    code: str
    name: str
    shown: str
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Drawing:
    """`ground` is what the country looks like: outlines where they are loaded, else every district as a dot."""

    frame: Frame
    outlines: tuple[str, ...]
    ground: str
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    letters: int


def has_map(scope: str) -> bool:
    """The country and a province have one; within a district there is nothing to compare."""
    return scope.startswith(BELOW)


def of_report(report: Report, scope: str) -> Drawing:
    """What remains, as the last column of the report by area says it."""
    counts = {row.code: row.values[-1] or 0 for row in report.rows if row.code}
    return _drawn(counts, {code: f"{n:,}" for code, n in counts.items()}, scope)


def _drawn(counts: Mapping[str, int], words: Mapping[str, str], scope: str) -> Drawing:
    country = scope == COUNTRY
    province = None if country else scope.removeprefix(BELOW)[:2]
    frame, dots = places.frame(province), places.dots(province)
    outlines = places.shapes("province") if country else places.shapes("district", province)
    most = max(counts.values(), default=0)
    seats = _seats(dots) if country else {dot.code: (dot.x, dot.y) for dot in dots}
    spots = [
        Spot(code, _name(code), words[code], *seats[code], max(LEAST_RADIUS, BIGGEST[country] * sqrt(n / most)))
        for code, n in sorted(counts.items(), key=lambda one: -one[1])
        if n > 0 and code in seats
    ]
    letters = round(max(26, frame.width / 20))
    return Drawing(
        frame, tuple(shape.d for shape in outlines), "" if outlines else _dotted(dots), tuple(spots),
        tuple(_labels(spots, frame, letters)), letters,
    )  # fmt: skip


def _seats(dots: Iterable[Dot]) -> dict[str, tuple[float, float]]:
    """The middle of each province: the mean of its districts."""
    found: dict[str, list[Dot]] = {}
    for dot in dots:
        found.setdefault(dot.province_code, []).append(dot)
    return {
        code: (round(sum(d.x for d in some) / len(some), 1), round(sum(d.y for d in some) / len(some), 1))
        for code, some in found.items()
    }


def _dotted(dots: Iterable[Dot]) -> str:
    return "".join(f"M{dot.x:.0f} {dot.y:.0f}h0" for dot in dots)


def _name(code: str) -> str:
    place = places.province(code) if len(code) == 2 else places.district(code)
    return place.name_en if language() == "en" else place.name_th


def _labels(spots: Iterable[Spot], frame: Frame, size: int) -> Iterable[Label]:
    """Name and number over the circle, the largest first, where they find room."""
    boxes: list[tuple[float, float, float, float]] = []
    for spot in spots:
        text = f"{spot.name} {spot.shown}"
        half, y = len(NOT_TALL.sub("", text)) * size * 0.3, spot.y - spot.r - size * 0.3
        if y < size:  # no room above: below
            y = spot.y + spot.r + size
        x = min(max(spot.x, half + 4), frame.width - half - 4)
        box = (x - half, y - size, x + half, y + size * 0.35)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
            continue
        boxes.append(box)
        yield Label(round(x), round(y), text)


@dataclass(frozen=True)
class Published:
    """The map and its table as anybody may see them: (code, number) of each place, and what all comes to."""

    drawing: Drawing
    rows: tuple[tuple[str, str], ...]
    whole: str


def published(asked: Asked) -> Published:
    """Nothing from which fewer than `FEW` cases of one district could be told, not even by taking one figure from
    another: a province with such a district is told from-to, and all missions are told together."""
    country = asked.scope == COUNTRY
    every = Asked(asked.scope, asked.year, asked.month, "", asked.now)
    found = figures(every, folding.DISTRICT)
    parts: dict[str, list[int]] = {}
    for district in found.used():
        parts.setdefault(district[:2] if country else district, []).append(found.remaining(every.until, district))
    known = places.provinces() if country else places.inside(asked.scope.removeprefix(BELOW)[:2])
    codes = sorted({area.code for area in known} | set(parts))
    words = {code: shown_sum(parts.get(code, [])) if country else shown(sum(parts.get(code, []))) for code in codes}
    counts = {code: sum(_told(n) for n in parts.get(code, [])) for code in codes}
    whole = [n for some in parts.values() for n in some]
    total = shown_whole(whole) if country else shown_sum(whole)
    return Published(_drawn(counts, words, asked.scope), tuple((code, words[code]) for code in codes), total)


def _told(n: int) -> int:
    """The size of a circle must not tell what the number does not."""
    return FEW // 2 if 0 < n < FEW else n
