"""A reply that only passes paper on is held up once; the holding up and the insisting are both counted, per office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from ..models import Case, Caught
from ..standing import standings
from ..workflow import OWNER
from . import thin_replies as thin

SENTENCES = {
    thin.FORWARD_ONLY: _("ข้อความนี้เป็นการส่งต่ออย่างเดียว กรุณาเขียนว่าท่านตรวจพบอะไรเอง แล้วจึงส่ง หรือยืนยันว่าจะส่งตามนี้"),
    thin.CONTACT_ONLY: _("คำตอบนี้บอกเพียงให้ผู้ร้องไปติดต่อเอง กรุณาบอกว่าทำอะไรให้แล้วหรือจะทำอะไร หรือยืนยันว่าจะตอบตามนี้"),
    thin.COPIED: _("ข้อความนี้ซ้ำกับคำร้อง กรุณาเขียนสิ่งที่ท่านตรวจพบเอง หรือยืนยันว่าจะส่งตามนี้"),
}


def look_again(case: Case, name: str, given: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    """Raises Refused for a thin reply that nobody insists on. Only the office that answers is asked to think again."""
    if not by.is_staff or name not in thin.FORWARDS | thin.ANSWERS or OWNER not in standings(case, by):
        return
    kind = thin.caught(name, given, description=case.description)
    if kind:
        _count(case, name, kind, insisted=insists(given), by=by, now=now)


def look_again_at_counter(given: Mapping[str, Any], *, description: str, by: Actor, now: datetime) -> None:
    """The same for an answer given on the spot, before there is a case; who insists is counted when it is made."""
    kind = thin.caught("serve", given, description=description)
    if kind and not insists(given):
        _count(None, "serve", kind, insisted=False, by=by, now=now)


def insists(given: Mapping[str, Any]) -> bool:
    return given.get("anyway") in (True, "yes", "on", "true")


def _count(case: Case | None, name: str, kind: str, *, insisted: bool, by: Actor, now: datetime) -> None:
    Caught.objects.create(
        case=case, at=now, move=name, kind=kind, office_code=by.office_code, user_id=by.user_id, insisted=insisted
    )
    if not insisted:
        raise Refused(kind, SENTENCES[kind], "anyway")
