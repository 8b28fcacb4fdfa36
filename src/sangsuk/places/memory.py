"""What this process keeps of the places, built when first asked for and built anew when something was loaded.

`version()` is asked of the database every few seconds; the rest hangs on it and on the day, and only the newest is kept.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import shapely
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from sangsuk.common.remember import remembered
from sangsuk.thai import bangkok_date

from . import drawing
from .drawing import Dot, Frame, Shape
from .gazetteer import Gazetteer, Place
from .locating import Locator, Town
from .matching import Matcher
from .models import Boundary, District, Loaded, Province, Subdistrict, Village
from .search import Index

DATA = Path(__file__).parent / "data"
FIELDS = ("code", "name_th", "name_en", "longitude", "latitude")
Version = tuple[tuple[tuple[str, datetime], ...], int]


@remembered
def version() -> Version:
    """What is loaded and since when; the count notices districts that came by another way."""
    loaded = Loaded.objects.order_by("name").values_list("name", "loaded_at")
    return tuple(loaded), District.objects.count()


def _today() -> date:
    """Asked for every row of an import, so not of Django's active time zone, which takes four times as long."""
    return bangkok_date(timezone.now())


def is_loaded(name: str) -> bool:
    return any(loaded == name for loaded, _at in version()[0])


def in_force(on: date) -> Q:
    """The condition that a row with validity dates is valid on that day."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def gazetteer() -> Gazetteer:
    return _gazetteer(version(), _today())


def index() -> Index:
    return _index(version(), _today())


def village_index() -> Index:
    return _village_index(version(), _today())


def villages(code: str) -> list[Place]:
    """Of one district or sub-district: few enough not to be kept."""
    return _villages(Village.objects.filter(in_force(_today()), code__startswith=code))


def villages_of(codes: Iterable[str]) -> list[Place]:
    """These ones, those of old too."""
    return _villages(Village.objects.filter(code__in=list(codes)))


def _villages(rows: "QuerySet[Village]") -> list[Place]:
    found = rows.order_by("code").values_list(*FIELDS, "moo")
    return [Place(code, th, en, x, y, moo=moo) for code, th, en, x, y, moo in found]


def village_counts() -> dict[str, int]:
    return _village_counts(version(), _today())


def locator() -> Locator:
    return _locator(version(), _today())


def matcher() -> Matcher:
    return _matcher(version(), _today())


def frame(province: str | None) -> Frame:
    return _frame(province, version(), _today())


def dots(province: str | None) -> list[Dot]:
    return _dots(province, version(), _today())


def shapes(level: str, province: str | None) -> list[Shape]:
    return _shapes(level, province, version(), _today())


@lru_cache(maxsize=1)
def _gazetteer(version: Version, on: date) -> Gazetteer:
    places = [
        Place(*row)
        for model in (Province, District)
        for row in model.objects.filter(in_force(on)).order_by("code").values_list(*FIELDS)
    ]
    rows = Subdistrict.objects.filter(in_force(on)).order_by("code").values_list(*FIELDS, "postcode")
    return Gazetteer.of([*places, *(Place(*row) for row in rows)])


@lru_cache(maxsize=1)
def _index(version: Version, on: date) -> Index:
    known = _gazetteer(version, on)
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in _table("aliases.csv"):
        aliases[row["code"]].append(row["name"])
    return Index(known, known.places.values(), aliases)


@lru_cache(maxsize=1)
def _village_index(version: Version, on: date) -> Index:
    rows = Village.objects.filter(in_force(on)).order_by("code").values_list(*FIELDS, "moo").iterator(5000)
    villages = [Place(code, th, en, x, y, moo=moo) for code, th, en, x, y, moo in rows]
    return Index(Gazetteer.of([*_gazetteer(version, on).places.values(), *villages]), villages, {}, forgiving=False)


@lru_cache(maxsize=1)
def _village_counts(version: Version, on: date) -> dict[str, int]:
    rows = Village.objects.filter(in_force(on)).order_by().values_list(Left("code", 4)).annotate(n=Count("pk"))
    return dict(rows)


@lru_cache(maxsize=1)
def _matcher(version: Version, on: date) -> Matcher:
    aliases = [(row["code"], row["name"]) for row in _table("aliases.csv")]
    return Matcher(_gazetteer(version, on), aliases)


@lru_cache(maxsize=1)
def _locator(version: Version, on: date) -> Locator:
    towns = [
        Town(row["name"], float(row["longitude"]), float(row["latitude"]), float(row["radius_km"]))
        for row in _table("foreign_towns.csv")
    ]
    outlines = {level: _outlines(level, None) for level in ("district", "subdistrict")}
    return Locator(_gazetteer(version, on), towns, outlines)


@lru_cache(maxsize=128)
def _frame(province: str | None, version: Version, on: date) -> Frame:
    if province is None:
        return Frame.around(*drawing.COUNTRY)
    boxes = Boundary.objects.filter(level="district", code__startswith=province).values_list(
        "west", "south", "east", "north"
    )
    corners = [point for west, south, east, north in boxes for point in ((west, south), (east, north))]
    places = _gazetteer(version, on).places.values()
    points = [
        (p.longitude, p.latitude)
        for p in places
        if p.longitude is not None and p.latitude is not None and p.kind == "district" and p.above == province
    ]
    return drawing.around_points([*points, *corners]) if points else Frame.around(*drawing.COUNTRY)


@lru_cache(maxsize=128)
def _dots(province: str | None, version: Version, on: date) -> list[Dot]:
    fit = _frame(province, version, on)
    return [
        Dot(p.code, *fit.project(p.longitude, p.latitude), p.name_th, p.name_en, p.above)
        for p in _gazetteer(version, on).places.values()
        if p.longitude is not None and p.latitude is not None and p.kind == "district" and province in (None, p.above)
    ]


@lru_cache(maxsize=128)
def _shapes(level: str, province: str | None, version: Version, on: date) -> list[Shape]:
    outlines = _outlines(level, province)
    if not outlines:
        return []
    places = _gazetteer(version, on).places
    drawn = drawing.draw(outlines, _frame(province, version, on))
    return [
        Shape(code, d, places[code].name_th, places[code].name_en) for code, d in drawn.items() if code in places and d
    ]


def _outlines(level: str, province: str | None) -> dict[str, shapely.Geometry]:
    rows = Boundary.objects.filter(level=level, code__startswith=province or "").order_by("code")
    return {code: shapely.from_wkb(bytes(wkb)) for code, wkb in rows.values_list("code", "geometry")}


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
