"""The verbs of an item: take it up, plan it, join it to another, say what changed; and what follows from those."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..answers import checking
from ..models.improvements import ImprovementItem
from . import recording, table, telling
from .words import DOING, JOINED, OPEN, TAKEN_UP

logger = logging.getLogger(__name__)
READ_BY_CITIZENS = {"what", "owner_role", "changed", "why"}
"""Whoever told the story or suggested it in a case."""


def standing(item: ImprovementItem, by: Actor) -> str:
    """What somebody is to this item; "" for who only counts it."""
    if by.kind == "system":
        return table.MACHINE
    works = by.is_staff and by.role in ("officer", "chief") and by.office_code == item.office_id
    if not works:
        return ""
    return table.CHIEF if by.role == "chief" or by.leads else table.OFFICE


@transaction.atomic
def move(
    item: ImprovementItem, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> ImprovementItem:  # fmt: skip
    """Make one move of the table. Returns the item as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    if version is not None and version != item.version:
        raise recording.stale()
    given = {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, item.status, standing(item, by), given, pledged=item.pledge_id is not None)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field) not in (None, "")}
    for field in READ_BY_CITIZENS & kept.keys():
        checking.nobody_named(kept[field], field, item.office_id)
    changes = {"status": row.target} | _changes(item, name, kept, by, now)
    recording.advance(item, name, changes, by=by, data=kept, now=now)
    if name == "join":  # whoever followed this one follows its leader
        for one in ImprovementItem.objects.filter(leader=item, status=JOINED):
            recording.advance(one, name, {"leader_id": item.leader_id}, by=by, data={}, now=now)
    if name == "drop":
        _stand_alone(item, now)
    if name == "done":
        _done_with_it(item, now)
    logger.info("improvement moved", extra={"item": item.pk, "move": name})
    return item


def by_machine(
    item: ImprovementItem,
    name: str,
    changes: Mapping[str, Any],
    *,
    now: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """What follows from somewhere else: a promise, a withdrawal. The caller is in a transaction."""
    by = Actor.system()
    row = table.check(name, item.status, table.MACHINE, {}, pledged=item.pledge_id is not None)
    recording.advance(item, name, {"status": row.target, **changes}, by=by, data=data or {}, now=now)
    if name == "kept":
        _done_with_it(item, now)
    if name == "leave":
        _stand_alone(item, now)


def _stand_alone(item: ImprovementItem, now: datetime) -> None:
    """It leads nobody any more: what was joined to it is taken up by itself."""
    for one in ImprovementItem.objects.filter(leader=item, status=JOINED):
        due = bangkok_date(deadlines.promise("improve_plan", at=now, province_code=one.province_code).due_at)
        changes = {"status": TAKEN_UP, "leader_id": None, "due_on": due}
        recording.advance(one, "part", changes, by=Actor.system(), data={}, now=now)


def _changes(item: ImprovementItem, name: str, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status."""
    match name:
        case "plan":
            due = table.check_day(kept["due_on"], bangkok_date(now))
            owner = _owner(kept.get("owner"), item.office_id)
            return {"what": kept["what"], "owner_role": kept["owner_role"], "owner_id": owner, "due_on": due}
        case "join":
            return {"leader_id": _leader(item, kept["leader"], by).pk, "due_on": None}
        case "done":
            return {"changed": kept["changed"], "done_at": now, "due_on": None}
        case "drop":
            return {"why": kept["why"], "due_on": None}
    due = bangkok_date(deadlines.promise("improve_plan", at=now, province_code=item.province_code).due_at)
    again = {"why": kept["why"], "changed": "", "done_at": None, "pledge_id": None} if name == "reopen" else {}
    return {"due_on": due, "leader_id": None} | again


def _owner(chosen: Any, office: str) -> int | None:
    """Somebody of the office itself, or nobody yet."""
    if not chosen:
        return None
    if int(chosen) not in {one.user_id for one in offices.colleagues(office)}:
        raise Refused("bad_choice", _("ผู้รับผิดชอบต้องเป็นเจ้าหน้าที่ของที่ว่าการอำเภอนี้"), "owner")
    return int(chosen)


def _leader(item: ImprovementItem, chosen: Any, by: Actor) -> ImprovementItem:
    """Another open item of her office, of those that she reads."""
    found = ImprovementItem.objects.visible_to(by).filter(pk=int(chosen), status__in=OPEN).first()
    if found is None or found.pk == item.pk:
        raise Missing("no_item", _("ไม่พบรายการที่จะรวมด้วย กรุณาเลือกจากรายการที่ยังทำอยู่"))
    return found


def _done_with_it(item: ImprovementItem, now: datetime) -> None:
    """Everything joined to it is done too; whoever told or suggested it and may be written to hears what changed."""
    rows = ImprovementItem.objects.filter(leader=item, status=JOINED).select_related("story")
    changes = {"status": "done", "changed": item.changed, "done_at": now}
    for one in rows:
        recording.advance(one, "with_leader", changes, by=Actor.system(), data={}, now=now)
        telling.what_changed(one, now=now)
    if item.pledge_id is None:  # of a promise the writer hears where it was made
        telling.what_changed(item, now=now)


__all__ = ["DOING", "by_machine", "move", "standing"]
