"""Which district office a story is of: by name, by the phone's position, or from lists; 878 of them, and no others."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.queries import OfficeCard
from sangsuk.places import queries as places


def known(code: str) -> OfficeCard | None:
    """The office of this code, if it is one that stories are told of."""
    card = offices.directory().get(code)
    return card if card is not None and card.kind == "district" else None


def chosen(given: Mapping[str, str]) -> str:
    """The code of the office that a form chooses: a place in it, or a point. Raises Refused."""
    code = given.get("place", "")[:4]
    if not code and given.get("longitude") and given.get("latitude"):
        code = places.at(_number(given["longitude"]), _number(given["latitude"])).district_code
    if known(code) is None:
        raise Refused("unknown_office", _("กรุณาเลือกที่ว่าการอำเภอที่ท่านไปใช้บริการ"), "place")
    return code


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def found(request: HttpRequest) -> dict[str, Any]:
    """What a search by name finds, and the lists to choose from."""
    language = get_language() or "th"
    q = request.GET.get("q", "").strip()[:80]
    province = request.GET.get("province", "")
    hits = places.search(q, 20) if q else []
    codes = dict.fromkeys(hit.code[:4] for hit in hits if hit.kind in ("district", "subdistrict"))
    results = [card for code in codes if (card := known(code))]
    if not province and not results:
        province = next((hit.code for hit in hits if hit.kind == "province"), "")
    context: dict[str, Any] = {
        "q": q, "results": [{"code": card.code, "name": places.path(card.district_code, language)} for card in results],
        "provinces": _provinces(language),
    }  # fmt: skip
    if q and not results and not province:
        context["trouble"] = _("ไม่พบ “%(q)s” ลองพิมพ์ชื่ออำเภอหรือจังหวัด หรือเลือกจากรายชื่อจังหวัด") % {"q": q}
    return context | (_districts(province, language) if province else {})


def _districts(province: str, language: str) -> dict[str, Any]:
    try:
        name = places.province(province).title(language)
    except Missing:
        return {}
    cards = [card for place in places.inside(province) if (card := known(place.code))]
    return {
        "province_code": province, "province_name": name,
        "districts": [{"code": card.code, "name": places.title(card.district_code, language)} for card in cards],
    }  # fmt: skip


def _provinces(language: str) -> list[dict[str, str]]:
    """All but Bangkok, whose districts have no office of the department."""
    with_offices = {card.province_code for card in offices.directory().values() if card.kind == "district"}
    rows = [
        {"code": p.code, "name": p.name_en if language == "en" else p.name_th}
        for p in places.provinces()
        if p.code in with_offices
    ]
    return sorted(rows, key=lambda row: re.sub("([เแโใไ])(.)", r"\2\1", row["name"]))
