"""What was given to a body that the law allows to ask. Asked by one person, approved by another, then given; all on record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.cases import numbers
from sangsuk.cases.models import Case
from sangsuk.cases.sealed.rule import unaccused, visible
from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from . import deeds, life, rules
from .models import Deed, Disclosure

STATUSES = {
    "asked": gettext_lazy("รออนุมัติ"), "approved": gettext_lazy("อนุมัติแล้ว ยังไม่ได้ส่ง"), "given": gettext_lazy("ส่งแล้ว"),
    "declined": gettext_lazy("ไม่อนุมัติ"),
}  # fmt: skip
OPEN = ("asked", "approved")
MOVES = life.table(
    life.move("approve", "asked", "approved", "dpo chief", gettext_lazy("อนุมัติให้เปิดเผย"), gettext_lazy("อนุมัติให้เปิดเผย"), main=True),
    life.move("decline", "asked", "declined", "dpo chief", gettext_lazy("ไม่อนุมัติ"), gettext_lazy("ไม่อนุมัติให้เปิดเผย"), "reason"),
    life.move("give", "approved", "given", "dpo chief officer", gettext_lazy("บันทึกว่าส่งแล้ว"), gettext_lazy("ส่งข้อมูลให้แล้ว"), main=True),
    life.move("quiet", "asked approved given", "", "dpo", gettext_lazy("ยังไม่บอกเจ้าของข้อมูล"), gettext_lazy("ยังไม่บอกเจ้าของข้อมูล"),
              "quiet_until quiet_ground quiet_reason"),
    life.move("speak", "asked approved given", "", "dpo", gettext_lazy("บอกเจ้าของข้อมูลได้แล้ว"), gettext_lazy("บอกเจ้าของข้อมูลได้แล้ว")),
)  # fmt: skip


@transaction.atomic
def ask(
    case: Case, *, body: str, ground: str, reference: str, what: str, by: Actor, now: datetime | None = None
) -> Disclosure:
    """Write down who asks for what. Nothing is given by this."""
    now = now or timezone.now()
    rules.known_ground("disclosure", ground, now, field="ground")
    for field, text, least, most in (("body", body, 3, 300), ("reference", reference, 3, 300), ("what", what, 5, 5000)):
        if not least <= len(text.strip()) <= most or "\x00" in text:
            raise Refused("needed", _("กรุณากรอกช่องนี้"), field)
    row = Disclosure.objects.create(
        id=numbers.own_id(case), case=case, body=body.strip(), ground=ground, reference=reference.strip(), what=what.strip(), asked_at=now,
        recorded_by=by.name, user_id=by.user_id, office_code=by.office_code,
    )  # fmt: skip
    deeds.record("disclosure", row.pk, "ask", by=by, now=now)
    return row


@transaction.atomic
def move(
    row: Disclosure, name: str, *, by: Actor, data: Mapping[str, Any] | None = None, version: int | None = None,
    now: datetime | None = None,
) -> Disclosure:  # fmt: skip
    """One move of the table. Whoever asked does not approve. Raises Refused, NotAllowed, Stale."""
    now = now or timezone.now()
    row = Disclosure.objects.select_for_update().get(pk=row.pk)
    if version is not None and version != row.version:
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขรายการนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    step, kept = life.check(MOVES, name, status=row.status, role=by.role, given=data or {})
    if name == "approve" and by.user_id == row.user_id:
        raise NotAllowed("second_person", _("ผู้บันทึกคำขอจะอนุมัติเองไม่ได้ ต้องให้อีกคนหนึ่งอนุมัติ"))
    changes: dict[str, Any] = {"version": row.version + 1}
    if step.target:
        changes["status"] = step.target
    if name == "approve":
        changes |= {"approved_at": now, "approved_by": by.name}
    elif name == "give":
        changes |= {"given_at": now}
    elif name == "quiet":
        changes |= _quiet(kept, now)
    elif name == "speak":
        changes |= {"quiet_until": None, "quiet_ground": "", "quiet_reason": ""}
    Disclosure.objects.filter(pk=row.pk).update(**changes)
    for field, value in changes.items():
        setattr(row, field, value)
    said = {k: str(v) for k, v in kept.items()}
    deeds.record("disclosure", row.pk, name, by=by, now=now, data=said)
    return row


def _quiet(kept: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    until = kept["quiet_until"]
    rules.known_ground("quiet", str(kept["quiet_ground"]), now, field="quiet_ground")
    if not isinstance(until, date) or until <= bangkok_date(now):
        raise Refused("bad_date", _("กรุณาเลือกวันหลังวันนี้ เมื่อถึงวันนั้นเจ้าของข้อมูลจะเห็นเอง"), "quiet_until")
    return {"quiet_until": until, "quiet_ground": kept["quiet_ground"], "quiet_reason": kept["quiet_reason"]}


def seen_by(actor: Actor) -> "QuerySet[Disclosure]":
    """The officer sees the whole log, an office what it wrote down itself; neither what is about a case kept from them."""
    rows = Disclosure.objects.select_related("case").order_by("-id")
    if actor.role == "dpo":
        return rows.filter(unaccused(actor, "case__"))
    kept = rows.filter(visible(actor, "case__"), office_code=actor.office_code)
    return kept if actor.sees_cases else rows.none()


def one(pk: int, actor: Actor) -> Disclosure:
    row = seen_by(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("no_disclosure", _("ไม่พบรายการนี้"))
    return row


def for_citizen(case: Case, now: datetime) -> list[Disclosure]:
    """What was given, oldest first, but for what the law keeps quiet until a day that has not come."""
    said = Q(quiet_until=None) | Q(quiet_until__lte=bangkok_date(now))
    return list(Disclosure.objects.filter(said, case=case, status="given").order_by("given_at", "id"))


def may(row: Disclosure, actor: Actor) -> list[life.Move]:
    found = life.available(MOVES, status=row.status, role=actor.role)
    no = {"approve"} if actor.user_id == row.user_id else set()
    no |= {"quiet"} if row.quiet_until else {"speak"}
    return [one for one in found if one.name not in no]


def history(row: Disclosure) -> list[Deed]:
    return deeds.history("disclosure", row.pk)
