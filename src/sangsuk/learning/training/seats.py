"""Who comes and who waits. Every change holds the row of the event, so seats are given one after the other and never one too many."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import (
    TrainingAttendance,
    TrainingEvent,
    TrainingInvitation,
    TrainingSeat,
    TrainingSession,
)
from . import standing, telling, words
from .recording import SEATS


def locked(event: TrainingEvent) -> TrainingEvent:
    """The row as it is, and nobody else's until this transaction ends. Raises Missing."""
    found = TrainingEvent.objects.select_for_update(of=("self",)).filter(pk=event.pk).first()
    if found is None:
        raise Missing("no_training", _("ไม่พบการอบรมนี้"))
    return found


class Room:
    """How many seats are left, of all and of each group, while the event's row is held."""

    def __init__(self, event: TrainingEvent) -> None:
        rows = TrainingSeat.objects.filter(event=event).taken().values_list("group").annotate(Count("pk"))
        self._taken: dict[str, int] = dict(rows)
        self._quota, self._targets = event.quota, event.targets

    def has(self, group: str) -> bool:
        most = self._targets.get(group)
        return sum(self._taken.values()) < self._quota and (most is None or self._taken.get(group, 0) < most)

    def take(self, group: str) -> None:
        self._taken[group] = self._taken.get(group, 0) + 1


def is_open(event: TrainingEvent, now: datetime) -> bool:
    return event.status == words.ANNOUNCED and bangkok_date(now) <= event.closes_on


@transaction.atomic
def register(
    event: TrainingEvent, user_ids: Iterable[int], *, by: Actor, now: datetime | None = None
) -> list[TrainingSeat]:
    """A seat for each, or a place in the queue; who has one keeps it. By herself, by her chief for several, by the organiser.

    Raises: NotAllowed, Refused when it is closed, Missing for who was not invited.
    """
    now = now or timezone.now()
    event = locked(event)
    ours = standing.organises(event, by)
    _check_open(event, now, ours=ours)
    wanted = list(dict.fromkeys(user_ids))
    asked = {one.user_id: one for one in TrainingInvitation.objects.filter(event=event, user__in=wanted)}
    held = {one.user_id: one for one in TrainingSeat.objects.filter(event=event, user__in=wanted)}
    room, made = Room(event), []
    for user_id in wanted:
        invitation = asked.get(user_id)
        if invitation is None:
            raise Missing("not_invited", _("ลงทะเบียนได้เฉพาะผู้ที่ได้รับเชิญ"))
        if not (ours or user_id == by.user_id or _leads(by, invitation.office_id)):
            raise NotAllowed("not_yours", _("ลงทะเบียนให้ผู้อื่นได้เฉพาะหัวหน้าของหน่วยงานนั้น"), "move")
        made.append(_seated(event, invitation, held.get(user_id), room, by=by, now=now))
    TrainingInvitation.objects.filter(event=event, user__in=wanted).update(declined_at=None)
    return made


def _leads(by: Actor, office_code: str) -> bool:
    return by.is_staff and by.office_code == office_code and (by.role == "chief" or by.leads)


def _check_open(event: TrainingEvent, now: datetime, *, ours: bool) -> None:
    """The organiser may still put somebody in while it runs."""
    today = bangkok_date(now)
    if ours and event.status in words.COMING and today <= event.last_on:
        return
    if not is_open(event, now):
        raise Refused("closed", _("การอบรมนี้ไม่ได้เปิดรับลงทะเบียนแล้ว"), "move")


def _seated(
    event: TrainingEvent, invitation: TrainingInvitation, seat: TrainingSeat | None, room: Room, *, by: Actor, now: datetime
) -> TrainingSeat:  # fmt: skip
    if seat is not None and seat.status != words.WITHDRAWN:
        return seat
    status = words.REGISTERED if room.has(invitation.group) else words.WAITING
    if status == words.REGISTERED:
        room.take(invitation.group)
    if seat is None:
        card = offices.known().get(invitation.office_id)
        seat = TrainingSeat(
            event=event, user_id=invitation.user_id, group=invitation.group, office_id=invitation.office_id,
            province_code=card.province_code if card else "", status=status, queued_at=now,
        )  # fmt: skip
        seat.save(force_insert=True)
        SEATS.begin(seat, "register", by=by, data={}, now=now)
    else:
        changes = {"status": status, "queued_at": now, "why": ""}
        SEATS.advance(seat, "register", changes, by=by, data={}, now=now)
    code = "training-registered" if status == words.REGISTERED else "training-waiting"
    telling.tell(event, code, [invitation.user_id], key=f"seat:{seat.version}", now=now)
    return seat


