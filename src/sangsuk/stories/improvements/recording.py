"""Events of an item, and the proof that they alone write its state."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.intake import plain
from sangsuk.cases.replay import Difference, compared
from sangsuk.common.errors import Stale
from sangsuk.offices.actor import Actor

from ..models.improvements import ITEM_STATE, ImprovementEvent, ImprovementItem


def event(
    item: ImprovementItem,
    seq: int,
    move: str,
    changes: Mapping[str, Any],
    *,
    by: Actor,
    data: Mapping[str, Any],
    now: datetime,
) -> ImprovementEvent:
    return ImprovementEvent(
        item=item, seq=seq, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, data=plain(data), changes=plain(changes),
    )  # fmt: skip


def first(item: ImprovementItem, *, by: Actor, now: datetime) -> ImprovementEvent:
    """Everything that an item is when it is opened."""
    return event(item, 1, "open", {name: getattr(item, name) for name in ITEM_STATE}, by=by, data={}, now=now)


def advance(
    item: ImprovementItem, move: str, changes: Mapping[str, Any], *, by: Actor, data: Mapping[str, Any], now: datetime
) -> None:
    """Compare-and-swap, then the event; the item at hand becomes what the row is. Raises Stale."""
    changes = {**changes, "version": item.version + 1}
    if not ImprovementItem.objects.filter(pk=item.pk, version=item.version).update(**changes):
        raise stale()
    event(item, changes["version"], move, changes, by=by, data=data, now=now).save(force_insert=True)
    for field, value in changes.items():
        setattr(item, field, value)


def stale() -> Stale:
    return Stale("stale", _("รายการนี้เพิ่งมีผู้ดำเนินการไปก่อน กรุณาดูข้อมูลล่าสุดแล้วทำอีกครั้ง"))


def differences() -> Iterator[Difference]:
    """Every difference between items and their events."""
    events = ImprovementEvent.objects.order_by("item_id", "seq").values_list("item_id", "seq", "changes")
    fields = ImprovementItem._meta.concrete_fields
    blank = plain({f.attname: f.get_default() for f in fields if f.attname in ITEM_STATE})
    yield from compared(ImprovementItem.objects.order_by("id"), events, ITEM_STATE, blank, called="pk")
