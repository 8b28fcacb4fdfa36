"""The verbs of a press release: write it, agree to it, correct it, withdraw it."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import PHOTO, StoredFile
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import News, NewsPicture
from . import checking, publishing, recording, standing, table, words

logger = logging.getLogger(__name__)
MOST_PICTURES, LEAST_ALT, MOST_ALT = 8, 5, 300


@transaction.atomic
def begin(given: Mapping[str, Any], *, by: Actor, now: datetime | None = None) -> News:
    """A new draft of the writer's office. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not standing.writes(by):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่และหัวหน้าของศูนย์จึงเขียนข่าวได้"))
    news = News(office_id=by.office_code, made_at=now, **checking.kept(given))
    news.written_by_id, news.written_name = by.user_id, by.name
    news.save(force_insert=True)
    recording.NEWS.begin(news, "begin", by=by, data={}, now=now)
    return news


@transaction.atomic
def write(
    news: News, given: Mapping[str, Any], *, by: Actor, version: int | None = None, now: datetime | None = None
) -> News:
    """Change a draft. Raises Stale, NotAllowed, Refused."""
    _same(news, version)
    check_draft(news, by)
    changed = {name: value for name, value in checking.kept(given).items() if getattr(news, name) != value}
    if changed:
        changes = changed | {"written_by_id": by.user_id, "written_name": by.name}
        recording.NEWS.advance(news, "write", changes, by=by, data={}, now=now or timezone.now())
    return news


def check_draft(news: News, by: Actor) -> None:
    """Raises NotAllowed unless she may write in it now."""
    if standing.WRITER not in standing.standings(news, by):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่แก้ข่าวนี้"))
    if news.status != words.DRAFT:
        raise NotAllowed("not_now", _("ข่าวนี้ไม่ใช่ร่างแล้ว กรุณาดึงกลับมาแก้ก่อน ถ้าเผยแพร่แล้วให้เพิ่มข้อความแก้ไข"))


def _same(news: News, version: int | None) -> None:
    if version is not None and version != news.version:
        raise recording.NEWS.stale()


@transaction.atomic
def add_picture(news: News, file: StoredFile, alt: str, *, by: Actor, now: datetime | None = None) -> None:
    """A photograph with the words for those who do not see it. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    check_draft(news, by)
    alt = " ".join(alt.replace("\x00", "").split())
    if file.kind != PHOTO:
        raise Refused("not_a_photo", _("กรุณาเลือกรูปถ่าย"), "picture")
    if not LEAST_ALT <= len(alt) <= MOST_ALT:
        raise Refused("needed", _("กรุณาบอกว่าในรูปมีอะไร %(least)s ถึง %(most)s ตัวอักษร สำหรับผู้ที่มองไม่เห็นรูป")
                      % {"least": LEAST_ALT, "most": MOST_ALT}, "alt")  # fmt: skip
    checking.nobody_else_named(alt, "alt", news)
    if NewsPicture.objects.filter(news=news).count() >= MOST_PICTURES:
        raise Refused("too_many", _("แนบรูปได้ไม่เกิน %(most)s รูป") % {"most": MOST_PICTURES}, "picture")
    kept = {name: getattr(file, name) for name in ("kind", "size", "width", "height", "name")}
    NewsPicture.objects.update_or_create(
        news=news, sha256=file.sha256, defaults={"alt": alt}, create_defaults=kept | {"alt": alt, "added_at": now}
    )
    recording.NEWS.advance(news, "picture", {}, by=by, data={"alt": alt}, now=now)


@transaction.atomic
def remove_picture(news: News, picture_id: int, *, by: Actor, now: datetime | None = None) -> None:
    check_draft(news, by)
    row = NewsPicture.objects.filter(news=news, pk=picture_id).first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    row.delete()
    recording.NEWS.advance(news, "unpicture", {}, by=by, data={"alt": row.alt}, now=now or timezone.now())


@transaction.atomic
def move(
    news: News, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> News:  # fmt: skip
    """Make one move of the table. Returns the release as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    _same(news, version)
    given = {k: v.strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, news.status, standing.standings(news, by), given)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field)}
    if name in ("correct", "withdraw"):
        for field, text in kept.items():
            checking.nobody_else_named(text, field, news)
    changes = {"status": row.target} | _changes(news, name, kept, by, now)
    recording.NEWS.advance(news, name, changes, by=by, data=kept, now=now)
    if name == "approve" and (news.publish_at is None or news.publish_at <= now):
        publishing.publish(news, now=now)
    logger.info("news moved", extra={"news": news.pk, "move": name})
    return news


def _changes(news: News, name: str, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status."""
    match name:
        case "send":
            _whole(news, now)
            return {"written_by_id": by.user_id, "written_name": by.name}
        case "approve":
            _whole(news, now)
            return {"approved_by_id": by.user_id, "approved_name": by.name, "approved_at": now}
        case "withdraw":
            return {"why": kept["why"], "withdrawn_at": now}
        case "return" | "take_back":
            return {"approved_by_id": None, "approved_name": "", "approved_at": None}
    return {}


def _whole(news: News, now: datetime) -> None:
    alts = list(NewsPicture.objects.filter(news=news).values_list("alt", flat=True))
    checking.whole(news, alts, bangkok_date(now))
