"""Lists and pages of training: the calendar, one's own place in an event, who has which seat, what others count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sangsuk.common import ical, paging
from sangsuk.common.errors import Missing
from sangsuk.common.moves import Move
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import (
    TrainingAttendance,
    TrainingCertificate,
    TrainingEvent,
    TrainingInvitation,
    TrainingMoment,
    TrainingSeat,
    TrainingSession,
)
from . import inviting, opinions, rules, seats, standing, table, words

SIZE, PEOPLE = 20, 50
COMING, PAST, PLANS = "coming", "past", "plans"


def trained_by_district(first_day: date, after_last_day: date) -> dict[str, tuple[int, int]]:
    """Of each district: how many of its officials were trained, in how many events that ended in these days. One query."""
    rows = (
        TrainingSeat.objects.filter(
            trained=True, status=words.REGISTERED, user__isnull=False, office__district__isnull=False,
            event__status__in=words.TOOK_PLACE, event__last_on__gte=first_day, event__last_on__lt=after_last_day,
        )
        .values_list("office__district_id")
        .annotate(people=Count("user", distinct=True), events=Count("event", distinct=True))
    )  # fmt: skip
    return {district: (people, events) for district, people, events in rows}


def get(code: str, actor: Actor) -> TrainingEvent:
    """Raises Missing."""
    found = TrainingEvent.objects.visible_to(actor).filter(code=code).first()
    if found is None:
        raise _no_event()
    return found


def _no_event() -> Missing:
    return Missing("no_training", _("ไม่พบการอบรมนี้"))


@dataclass(frozen=True)
class Row:
    """An event in a list. `mine`: what it is to this person, "" where it is nothing."""

    event: TrainingEvent
    office: str
    scope: str
    mine: str


def listed(
    actor: Actor, tab: str, *, language: str, now: datetime, cursor: str = ""
) -> paging.Page[Row]:  # fmt: skip
    """The calendar: what comes, soonest first; what was, latest first; or the plans of one's own office. Three queries."""
    rows = TrainingEvent.objects.visible_to(actor)
    today = bangkok_date(now)
    match tab:
        case "past":
            rows = rows.exclude(status=words.DRAFT).filter(last_on__lt=today)
        case "plans":
            rows = rows.filter(status=words.DRAFT)
        case _:
            rows = rows.exclude(status__in=[words.DRAFT, words.ARCHIVED]).filter(last_on__gte=today)
    found = _paged(rows, cursor, backwards=tab == PAST)
    invited = set(
        TrainingInvitation.objects.filter(user=actor.user_id, event__in=found.items).values_list("event", flat=True)
    )
    held = dict(TrainingSeat.objects.filter(user=actor.user_id, event__in=found.items).values_list("event", "status"))
    items = [
        Row(
            event, _office(event.organiser_id, language), rules.of_scope(event.regions, event.provinces, language),
            _mine(event, held.get(event.pk, ""), asked=event.pk in invited, now=now),
        )
        for event in found.items
    ]  # fmt: skip
    return paging.Page(items, found.next)


def _mine(event: TrainingEvent, status: str, *, asked: bool, now: datetime) -> str:
    if status and status != words.WITHDRAWN:
        return str(words.SEATS[status])
    if asked and seats.is_open(event, now):
        return _("ท่านได้รับเชิญ รอคำตอบ")
    return ""


def _paged(rows: "QuerySet[TrainingEvent]", cursor: str, *, backwards: bool = False) -> paging.Page[TrainingEvent]:
    rows = rows.order_by("-first_on", "-pk") if backwards else rows.order_by("first_on", "pk")
    if cursor:
        key = paging.decode(cursor)
        try:
            day, pk = date.fromisoformat(key[0]), int(key[1])
        except (ValueError, TypeError, IndexError) as trouble:
            raise Missing("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก")) from trouble
        later = Q(first_on__lt=day) | Q(first_on=day, pk__lt=pk)
        rows = rows.filter(later if backwards else Q(first_on__gt=day) | Q(first_on=day, pk__gt=pk))
    return paging.page(list(rows[: SIZE + 1]), SIZE, lambda one: (one.first_on, one.pk))


def _office(code: str, language: str) -> str:
    card = offices.known().get(code)
    return card.name(language) if card else code


office_called = _office


def waiting(actor: Actor, now: datetime) -> int:
    """Invitations that wait for her word, and forms that wait for her opinion. Two queries."""
    today = bangkok_date(now)
    held = TrainingSeat.objects.filter(event=OuterRef("event"), user=actor.user_id).exclude(status=words.WITHDRAWN)
    asked = TrainingInvitation.objects.filter(
        ~Exists(held), user=actor.user_id, declined_at=None, event__status=words.ANNOUNCED, event__closes_on__gte=today
    ).count()
    there = TrainingAttendance.objects.filter(seat=OuterRef("pk"), undone_at=None)
    owed = TrainingSeat.objects.filter(
        Exists(there), Q(event__status=words.HELD) | Q(event__status__in=words.COMING, event__last_on__lte=today),
        user=actor.user_id, status=words.REGISTERED, answered=False,
    ).count()  # fmt: skip
    return asked + owed


