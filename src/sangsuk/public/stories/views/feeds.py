"""Feeds of the newest stories, narrowed like the gallery; and the map of the site for those who search."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.orders.news import queries as news
from sangsuk.stories.films import queries as made
from sangsuk.stories.gallery import naming, shelf, telling
from sangsuk.stories.judging import queries as judging
from sangsuk.stories.models import Story

from ... import feeding, serving
from ...doors import open_door
from .gallery import filters_of

PAGE = 30


@open_door
@require_safe
def rss(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.rss(_feed(request)), "application/rss+xml; charset=utf-8")


@open_door
@require_safe
def atom(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.atom(_feed(request)), "application/atom+xml; charset=utf-8")


@open_door
@require_safe
def json_feed(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.json_feed(_feed(request)), "application/feed+json; charset=utf-8")


def _feed(request: HttpRequest) -> feeding.Feed:
    """Of the country, a region, a province, an office or a campaign: whatever the address is narrowed to."""
    filters = filters_of(request)
    rows = shelf.for_list(telling.with_quote(shelf.narrowed(filters)))[:PAGE]
    given = f"?{asked}" if (asked := urlencode(filters.given())) else ""
    page, address = settings.SITE_URL + reverse("public:stories") + given, settings.SITE_URL + request.path + given
    return feeding.Feed(
        _title(filters), str(_("เรื่องที่ประชาชนเล่าถึงที่ว่าการอำเภอ")), page, address,
        naming.language(), [_entry(story) for story in rows],
    )  # fmt: skip


def _entry(story: Story) -> feeding.Entry:
    tale = telling.told(story)
    assert story.published_at is not None
    return feeding.Entry(
        address_of(story.code), story.title_shown, tale.author, tale.excerpt if story.may_quote else "",  # type: ignore[attr-defined]
        story.published_at,
        [word for word in (tale.office, tale.province, tale.tone, tale.service, tale.flagship) if word]
        + (story.campaign.hashtags if story.campaign else []),
    )  # fmt: skip


def _title(filters: shelf.Filters) -> str:
    area = (
        naming.office(filters.office) if filters.office
        else naming.province(filters.province) if filters.province
        else naming.region(filters.region)
    )  # fmt: skip
    return _("เรื่องเล่าถึง%(area)s") % {"area": area} if area else _("เรื่องเล่าถึงที่ว่าการอำเภอ")


def address_of(code: str) -> str:
    return settings.SITE_URL + reverse("public:one_story", args=[code])


@open_door
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    return serving.text(request, feeding.sitemap(_addresses()), "application/xml; charset=utf-8")


PAGES = (
    "front",
    "stories",
    "voices",
    "card_office",
    "outreach",
    "stories_press",
    "news",
    "about",
    "privacy",
    "accessibility",
    "map",
    "record",
    "verify",
    "lessons",
    "practices",
)


def _addresses() -> Iterator[tuple[str, datetime | None]]:
    """Every page that anybody may find. The newest stories first, as many as one map may hold."""
    for name in PAGES:
        yield settings.SITE_URL + reverse(f"public:{name}"), None
    for campaign in shelf.campaigns():
        for name in ("campaign", "stories_numbers"):
            yield settings.SITE_URL + reverse(f"public:{name}", args=[campaign.code]), None
    for round_ in judging.all_announced():
        yield settings.SITE_URL + reverse("public:story_round", args=[round_.code]), round_.announced_at
    if films := list(made.published()):
        yield settings.SITE_URL + reverse("public:stories_films"), None
        for film in films:
            yield settings.SITE_URL + reverse("public:film", args=[film.code]), film.published_at
    for office, year, running, at in news.newest():
        yield settings.SITE_URL + reverse("public:news_one", args=[office, year, running]), at
    rows = Story.objects.published().order_by("-published_at", "-id")[: feeding.MOST_IN_A_MAP - news.MOST]
    gallery = settings.SITE_URL + reverse("public:stories")
    for code, published_at in rows.values_list("code", "published_at"):
        yield f"{gallery}/{code}", published_at
