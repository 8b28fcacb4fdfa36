"""How often a point finds its district, with outlines and without: the figures in docs/places.md.

Needs a database with the places loaded, and an operator's files: villages with points (CSV) and outlines (GeoJSON).

    python tools/measure_points.py VILLAGES.csv.gz DISTRICTS.geojson [SUBDISTRICTS.geojson.gz]
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsuk.config.settings")
django.setup()

import shapely  # noqa: E402

from sangsuk.places import files, memory, parsing  # noqa: E402
from sangsuk.places.locating import KM_A_DEGREE, Abroad, Locator  # noqa: E402

Outlines = dict[str, dict[str, shapely.Geometry]]


def outlines(paths: Iterable[Path]) -> Outlines:
    found: Outlines = {}
    for path in paths:
        for feature in files.features(path):
            outline = parsing.outline(feature)
            found.setdefault(outline.level, {})[outline.code] = outline.geometry
    return found


def villages(path: Path) -> list[tuple[str, float, float]]:
    found = []
    for _line, row in files.rows(path, parsing.VILLAGE_COLUMNS):
        try:
            village = parsing.village(row)
        except parsing.Rejected:
            continue
        if village.longitude is not None and village.latitude is not None:
            found.append((village.code, village.longitude, village.latitude))
    return found


def at_home(locator: Locator, points: list[tuple[str, float, float]]) -> None:
    seen: Counter[str] = Counter()
    for code, x, y in points:
        try:
            located = locator.at(x, y)
        except Abroad:
            seen["refused"] += 1
            continue
        right = located.district_code == code[:4]
        seen["right"] += right
        seen["right, or among the others offered"] += right or code[:4] in {p.code for p in located.others}
        seen["province right"] += located.province_code == code[:2]
        seen["certain"] += located.certain
        seen["certain and right"] += located.certain and right
        seen["sub-district right"] += located.subdistrict_code == code[:6]
    for what, count in seen.items():
        print(f"  {what:38} {count:7,} {100 * count / len(points):6.2f} %")
    print(f"  of the certain, right: {100 * seen['certain and right'] / seen['certain']:.1f} %")


def abroad(locator: Locator, country: shapely.Geometry, names: list[tuple[str, float, float]]) -> None:
    """Points of towns known to lie abroad, and random ones around the country by their distance to it."""
    accepted = [name for name, x, y in names if not _refused(locator, x, y)]
    print(f"  of {len(names)} foreign towns accepted: {len(accepted)} {accepted[:10]}")
    west, south, east, north = country.bounds
    random.seed(1)
    rings: dict[int, Counter[bool]] = {}
    for _ in range(20_000):
        x, y = random.uniform(west - 1, east + 1), random.uniform(south - 1, north + 1)
        away = country.distance(shapely.Point(x, y)) * KM_A_DEGREE
        ring = next(r for r in (0, 5, 10, 20, 40, 80, 10_000) if away <= r)
        rings.setdefault(ring, Counter())[_refused(locator, x, y)] += 1
    for ring, count in sorted(rings.items()):
        where = "inside" if ring == 0 else f"up to {ring} km outside"
        print(f"  random points {where}: {100 * count[True] / count.total():.1f} % refused")


def _refused(locator: Locator, x: float, y: float) -> bool:
    try:
        locator.at(x, y)
    except Abroad:
        return True
    return False


def main() -> None:
    points, drawn = villages(Path(sys.argv[1])), outlines(map(Path, sys.argv[2:]))
    country = shapely.union_all([g.buffer(0.002) for g in drawn["district"].values()])
    shapely.prepare(country)
    known = memory.locator()
    towns = [(town.name, town.longitude, town.latitude) for town in known.towns]
    gazetteer = memory.gazetteer()
    for title, some in (
        ("without outlines", {}),
        ("with district outlines", {"district": drawn["district"]}),
        ("with sub-district outlines", drawn),
    ):
        locator = Locator(gazetteer, known.towns, some)
        clean = [p for p in points if country.contains(shapely.Point(p[1:]))]
        print(f"{title}: {len(clean):,} villages inside the country's outline")
        at_home(locator, clean)
        abroad(locator, country, towns)


if __name__ == "__main__":
    main()
