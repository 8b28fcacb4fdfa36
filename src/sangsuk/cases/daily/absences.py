"""Who is away and who stands in. It begins and ends by itself; what was arranged stays on record.

A deputy may be away too: then her deputy stands in, and so on. Where the chain comes back to somebody in it, or leads to
somebody who no longer works there, nobody stands in and the person meant keeps the case; her chief sees that in the load.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.remember import remembered
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..models import Absence

LONGEST_DAYS = 366


def _on(day: date) -> Q:
    return Q(ended_at=None, from_on__lte=day, to_on__gte=day)


def _day(now: datetime) -> date:
    return now.astimezone(thai.BANGKOK).date()


@dataclass(frozen=True, slots=True)
class Away:
    """That somebody is away today: until when, and who was named to stand in."""

    user_id: int
    deputy_id: int
    to_on: date


def away(office_code: str, now: datetime) -> dict[int, Away]:
    """Who is away from this office now. One query."""
    rows = Absence.objects.filter(_on(_day(now)), office_code=office_code).order_by("id")
    return {row.user_id: Away(row.user_id, row.deputy_id, row.to_on) for row in rows}


def stand_in(user_id: int, *, office_code: str, now: datetime) -> int:
    """Who gets what is meant for this person now: herself, or whoever stands in for her."""
    absent = away(office_code, now)
    if user_id not in absent:
        return user_id
    return _end_of_chain(user_id, absent, {c.user_id for c in offices.colleagues(office_code)})


def _end_of_chain(user_id: int, absent: Mapping[int, Away], working: Iterable[int]) -> int:
    working, passed, at = set(working), {user_id}, user_id
    while at in absent:
        at = absent[at].deputy_id
        if at in passed or at not in working:
            return user_id
        passed.add(at)
    return at


def covered(actor: Actor, now: datetime) -> tuple[int, ...]:
    """For whom this person stands in now. Remembered for some seconds: the queue asks at every look."""
    if actor.user_id is None or actor.role not in ("officer", "chief"):
        return ()
    found: Mapping[int, tuple[int, ...]] = _covered(actor.office_code, _day(now))
    return found.get(actor.user_id, ())


@remembered
def _covered(office_code: str, day: date) -> dict[int, tuple[int, ...]]:
    rows = Absence.objects.filter(_on(day), office_code=office_code).order_by("id")
    absent = {row.user_id: Away(row.user_id, row.deputy_id, row.to_on) for row in rows}
    if not absent:
        return {}
    working = {c.user_id for c in offices.colleagues(office_code)}
    deputies: dict[int, tuple[int, ...]] = {}
    for user_id in absent:
        end = _end_of_chain(user_id, absent, working)
        if end != user_id:
            deputies[end] = (*deputies.get(end, ()), user_id)
    return deputies


@transaction.atomic
def arrange(
    *, user_id: int, deputy_id: int, from_on: date, to_on: date, by: Actor, now: datetime | None = None
) -> Absence:
    """Say that somebody will be away. Oneself, or a chief for a colleague. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    if by.user_id is None or by.role not in ("officer", "chief"):
        raise NotAllowed("not_your_role", _("เฉพาะเจ้าหน้าที่ศูนย์ดำรงธรรมตั้งผู้ทำแทนได้"))
    if user_id != by.user_id and by.role != "chief":
        raise NotAllowed("not_yours", _("ตั้งผู้ทำแทนให้เพื่อนร่วมงานได้เฉพาะหัวหน้าศูนย์"))
    _in_order(from_on, to_on, _day(now))
    working = {c.user_id for c in offices.colleagues(by.office_code)}
    if user_id not in working:
        raise Refused("bad_choice", _("กรุณาเลือกจากรายชื่อของสำนักงานนี้"), "user")
    if deputy_id not in working or deputy_id == user_id:
        raise Refused("bad_choice", _("กรุณาเลือกผู้ทำแทนจากรายชื่อของสำนักงานนี้"), "deputy")
    _one_at_a_time(by.office_code)
    overlapping = Absence.objects.filter(
        ended_at=None, office_code=by.office_code, from_on__lte=to_on, to_on__gte=from_on
    )
    if overlapping.filter(user=user_id).exists():
        raise Refused("twice", _("มีวันที่ไม่อยู่ซ้อนกันอยู่แล้ว กรุณายกเลิกรายการเดิมก่อน"), "from_on")
    _no_circle(user_id, deputy_id, dict(overlapping.values_list("user_id", "deputy_id")))
    row = Absence.objects.create(
        user_id=user_id, office_code=by.office_code, deputy_id=deputy_id, from_on=from_on, to_on=to_on,
        created_by_id=by.user_id, created_at=now,
    )  # fmt: skip
    transaction.on_commit(_covered.forget)
    return row


def _in_order(from_on: date, to_on: date, today: date) -> None:
    if to_on < from_on:
        raise Refused("bad_date", _("วันสุดท้ายต้องไม่ก่อนวันแรก"), "to_on")
    if to_on < today:
        raise Refused("bad_date", _("วันเหล่านี้ผ่านไปแล้ว กรุณาเลือกวันใหม่"), "to_on")
    if (to_on - from_on).days > LONGEST_DAYS:
        raise Refused("bad_date", _("ตั้งได้ครั้งละไม่เกินหนึ่งปี"), "to_on")


def _one_at_a_time(office_code: str) -> None:
    """Two colleagues who name each other at the same moment would both find nothing against it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"absences {office_code}"])


def _no_circle(user_id: int, deputy_id: int, deputies: Mapping[int, int]) -> None:
    at, passed = deputy_id, set()
    while at in deputies and at not in passed:
        passed.add(at)
        at = deputies[at]
        if at == user_id:
            raise Refused("circle", _("ในช่วงนั้นคนนี้ไม่อยู่เหมือนกัน และงานจะวนกลับมาที่เดิม กรุณาเลือกคนอื่น"), "deputy")


@transaction.atomic
def end(absence_id: int, *, by: Actor, now: datetime | None = None) -> Absence:
    """Back earlier, or not away after all. One's own, or a chief a colleague's."""
    rows = Absence.objects.select_for_update().filter(id=absence_id, office_code=by.office_code, ended_at=None)
    row = rows.filter(Q() if by.role == "chief" else Q(user=by.user_id)).first()
    if row is None:
        raise Missing("no_absence", _("ไม่พบรายการนี้ หรือยกเลิกไปแล้ว"))
    row.ended_at, row.ended_by_id = now or timezone.now(), by.user_id
    row.save(update_fields=["ended_at", "ended_by"])
    transaction.on_commit(_covered.forget)
    return row


def listed(actor: Actor, now: datetime) -> list[Absence]:
    """What is arranged from today on: a chief sees the office's, others what concerns them. One query."""
    rows = Absence.objects.filter(office_code=actor.office_code, ended_at=None, to_on__gte=_day(now))
    if actor.role != "chief":
        rows = rows.filter(Q(user=actor.user_id) | Q(deputy=actor.user_id))
    return list(rows.select_related("user", "deputy").order_by("from_on", "id")[:200])
