"""The gallery: published stories, narrowed and found by words, newest first, page by page."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.common.paging import Page, decode, page
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.places.regions import NAMES as REGIONS

from .. import words
from ..models import Campaign, Story, StoryFile, StoryQuerySet
from . import files

PAGE = 20
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Filters:
    """What the gallery is narrowed to; empty means not narrowed. `q`: words that stand in what is shown."""

    q: str = ""
    region: str = ""
    province: str = ""
    office: str = ""
    theme: str = ""
    service: str = ""
    tone: str = ""
    expectation: str = ""
    flagship: str = ""
    campaign: str = ""

    def given(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


NAMES = tuple(field.name for field in fields(Filters))
_COLUMNS = {"region": "region", "province": "province_code", "office": "office_id", "theme": "theme",
            "service": "service", "tone": "tone", "expectation": "expectation", "flagship": "flagship",
            "campaign": "campaign_id"}  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    page: Page[Story]
    files: dict[int, list[StoryFile]]
    filters: Filters


def shelf(filters: Filters, *, cursor: str = "", size: int = PAGE) -> Shelf:
    """One page of the gallery. Two queries. Raises Refused for a filter or a cursor that nobody could mean."""
    rows = narrowed(filters)
    if cursor:
        at, last = _behind(cursor)
        rows = rows.filter(Q(published_at__lt=at) | Q(published_at=at, id__lt=last), published_at__lte=at)
    found = list(for_list(rows)[: size + 1])
    paged = page(found, size, _key)
    return Shelf(paged, files.of(paged.items), filters)


def _key(story: Story) -> tuple[str, int]:
    assert story.published_at is not None
    return story.published_at.isoformat(), story.pk


def for_list(rows: StoryQuerySet) -> StoryQuerySet:
    return rows.select_related("campaign").defer("key_digest", "told_digest").order_by("-published_at", "-id")


def narrowed(filters: Filters) -> StoryQuerySet:
    """Published stories of this kind, in no order. Raises Refused."""
    check(filters)
    rows = Story.objects.published()
    for name, column in _COLUMNS.items():
        if value := getattr(filters, name):
            rows = rows.filter(**{column: value})
    if filters.q.strip():
        rows = _with_words(rows, filters.q)
    return rows


def _with_words(rows: StoryQuerySet, q: str) -> StoryQuerySet:
    said = thai.index_words(q.replace("\x00", "")[:LONGEST_WORDS])
    return rows.filter(words__vector=SearchQuery(said, config="simple")) if said else rows.none()


def check(filters: Filters) -> None:
    """Every code is one of ours. Raises Refused with the field."""
    known: dict[str, Iterable[str]] = {
        "region": REGIONS, "tone": words.TONES, "expectation": words.EXPECTATIONS,
    }  # fmt: skip
    for name in known:
        _one_of(name, getattr(filters, name), known[name])
    for name, axis in (("theme", words.THEMES), ("service", words.SERVICES), ("flagship", words.FLAGSHIPS)):
        if getattr(filters, name):
            _one_of(name, getattr(filters, name), catalog.all_terms(axis))
    if filters.province:
        _one_of("province", filters.province, {place.code for place in places.provinces()})
    if filters.office:
        _one_of("office", filters.office, offices.known())
    if "\x00" in filters.campaign:
        raise _no("campaign")


def _one_of(name: str, value: str, known: Iterable[str]) -> None:
    if value and value not in known:
        raise _no(name)


def _no(name: str) -> Refused:
    return Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), name)


def campaigns() -> list[Campaign]:
    """Those that people may tell stories in or have told: the newest first."""
    return list(Campaign.objects.exclude(state=Campaign.DRAFT).order_by("-opens_on", "code"))


def count(filters: Filters) -> int:
    """How many there are; told from the index alone."""
    return narrowed(filters).count()


def _behind(cursor: str) -> tuple[datetime, int]:
    key: list[Any] = decode(cursor)
    wrong = Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor")
    if len(key) != 2 or not isinstance(key[0], str) or not isinstance(key[1], int) or isinstance(key[1], bool):
        raise wrong
    try:
        at = datetime.fromisoformat(key[0])
    except ValueError as trouble:
        raise wrong from trouble
    if at.tzinfo is None or abs(key[1]) >= 2**63:
        raise wrong
    return at, key[1]
