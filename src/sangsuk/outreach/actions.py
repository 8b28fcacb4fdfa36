"""The verbs of a trip: plan it, announce it, move it, hold it, report it; and what the province says of the report."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common import seeds
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories.answers.checking import nobody_named
from sangsuk.thai import BANGKOK, bangkok_date

from . import checking, recording, reminding, rules, table, words
from .checking import NewTrip
from .models import OutreachRule, ServiceKind, Trip, TripEvent
from .words import ANNOUNCED, PLANNED

__all__ = ["NewTrip", "change", "load", "move", "plan", "plan_series", "plans", "standings"]
logger = logging.getLogger(__name__)
DATA = Path(__file__).resolve().parent / "data"
WORKING = ("officer", "chief")


def load(progress: seeds.Progress | None = None) -> int:
    return seeds.write(ServiceKind, seeds.rows(DATA / "services.csv"), key=("code",), progress=progress) + seeds.write(
        OutreachRule, seeds.rows(DATA / "rules.csv"), key=("code",), progress=progress
    )


def plans(actor: Actor) -> bool:
    """Whether somebody goes out for a district."""
    return actor.is_staff and actor.role in WORKING and actor.office_level == "district"


def standings(trip: Trip, by: Actor) -> frozenset[str]:
    """What somebody is to this trip: nobody where she only reads. A chief stands as the office too."""
    if not by.is_staff or by.role not in WORKING:
        return frozenset()
    if plans(by) and by.office_code == trip.office_id:
        return frozenset({table.OFFICE, table.CHIEF} if by.role == "chief" or by.leads else {table.OFFICE})
    above = by.office_level == "province" and by.province_code == trip.province_code
    return frozenset({table.PROVINCE} if above else ())


def plan(new: NewTrip, *, by: Actor, now: datetime | None = None) -> Trip:
    """One trip into the plan of one's own district; the same client id again gives the same trip. Raises Refused."""
    return plan_series(new, [new.on], by=by, now=now)[0]


@transaction.atomic
def plan_series(new: NewTrip, days: Sequence[date], *, by: Actor, now: datetime | None = None) -> list[Trip]:
    """One trip for each day, all or none; each can be moved by itself afterwards. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    if not plans(by):
        raise NotAllowed("not_yours", _("แผนออกหน่วยเป็นของที่ว่าการอำเภอ"))
    series = new.client_id or uuid4()
    if before := list(Trip.objects.filter(office=by.office_code, series=series).order_by("on", "pk")):
        return before
    card = offices.office(by.office_code)
    trips = [
        Trip(
            office_id=card.code, district_code=card.district_code, province_code=card.province_code, series=series,
            made_at=now, changed_at=now, **checking.facts(replace(new, on=on), card.code, now),
        )
        for on in days
    ]  # fmt: skip
    made = Trip.objects.bulk_create(trips)
    TripEvent.objects.bulk_create(recording.first(trip, "plan", by=by, data={}, now=now) for trip in made)
    logger.info("trips planned", extra={"office": card.code, "n": len(made)})
    return made


@transaction.atomic
def change(trip: Trip, new: NewTrip, *, by: Actor, version: int | None = None, now: datetime | None = None) -> Trip:
    """Place, time, areas, services and people of a trip that is still to come; its day moves with `move_day`."""
    now = now or timezone.now()
    _seen(trip, version)
    row = table.find("change", trip.status, standings(trip, by))
    fresh = checking.facts(replace(new, on=trip.on), trip.office_id, now, kept=trip.services)
    changed = {name: value for name, value in fresh.items() if getattr(trip, name) != value}
    if changed:
        recording.advance(
            trip, row.name, _stamped(trip, row, changed, now), by=by, data={"fields": sorted(changed)}, now=now
        )
    return trip


@transaction.atomic
def move(
    trip: Trip, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Trip:  # fmt: skip
    """Make one move of the table. Returns the trip as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    _seen(trip, version)
    given = {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, trip.status, standings(trip, by), given)
    kept = {field: given[field] for field in (*row.needs, *row.takes) if given.get(field) not in (None, "")}
    for field in kept:
        if table.FIELDS[field].public:
            nobody_named(kept[field], field, trip.office_id)
    changes = _effects(trip, row, kept, by, now)
    if row.target is not None:
        changes = {"status": row.target} | changes
    told = kept | ({"was_on": trip.on} if "on" in changes else {})
    recording.advance(trip, name, _stamped(trip, row, changes, now), by=by, data=told, now=now)
    if name == "return":
        reminding.returned(trip, now=now)
    logger.info("trip moved", extra={"trip": trip.pk, "move": name})
    return trip