@transaction.atomic
def add_guest(
    event: TrainingEvent, name: str, *, by: Actor, affiliation: str = "", group: str = "", office_code: str = "",
    now: datetime | None = None,
) -> TrainingSeat:  # fmt: skip
    """Somebody from outside, or who has no account here, by name. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = locked(event)
    _check_open(event, now, ours=True)
    name, affiliation = " ".join(name.split())[:200], " ".join(affiliation.split())[:200]
    if len(name) < 3:
        raise Refused("needed", _("กรุณากรอกชื่อแขก"), "name")
    if group and group not in event.targets:
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), "group")
    same = TrainingSeat.objects.filter(event=event, guest=name, affiliation=affiliation).exclude(status=words.WITHDRAWN)
    if same.exists():
        raise Refused("known", _("มีชื่อนี้จากหน่วยงานเดียวกันอยู่แล้ว"), "name")
    card = offices.known().get(office_code)
    status = words.REGISTERED if Room(event).has(group) else words.WAITING
    seat = TrainingSeat(
        event=event, guest=name, affiliation=affiliation, group=group, office_id=card.code if card else None,
        province_code=card.province_code if card else "", status=status, queued_at=now,
    )  # fmt: skip
    seat.save(force_insert=True)
    SEATS.begin(seat, "register", by=by, data={}, now=now)
    return seat


@transaction.atomic
def withdraw(seat: TrainingSeat, *, by: Actor, why: str = "", now: datetime | None = None) -> TrainingSeat:
    """Give the seat back: whoever waits longest and fits moves up. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    event = locked(seat.event)
    seat = TrainingSeat.objects.select_for_update().get(pk=seat.pk)
    own = seat.user_id is not None and seat.user_id == by.user_id
    if not (own or standing.organises(event, by) or (seat.office_id and _leads(by, seat.office_id))):
        raise NotAllowed("not_yours", _("ถอนได้เฉพาะเจ้าตัว หัวหน้าของหน่วยงาน หรือผู้จัด"), "move")
    if seat.status == words.WITHDRAWN:
        return seat
    if event.status not in (*words.COMING, words.POSTPONED):
        raise Refused("closed", _("การอบรมนี้จบแล้ว จึงถอนไม่ได้"), "move")
    if TrainingAttendance.objects.filter(seat=seat, undone_at=None).exists():
        raise Refused("attended", _("มีการลงเวลาเข้าอบรมแล้ว จึงถอนไม่ได้"), "move")
    SEATS.advance(seat, "withdraw", {"status": words.WITHDRAWN, "why": why.strip()[:500]}, by=by, data={}, now=now)
    promote(event, now=now)
    return seat


def promote(event: TrainingEvent, *, now: datetime) -> int:
    """Whoever waits and fits moves up, in the order in which they came. The event's row is held."""
    if event.status not in words.COMING or bangkok_date(now) > event.last_on:
        return 0
    room, moved = Room(event), 0
    for seat in TrainingSeat.objects.filter(event=event).waiting():
        if not room.has(seat.group):
            continue
        room.take(seat.group)
        SEATS.advance(seat, "move_up", {"status": words.REGISTERED}, by=Actor.system(), data={}, now=now)
        moved += 1
        if seat.user_id is not None:
            telling.tell(event, "training-moved-up", [seat.user_id], key=f"seat:{seat.version}", now=now)
    return moved


def check_room(event: TrainingEvent, quota: int, targets: Mapping[str, int | None]) -> None:
    """Nobody who has a seat loses it. Raises Refused."""
    rows = TrainingSeat.objects.filter(event=event, status=words.REGISTERED).values_list("group").annotate(Count("pk"))
    taken = dict(rows)
    if sum(taken.values()) > quota:
        sentence = _("มีผู้ลงทะเบียนแล้ว %(many)s คน จึงลดที่นั่งต่ำกว่านี้ไม่ได้")
        raise Refused("quota_below", sentence % {"many": sum(taken.values())}, "quota")
    for group, most in targets.items():
        if most is not None and taken.get(group, 0) > most:
            sentence = _("กลุ่มหนึ่งมีผู้ลงทะเบียนแล้ว %(many)s คน จึงลดที่นั่งต่ำกว่านี้ไม่ได้")
            raise Refused("quota_below", sentence % {"many": taken[group]}, "targets")


_RECOUNT = """
update {seat} as seat set trained = (
    select count(*) * 100 >= event.attend_percent * greatest((select count(*) from {session} s where s.event_id = event.id), 1)
    from {attendance} a where a.seat_id = seat.id and a.undone_at is null)
from {event} as event
where event.id = seat.event_id and seat.event_id = %(event)s and (%(seat)s::bigint is null or seat.id = %(seat)s)
"""


def recount(event: TrainingEvent, seat: TrainingSeat | None = None) -> None:
    """Who was there for the share of sessions that the event asks for: of all its seats, or of one."""
    tables = {
        "seat": TrainingSeat._meta.db_table, "session": TrainingSession._meta.db_table,
        "attendance": TrainingAttendance._meta.db_table, "event": TrainingEvent._meta.db_table,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT.format(**tables), {"event": event.pk, "seat": seat.pk if seat else None})