@dataclass(frozen=True)
class Mine:
    """What this person is to an event. `before`: how many wait before her."""

    invited: TrainingInvitation | None
    seat: TrainingSeat | None
    before: int
    may_register: bool
    may_withdraw: bool
    may_answer: bool
    attended: int
    certificate: TrainingCertificate | None


def mine(event: TrainingEvent, actor: Actor, now: datetime) -> Mine:
    """At most six queries."""
    invited = TrainingInvitation.objects.filter(event=event, user=actor.user_id).first()
    seat = TrainingSeat.objects.filter(event=event, user=actor.user_id).select_related("event").first()
    stays = seat is not None and seat.status != words.WITHDRAWN
    before, attended, paper = 0, 0, None
    if seat is not None and seat.status == words.WAITING:
        ahead = Q(queued_at__lt=seat.queued_at) | Q(queued_at=seat.queued_at, pk__lt=seat.pk)
        before = TrainingSeat.objects.filter(ahead, event=event, status=words.WAITING).count()
    if seat is not None and stays:
        attended = seat.attendance.filter(undone_at=None).count()
        paper = seat.certificates.filter(revoked_at=None).first()
    return Mine(
        invited, seat if stays else None, before, invited is not None and not stays and seats.is_open(event, now),
        stays and not attended and event.status in (*words.COMING, words.POSTPONED), opinions.may_answer(seat, now),
        attended, paper,
    )  # fmt: skip


@dataclass(frozen=True)
class Numbers:
    """How many were asked, said no, have a seat, wait, came; seats in all."""

    invited: int
    declined: int
    registered: int
    waiting: int
    quota: int
    groups: tuple[tuple[str, int, int | None], ...]


def numbers(event: TrainingEvent, language: str) -> Numbers:
    """Two queries."""
    asked = TrainingInvitation.objects.filter(event=event).aggregate(
        many=Count("pk"), declined=Count("pk", filter=Q(declined_at__isnull=False))
    )
    by: dict[tuple[str, str], int] = {}
    for status, group, many in (
        TrainingSeat.objects.filter(event=event).values_list("status", "group").annotate(Count("pk"))
    ):
        by[status, group] = many
    registered = {group: many for (status, group), many in by.items() if status == words.REGISTERED}
    codes = [*event.targets, *(group for group in registered if group not in event.targets)]
    groups = tuple(
        (rules.group_called(code, language) or _("แขก"), registered.get(code, 0), event.targets.get(code))
        for code in codes
    )
    waiting_ = sum(many for (status, _group), many in by.items() if status == words.WAITING)
    return Numbers(asked["many"], asked["declined"], sum(registered.values()), waiting_, event.quota, groups)


def people(event: TrainingEvent, actor: Actor, *, cursor: str = "", status: str = "") -> paging.Page[TrainingSeat]:
    """Who has a seat, who waits: those whom this actor may see, in the order in which they came. Two queries."""
    rows = TrainingSeat.objects.visible_to(actor).filter(event=event).select_related("user", "office")
    rows = rows.filter(status=status) if status in words.SEATS else rows.exclude(status=words.WITHDRAWN)
    if cursor:
        rows = rows.filter(pk__gt=paging.decode_id(cursor))
    found = list(rows.order_by("pk")[: PEOPLE + 1])
    attended = dict(
        TrainingAttendance.objects.filter(seat__in=found, undone_at=None).values_list("seat").annotate(Count("pk"))
    )
    for one in found:
        one.sessions_attended = attended.get(one.pk, 0)  # type: ignore[attr-defined]
    return paging.page(found, PEOPLE, lambda one: (one.pk,))


def at_session(
    session: TrainingSession, *, cursor: str = ""
) -> paging.Page[tuple[TrainingSeat, TrainingAttendance | None, list[TrainingAttendance]]]:
    """Everybody with a seat, with her attendance and what was taken back of it. Two queries."""
    rows = TrainingSeat.objects.filter(event=session.event_id, status=words.REGISTERED).select_related("user", "office")
    if cursor:
        rows = rows.filter(pk__gt=paging.decode_id(cursor))
    found = list(rows.order_by("pk")[: PEOPLE + 1])
    marks: dict[int, list[TrainingAttendance]] = {}
    for one in (
        TrainingAttendance.objects.filter(session=session, seat__in=found)
        .select_related("by", "undone_by")
        .order_by("pk")
    ):
        marks.setdefault(one.seat_id, []).append(one)
    items = [
        (
            seat, next((m for m in marks.get(seat.pk, []) if m.undone_at is None), None),
            [m for m in marks.get(seat.pk, []) if m.undone_at is not None],
        )
        for seat in found
    ]  # fmt: skip
    return paging.page(items, PEOPLE, lambda one: (one[0].pk,))


