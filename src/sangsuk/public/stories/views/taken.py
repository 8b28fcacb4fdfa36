"""What may be taken away: open data, and the press kit. Made at each asking, so that nothing taken back is in it."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sangsuk.common import faces, limits
from sangsuk.stories.campaigns import queries as campaigns
from sangsuk.stories.films import words as films
from sangsuk.stories.gallery import kit as kits
from sangsuk.stories.gallery import kit_texts, naming, opened, shelf
from sangsuk.stories.gallery import numbers as counting
from sangsuk.stories.gallery.announced import Shown
from sangsuk.stories.models import FilmPaper

from ... import serving
from ...doors import open_door
from .films import NAMES
from .gallery import filters_of


@open_door
@require_safe
def open_csv(request: HttpRequest) -> HttpResponseBase:
    told = opened.as_csv(filters_of(request), site=settings.SITE_URL)
    return serving.text(request, told, "text/csv; charset=utf-8", name="stories.csv")


@open_door
@require_safe
def open_json(request: HttpRequest) -> HttpResponseBase:
    told = opened.as_json(filters_of(request), site=settings.SITE_URL)
    return serving.text(request, told, "application/json; charset=utf-8")


@open_door
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """What newspapers may take, and on which terms."""
    filters = filters_of(request)
    kit = kits.gathered(filters)
    context = {
        "quotes": len(kit.tales), "pictures": len(kit.pictures), "query": urlencode(filters.given()),
        "campaigns": shelf.campaigns(), "campaign": filters.campaign, "tales": kit.tales[:6], "choices": kit.choices,
        "films": [(one, [_text(one, paper) for paper in one.texts]) for one in kit.films],
        "numbers": counting.of(kit.campaign) if kit.campaign else None, "of": naming.campaign(kit.campaign),
        "hashtags": kit_texts.hashtags(kit.campaign), "terms": kit_texts.terms(), "contact": kit_texts.whom_to_ask(),
    }  # fmt: skip
    return render(request, "public/stories/press.html", context)


def _text(one: Shown, paper: FilmPaper) -> tuple[str, str]:
    """What it is called, and where it is read: a transcript on the film's own page."""
    called = f"{films.PAPERS[paper.kind]} {NAMES[paper.language]}"
    if paper.kind == films.TRANSCRIPT:
        return called, reverse("public:film", args=[one.film.code])
    return called, reverse("public:film_text", args=[one.film.code, paper.kind, paper.language])


@open_door
@require_safe
def numbers_csv(request: HttpRequest, campaign: str) -> HttpResponseBase:
    """A campaign in numbers, as its page says them. Raises Missing."""
    told = counting.as_csv(counting.of(campaigns.shown(campaign)), now=timezone.now())
    return serving.text(request, told, "text/csv; charset=utf-8", name=f"{campaign}.csv")


@open_door
@require_safe
def kit(request: HttpRequest) -> HttpResponseBase:
    """Texts, quotes, pictures and a sheet of facts in one bundle. It costs a second, so it is counted per network."""
    limits.check("press_kit", range=faces.range_of(request))
    made = kits.packed(filters_of(request), site=settings.SITE_URL, now=timezone.now())
    answer = serving.text(request, made, "application/zip", name="press-kit.zip")
    answer["Cache-Control"] = "no-store"
    return answer
