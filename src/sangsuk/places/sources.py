"""The official list of areas as rows ready to be written: names and codes from the geothai package, points from our
own small table beside this room (seats by GeoNames, the rest inside the outline; see docs/places.md)."""

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geothai

from .models import District, Province, Subdistrict

POINTS = Path(__file__).parent / "data" / "district_points.csv"
SOURCE = f"GeoThai {geothai.DATA_VERSION} (DOPA), CC BY 4.0"
SHAPE = "1"  # raise when the same input should be written differently


@dataclass(frozen=True)
class Official:
    """What geothai and the table of points say now."""

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(f"{SHAPE} {SOURCE}".encode() + POINTS.read_bytes()).hexdigest()

    @cached_property
    def points(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in csv.DictReader(io.StringIO(POINTS.read_text(encoding="utf-8")))}

    @cached_property
    def provinces(self) -> list[Province]:
        """A province's point is its capital district's."""
        return [
            Province(code=p.code, name_th=p.name_th, name_en=p.name_en, source=SOURCE, **self._point(f"{p.code}01"))
            for p in geothai.provinces()
        ]

    @cached_property
    def districts(self) -> list[District]:
        return [
            District(
                code=d.code,
                province_id=d.province_code,
                name_th=d.name_th.removeprefix("เขต"),
                name_en=d.name_en,
                is_khet=d.name_th.startswith("เขต"),
                source=f"{SOURCE}; point: {self.points[d.code]['source']} {self.points[d.code]['date']}",
                **self._point(d.code),
            )
            for province in self.provinces
            for d in geothai.districts(province.code)
        ]

    @cached_property
    def subdistricts(self) -> list[Subdistrict]:
        return [
            Subdistrict(
                code=s.code,
                district_id=s.district_code,
                name_th=s.name_th,
                name_en=s.name_en,
                postcode=" ".join(s.postal_codes),
                source=SOURCE,
            )
            for district in self.districts
            for s in geothai.subdistricts(district.code)
        ]

    def _point(self, district_code: str) -> dict[str, float]:
        row = self.points[district_code]
        return {"longitude": float(row["longitude"]), "latitude": float(row["latitude"])}
