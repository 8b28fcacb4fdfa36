"""Events of a promise, and the proof that they alone write its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.intake import plain
from sangsuk.cases.replay import Difference, compared
from sangsuk.common.errors import Stale
from sangsuk.offices.actor import Actor

from ..models import PLEDGE_STATE, Pledge, PledgeEvent


def event(
    pledge: Pledge,
    *,
    seq: int,
    move: str,
    by: Actor,
    data: Mapping[str, Any],
    changes: Mapping[str, Any],
    now: datetime,
) -> PledgeEvent:
    return PledgeEvent.objects.create(
        pledge=pledge, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(data), changes=plain(changes),
    )  # fmt: skip


def advance(
    pledge: Pledge, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> PledgeEvent:
    """Compare-and-swap, then the event; the promise at hand becomes what the row is. Raises Stale."""
    changes = {**changes, "version": pledge.version + 1}
    if not Pledge.objects.filter(pk=pledge.pk, version=pledge.version).update(**changes):
        raise stale()
    happened = event(pledge, seq=changes["version"], move=move, by=by, data=data, changes=changes, now=now)
    for field, value in changes.items():
        setattr(pledge, field, value)
    return happened


def stale() -> Stale:
    return Stale("stale", _("คำมั่นนี้เพิ่งมีผู้ดำเนินการไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))


def differences() -> Iterator[Difference]:
    """Every difference between promises and their events."""
    events = PledgeEvent.objects.order_by("pledge_id", "seq").values_list("pledge_id", "seq", "changes")
    blank = plain({f.attname: f.get_default() for f in Pledge._meta.concrete_fields if f.attname in PLEDGE_STATE})
    yield from compared(Pledge.objects.order_by("id"), events, PLEDGE_STATE, blank, called="pk")
