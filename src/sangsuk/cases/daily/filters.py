"""Saved ways of looking at the queue: one's own, and those that a colleague shares with the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.common.remember import remembered
from sangsuk.offices.actor import Actor

from ..models import SavedFilter

MOST, NAME = 20, 60
FIELDS = ("tab", "status", "category", "district", "due", "q", "who")


@dataclass(frozen=True, slots=True)
class Chip:
    """One saved filter as it stands above the queue. `query` is the address' fields in a fixed order."""

    id: int
    name: str
    query: tuple[tuple[str, str], ...]
    shared: bool
    mine: bool


def of(actor: Actor, stamp: str = "") -> list[Chip]:
    """Her own and her office's, by name. Remembered for some seconds.

    `stamp` changes with each change of her own (it is kept in her session), so that she sees those at once.
    """
    if actor.user_id is None:
        return []
    found: list[Chip] = _of(actor.user_id, actor.office_code, stamp)
    return found


@remembered
def _of(user_id: int, office_code: str, stamp: str) -> list[Chip]:
    rows = SavedFilter.objects.filter(Q(user=user_id) | Q(shared=True), office_code=office_code).order_by("name", "id")
    return [Chip(r.id, r.name, _pairs(r.query), r.shared, r.user_id == user_id) for r in rows[: MOST * 5]]


def _pairs(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(query[name])) for name in FIELDS if query.get(name))


@transaction.atomic
def save(
    name: str, query: Mapping[str, str], *, by: Actor, shared: bool = False, now: datetime | None = None
) -> SavedFilter:
    """Keep a way of looking. Raises Refused: no name, a name twice, too many."""
    if by.user_id is None:
        raise _not_there()
    name = " ".join(name.split()).replace("\x00", "")[:NAME]
    if not name:
        raise Refused("needed", _("กรุณาตั้งชื่อตัวกรอง เช่น “ไฟฟ้าดับที่เกินกำหนด”"), "name")
    kept = dict(_pairs({k: v.strip()[:200] for k, v in query.items()}))
    mine = SavedFilter.objects.filter(user=by.user_id, office_code=by.office_code)
    if mine.count() >= MOST:
        raise Refused("too_many", _("เก็บตัวกรองได้ไม่เกิน %(most)s รายการ กรุณาลบที่ไม่ใช้ก่อน") % {"most": MOST}, "name")
    try:
        with transaction.atomic():
            row = SavedFilter.objects.create(
                user_id=by.user_id, office_code=by.office_code, name=name, query=kept, shared=shared,
                created_at=now or timezone.now(),
            )  # fmt: skip
    except IntegrityError as trouble:
        raise Refused("twice", _("ท่านมีตัวกรองชื่อนี้แล้ว กรุณาใช้ชื่ออื่น"), "name") from trouble
    transaction.on_commit(_of.forget)
    return row


@transaction.atomic
def delete(filter_id: int, *, by: Actor) -> str:
    """Hers, or a shared one when she leads the office. Returns its name."""
    rows = SavedFilter.objects.filter(id=filter_id, office_code=by.office_code)
    own = Q(user=by.user_id)
    row = rows.filter(own | Q(shared=True) if by.role == "chief" else own).first()
    if row is None:
        raise _not_there()
    row.delete()
    transaction.on_commit(_of.forget)
    return row.name


def _not_there() -> Missing:
    return Missing("no_filter", _("ไม่พบตัวกรองนี้ หรือเป็นของเพื่อนร่วมงาน"))