def present(session: TrainingSession) -> int:
    return TrainingAttendance.objects.filter(session=session, undone_at=None).count()


def sessions(event: TrainingEvent) -> list[TrainingSession]:
    """The programme, each with how many were there. One query."""
    there = Count("attendance", filter=Q(attendance__undone_at=None))
    return list(event.sessions.annotate(there=there).order_by("on", "begins", "no"))


def certificates(event: TrainingEvent, *, cursor: str = "") -> paging.Page[TrainingCertificate]:
    """Newest first. One query."""
    rows = TrainingCertificate.objects.filter(seat__event=event).order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=paging.decode_id(cursor))
    return paging.page(list(rows[: PEOPLE + 1]), PEOPLE, lambda one: (one.pk,))


def certificates_of(actor: Actor) -> list[TrainingCertificate]:
    """One's own, newest first. One query."""
    rows = TrainingCertificate.objects.filter(seat__user=actor.user_id, revoked_at=None).select_related("seat__event")
    return list(rows.order_by("-issued_at", "-pk")[:50])


@dataclass(frozen=True)
class Happening:
    at: datetime
    sentence: str
    who: str
    text: str


def history(event: TrainingEvent) -> list[Happening]:
    """What happened to it, oldest first. One query."""
    said = {name: move.said for name, move in table.MOVES.items()} | table.ALSO_SAID
    rows = TrainingMoment.objects.filter(event=event).order_by("seq")
    return [Happening(row.at, str(said[row.move]), row.actor_name, _told(row.data)) for row in rows]


def _told(data: dict[str, Any]) -> str:
    if "many" in data:
        return _("%(many)s คน") % {"many": f"{data['many']:,}"}
    return str(
        data.get("why") or data.get("learnt") or data.get("title") or data.get("label") or data.get("dropped") or ""
    )


def public(*, now: datetime, past: bool = False, cursor: str = "") -> paging.Page[TrainingEvent]:
    """What anybody may know of: title, place, days. One query."""
    rows, today = TrainingEvent.objects.told(), bangkok_date(now)
    return _paged(rows.filter(last_on__lt=today) if past else rows.filter(last_on__gte=today), cursor, backwards=past)


def public_one(code: str) -> TrainingEvent:
    """Raises Missing."""
    found = TrainingEvent.objects.told().filter(code=code).first()
    if found is None:
        raise _no_event()
    return found


def calendar(event: TrainingEvent, *, address: str, now: datetime, host: str, language: str) -> str:
    """The event as one RFC 5545 file, `host` for names that stay the same: an entry for each session, or the days whole while there is no programme yet."""
    off = event.status in (words.CANCELLED, words.POSTPONED)
    office = _office(event.organiser_id, language)
    common: dict[str, Any] = {
        "place": event.place,
        "url": address,
        "status": ical.CANCELLED if off else ical.CONFIRMED,
        "sequence": event.version,
    }
    rows: Sequence[TrainingSession] = list(event.sessions.all())
    if not rows:
        entries = [
            ical.Entry(
                f"training-{event.code}@{host}", event.title, event.first_on, event.last_on, text=office, **common
            )
        ]
    else:
        entries = [
            ical.Entry(
                f"training-{event.code}-{one.no}@{host}", f"{event.title}: {one.title}",
                one.begins_at, one.ends_at,
                text=office, **common | {"place": ", ".join(filter(None, [one.room, event.place]))},
            )
            for one in rows
        ]  # fmt: skip
    return ical.calendar(entries, name=event.title, now=now)


def may_see_people(event: TrainingEvent, actor: Actor) -> bool:
    """The organiser all of them; others whose people somebody may see, those."""
    return standing.organises(event, actor) or (actor.is_staff and words.looks(actor))


def moves(event: TrainingEvent, actor: Actor, now: datetime) -> list[Move]:
    """The buttons of this person. One query while it is a plan."""
    today = bangkok_date(now)
    return table.available(
        event.status, standing.standings(event, actor), begun=event.first_on <= today, late=event.closes_on < today,
        programme=event.status != words.DRAFT or event.sessions.exists(),
    )  # fmt: skip


def to_invite(event: TrainingEvent, language: str, now: datetime) -> tuple[int, list[tuple[str, int]]]:
    """How many would be asked if she pressed now, in all and of each group. One query."""
    found = inviting.counted(inviting.matching(event, now))
    return sum(found.values()), [(rules.group_called(code, language), many) for code, many in found.items()]
