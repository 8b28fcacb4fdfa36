"""Letting a relative look at one's cases, or act in them: by a code that counts once, and until either says no more."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common import ids
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.sealed import row_of, unseal_field
from sangsuk.common.sealing import Unreadable, seal

from ..models import Case, DelegateLook, Delegation
from . import keeping, marks

CODE_LASTS = timedelta(hours=24)
LONGEST = timedelta(days=366)
CODE_LENGTH = 12  # of 31 signs: 59 bits, for a day, and wrong ones are slowed down by the page
LABEL = "mine.delegation"
Power = Delegation.Power


@dataclass(frozen=True)
class Given:
    """One delegation as a page shows it. `other`: the name of who stands on its other side; "" until it is taken up.
    `number`: of the one case; "" for all."""

    id: int
    other: str
    number: str
    power: str
    until: date
    waiting: bool
    looks: tuple[datetime, ...] = ()


def invite(user_id: int, *, name: str, case: Case | None, power: str, until: date, now: datetime | None = None) -> str:
    """The code to hand over, told this once. Raises Refused."""
    now = now or timezone.now()
    today = thai.bangkok_date(now)
    if power not in Power.values:
        raise Refused("bad_choice", _("กรุณาเลือกว่าให้ดูอย่างเดียว หรือให้ทำแทนด้วย"), "power")
    if not today <= until <= today + LONGEST:
        raise Refused("bad_date", _("กรุณาเลือกวันสุดท้ายตั้งแต่วันนี้ไป ไม่เกินหนึ่งปี"), "until")
    of = marks.holder(user_id)
    if case is not None and not keeping.keeps(of, case):
        raise Refused("not_hers", _("เรื่องนี้ไม่ได้อยู่ในรายการของท่าน"), "case")
    code = "".join(secrets.choice(ids.KEY_LETTERS) for _each in range(CODE_LENGTH))
    digest = ids.key_digest(code)
    Delegation.objects.create(
        owner=of, owner_name=seal(name, label=f"{LABEL}.owner_name", row=row_of(digest)), power=power, until=until,
        case=marks.shut(case.pk, label=marks.DELEGATION, row=digest) if case else b"",
        code_digest=digest, code_until=now + CODE_LASTS, made_at=now,
    )  # fmt: skip
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def offered(code: str, *, user_id: int, now: datetime | None = None) -> Given:
    """What a code offers, for who is about to take it up. Raises Missing."""
    return as_given(_waiting(code, user_id, now or timezone.now()), name="owner")


@transaction.atomic
def accept(code: str, *, user_id: int, name: str, now: datetime | None = None) -> Delegation:
    """Take it up; with that the code is used. Raises Missing for a code that is wrong, used, late or one's own."""
    now = now or timezone.now()
    row = _waiting(code, user_id, now)
    row.delegate, row.taken_at = marks.holder(user_id), now
    row.delegate_name = seal(name, label=f"{LABEL}.delegate_name", row=row_of(row.code_digest))
    row.save(update_fields=["delegate", "delegate_name", "taken_at"])
    return row


def _waiting(code: str, user_id: int, now: datetime) -> Delegation:
    rows = (
        Delegation.objects.select_for_update() if transaction.get_connection().in_atomic_block else Delegation.objects
    )
    found = rows.filter(
        code_digest=ids.key_digest(code),
        code_until__gt=now,
        delegate=None,
        ended_at=None,
        until__gte=thai.bangkok_date(now),
    ).first()
    if found is None:
        raise Missing("no_code", _("รหัสนี้ไม่ถูกต้อง ใช้ไปแล้ว หรือหมดเวลา กรุณาขอรหัสใหม่จากเจ้าของเรื่อง"))
    if bytes(found.owner) == marks.holder(user_id):
        raise Missing("own_code", _("รหัสนี้เป็นของท่านเอง กรุณาส่งให้ผู้ที่ท่านอยากให้ช่วยดูแล"))
    return found


def end(user_id: int, delegation_id: int, *, now: datetime | None = None) -> None:
    """No more, from this moment; either side may say so. Raises Missing."""
    me = marks.holder(user_id)
    row = Delegation.objects.filter(pk=delegation_id, ended_at=None).first()
    if row is None or me not in (bytes(row.owner), bytes(row.delegate or b"")):
        raise Missing("no_delegation", _("ไม่พบการมอบหมายนี้ หรือยกเลิกไปแล้ว"))
    Delegation.objects.filter(pk=row.pk).update(ended_at=now or timezone.now())


def given_by(user_id: int, *, now: datetime | None = None) -> list[Given]:
    """Whom she lets in, and when they looked last."""
    now = now or timezone.now()
    rows = Delegation.objects.filter(owner=marks.holder(user_id), ended_at=None).order_by("-id")
    return [as_given(row, name="delegate", now=now) for row in rows.prefetch_related("looks") if _counts(row, now)]


def given_to(user_id: int, *, now: datetime | None = None) -> list[Given]:
    now = now or timezone.now()
    return [as_given(row, name="owner", now=now) for row in running(marks.holder(user_id), now)]


def running(delegate: bytes, now: datetime) -> list[Delegation]:
    """Those that count now."""
    today = thai.bangkok_date(now)
    return list(Delegation.objects.filter(delegate=delegate, ended_at=None, until__gte=today).order_by("-id"))


def _counts(row: Delegation, now: datetime) -> bool:
    return row.until >= thai.bangkok_date(now) if row.taken_at else row.code_until > now


def as_given(row: Delegation, *, name: str, now: datetime | None = None) -> Given:
    case_id = marks.delegated(row)
    number = Case.objects.filter(pk=case_id).values_list("number", flat=True).first() if case_id else ""
    try:
        other = unseal_field(row, f"{name}_name")
    except Unreadable:
        other = ""
    looks = sorted((look.at for look in row.looks.all()), reverse=True)[:3] if name == "delegate" else []
    return Given(row.pk, other, number or "", row.power, row.until, row.taken_at is None, tuple(looks))


def note_look(row: Delegation, case: Case, *, now: datetime) -> None:
    """So that the owner sees that somebody whom she let in has looked."""
    DelegateLook.objects.create(delegation=row, about=marks.about(case.pk), at=now)


def looks_at(case: Case) -> list[datetime]:
    """When delegates looked at a case, newest first."""
    return list(
        DelegateLook.objects.filter(about=marks.about(case.pk)).order_by("-at").values_list("at", flat=True)[:20]
    )
