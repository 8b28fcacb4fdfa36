"""A story told in steps, or while one types. Nothing is lost between them, and the same draft sent twice is one story."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.cases.checking import Person
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.ids import secret_key
from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import Unreadable, seal
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from .answers import rails
from .intake import NewFile, NewStory, Submitted, submit
from .media import limits, parts
from .media.keeping import Kept
from .models import Story, StoryDraft, StoryDraftFile

LASTS = timedelta(days=2)
PLAIN = (
    "office", "tone", "expectation", "theme", "service", "flagship", "spoken_of", "role_spoken_of", "pen_name",
    "notice",
)  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """A draft as the pages see it."""

    token: UUID
    fields: dict[str, Any]
    files: tuple[StoryDraftFile, ...]
    started_at: datetime


def get(token: UUID, *, now: datetime | None = None) -> Telling:
    """Raises Missing when there is no such draft or its time is over."""
    draft = StoryDraft.objects.filter(token=token, expires_at__gt=now or timezone.now()).first()
    if draft is None:
        raise Missing("no_draft", _("แบบฟอร์มนี้หมดเวลาแล้ว กรุณาเริ่มเล่าใหม่"))
    return Telling(draft.token, _fields(draft), tuple(draft.files.order_by("id")), draft.created_at)


@transaction.atomic
def save(token: UUID, *, now: datetime | None = None, **fields: Any) -> Telling:
    """Keep these fields beside the ones kept before; the first of them begin the draft. What was sent stays as it was sent.

    The token comes with the page on which she begins, so that a press that is made again on a bad line begins nothing twice.
    """
    now = now or timezone.now()
    StoryDraft.objects.bulk_create(
        [StoryDraft(token=token, fields=_sealed(token, {}), created_at=now, expires_at=now + LASTS)],
        ignore_conflicts=True,
    )
    draft = StoryDraft.objects.select_for_update().get(token=token)
    if draft.expires_at <= now:
        raise Missing("no_draft", _("แบบฟอร์มนี้หมดเวลาแล้ว กรุณาเริ่มเล่าใหม่"))
    merged = _fields(draft) | fields
    if not Story.objects.filter(client_id=token).exists():
        StoryDraft.objects.filter(pk=token).update(fields=_sealed(token, merged), expires_at=now + LASTS)
    return Telling(token, merged, tuple(draft.files.order_by("id")), draft.created_at)


def check_room(token: UUID) -> None:
    """Raises Refused when the draft has as many files as it may."""
    if StoryDraftFile.objects.filter(draft=token).count() >= limits.FILES:
        raise Refused("too_many_files", _("แนบไฟล์ได้ไม่เกิน %(most)s ไฟล์") % {"most": limits.FILES}, "enclosed")


def add_file(token: UUID, file: Kept) -> StoryDraftFile:
    """The same file twice is one. Raises Refused when there are too many."""
    before = StoryDraftFile.objects.filter(draft=token, sha256=file.sha256).first()
    if before is not None:
        return before
    check_room(token)
    try:
        with transaction.atomic():
            return StoryDraftFile.objects.create(
                draft_id=token, sha256=file.sha256, kind=file.kind, suffix=file.form, size=file.size, width=file.width,
                height=file.height, seconds=file.seconds or None, poster=file.poster, name=file.name,
            )  # fmt: skip
    except IntegrityError:
        return StoryDraftFile.objects.get(draft=token, sha256=file.sha256)


def remove_file(token: UUID, file_id: int) -> None:
    StoryDraftFile.objects.filter(draft=token, id=file_id).delete()


def send(
    token: UUID, *, channel: str, signs: tuple[str, ...] = (), by: Actor | None = None, now: datetime | None = None
) -> Submitted:
    """Make the draft a story. Sent again, it is the same story with the same key; then the draft forgets what it held.
    `signs`: what was odd about its coming in."""
    telling = get(token, now=now)
    before = sent(token)
    done = before or submit(_new(telling, channel, signs), by=by or Actor.citizen(channel), now=now)
    if invitation := telling.fields.get("invitation"):
        rails.told_by_invitation(invitation, done.story, now=now)
    StoryDraft.objects.filter(pk=token).update(fields=b"")
    StoryDraftFile.objects.filter(draft=token).delete()
    parts.forget_all(token)
    return done


def sent(token: UUID) -> Submitted | None:
    """What became of this draft. Ask only with the token of a draft that `get` gave: a client id alone is no secret."""
    story = Story.objects.filter(client_id=token).first()
    return Submitted(story, secret_key(token), created=False) if story else None


def _new(telling: Telling, channel: str, signs: tuple[str, ...]) -> NewStory:
    fields = telling.fields
    title, text = fields.get("title", "").strip(), fields.get("text", "")
    return NewStory(
        client_id=telling.token, title=title or thai.gist(text, most=38), text=text, campaign=fields.get("campaign") or None,
        visited_on=date.fromisoformat(fields["visited_on"]) if fields.get("visited_on") else None,
        answers=fields.get("answers") or {}, uses=tuple(fields.get("uses") or ()), channel=channel,
        author=Person(*(fields.get(name, "") for name in ("name", "phone", "email"))),
        language=fields.get("language", "th"), files=tuple(stored(file) for file in telling.files),
        signs=signs, **{name: fields.get(name, "") for name in PLAIN},
    )  # fmt: skip


def stored(row: StoryDraftFile) -> NewFile:
    return NewFile(
        row.sha256, row.kind, row.suffix, row.size, row.name, row.width, row.height, row.seconds, poster=row.poster
    )


def day_of(text: str, now: datetime) -> date | None:
    """The day of a visit as a page sends it; None when none was said. Raises Refused for one that is no day or not yet."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused("bad_day", _("วันที่ยังไม่ถูกรูปแบบ กรุณาเลือกจากปฏิทิน"), "visited_on") from None
    if day > bangkok_date(now) or day.year < 1950:
        raise Refused("bad_day", _("วันที่ไปต้องไม่เกินวันนี้"), "visited_on")
    return day


def over(until: datetime) -> "QuerySet[StoryDraft]":
    """What was typed and not sent, last touched before this moment."""
    return StoryDraft.objects.filter(expires_at__lt=until + LASTS)


def sweep(now: datetime) -> int:
    """Forget the drafts whose time is over, and the files that nobody went on with."""
    return StoryDraft.objects.filter(expires_at__lt=now).delete()[0] + parts.sweep(now)


def _sealed(token: UUID, fields: dict[str, Any]) -> bytes:
    return seal(json.dumps(fields, ensure_ascii=False), label="story_draft.fields", row=token)


def _fields(draft: StoryDraft) -> dict[str, Any]:
    try:
        return dict(json.loads(unseal_field(draft, "fields") or "{}"))
    except Unreadable:
        return {}