def _seen(trip: Trip, version: int | None) -> None:
    if version is not None and version != trip.version:
        raise recording.stale()


def _stamped(trip: Trip, row: table.Move, changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """With the marks by which a calendar knows that there is something new."""
    told = trip.announced_at is not None or "announced_at" in changes
    return {**changes, "changed_at": now} | ({"sequence": trip.sequence + 1} if row.heard and told else {})


def _effects(trip: Trip, row: table.Move, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status."""
    today = bangkok_date(now)
    match row.name:
        case "announce":
            if trip.on < today:
                raise Refused("day_over", _("วันออกหน่วยผ่านไปแล้ว ประกาศไม่ได้ ถ้าจะไปวันอื่น กรุณาย้ายวันก่อน"))
            return {"announced_at": trip.announced_at or now, "why": ""}
        case "move_day" | "resume":
            return _another_day(trip, kept["on"], now) | {"why": kept.get("reason", "")}
        case "postpone" | "cancel":
            return {"why": kept["reason"]}
        case "hold":
            if trip.on > today:
                raise Refused("too_early", _("ยังไม่ถึงวันออกหน่วย กดได้ตั้งแต่วันนั้นเป็นต้นไป"))
            return {"held_at": now, "reached": trip.reached or trip.areas, "why": ""}
        case "unhold":
            if trip.sheets.exists() or trip.cases.exists() or trip.photos.exists():
                raise Refused("has_records", _("มีตัวเลข รูป หรือเรื่องที่รับไว้แล้ว จึงถอนไม่ได้"))
            return {"held_at": None, "reached": [], "why": kept["why"]}
        case "report":
            return _report(trip, kept, by, now)
        case "return":
            days = rules.amount(words.REPORT, today, trip.province_code)
            return {
                "why": kept["why"],
                "report_due_on": checking.report_due(today, trip.province_code, working_days=days),
            }
        case "see":
            if trip.reported_by_id is not None and trip.reported_by_id == by.user_id:
                raise NotAllowed("own_report", _("ผู้ที่ส่งรายงานรับทราบรายงานของตนเองไม่ได้ กรุณาให้ผู้อื่นที่จังหวัดรับทราบ"))
    return {}


def _another_day(trip: Trip, on: Any, now: datetime) -> dict[str, Any]:
    """At the same hours of another day that is not over."""
    if not isinstance(on, date) or on < bangkok_date(now):
        raise Refused("too_early", _("กรุณาเลือกวันตั้งแต่วันนี้เป็นต้นไป"), "on")
    if on == trip.on and trip.status in (PLANNED, ANNOUNCED):
        raise Refused("same_day", _("เป็นวันเดิมอยู่แล้ว กรุณาเลือกวันอื่น"), "on")
    checking.day(on, now)
    hours: list[time] = [at.astimezone(BANGKOK).time() for at in (trip.starts_at, trip.ends_at)]
    return {
        "on": on, "starts_at": checking.at(on, hours[0]), "ends_at": checking.at(on, hours[1]),
        "report_due_on": checking.report_due(on, trip.province_code),
    }  # fmt: skip


def _report(trip: Trip, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    reached = [code for code in trip.areas if code in set(kept["reached"])]
    if not reached:
        raise Refused("needed", _("กรุณาเลือกว่าไปถึงที่ไหนบ้าง ถ้าไม่ได้ไปเลย ให้หัวหน้าถอนว่าออกหน่วยแล้ว"), "reached")
    return {
        "summary": kept["summary"], "problems": kept.get("problems", ""), "reached": reached, "reported_at": now,
        "reported_by_id": by.user_id, "why": "",
    }  # fmt: skip
