"""What people see in us, for everybody: the country, a region, a province, a district office. Whole bundles only."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sangsuk.insight.voices import page, panels, scopes
from sangsuk.insight.voices.answering import answering
from sangsuk.places import queries as places
from sangsuk.places.regions import NAMES
from sangsuk.stories.answers import counting
from sangsuk.thai.dates import bangkok_date

from ...doors import open_door


@open_door
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    regions = [(reverse("public:voices_region", args=[code]), name) for code, name in NAMES.items()]
    return _shown(request, scopes.COUNTRY, regions=regions)


@open_door
@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    return _shown(request, scopes.known(f"{scopes.REGION}{code}"), up=[(reverse("public:voices"), scopes.COUNTRY)])


@open_door
@require_safe
def province(request: HttpRequest, province_code: str) -> HttpResponse:
    places.province(province_code)
    return _shown(
        request, scopes.known(f"{scopes.BELOW}{province_code}00"), up=[(reverse("public:voices"), scopes.COUNTRY)]
    )  # fmt: skip


@open_door
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One district office; what too few have said is told with its province."""
    scope = scopes.known(code)
    return _shown(request, scope, up=[(reverse("public:voices_province", args=[code[:2]]), scopes.above(code))])


def _shown(request: HttpRequest, scope: str, **more: Any) -> HttpResponse:
    now, language = timezone.now(), get_language() or "th"
    today = bangkok_date(now)
    asked = request.GET.get("period", "")
    period, known = panels.chosen(asked, scope, panels.PUBLIC, today)
    inside = page.lines(panels.areas(scope, period, panels.PUBLIC, today)) if not scope.isdigit() else []
    for line in inside:
        line["url"] = _with(asked, _url(line["scope"]))
    few = sum(line["few"] for line in inside)
    context = page.context(scope, period, panels.PUBLIC, today) | {
        "inside": inside, "few": few, "told": len(inside) - few,
        "periods": [(one.code, one.word(), one == period) for one in known],
        "up": [(_with(asked, url), scopes.name(above, language)) for url, above in more.get("up", [])],
        "regions": [(_with(asked, url), name) for url, name in more.get("regions", [])], "answering": answering(scope, period, now), "least": counting.LEAST,
        "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/voices/area.html", context)


def _with(asked: str, url: str) -> str:
    """The period that she has chosen goes along; who has chosen none gets the usual one of each area."""
    return f"{url}?{urlencode({'period': asked})}" if asked else url


def _url(scope: str) -> str:
    if scope.startswith(scopes.BELOW):
        return reverse("public:voices_province", args=[scope.removeprefix(scopes.BELOW)[:2]])
    return reverse("public:voices_office", args=[scope])
