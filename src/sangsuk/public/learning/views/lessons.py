"""Lessons that everybody may read, and whether a certificate of a course is true."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sangsuk.catalog import queries as catalog
from sangsuk.learning.lessons import certificates, queries
from sangsuk.learning.lessons.words import KINDS
from sangsuk.learning.models import Lesson
from sangsuk.offices import queries as offices

from ...doors import checked, open_door
from ..forms import FindForm


def language() -> str:
    return get_language() or "th"


def filters_of(request: HttpRequest) -> queries.Filters:
    return queries.Filters(**{name: request.GET.get(name, "").strip() for name in ("q", "category", "flagship")})


def older(filters: queries.Filters, cursor: str | None) -> str:
    return "?" + urlencode(filters.given() | {"cursor": cursor}) if cursor else ""


def about(category: str, flagship: str) -> list[str]:
    """What it is of, for one line."""
    cards = [catalog.all_categories().get(category), catalog.all_terms("flagship").get(flagship)]
    return [card.name(language()) for card in cards if card]


def office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(language()) if card else ""


@open_door
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request)
    page = queries.shelf(Lesson.objects.public(), filters, cursor=request.GET.get("cursor", ""))
    context = {
        "form": FindForm(initial=filters.given()), "given": filters.given(), "older": older(filters, page.next),
        "rows": [(one, KINDS[one.kind], about(one.category, one.flagship)) for one in page.items],
        "canonical": settings.SITE_URL + request.path,
    }  # fmt: skip
    return render(request, "public/learning/lessons.html", context)


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    lesson = queries.public(code)
    context = {"lesson": lesson, "kind": KINDS[lesson.kind], "about": about(lesson.category, lesson.flagship)}
    return render(request, "public/learning/lesson.html", context)


@open_door
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """It says what stands on the paper."""
    found = checked(request, certificates.verified, code)
    return render(
        request,
        "public/learning/course_certificate.html",
        {"found": found, "called": office(found.office_code), "issuer": office(certificates.ISSUER)},
    )
