"""What may not be forgotten for now: a dispute, a court, her own wish."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sangsuk.cases import numbers, restricting
from sangsuk.cases.models import Case, Supporter
from sangsuk.cases.sealed.rule import unaccused
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from .. import deeds, rules
from ..models import Hold

HER_WISH = "her_wish"


def held_cases() -> "QuerySet[Hold, int]":
    """Ids of the cases that something holds."""
    return Hold.objects.filter(ended_at=None, supporter=None).values_list("case_id", flat=True)


def held_supporters() -> "QuerySet[Hold, int]":
    """Ids of those who follow a case and want to be kept on its list."""
    return Hold.objects.filter(ended_at=None, supporter__isnull=False).values_list("supporter_id", flat=True)


def in_force(by: Actor) -> "QuerySet[Hold]":
    return register(by).filter(ended_at=None)


def register(by: Actor) -> "QuerySet[Hold]":
    """Those that ended too; none of a case that accuses whoever asks."""
    return Hold.objects.filter(unaccused(by, "case__")).select_related("case", "supporter")


def of_case(case: Case) -> list[Hold]:
    return list(Hold.objects.filter(case=case, supporter=None).order_by("id"))


@transaction.atomic
def begin(
    case: Case, *, ground: str, reason: str, by: Actor, now: datetime, supporter: Supporter | None = None
) -> Hold:
    """From now on nothing of the case is forgotten by rule, and at her wish her name rests. The same ground twice is one hold.

    `supporter`: only what is kept of her.
    """
    rules.known_ground("hold", ground, now, field="ground")
    if len(reason.strip()) < 5:
        raise Refused("needed", _("กรุณาบอกเหตุที่ต้องเก็บไว้"), "reason")
    already = Hold.objects.filter(case=case, supporter=supporter, ground=ground, ended_at=None).first()
    if already is not None:
        return already
    kept = {"ground": ground, "reason": reason.strip(), "by": by.name or by.kind, "from_at": now}
    hold = Hold.objects.create(id=numbers.own_id(case), case=case, supporter=supporter, **kept)
    if ground == HER_WISH and supporter is None:
        restricting.begin(case, now=now)
    deeds.record("hold", hold.pk, "begin", by=by, now=now, data={"case": case.number, "ground": ground})
    return hold


@transaction.atomic
def end(hold: Hold, *, by: Actor, now: datetime) -> None:
    changed = Hold.objects.filter(pk=hold.pk, ended_at=None).update(ended_at=now, ended_by=by.name or by.kind)
    if changed and hold.ground == HER_WISH and hold.supporter_id is None:
        restricting.end(hold.case)
    if changed:
        deeds.record("hold", hold.pk, "end", by=by, now=now)


def release(supporter: Supporter, *, by: Actor, now: datetime) -> None:
    """Her newer wish ends her older one."""
    for hold in Hold.objects.filter(supporter=supporter, ended_at=None):
        end(hold, by=by, now=now)
