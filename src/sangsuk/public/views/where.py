"""Where it happened: by name, by the phone's position, by a tap on the map, or from lists; then "is it here?"."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import drafts, repeats
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import expired
from sangsuk.places import queries as places
from sangsuk.thai.danger import sounds_dangerous

from ..doors import open_door, private
from ..forms import PlaceForm
from .failures import came_too_late, expired_sentence, page
from .tell import sent

PICTURE_WIDTH = 288
"""CSS pixels. The picture is never scaled, because a tap comes back in pixels of the picture as shown."""


@open_door
@require_safe
@cache_control(public=True, max_age=3600)
def suggest(request: HttpRequest) -> HttpResponse:
    """As-you-type: the ten best places."""
    language = get_language() or "th"
    hits = [hit for hit in places.search(request.GET.get("q", "")[:80], 10) if hit.kind != "province"]
    response = JsonResponse({"items": [{"code": hit.code, "label": hit.label(language)} for hit in hits]})
    response["Vary"] = "Cookie"
    return response


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest, token: UUID) -> HttpResponse:
    """Step 2: choose a place. GET searches and lists; POST chooses."""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    trouble = ""
    if request.method == "POST":
        if expired(request):
            trouble = expired_sentence()
        else:
            try:
                drafts.save(token, **_chosen(request))
                return redirect("public:place", token=token)
            except Refused as refused:
                trouble = str(refused)
    found = _found(request)
    context = {
        "token": token,
        **found,
        **_map(request, found.get("province")),
        "trouble": trouble or found.get("trouble", ""),
        "danger": sounds_dangerous(telling.fields.get("description", "")),
    }
    if telling.fields.get("district"):
        context["chosen"] = places.path(
            telling.fields.get("subdistrict") or telling.fields["district"], get_language() or "th"
        )
    status = 422 if context["trouble"] else 200
    return page(request, "public/tell_where.html", context, status=status)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The fields of the draft that this choice sets. Raises Refused."""
    given = request.POST
    if code := given.get("place", ""):
        if len(code) not in (4, 6, 8):
            raise Missing("unknown_place", _("กรุณาเลือกสถานที่หนึ่งแห่ง"), "place")
        places.path(code)
        chosen = {4: "district", 6: "subdistrict", 8: "village"}
        return {name: code[:n] if len(code) >= n else "" for n, name in chosen.items()} | {"point": None}
    if given.get("longitude") and given.get("latitude"):
        point = (_number(given["longitude"]), _number(given["latitude"]))
        located = places.at(*point)
        return {
            "district": located.district_code, "subdistrict": located.subdistrict_code or "", "village": "",
            "point": list(point),
        }  # fmt: skip
    if given.get("at.x"):
        province = places.province(given.get("province", "")).code
        x, y = _tapped(given, places.frame(province).width)
        return {"district": places.near(x, y, province).code, "subdistrict": "", "village": "", "point": None}
    raise Refused("needed", _("กรุณาเลือกสถานที่หนึ่งแห่ง"), "place")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _tapped(given: Any, frame_width: float) -> tuple[float, float]:
    """A tap on the picture, in the units of the map."""
    scale = frame_width / PICTURE_WIDTH
    return _number(given.get("at.x", "")) * scale, _number(given.get("at.y", "")) * scale


def _found(request: HttpRequest) -> dict[str, Any]:
    """What a search by name finds."""
    q = request.GET.get("q", "").strip()[:80]
    if not q:
        return {"q": ""}
    language = get_language() or "th"
    hits = places.search(q, 20)
    results = [
        {"code": hit.code, "title": hit.label(language)} for hit in hits if hit.kind in ("district", "subdistrict")
    ]
    provinces = [hit.code for hit in hits if hit.kind == "province"]
    found = {
        "q": q,
        "results": results,
        "heading": _("ที่ที่พบ เลือกหนึ่งแห่ง"),
        "province": provinces[0] if provinces else None,
    }
    if not results and not provinces:
        found["trouble"] = _("ไม่พบ “%(q)s” ลองพิมพ์ชื่ออำเภอ เขต หรือจังหวัด หรือเลือกจากแผนที่ด้านล่าง") % {"q": q}
    return found


def _map(request: HttpRequest, found: str | None) -> dict[str, Any]:
    """The picture to tap on, and the lists: of the country, or of the province that was tapped or chosen."""
    language = get_language() or "th"
    code = _province(request, found)
    frame = places.frame(code or None)
    picture = reverse("public:picture_province", args=[code]) if code else reverse("public:picture")
    context: dict[str, Any] = {
        "picture": f"{picture}?{language}",
        "picture_width": PICTURE_WIDTH,
        "picture_height": round(frame.height * PICTURE_WIDTH / frame.width),
        "provinces": sorted(
            ({"code": p.code, "name": p.name_en if language == "en" else p.name_th} for p in places.provinces()),
            key=lambda p: _in_order(p["name"]),
        ),
        "province_code": code,
    }
    if code:
        context["province_name"] = places.province(code).title(language)
        context["districts"] = [
            {"code": p.code, "name": p.name_en if language == "en" else p.name_th} for p in places.inside(code)
        ]
    return context


def _in_order(name: str) -> str:
    """Thai dictionaries look at the consonant before the vowel that is written ahead of it."""
    return re.sub("([เแโใไ])(.)", r"\2\1", name)


def _province(request: HttpRequest, found: str | None) -> str:
    code = request.POST.get("province", "") or request.GET.get("province", "") or (found or "")
    if not code and "at.x" in request.GET:
        x, y = _tapped(request.GET, places.frame().width)
        return places.near(x, y).province_code if x == x and y == y else ""
    try:
        return places.province(code).code if code else ""
    except Missing:
        return ""


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, token: UUID) -> HttpResponse:
    """Step 2, second half: is it here, and where exactly?"""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    fields, language = telling.fields, get_language() or "th"
    district = fields.get("district")
    if not district:
        return redirect("public:where", token=token)
    choices = [(p.code, p.title(language)) for p in places.inside(district)]
    form = PlaceForm(
        request.POST if request.method == "POST" else None, initial=fields, subdistricts=choices,
        khet=district.startswith("10"),
    )  # fmt: skip
    if not came_too_late(request, form) and form.is_valid():
        sub, village = form.cleaned_data["subdistrict"], fields.get("village", "")
        kept = drafts.save(token, **form.cleaned_data, village=village if sub and village.startswith(sub) else "")
        return redirect("public:alike" if repeats.offers(kept.fields) else "public:who", token=token)
    context = {
        "form": form,
        "token": token,
        "title": places.path(fields.get("village") or district, language),
        **_neighbours(fields, language),
    }
    return page(request, "public/tell_place.html", context, status=422 if form.errors else 200)


def _neighbours(fields: dict[str, Any], language: str) -> dict[str, Any]:
    """For a place that was guessed from a point: the districts that it may be instead."""
    if not fields.get("point"):
        return {}
    located = places.at(*fields["point"])
    return {"from_point": True, "neighbours": [{"code": p.code, "name": p.title(language)} for p in located.others[:4]]}
