"""The verbs of a film. Every one checks who asks and what stands in the way, changes, and records, at once."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common import ids
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from ..gallery import clearing
from ..models import Film, Selection, Story
from ..models.films import FilmApproval, FilmCut, FilmShowing
from ..models.gallery import VIDEO
from ..standing import organises
from . import facts_of, recording, table, words

logger = logging.getLogger(__name__)


def may(by: Actor) -> None:
    """Raises NotAllowed for whoever makes no films: only people of the department and of the ministry's centre do."""
    if not (organises(by) or by.kind == "system"):
        raise NotAllowed("not_yours", _("เฉพาะกรมการปกครองและกระทรวงผลิตภาพยนตร์ของโครงการ"))


@transaction.atomic
def begin(selection: Selection, *, by: Actor, title: str = "", now: datetime | None = None) -> Film:
    """A production for one of the chosen, when the choice is announced; once. Raises Refused, NotAllowed."""
    may(by)
    now = now or timezone.now()
    if selection.round.state != "announced":
        raise Refused("not_announced", _("เริ่มผลิตได้เมื่อประกาศผลแล้ว"))
    story = Story.objects.get(pk=selection.entry.story_id)
    if left := Film.objects.filter(story=story, selection=None).first():  # chosen before, and now again
        Film.objects.filter(pk=left.pk).update(selection=selection)
        return Film.objects.get(pk=left.pk)
    digest = hashlib.sha256(b"film:" + story.client_id.bytes).digest()
    code = "".join(ids.KEY_LETTERS[byte % len(ids.KEY_LETTERS)] for byte in digest[:8])
    film, made = Film.objects.get_or_create(
        selection=selection,
        defaults={"story": story, "code": code, "title": title or story.title_shown, "made_at": now},
    )
    if made:
        recording.begin(film, "begin", by=by, data={}, now=now)
    return film


