"""What comes from a phone: the words of one project of one sheet, frozen when their writer said "send", taken in exactly once.

The same bytes under the same id get the same answer, also when the first answer was lost on the way; other bytes under a
known id are refused. What somebody else has changed in between comes back as a conflict with both values; the rest is kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused, Stale
from sangsuk.offices.actor import Actor

from ..models import Sheet, SheetEvent
from . import actions, numbers, recording
from .actions import Conflict, Said, Told

MOST_BYTES, MOST_WORDS = 100_000, 400


@dataclass(frozen=True)
class Wrong:
    """A number that could not be read; those beside it are taken."""

    indicator: str
    cell: str
    message: str


@dataclass(frozen=True)
class Heard:
    saved: int
    conflicts: list[Conflict]
    wrong: list[Wrong]
    sha256: str
    again: bool


@transaction.atomic
def hear(sheet: Sheet, client_id: UUID, body: bytes, *, by: Actor, now: datetime | None = None) -> Heard:
    """Raises Refused, NotAllowed, and Stale for other bytes under a known id."""
    digest = hashlib.sha256(body).hexdigest()
    sheet = recording.locked(sheet)  # the same words twice at one moment: the second waits for the first one's answer
    known = SheetEvent.objects.filter(sheet=sheet, data__client_id=str(client_id)).first()
    if known is not None and known.data.get("sha256") != digest:
        raise Stale("other_bytes", _("รายการนี้ส่งมาแล้วด้วยตัวเลขอื่น กรุณาเปิดดูข้อมูลล่าสุดแล้วส่งใหม่"))
    told, wrong = read(body)
    outcome = actions.say(sheet, told, by=by, way="offline", client_id=client_id, digest=digest, now=now)
    return Heard(outcome.saved, outcome.conflicts, wrong, digest, outcome.again)


def read(body: bytes) -> tuple[list[Told], list[Wrong]]:
    """Numbers come as they were typed. Raises Refused for what is no package of ours."""
    if len(body) > MOST_BYTES:
        raise Refused("too_long", _("ข้อมูลที่ส่งมายาวเกินไป กรุณาส่งทีละโครงการ"))
    try:
        told = json.loads(body)
        rows = told["words"]
    except (ValueError, KeyError, TypeError) as trouble:
        raise _unreadable() from trouble
    if not isinstance(rows, list) or len(rows) > MOST_WORDS or not all(isinstance(row, dict) for row in rows):
        raise _unreadable()
    told, wrong = [], []
    for row in rows:
        try:
            told.append(_told(row))
        except Refused as refused:
            if refused.code == "unreadable":
                raise
            wrong.append(Wrong(row["indicator"], row.get("cell") or "", str(refused)))
    return told, wrong


def _told(row: Mapping[str, Any]) -> Told:
    texts = {name: row.get(name) or "" for name in ("indicator", "cell", "number", "base", "note", "why")}
    seq = row.get("seq")
    if not all(isinstance(text, str) for text in texts.values()) or not (seq is None or type(seq) is int):
        raise _unreadable()
    units, distinct = _words_after(row), row.get("distinct") is True and not texts["cell"]
    none = row.get("none") is True or numbers.says_none(texts["number"])
    number, keys = numbers.number_or_keys(texts["number"], units, distinct=distinct)
    base = numbers.read(texts["base"], units)
    said = Said(number, base, none, texts["note"], keys)
    return Told(texts["indicator"], said, texts["cell"], seq, row.get("looked") is True, texts["why"].strip())


def _words_after(row: Mapping[str, Any]) -> tuple[str, ...]:
    units = row.get("units")
    return tuple(one for one in units if isinstance(one, str)) if isinstance(units, list) else ()


def _unreadable() -> Refused:
    return Refused("unreadable", _("อ่านข้อมูลจากโทรศัพท์ไม่ได้ กรุณาเปิดหน้านี้ใหม่แล้วส่งอีกครั้ง"))
