"""The front page and the map: where matters are open, as dots and as a table."""

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sangsuk.insight import queries as insight
from sangsuk.places import queries as places
from sangsuk.places.queries import Dot, Shape

from .. import drawing
from ..doors import open_door


@open_door
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, one large button, and the country as dots."""
    counts = insight.open_by_district()
    layers = drawing.layers(places.dots(), counts)
    return render(request, "public/front.html", _country(counts) | {"layers": layers})


@open_door
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """The whole country, each province a link; and the same by province as a table."""
    language = get_language() or "th"
    counts, sums = insight.open_by_district(), insight.shown_by_province()
    outlines, dots = _by_province(places.shapes("district")), _by_province(places.dots())
    provinces = [
        {
            "code": p.code,
            "name": p.name_en if language == "en" else p.name_th,
            "shown": sums.get(p.code, "0"),
            "outlines": drawing.merged(outlines.get(p.code, []), counts),
            "dots": [] if outlines else drawing.layers(dots.get(p.code, []), counts),
        }
        for p in places.provinces()
    ]
    return render(request, "public/map.html", _country(counts) | {"provinces": provinces})


def _country(counts: dict[str, int]) -> dict[str, Any]:
    return {"frame": places.frame(), "total": insight.shown_whole(counts.values()), "steps": _steps()}


Drawn = TypeVar("Drawn", Dot, Shape)


def _by_province(drawn: list[Drawn]) -> dict[str, list[Drawn]]:
    found: dict[str, list[Drawn]] = {}
    for one in drawn:
        found.setdefault(one.code[:2], []).append(one)
    return found


@open_door
@require_safe
def province(request: HttpRequest, province_code: str) -> HttpResponse:
    """One province: its districts as outlines where they are loaded, else as dots; and as a table."""
    language = get_language() or "th"
    place = places.province(province_code)
    counts, frame, dots = insight.open_by_district(), places.frame(province_code), places.dots(province_code)
    outlines = drawing.merged(places.shapes("district", province_code), counts)
    letters = round(max(32, frame.width / 20))
    names = {p.code: p.name_en if language == "en" else p.name_th for p in places.inside(province_code)}
    context = {
        "place": place.title(language),
        "frame": frame,
        "outlines": outlines,
        "layers": [] if outlines else drawing.layers(dots, counts, scale=1.6),
        "labels": drawing.placed(dots, names, frame, letters),
        "letters": letters,
        "rows": [{"name": name, "shown": insight.shown(counts.get(code, 0))} for code, name in names.items()],
        "total": insight.shown_sum(counts.get(code, 0) for code in names).replace("–", "\u2060–\u2060"),
        "steps": _steps(),
    }
    return render(request, "public/map_province.html", context)


def _steps() -> list[dict[str, Any]]:
    """The key of the map."""
    ends = [f"{low}–{high - 1}" for low, high in zip(drawing.STEPS, drawing.STEPS[1:], strict=False)]
    words = ["0", *ends, f"{drawing.STEPS[-1]}+"]
    return [{"bucket": i, "width": drawing.WIDTHS[i], "words": word} for i, word in enumerate(words)]


@open_door
@require_safe
@cache_control(public=True, max_age=3600)
def picture(request: HttpRequest, province_code: str = "") -> HttpResponse:
    """The map to tap on: the country with a few towns named, or one province with its districts named."""
    language = get_language() or "th"
    area = province_code or None
    if area:
        places.province(area)
    dots = places.dots(area)
    shapes = places.shapes("district", area) if area else places.shapes("province")
    names = {dot.code: dot.name_en if language == "en" else dot.name_th for dot in dots} if area else _towns(language)
    size = 28 if area is None else 34
    drawn = drawing.picture(places.frame(area), dots, shapes, names, size=size)
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Vary": "Cookie"})


TOWNS = ("5001", "6501", "4101", "3401", "3001", "8401", "8301", "9011")


def _towns(language: str) -> dict[str, str]:
    """A few towns to find one's way by, called as people call them: "เชียงใหม่" and not "เมืองเชียงใหม่"."""
    named = {code: places.district(code) for code in TOWNS}
    short = {
        code: p.name_en.removeprefix("Mueang ") if language == "en" else p.name_th.removeprefix("เมือง")
        for code, p in named.items()
    }
    return {"1001": _("กรุงเทพฯ")} | short
