"""Two persons for a look: one asks with a reason, another agrees, and the first looks once.

In a secret case a chief agrees; where the owner had the use of her name restricted, the data protection officer does, with
the reason of law for it.

Source: docs/law.md#confidentiality (reveal = two persons, reason, log, notice to the data protection officer).
"""

import functools
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import checking, numbers
from .models import Case, SecondLook
from .sealed.rule import unaccused

HOLDS = timedelta(hours=24)
"""How long a question waits, and a yes may be used."""


CHIEF, DPO = "chief", "dpo"
WAITS = {
    CHIEF: _(
        "เรื่องนี้เป็นเรื่องลับ ต้องมีหัวหน้าเห็นชอบอีกคนหนึ่ง เราส่งคำขอพร้อมเหตุผลของท่านให้แล้ว เมื่อหัวหน้าเห็นชอบ ท่านเปิดดูได้หนึ่งครั้งภายใน 24 ชั่วโมง"
    ),
    DPO: _(
        "เจ้าของเรื่องขอให้ระงับการใช้ชื่อและที่ติดต่อไว้ ต้องให้เจ้าหน้าที่คุ้มครองข้อมูลอนุญาตก่อน เราส่งคำขอพร้อมเหตุผลของท่านให้แล้ว เมื่อได้รับอนุญาต ท่านเปิดดูได้หนึ่งครั้งภายใน 24 ชั่วโมง"
    ),
}  # fmt: skip


class SecondNeeded(Refused):
    """A look waits for a second person's yes. Whoever looks within a transaction of her own says `stay` after it."""

    def __init__(self, whose: str, ask: Callable[[], SecondLook]) -> None:
        super().__init__("second_needed", WAITS[whose], "reason")
        self.stay = ask


def whose_yes(case: Case, by: Actor, *, hers: bool) -> str:
    """Who must agree to this look; "" for nobody. `hers`: it is at the owner of the case and not at somebody else in it."""
    if by.kind != "staff":
        return ""
    if hers and case.restricted_at is not None and by.role != DPO:
        return DPO
    return CHIEF if case.is_sealed else ""


def agreed(
    case: Case, by: Actor, fields: Sequence[str], reason: str, now: datetime, *, hers: bool = True
) -> SecondLook | None:
    """The yes that this look may use; None when no second is needed. Without one it is asked for, and Refused says so.

    Call it outside the transaction of the look, so that the question stays when the look is refused.
    """
    whose = whose_yes(case, by, hers=hers)
    if not whose:
        return None
    mine = SecondLook.objects.filter(case=case, asked_by=by.user_id, used_at=None, ends_at__gt=now, whose=whose)
    for look in mine.filter(agreed=True).order_by("id"):
        if set(fields) <= set(look.fields.split(",")):
            return look
    asking = functools.partial(ask, case, by, fields=fields, reason=reason, whose=whose, now=now)
    asking()
    raise SecondNeeded(whose, asking)


@transaction.atomic
def ask(
    case: Case, by: Actor, *, fields: Sequence[str], reason: str, whose: str = CHIEF, now: datetime | None = None
) -> SecondLook:
    """The same question again is one question."""
    now = now or timezone.now()
    assert by.user_id is not None
    waiting = SecondLook.objects.filter(
        case=case, asked_by=by.user_id, decided_at=None, ends_at__gt=now, fields=",".join(fields), whose=whose
    )
    return waiting.first() or SecondLook.objects.create(
        id=numbers.own_id(case), case=case, fields=",".join(fields), reason=reason, asked_by_id=by.user_id,
        asked_name=by.name, office_code=by.office_code, asked_at=now, ends_at=now + HOLDS, whose=whose,
    )  # fmt: skip


def waiting(by: Actor, now: datetime | None = None) -> "QuerySet[SecondLook]":
    """What this chief may decide, of cases that she may see, asked by others: by her own office and those below it, and
    by anybody about a case that her office answers for, as the officer of data protection who makes a copy of it.
    The officer of data protection: looks at names that rest, of cases that do not accuse where she works."""
    found = SecondLook.objects.filter(decided_at=None, ends_at__gt=now or timezone.now()).exclude(asked_by=by.user_id)
    if by.role == DPO:
        return found.filter(unaccused(by, "case__"), whose=DPO).select_related("case").order_by("id")
    if by.role != CHIEF:
        return found.none()
    codes = [by.office_code, *(card.code for card in offices.children(by.office_code))]
    hers = Q(office_code__in=codes) | Q(case__office=by.office_code)
    seen = found.filter(hers, whose=CHIEF, case__in=Case.objects.visible_to(by).values("pk"))
    return seen.select_related("case").order_by("id")


@transaction.atomic
def decide(look_id: int, *, by: Actor, yes: bool, why: str = "", now: datetime | None = None) -> SecondLook:
    """Raises Missing for what is not hers to decide, Stale when somebody was quicker, Refused for a yes of the data
    protection officer without its reason of law."""
    now = now or timezone.now()
    if by.role not in (CHIEF, DPO) or by.user_id is None:
        raise NotAllowed("not_yours", _("เฉพาะหัวหน้าจึงเห็นชอบให้เปิดชื่อในเรื่องลับได้"))
    if yes and by.role == DPO:
        why = checking.reason(why, "why", _("กรุณาบอกเหตุตามกฎหมายที่ให้เปิดดูได้ เช่น มาตราใด หรือหนังสือเลขที่เท่าใด"))
    else:
        why = checking.told(why, "why", least=0, most=1000)
    look = waiting(by, now).filter(pk=look_id).first()
    if look is None:
        raise Missing("no_second_look", _("ไม่พบคำขอนี้ หรือมีผู้ตอบไปแล้ว"))
    changed = SecondLook.objects.filter(pk=look.pk, decided_at=None).update(
        decided_by=by.user_id, decided_name=by.name, decided_at=now, agreed=yes, why=why, ends_at=now + HOLDS
    )
    if not changed:
        raise Stale("stale", _("มีผู้ตอบคำขอนี้ไปแล้ว"))
    look.refresh_from_db()
    return look


def use(look: SecondLook, now: datetime) -> None:
    """A yes is for one look. Raises Stale when it was used meanwhile."""
    if not SecondLook.objects.filter(pk=look.pk, used_at=None).update(used_at=now):
        raise Stale("stale", _("ความเห็นชอบนี้ใช้เปิดดูไปแล้ว กรุณาขอใหม่"))
