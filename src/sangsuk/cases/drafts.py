"""A complaint told in steps. Nothing typed is lost between them, and the same draft sent twice is one case."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.ids import secret_key
from sangsuk.common.sealed import unseal_field
from sangsuk.common.sealing import Unreadable, seal
from sangsuk.offices.actor import Actor

from . import repeats, scanning
from .files import StoredFile, places_of
from .intake import New, Person, Submitted, submit
from .models import Case, Draft, DraftFile

LASTS = timedelta(days=2)
MOST_FILES = 8


@dataclass(frozen=True)
class Telling:
    """A draft as the pages see it."""

    token: UUID
    fields: dict[str, Any]
    files: tuple[DraftFile, ...]
    started_at: datetime


def start(*, now: datetime | None = None, **fields: Any) -> Telling:
    now = now or timezone.now()
    token = uuid4()
    draft = Draft.objects.create(token=token, fields=_sealed(token, fields), created_at=now, expires_at=now + LASTS)
    return Telling(draft.token, fields, (), now)


def get(token: UUID, *, now: datetime | None = None) -> Telling:
    """Raises Missing when there is no such draft or its time is over."""
    draft = Draft.objects.filter(token=token, expires_at__gt=now or timezone.now()).first()
    if draft is None:
        raise Missing("no_draft", _("แบบฟอร์มนี้หมดเวลาแล้ว กรุณาเริ่มแจ้งเรื่องใหม่"))
    files = tuple(draft.files.order_by("id"))
    scanning.marked(files)
    return Telling(draft.token, _fields(draft), files, draft.created_at)


@transaction.atomic
def save(token: UUID, *, now: datetime | None = None, **fields: Any) -> Telling:
    """Keep these fields beside the ones kept before."""
    now = now or timezone.now()
    draft = Draft.objects.select_for_update().filter(token=token, expires_at__gt=now).first()
    if draft is None:
        raise Missing("no_draft", _("แบบฟอร์มนี้หมดเวลาแล้ว กรุณาเริ่มแจ้งเรื่องใหม่"))
    merged = _fields(draft) | fields
    Draft.objects.filter(pk=token).update(fields=_sealed(token, merged), expires_at=now + LASTS)
    return Telling(token, merged, tuple(draft.files.order_by("id")), draft.created_at)


def id_asked(telling: Telling) -> catalog.Asked:
    """Whether a matter of this kind asks for the thirteen digits of the one who tells it."""
    return catalog.id_asked(New.mission, telling.fields.get("category"))


def add_file(token: UUID, file: StoredFile) -> None:
    """The same photograph twice is one."""
    draft = Draft.objects.get(pk=token)
    if draft.files.filter(sha256=file.sha256).exists():
        return
    if draft.files.count() >= MOST_FILES:
        raise Refused("too_many_files", _("แนบรูปได้ไม่เกิน %(most)s รูป") % {"most": MOST_FILES}, "photos")
    DraftFile.objects.create(
        draft=draft, sha256=file.sha256, kind=file.kind, size=file.size, width=file.width, height=file.height,
        name=file.name, warns=file.warns, **places_of(file),
    )  # fmt: skip


def leave_place_out(token: UUID, file_id: int) -> None:
    """She does not want to send where the photograph was taken; it is not kept anywhere else."""
    DraftFile.objects.filter(draft_id=token, id=file_id).update(longitude=None, latitude=None)


def remove_file(token: UUID, file_id: int) -> None:
    DraftFile.objects.filter(draft_id=token, id=file_id).delete()


def send(token: UUID, *, channel: str, by: Actor | None = None, now: datetime | None = None) -> Submitted:
    """Make the draft a case. Sent again, it is the same case with the same key.

    From then on the draft is only the way to the slip: what was told, and by whom, it forgets at once.
    """
    telling = get(token, now=now)
    sent = _sent(token) if not telling.fields.get("description") else None
    sent = sent or submit(_new(telling, channel), by=by or Actor.citizen(channel), now=now)
    _forget(token)
    return sent


@transaction.atomic
def join(
    token: UUID, case_id: int, *, caller: str, language: str, notice: str = "", now: datetime | None = None
) -> repeats.Receipt:
    """She suffers from a trouble that is told already: instead of a case, her draft becomes one more who supports it."""
    told = get(token, now=now).fields
    receipt = repeats.support(token, case_id, told, caller=caller, language=language, notice=notice, now=now)
    _forget(token)
    return receipt


def _forget(token: UUID) -> None:
    Draft.objects.filter(pk=token).update(fields=b"")
    DraftFile.objects.filter(draft_id=token).delete()


def _sent(token: UUID) -> Submitted | None:
    case = Case.objects.filter(client_id=token).first()
    return Submitted(case, secret_key(token), created=False) if case else None


def _new(telling: Telling, channel: str) -> New:
    fields = telling.fields
    return New(
        client_id=telling.token, description=fields.get("description", ""), wish=fields.get("wish", ""),
        category=fields.get("category") or None, district=fields.get("district") or None,
        subdistrict=fields.get("subdistrict") or None, village=fields.get("village") or None,
        point=tuple(fields["point"]) if fields.get("point") else None, place_note=fields.get("place_note", ""),
        identity=fields.get("identity", ""), language=fields.get("language", "th"), channel=channel,
        reporter=Person(*(fields.get(name, "") for name in ("name", "phone", "email", "national_id"))),
        has_no_id=bool(fields.get("has_no_id")),
        files=tuple(_stored(f) for f in telling.files), wishes=tuple(fields.get("wishes") or ()),
        distress=fields.get("distress"), accused=tuple(fields["accused"]) if "accused" in fields else None, notice=fields.get("notice", ""),
    )  # fmt: skip


def _stored(row: DraftFile) -> StoredFile:
    at = None if row.longitude is None or row.latitude is None else (row.longitude, row.latitude)
    return StoredFile(row.sha256, row.kind, row.size, row.width, row.height, row.name, at, row.warns)


def sweep(now: datetime) -> int:
    """Forget the drafts whose time is over; what became a case stays there."""
    return Draft.objects.filter(expires_at__lt=now).delete()[0]


def _sealed(token: UUID, fields: dict[str, Any]) -> bytes:
    return seal(json.dumps(fields, ensure_ascii=False), label="draft.fields", row=token)


def _fields(draft: Draft) -> dict[str, Any]:
    try:
        return dict(json.loads(unseal_field(draft, "fields") or "{}"))
    except Unreadable:
        return {}
