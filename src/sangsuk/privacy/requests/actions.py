"""The verbs of a request: open it, move it. What a decision sets going stands in `effects`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import numbers
from sangsuk.cases.models import Case, Supporter
from sangsuk.common.errors import Refused, Stale
from sangsuk.common.sealing import seal
from sangsuk.offices.actor import Actor

from .. import deeds, life, rules
from ..models import RightsRequest
from ..models.requests import DECIDED, ENDED
from . import effects, queries, telling
from .queries import Told, told
from .table import IDENTITY, KINDS, MOVES

MOST_OPEN = 5
"""So many requests may wait on one case at a time: more is no right, but a way to hide one."""
FIELDS = ("name", "phone", "email")


@transaction.atomic
def begin(
    kind: str,
    what: Told,
    *,
    by: Actor,
    case: Case | None,
    identity: str,
    supporter: Supporter | None = None,
    language: str = "th",
    now: datetime | None = None,
) -> RightsRequest:
    """Take a request into the register and start its clock. Raises Refused with the field at fault.

    `case` when the one who told it asks, `supporter` when one asks who follows it, neither for anybody else.
    """
    now = now or timezone.now()
    _check(kind, what, supporter or case, identity)
    about = supporter.case if supporter else case
    due_at, rule = rules.until("rights_answer", now)
    public_id = uuid4()
    row = RightsRequest.objects.create(
        id=numbers.own_id(about) if about else None,
        kind=kind, case=case, supporter=supporter, channel="counter" if by.is_staff else "page", identity_checked=identity, language=language,
        told=sealed(what, public_id), public_id=public_id, office_code=by.office_code, opened_at=now, due_at=due_at, due_rule=rule,
    )  # fmt: skip
    deeds.record("request", row.pk, "begin", by=by, now=now, data={"kind": kind, "identity": identity})
    telling.tell(row, "rights-received", now=now)
    return row


def _check(kind: str, what: Told, who: Case | Supporter | None, identity: str) -> None:
    if kind not in KINDS:
        raise Refused("bad_choice", _("กรุณาเลือกว่าท่านขออะไร"), "kind")
    if identity not in IDENTITY:
        raise Refused("bad_choice", _("กรุณาบอกว่าตรวจตัวผู้ขออย่างไร"), "identity")
    if any(len(text) > 5000 or "\x00" in text for text in (what.text, what.value, what.name, what.contact)):
        raise Refused("too_long", _("ข้อความนี้ยาวเกินไป หรือมีอักขระที่ใช้ไม่ได้"), "text")
    if kind in ("object", "complain", "restrict") and len(what.text) < 5:
        raise Refused("needed", _("กรุณาเล่าว่าเพราะอะไร สั้น ๆ ก็ได้"), "text")
    if kind == "correct" and not (what.value or what.text):
        raise Refused("needed", _("กรุณาบอกว่าข้อมูลใดผิด และที่ถูกคืออะไร"), "value")
    if kind == "correct" and what.value and what.field not in FIELDS:
        raise Refused("bad_choice", _("กรุณาเลือกว่าจะแก้ข้อมูลใด"), "field")
    if who is None and not (what.name and what.contact):
        raise Refused("needed", _("เมื่อไม่มีเลขที่เรื่อง กรุณาบอกชื่อและที่ติดต่อของผู้ขอ"), "name")
    if who is not None and sum(row.is_open for row in queries.of_her(who)) >= MOST_OPEN:
        raise Refused("too_many", _("เรื่องนี้มีคำขอที่รอคำตอบอยู่หลายคำขอแล้ว กรุณารอคำตอบก่อน"), "kind")


def sealed(what: Told, public_id: UUID) -> bytes:
    return seal(json.dumps(asdict(what), ensure_ascii=False), label="privacy.request.told", row=public_id)


@transaction.atomic
def move(
    row: RightsRequest, name: str, *, by: Actor, data: Mapping[str, Any] | None = None, version: int | None = None,
    now: datetime | None = None,
) -> RightsRequest:  # fmt: skip
    """Make one move of the table: check, change, record, tell. Raises Stale when somebody was quicker."""
    now = now or timezone.now()
    row = RightsRequest.objects.select_for_update(of=("self",)).select_related("case", "supporter__case").get(pk=row.pk)
    if version is not None and version != row.version:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขคำขอนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    step, kept = life.check(MOVES, name, status=row.status, role=by.role, given=data or {})
    _grounds(row, name, kept, now)
    changes: dict[str, Any] = {"version": row.version + 1, "status": step.target or "working"}
    changes |= _said(row, name, kept, now)
    if changes["status"] in DECIDED:
        changes["decided_at"] = now
    if changes["status"] in ENDED:
        changes["ended_at"] = now
    RightsRequest.objects.filter(pk=row.pk).update(**changes)
    for field, value in changes.items():
        setattr(row, field, value)
    if name in ("grant", "grant_part"):
        effects.do(row, told(row), by=by, now=now)
    open_ = {field: value for field, value in kept.items() if field in ("ground", "scope")}
    deeds.record("request", row.pk, name, by=by, now=now, data=open_)
    if name in telling.TELLS:
        telling.tell(row, telling.TELLS[name], now=now)
    return row


def _grounds(row: RightsRequest, name: str, kept: Mapping[str, Any], now: datetime) -> None:
    if name == "extend":
        rules.known_ground("extension", str(kept["ground"]), now, field="ground")
        if row.extended_at is not None:
            raise Refused("once", _("ขยายเวลาได้ครั้งเดียว"), "ground")
    elif "ground" in kept:
        rules.known_ground("refusal", str(kept["ground"]), now, field="ground", kind=row.kind)


def _said(row: RightsRequest, name: str, kept: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What the move's words become in the row."""
    match name:
        case "extend":
            due_at, rule = rules.until("rights_extension", row.due_at)
            return {"extended_at": now, "due_at": due_at, "due_rule": rule, "ground": kept["ground"]}
        case "ask":
            return {"question": kept["question"]}
        case "reply":
            what = told(row)
            return {"told": sealed(replace(what, replies=(*what.replies, kept["text"])), row.public_id)}
        case "grant" | "grant_part" | "refuse":
            said = {"answer": kept["answer"], "ground": kept.get("ground", ""), "scope": kept.get("scope", "")}
            if name != "refuse" and row.kind in ("access", "copy"):
                said["copy_until"] = rules.until("copy_open", now)[0]
            return said
    return {}
