"""What the ten projects have come to, for everybody: the country, a province, a district; and the passport of every figure."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sangsuk.flagships.areas import districts, naming
from sangsuk.flagships.periods import Period
from sangsuk.flagships.showing import asking, board, words
from sangsuk.flagships.showing.change import league
from sangsuk.flagships.showing.passport import passport as passport_of
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door


def link(code: str, area: str, period: Period) -> str:
    return reverse("public:passport", args=[code, area or asking.COUNTRY, period.code])


@open_door
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    return _shown(request, "")


@open_door
@require_safe
def area(request: HttpRequest, area: str) -> HttpResponse:
    """A province or a district. Raises Missing."""
    return _shown(request, asking.area(area))


def _shown(request: HttpRequest, code: str) -> HttpResponse:
    language, today = get_language() or "th", bangkok_date(timezone.now())
    asked = asking.asked(request.GET, today)
    found = board.board(asked.programme, code, asked.period, today, view=asked.view)
    context = words.board_context(found, language, link) | {
        "periods": words.periods(asked.fiscal, asked.period, today, language), "years": asking.years(asked.fiscal),
        "inside": _inside(code, language, asked.query), "up": _up(code, language, asked.query), "query": asked.query,
        "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/flagships/figures.html", context)


def _inside(code: str, language: str, query: str) -> list[tuple[str, str]]:
    """The areas within, by name."""
    if len(code) >= 4:
        return []
    within = districts.inside(code)
    return [(reverse("public:figures_area", args=[one.code]) + query, one.title(language)) for one in within]


def _up(code: str, language: str, query: str) -> list[tuple[str, str]]:
    above = [""] if len(code) == 2 else ["", code[:2]] if len(code) == 4 else []
    return [
        ((reverse("public:figures_area", args=[one]) if one else reverse("public:figures")) + query, naming.name(one, language))
        for one in above
    ]  # fmt: skip


@open_door
@require_safe
def passport(request: HttpRequest, code: str, area: str, period: str) -> HttpResponse:
    """Without the names of officials: which office, which role."""
    language = get_language() or "th"
    asked = asking.passport(code, area, period, request.GET)
    today = bangkok_date(timezone.now())
    found = passport_of(
        asked.code, asked.area, asked.period, today, view=asked.view, cell=asked.cell, at=asked.at, everybody=True
    )
    context: dict[str, Any] = words.passport_context(found, language, link) | {
        "named": False, "back": reverse("public:figures_area", args=[asked.area]) if asked.area else reverse("public:figures"),
        "change_url": reverse("public:change", args=[asked.code, asked.area[:2] or asking.COUNTRY, asked.period.code]),
        "period_code": asked.period.code, "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/flagships/passport.html", context)


@open_door
@require_safe
def change(request: HttpRequest, code: str, area: str, period: str) -> HttpResponse:
    """Which provinces, or districts of a province, have come further against their own past."""
    language = get_language() or "th"
    asked = asking.passport(code, area, period, {})
    card = board.card(asked.code, asked.period)
    found = league(card, asked.area[:2], asked.period)
    context = words.league_context(card, asked.area[:2], asked.period, found, language, link)
    context["back"] = link(asked.code, asked.area, asked.period)
    return render(request, "public/flagships/change.html", context)
