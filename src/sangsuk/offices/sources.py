"""The offices as the tables beside this room describe them, one row for each office in the country.

`centres.csv` says how a centre of each kind is called, `agency_kinds.csv` which agencies every province has, and
`agency_exceptions.csv` where a province has another one, or none (an empty name).
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sangsuk.places.models import District, Province

from .models import Office

DATA = Path(__file__).parent / "data"
MINISTRY = "MOI"
BANGKOK = "10"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def offices(provinces: list[Province], districts: list[District]) -> list[Office]:
    """Every office: the ministry's, DOPA's, the provinces' and districts' centres, the khet and the agencies."""
    centres = {row["kind"]: row for row in table("centres.csv")}
    return [
        _centre(centres["ministry"], MINISTRY, parent_id=None, level="ministry", is_centre=True),
        _centre(centres["dopa"], "DOPA", parent_id=MINISTRY, level="ministry", is_centre=True),
        *(
            _centre(centres["province"], f"{p.code}00", of=p, parent_id=MINISTRY, level="province", is_centre=True)
            for p in provinces
            if p.code != BANGKOK
        ),
        *(_district_office(centres, district) for district in districts),
        *_agencies(provinces, centres["province"]),
    ]


def _district_office(centres: dict[str, dict[str, str]], district: District) -> Office:
    """A district's centre; in Bangkok the khet, which is no centre but answers like an agency."""
    if district.is_khet:
        row, parent, level = centres["khet"], MINISTRY, "agency"
    else:
        row, parent, level = centres["district"], f"{district.province_id}00", "district"
    return _centre(
        row,
        district.code,
        of=district,
        parent_id=parent,
        level=level,
        is_centre=not district.is_khet,
        district=district,
    )


def _centre(row: dict[str, str], code: str, *, of: Province | District | None = None, **more: Any) -> Office:
    name_th, name_en = (of.name_th, of.name_en) if of else ("", "")
    return Office(
        code=code,
        kind=row["kind"],
        name_th=row["name_th"].format(name=name_th),
        name_en=row["name_en"].format(name=name_en),
        province_code=of.code[:2] if of else "",
        legal_basis=row["legal_basis"],
        phone=row["phone"],
        hours_th=row["hours_th"],
        hours_en=row["hours_en"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=of.valid_to if of else None,
        source=f"{row['source']}; {row['date']}",
        **more,
    )


def _agencies(provinces: list[Province], centre: dict[str, str]) -> Iterator[Office]:
    exceptions = {(row["kind"], row["province_code"]): row for row in table("agency_exceptions.csv")}
    for kind in table("agency_kinds.csv"):
        for province in provinces:
            row = exceptions.get((kind["code"], province.code), kind)
            if not row["name_th"]:
                continue
            yield Office(
                code=f"{province.code}-{kind['code']}",
                kind="agency",
                level="agency",
                agency_kind=kind["code"],
                name_th=row["name_th"].format(province=province.name_th),
                name_en=row["name_en"].format(province=province.name_en),
                parent_id=MINISTRY if province.code == BANGKOK else f"{province.code}00",
                province_code=province.code,
                hours_th=centre["hours_th"],
                hours_en=centre["hours_en"],
                valid_to=province.valid_to,
                source=f"{row['source']}; {row['date']}",
            )
