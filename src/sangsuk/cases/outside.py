"""Bodies without an account answer through a link that is signed, that ends, and that opens one duty of one case.

The link holds no name and no text. It ends with its time, with its duty, and with the case; a copy of it in the wrong
hands shows the redacted request and nothing else. Source: E-Government Act B.E. 2565 s.15-16 (sending between bodies by
electronic means), see docs/law.md#outside-link
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Missing, Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices.actor import Actor

from . import duties as owed
from . import workflow
from .models import Case, CaseEvent
from .standing import allowed
from .telling import date_words, office_name

SALT = "sangsuk.cases.outside"
WORDS = ("instruction", "text", "reason", "finding")
"""What the opening event asked for, whichever of these it holds."""


@dataclass(frozen=True)
class Asked:
    """What a body outside sees: what is asked by when, the matter without names, and what it may answer."""

    case: Case
    actor: Actor
    duty: owed.Duty
    wanted: tuple[str, ...]
    description: str
    moves: list[workflow.Move]


def address(value: Any) -> str:
    """The body's e-mail address, or "". Raises Refused."""
    typed = str(value or "").strip()
    if typed:
        try:
            validate_email(typed)
        except ValidationError as trouble:
            raise Refused("bad_email", _("อีเมลไม่ถูกต้อง เช่น saraban@example.go.th"), "body_email") from trouble
    return typed


def link(case: Case, key: str, *, now: datetime) -> str:
    """The address that opens this duty, until the rule's days are over."""
    ends = deadlines.promise("outside_link", at=now, province_code=case.province_code).due_at
    token = signing.dumps([case.pk, key, int(ends.timestamp())], salt=SALT)
    return f"{settings.SITE_URL}/answer/{token}"


def opened(token: str, *, now: datetime | None = None) -> Asked:
    """What this link opens. Raises Missing for a forged, an old and a finished one alike, each with its own sentence."""
    now = now or timezone.now()
    try:
        pk, key, ends = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as trouble:
        raise Missing("no_link", _("ลิงก์นี้ไม่ถูกต้อง กรุณาเปิดจากข้อความที่ได้รับ หรือโทรสอบถามศูนย์ดำรงธรรม")) from trouble
    if now.timestamp() > ends:
        raise Missing("old_link", _("ลิงก์นี้หมดอายุแล้ว กรุณาขอลิงก์ใหม่จากศูนย์ดำรงธรรมที่ส่งเรื่องให้ท่าน"))
    case = Case.objects.select_related("district__province", "subdistrict").filter(pk=pk).first()
    if case is None or key not in case.duties:
        raise Missing("answered", _("เรื่องนี้ได้รับคำตอบแล้ว หรือศูนย์ดำรงธรรมดูแลต่อแล้ว ขอบคุณที่ช่วยกัน"))
    duty = case.duties[key]
    actor = Actor.outside(str(duty.get("name") or duty["who"]), key)
    event = CaseEvent.objects.get(case=case, seq=int(key[1:]))
    wanted = tuple(thai.redact(str(event.data[field])).text for field in WORDS if event.data.get(field))
    moves = [move for move in allowed(case, actor, now) if _fits(move, duty)]
    return Asked(case, actor, duty, wanted, thai.redact(case.description).text, moves)


FOR_KIND: Mapping[str, tuple[str, ...]] = {
    owed.TASK: ("agency_accept", "report", "agency_return"),
    owed.REFERRAL: ("referral_answer",),
    owed.QUESTION: ("other_answers",),
}


def _fits(move: workflow.Move, duty: owed.Duty) -> bool:
    return move.name in FOR_KIND.get(duty["kind"], ())


def send(case: Case, event: CaseEvent, by: Actor) -> None:
    """The link goes out with the event that asks, when an address was given."""
    to = address(event.data.get("body_email"))
    key = next((k for k in case.duties if k[1:] == str(event.seq)), "")
    if not to or not key:
        return
    due = owed.due_at(case.duties[key])
    gaps = {
        "number": case.number, "office": office_name(case.office_id), "body": str(event.data.get("body") or event.data.get("to_whom", "")),
        "due": date_words(due) if due else "", "link": link(case, key, now=event.at),
    }  # fmt: skip
    notifications.queue(
        "outside-asked", to=Recipient("email", to, "th"), about=case.number, office_code=case.office_id, gaps=gaps,
        key=f"case:{case.pk}:{event.seq}:outside", now=event.at,
    )  # fmt: skip
