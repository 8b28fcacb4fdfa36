"""What pages ask about press releases: at the desk, and in public."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

from ..models import News, NewsEvent, NewsPicture, NewsQuerySet
from . import standing, words

SIZE = 20
SHELVES = ("own", "waiting", "published")
MOST = 2_000
"""So many of the newest stand in the map of the site."""


def one(actor: Actor, pk: int) -> News:
    """At the desk. Raises Missing."""
    found = News.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise _missing()
    return found


def listed(actor: Actor, shelf: str, *, cursor: str = "", size: int = SIZE) -> paging.Page[News]:
    """By key, the newest first. One query."""
    rows = News.objects.visible_to(actor)
    if shelf == "waiting":
        rows = rows.filter(status__in=[words.WAITING, words.APPROVED])
    elif shelf == "published":
        rows = rows.filter(office=actor.office_code, status__in=words.OUT)
    else:
        rows = rows.filter(office=actor.office_code, status__in=[words.DRAFT, words.WAITING, words.APPROVED])
    rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
    return paging.page(list(rows.order_by("-pk")[: size + 1]), size, lambda news: (news.pk,))


def waiting(actor: Actor) -> int:
    """How many wait for her yes. One query."""
    if not (standing.writes(actor) and (actor.role == "chief" or actor.leads)):
        return 0
    rows = News.objects.filter(Q(office=actor.office_code) | Q(office__parent=actor.office_code), status=words.WAITING)
    return rows.exclude(written_by=actor.user_id).count()


def story_of(news: News) -> list[NewsEvent]:
    return list(NewsEvent.objects.filter(news=news).order_by("seq"))


def pictures(news: News) -> list[NewsPicture]:
    return list(NewsPicture.objects.filter(news=news).order_by("pk"))


def picture(news: News, pk: int) -> NewsPicture:
    """Raises Missing."""
    row = NewsPicture.objects.filter(news=news, pk=pk).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return row


@dataclass(frozen=True)
class Note:
    """What was put right after it was published."""

    at: datetime
    text: str


def notes(news: News) -> list[Note]:
    rows = NewsEvent.objects.filter(news=news, move="correct").order_by("seq").values_list("at", "data")
    return [Note(at, str(data.get("note", ""))) for at, data in rows]


def public(office: str, year_be: int, running: int) -> News:
    """One that has an address, also when it was withdrawn since. Raises Missing."""
    found = News.objects.out().filter(office=office, year_be=year_be, running=running).first()
    if found is None:
        raise _missing()
    return found


def public_picture(pk: int) -> NewsPicture:
    """Of a published one only. Raises Missing."""
    row = NewsPicture.objects.filter(pk=pk, news__status=words.PUBLISHED).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return row


def shelf(
    *, year_be: int | None = None, office: str = "", tag: str = "", cursor: str = "", size: int = SIZE
) -> paging.Page[News]:
    """What everybody reads, the newest first, by key. Two queries."""
    rows = narrowed(year_be=year_be, office=office, tag=tag)
    if cursor:
        at, pk = _key(cursor)
        rows = rows.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    rows = rows.order_by("-published_at", "-pk").prefetch_related(
        Prefetch("pictures", NewsPicture.objects.order_by("pk"))
    )
    return paging.page(list(rows[: size + 1]), size, lambda news: (str(news.published_at), news.pk))


def narrowed(*, year_be: int | None = None, office: str = "", tag: str = "") -> NewsQuerySet:
    rows = News.objects.published()
    rows = rows.filter(year_be=year_be) if year_be else rows
    rows = rows.filter(office=office) if office else rows
    return rows.filter(tags__contains=[tag]) if tag else rows


def _key(cursor: str) -> tuple[datetime, int]:
    key = paging.decode(cursor)
    try:
        at, pk = datetime.fromisoformat(str(key[0])), int(key[1])
    except (IndexError, ValueError, TypeError, OverflowError):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC), min(max(pk, 0), 2**62)


def years() -> list[int]:
    """In which years something was published, the last first."""
    found = News.objects.published().order_by("-year_be").values_list("year_be", flat=True).distinct()
    return [year for year in found if year]


def offices() -> list[str]:
    """Which offices have published something, by code."""
    return list(News.objects.published().order_by("office").values_list("office", flat=True).distinct())


def newest() -> list[tuple[str, int, int, datetime]]:
    """Office, year, number and moment of those published last."""
    rows = News.objects.published().order_by("-published_at", "-pk")
    found = rows.values_list("office", "year_be", "running", "published_at")[:MOST]
    return [(office, year or 0, running or 0, at) for office, year, running, at in found if at]


def _missing() -> Missing:
    return Missing("no_news", _("ไม่พบข่าวนี้"))
