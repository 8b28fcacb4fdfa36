"""Lists and sums of trips, for the district that goes out, for those above it, for citizens and for the flagships."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from . import taking
from .models import Trip, TripEvent, TripReminder
from .words import ANNOUNCED, HAPPENED, PLANNED, REPORTED


def one(actor: Actor, pk: int) -> Trip:
    """Raises Missing outside her scope."""
    found = Trip.objects.visible_to(actor).filter(pk=pk).select_related("leader", "reported_by", "office").first()
    if found is None:
        raise Missing("no_trip", _("ไม่พบการออกหน่วยนี้"))
    return found


def story_of(trip: Trip) -> list[TripEvent]:
    return list(trip.events.order_by("seq"))


def reminders_of(trip: Trip) -> list[TripReminder]:
    return list(trip.reminders.order_by("at"))


def between(rows: "QuerySet[Trip]", first: date, after_last: date) -> "QuerySet[Trip]":
    return rows.filter(on__gte=first, on__lt=after_last).order_by("on", "pk")


SHELVES = ("ahead", "owing", "seen", "past", "off")


def listed(
    actor: Actor, shelf: str, today: date, *, office: str = "", cursor: str = "", size: int = 30
) -> paging.Page[Trip]:
    """One shelf, paged by key: what is to come the next one first, everything else the last one first."""
    rows = Trip.objects.visible_to(actor)
    if office:
        rows = rows.filter(office=office)
    match shelf:
        case "ahead":
            rows = rows.filter(status__in=[PLANNED, ANNOUNCED], on__gte=today)
        case "owing":
            rows = rows.owing(today)
        case "seen":
            rows = rows.filter(status=REPORTED)
        case "past":
            rows = rows.happened()
        case _:
            rows = rows.filter(status__in=["postponed", "cancelled"])
    forward = shelf in ("ahead", "owing", "seen")
    if cursor:
        on, pk = _key(cursor)
        later = Q(on__gt=on) | Q(on=on, pk__gt=pk)
        earlier = Q(on__lt=on) | Q(on=on, pk__lt=pk)
        rows = rows.filter(later if forward else earlier)
    rows = rows.order_by("on", "pk") if forward else rows.order_by("-on", "-pk")
    return paging.page(list(rows[: size + 1]), size, lambda trip: (trip.on.isoformat(), trip.pk))


def _key(cursor: str) -> tuple[date, int]:
    try:
        on, pk = paging.decode(cursor)
        return date.fromisoformat(on), int(pk)
    except (TypeError, ValueError) as trouble:
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from trouble


@dataclass(frozen=True)
class Shelves:
    """How many stand on each shelf, and how many of those that owe a word are late."""

    ahead: int
    owing: int
    late: int
    seen: int
    past: int
    off: int


def shelves(actor: Actor, today: date) -> Shelves:
    """One query."""
    owing = Q(status__in=["held", "returned"]) | Q(status__in=[PLANNED, ANNOUNCED], on__lt=today)
    found = Trip.objects.visible_to(actor).aggregate(
        ahead=Count("pk", filter=Q(status__in=[PLANNED, ANNOUNCED], on__gte=today)), owing=Count("pk", filter=owing),
        late=Count("pk", filter=owing & Q(report_due_on__lt=today)), seen=Count("pk", filter=Q(status=REPORTED)),
        past=Count("pk", filter=Q(status__in=HAPPENED)), off=Count("pk", filter=Q(status__in=["postponed", "cancelled"])),
    )  # fmt: skip
    return Shelves(**found)


def waiting(actor: Actor, now: datetime) -> int:
    """What waits for this person: words that her district owes, or reports that her province has not read. One query."""
    rows = Trip.objects.visible_to(actor)
    if actor.role not in ("officer", "chief"):
        return 0
    if actor.office_level == "district":
        return rows.owing(bangkok_date(now)).count()
    return rows.filter(status=REPORTED).count() if actor.office_level == "province" else 0


def owner(office_code: str) -> str:
    """Who answers for the trips of a district: its chief by name; "" where it has none. Asks nothing when remembered."""
    return next((one.name for one in offices.staff() if one.office_code == office_code and one.role == "chief"), "")


@dataclass(frozen=True)
class Standing:
    """How one district stands with its trips."""

    office: str
    trips: int
    ahead: int
    late: int
    people: int
    served: int


def standing(actor: Actor, first: date, after_last: date, today: date) -> list[Standing]:
    """Every district with trips in that time, those that are late first. One query."""
    owing = Q(status__in=["held", "returned"]) | Q(status__in=[PLANNED, ANNOUNCED], on__lt=today)
    happened = Q(status__in=HAPPENED)
    rows = between(Trip.objects.visible_to(actor), first, after_last).order_by().values("office")
    found = rows.annotate(
        trips=Count("pk", filter=happened), ahead=Count("pk", filter=Q(status__in=[PLANNED, ANNOUNCED], on__gte=today)),
        late=Count("pk", filter=owing & Q(report_due_on__lt=today)),
        people_=Sum("people", filter=happened, default=0), served_=Sum("served", filter=happened, default=0),
    )  # fmt: skip
    made = (
        Standing(r["office"], r["trips"], r["ahead"], r["late"], r["people_"], r["served_"])
        for r in found.filter(Q(trips__gt=0) | Q(ahead__gt=0) | Q(late__gt=0))
    )
    return sorted(made, key=lambda one: (-one.late, one.office))


# for citizens


def public(district_code: str = "", province_code: str = "") -> "QuerySet[Trip]":
    """What anybody may read of: announced once, whatever became of it."""
    rows = Trip.objects.told()
    if district_code:
        return rows.filter(office=district_code)
    return rows.filter(province_code=province_code) if province_code else rows


# for the flagships


@dataclass(frozen=True)
class OutreachFacts:
    """What a district did in a time. `villages`: different villages (or, where it goes by them, sub-districts) reached;
    `services`: how often a service was given; `cases`: taken on the spot, but for those that are kept apart."""

    trips: int = 0
    villages: int = 0
    people: int = 0
    services: int = 0
    cases: int = 0


_FACTS = """
with trip as (
    select id, district_code, people, served, reached from outreach_trip
    where "on" >= %(first)s and "on" < %(after)s and status = any(%(happened)s)
), village as (
    select district_code, count(distinct code) as n from trip, unnest(reached) as code group by district_code
)
select trip.district_code, count(*), coalesce(max(village.n), 0), sum(people), sum(served)
from trip left join village on village.district_code = trip.district_code group by trip.district_code
"""
"""One pass over the trips of that time: asked for the whole country at once, twice as fast as two questions."""


def facts_by_district(first_day: date, after_last_day: date) -> dict[str, OutreachFacts]:
    """By the code that a district had then; districts that did not go out are left out. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"first": first_day, "after": after_last_day, "happened": HAPPENED})
        rows = cursor.fetchall()
    taken = taking.counted().filter(
        trip__on__gte=first_day, trip__on__lt=after_last_day, trip__status__in=HAPPENED
    ).order_by()  # fmt: skip
    cases = dict(taken.values_list("trip__district_code").annotate(n=Count("pk")))
    return {
        code: OutreachFacts(int(trips), int(villages), int(people), int(served), cases.get(code, 0))
        for code, trips, villages, people, served in rows
    }


@dataclass(frozen=True)
class TripFact:
    """One trip as a flagship reads it; `areas`: what it is for, or reached once it took place."""

    pk: int
    district_code: str
    on: date
    place: str
    status: str
    areas: tuple[str, ...]
    people: int
    services: int


def trips_of_project(code: str, province_code: str = "", *, limit: int = 200) -> list[TripFact]:
    """The trips that were planned for a flagship, the last one first; cancelled ones are left out. One query."""
    if not code:
        return []
    rows = Trip.objects.filter(project_code=code).exclude(status="cancelled")
    if province_code:
        rows = rows.filter(province_code=province_code)
    return [
        TripFact(t.pk, t.district_code, t.on, t.place, t.status, tuple(t.reached or t.areas), t.people, t.served)
        for t in rows.order_by("-on", "-pk")[:limit]
    ]


def owing_of(district_codes: Iterable[str], today: date) -> dict[str, int]:
    """How many words each of these districts owes. One query."""
    rows = Trip.objects.owing(today).filter(office__in=list(district_codes)).order_by()
    return dict(rows.values_list("office").annotate(n=Count("pk")))