@transaction.atomic
def move(
    film: Film, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Film:  # fmt: skip
    """Make one move of the table. Raises: Stale, NotAllowed, Refused with what is in its way."""
    may(by)
    now, given = now or timezone.now(), dict(data or {})
    film = locked(film, version)
    row = table.check(name, facts_of.film(film), given)
    changes: dict[str, Any] = {"state": row.target}
    if name == "publish":
        changes |= {"published_at": now, "stopped_at": None, "why_stopped": ""}
    elif name == "rework":
        changes |= {"stopped_at": None, "why_stopped": ""}
    elif name == "stop":
        changes |= {"stopped_at": now, "why_stopped": given["why"].strip(), "published_at": None}
    recording.advance(film, name, changes, by=by, data={k: given[k] for k in row.asks}, now=now)
    if name == "publish":
        put_on(film, now=now)
    elif name == "stop":
        take_off(film, now=now)
    logger.info("film moved", extra={"film": film.code, "move": name})
    return film


def locked(film: Film, version: int | None) -> Film:
    """The film as it is now, held until the end of the transaction. Raises Stale."""
    now = Film.objects.select_for_update().get(pk=film.pk)
    if version is not None and version != now.version:
        raise recording.stale()
    return now


def put_on(film: Film, *, now: datetime) -> None:
    """Our own page shows it from now; where its link leads it can be watched as well, so that place is a channel, too."""
    FilmShowing.objects.filter(film=film, channel="website", shown_at=None, dropped_at=None).update(shown_at=now)
    for link in filter(None, {film.link, film.described}):
        open_there = film.showings.filter(channel="host", link=link, stopped_at=None, must_stop_at=None)
        if not open_there.exists():
            FilmShowing.objects.create(film=film, channel="host", planned_on=bangkok_date(now), link=link, shown_at=now)


def take_off(film: Film, *, now: datetime) -> None:
    """Our own page stops at once; every other channel becomes a duty until somebody says that it is done."""
    shown = FilmShowing.objects.filter(film=film, shown_at__isnull=False, stopped_at=None)
    shown.filter(channel="website").update(must_stop_at=now, stopped_at=now)
    shown.exclude(channel="website").filter(must_stop_at=None).update(must_stop_at=now)


@transaction.atomic
def describe(film: Film, *, by: Actor, title: str, about: str, now: datetime | None = None) -> Film:
    """Its name and what it is about, as the public reads them."""
    may(by)
    if len(title.strip()) < 2:
        raise Refused("needed", _("กรุณาตั้งชื่อภาพยนตร์"), "title")
    film = locked(film, None)
    changes = {"title": title.strip(), "about": about.strip()}
    recording.advance(film, "describe", changes, by=by, data={}, now=now or timezone.now())
    return film


@transaction.atomic
def finish(
    film: Film,
    *,
    by: Actor,
    link: str = "",
    master: str = "",
    form: str = "",
    described: str = "",
    seconds: int,
    now: datetime | None = None,
) -> Film:
    """Where the finished film lies: a link, or the digest of a master that is kept here (`masters.keep`). Not while it is
    shown: what people watch is what was approved."""
    may(by)
    if not link and not master:
        raise Refused("needed", _("กรุณาเลือกไฟล์ภาพยนตร์ หรือใส่ลิงก์ของฉบับสมบูรณ์"), "link")
    link, described = (
        web_address(one, field) if one else "" for one, field in ((link, "link"), (described, "described"))
    )
    if seconds < 1:
        raise Refused("bad_value", _("กรุณาบอกความยาวเป็นวินาที"), "seconds")
    now, film = now or timezone.now(), locked(film, None)
    if film.state == words.PUBLISHED:
        raise NotAllowed("not_now", _("เปลี่ยนไฟล์ระหว่างเผยแพร่ไม่ได้ กรุณาหยุดเผยแพร่ก่อน"))
    before, form_before = film.master, film.form
    changes = {"link": link, "master": master, "form": form, "described": described, "seconds": seconds}
    recording.advance(film, "finish", changes, by=by, data={}, now=now)
    if before and before != master:
        clearing.owe_bytes(VIDEO, before, form_before, now=now)
    return film


@transaction.atomic
def approve(
    cut: FilmCut, kind: str, *, by: Actor, yes: bool, note: str = "", now: datetime | None = None
) -> FilmApproval:
    """One person watches a cut for one thing; nobody approves two things of it, and what the chief approves only who leads
    the office does. Raises Refused, NotAllowed."""
    may(by)
    film = locked(cut.film, None)
    if film.state != words.APPROVING:
        raise NotAllowed("not_now", _("ตอนนี้ยังไม่ถึงขั้นให้ความเห็นชอบ"))
    if kind not in words.APPROVALS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "kind")
    if kind == words.CHIEF and not by.leads:
        raise NotAllowed("chief_only", _("ด้าน “ผู้บริหารเห็นชอบ” ให้ความเห็นได้เฉพาะหัวหน้าหน่วยงาน ท่านเลือกดูด้านอื่นได้"), "kind")
    if cut.no != film.cuts.latest("no").no:
        raise Refused("old_cut", _("มีฉบับตัดต่อใหม่กว่านี้แล้ว กรุณาดูฉบับล่าสุด"), "cut")
    if by.user_id is None or FilmApproval.objects.filter(cut=cut, user_id=by.user_id).exists():
        raise NotAllowed("same_person", _("หนึ่งคนให้ความเห็นชอบได้ด้านเดียว เพื่อให้มีคนดูหลายคน"))
    if FilmApproval.objects.filter(cut=cut, kind=kind).exists():
        raise Refused("done", _("ด้านนี้มีผู้ให้ความเห็นแล้ว"), "kind")
    if not yes and len(note.strip()) < 5:
        raise Refused("needed", _("กรุณาบอกว่าต้องแก้อะไร"), "note")
    now = now or timezone.now()
    given = FilmApproval.objects.create(
        cut=cut, kind=kind, yes=yes, note=note.strip(), user_id=by.user_id, by_name=by.name, at=now
    )
    recording.advance(film, "approve", {}, by=by, data={"cut": cut.no, "kind": kind, "yes": yes}, now=now)
    return given


def web_address(link: str, field: str) -> str:
    """An https address that a browser opens. Raises Refused."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname or parts.username or len(link) > 600:
        raise Refused("bad_link", _("กรุณาวางลิงก์ที่ขึ้นต้นด้วย https://"), field)
    return link.strip()
