"""The verbs of an event: plan it, change it, move it on, build its programme, put its papers beside it."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.files import StoredFile
from sangsuk.common import numbering
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.places import regions as places_regions
from sangsuk.thai import bangkok_date, fiscal_year_be

from ..models import (
    TrainingAttendance,
    TrainingBook,
    TrainingEvent,
    TrainingMaterial,
    TrainingOpinion,
    TrainingSeat,
    TrainingSession,
)
from . import rules, seats, standing, table, telling, words
from .recording import EVENTS

logger = logging.getLogger(__name__)
MOST_SEATS, MOST_DAYS, MOST_QUESTIONS, MOST_SESSIONS = 20_000, 60, 12, 60
_FLAGSHIP = re.compile(r"[a-z0-9_]{0,40}")


@dataclass(frozen=True)
class Given:
    """What the organiser says of an event. `targets`: seats by code of the group, None for as many as there are."""

    title: str
    place: str
    first_on: date
    last_on: date
    closes_on: date
    quota: int
    programme: str = ""
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    targets: Mapping[str, int | None] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    flagship: str = ""
    attend_percent: int = 0
    questions: tuple[Mapping[str, str], ...] = ()


@transaction.atomic
def make(given: Given, *, by: Actor, now: datetime | None = None) -> TrainingEvent:
    """A plan that only its own office sees. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    if not standing.may_organise(by):
        raise NotAllowed("not_yours", _("ผู้จัดการอบรมได้คือกระทรวง กรม และจังหวัด"))
    values = _checked(given, by, bangkok_date(now))
    year = fiscal_year_be(given.first_on)
    code = f"{year % 100:02d}-{numbering.take(TrainingBook, '', year):04d}"
    event = TrainingEvent(code=code, organiser_id=by.office_code, made_at=now, **values)
    event.save(force_insert=True)
    EVENTS.begin(event, "make", by=by, data={}, now=now)
    logger.info("training made", extra={"training": code})
    return event


@transaction.atomic
def change(
    event: TrainingEvent, given: Given, *, by: Actor, version: int | None = None, now: datetime | None = None
) -> TrainingEvent:
    """What was said is said anew, until it is over; more seats let in who waits. Raises Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    _check_version(event, version)
    event = seats.locked(event)
    if event.status not in (words.DRAFT, *words.COMING, words.POSTPONED):
        raise NotAllowed("not_now", _("การอบรมนี้จบแล้ว จึงแก้ไขรายละเอียดไม่ได้"), "move")
    values = _checked(given, by, bangkok_date(now))
    if values["questions"] != event.questions and TrainingOpinion.objects.filter(event=event).exists():
        raise Refused("answered", _("มีผู้ตอบแบบประเมินแล้ว จึงเปลี่ยนคำถามไม่ได้"), "questions")
    _check_days(event, given)
    seats.check_room(event, values["quota"], values["targets"])
    changes = {name: value for name, value in values.items() if getattr(event, name) != value}
    if changes:
        EVENTS.advance(event, "change", changes, by=by, data={"changed": sorted(changes)}, now=now)
        seats.recount(event)
        seats.promote(event, now=now)
    return event


def _check_days(event: TrainingEvent, given: Given) -> None:
    outside = event.sessions.exclude(on__gte=given.first_on, on__lte=given.last_on).first()
    if outside is not None:
        raise Refused(
            "session_outside", _("ช่วง “%(title)s” อยู่นอกวันที่ใหม่ กรุณาย้ายช่วงนั้นก่อน") % {"title": outside.title}, "first_on"
        )


def _check_version(event: TrainingEvent, version: int | None) -> None:
    if version is not None and version != event.version:
        raise EVENTS.stale()


def _checked(given: Given, by: Actor, today: date) -> dict[str, Any]:
    """The values of the row. Raises Refused with the field at fault."""
    check_dates(given.first_on, given.last_on, given.closes_on)
    title, place = " ".join(given.title.split()), " ".join(given.place.split())
    for value, name in ((title, "title"), (place, "place")):
        if len(value) < 3:
            raise Refused("needed", _("กรุณากรอกช่องนี้"), name)
    if not 1 <= given.quota <= MOST_SEATS:
        raise Refused("bad_quota", _("จำนวนที่นั่งต้องเป็น 1 ถึง %(most)s") % {"most": f"{MOST_SEATS:,}"}, "quota")
    if not _FLAGSHIP.fullmatch(given.flagship):
        raise Refused("bad_code", _("รหัสโครงการเขียนเป็นอักษรอังกฤษเล็ก ตัวเลข และขีดล่าง เช่น f2564_04"), "flagship")
    known = rules.groups(today)
    if not given.targets or set(given.targets) - set(known):
        raise Refused("bad_choice", _("กรุณาเลือกกลุ่มเป้าหมายอย่างน้อยหนึ่งกลุ่ม"), "targets")
    if any(most is not None and not 0 <= most <= given.quota for most in given.targets.values()):
        raise Refused("bad_quota", _("ที่นั่งของแต่ละกลุ่มต้องไม่เกินที่นั่งทั้งหมด"), "targets")
    if set(given.subjects) - set(rules.subjects(today)) or set(given.regions) - set(places_regions.NAMES):
        raise Refused("bad_choice", _("กรุณาเลือกจากรายการ"), "subjects")
    provinces = [by.province_code] if by.office_level == "province" else sorted(set(given.provinces))
    questions = [dict(one) for one in given.questions] or [dict(one) for one in rules.questions(today)]
    if len(questions) > MOST_QUESTIONS:
        raise Refused("too_many", _("แบบประเมินสั้น ๆ ขอไม่เกิน %(most)s ข้อ") % {"most": MOST_QUESTIONS}, "questions")
    return {
        "title": title, "place": place, "programme": given.programme.strip(), "first_on": given.first_on,
        "last_on": given.last_on, "closes_on": given.closes_on, "quota": given.quota, "flagship": given.flagship,
        "regions": [] if provinces else [code for code in places_regions.NAMES if code in given.regions],
        "provinces": provinces, "targets": {code: given.targets[code] for code in known if code in given.targets},
        "subjects": sorted(set(given.subjects)), "questions": questions,
        "attend_percent": given.attend_percent or rules.amount(words.ATTEND_PERCENT, today),
    }  # fmt: skip


def check_dates(first_on: date, last_on: date, closes_on: date) -> None:
    """Raises Refused with the field at fault."""
    if last_on < first_on:
        raise Refused("bad_date", _("วันสุดท้ายต้องไม่ก่อนวันแรก"), "last_on")
    if (last_on - first_on).days > MOST_DAYS:
        raise Refused("bad_date", _("การอบรมหนึ่งครั้งยาวไม่เกิน %(most)s วัน") % {"most": MOST_DAYS}, "last_on")
    if closes_on > last_on:
        raise Refused("bad_date", _("วันสุดท้ายที่รับลงทะเบียนต้องไม่เกินวันสุดท้ายของการอบรม"), "closes_on")


@transaction.atomic
def move(
    event: TrainingEvent, name: str, *, by: Actor, version: int | None = None, data: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> TrainingEvent:  # fmt: skip
    """Make one move of the table. Returns the event as it is now. Raises: Stale, NotAllowed, Refused."""
    now = now or timezone.now()
    _check_version(event, version)
    event = seats.locked(event)
    given = {k: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v for k, v in (data or {}).items()}
    row = table.check(name, event.status, standing.standings(event, by), given)
    kept = {field_: given[field_] for field_ in row.needs}
    changes = {"status": row.target} | _changes(event, name, kept, now)
    EVENTS.advance(event, name, changes, by=by, data=kept, now=now)
    if name == "reschedule":
        seats.promote(event, now=now)
    if row.tells:
        telling.everybody(event, row.tells, now=now)
    logger.info("training moved", extra={"training": event.code, "move": name})
    return event


def _changes(event: TrainingEvent, name: str, kept: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The state after the move, beside its status."""
    today = bangkok_date(now)
    match name:
        case "announce":
            _check_ready(event, today)
            return {"announced_at": now}
        case "hold" if today < event.first_on:
            raise NotAllowed("not_yet", _("ยังไม่ถึงวันแรกของการอบรม"), "move")
        case "reopen" if event.closes_on < today:
            raise Refused("bad_date", _("เลยวันสุดท้ายที่รับลงทะเบียนแล้ว กรุณาแก้วันนั้นก่อน"), "move")
        case "reschedule":
            check_dates(kept["first_on"], kept["last_on"], kept["closes_on"])
            if kept["first_on"] < today or kept["closes_on"] < today:
                raise Refused("bad_date", _("วันใหม่ต้องไม่ใช่วันที่ผ่านมาแล้ว"), "first_on")
            _move_sessions(event, kept["first_on"], kept["last_on"])
            return {**kept, "why": ""}
        case "postpone" | "cancel" | "evaluate":
            return dict(kept)
    return {}


def _check_ready(event: TrainingEvent, today: date) -> None:
    if not event.sessions.exists():
        raise Refused("no_programme", _("กรุณาใส่กำหนดการอย่างน้อยหนึ่งช่วงก่อนประกาศ"), "move")
    if event.last_on < today:
        raise Refused("bad_date", _("วันของการอบรมผ่านมาแล้ว กรุณาแก้วันก่อนประกาศ"), "move")


def _move_sessions(event: TrainingEvent, first_on: date, last_on: date) -> None:
    """The programme moves with its event; what would fall behind its end is held on its last day."""
    by = first_on - event.first_on
    for one in event.sessions.all():
        one.on = min(one.on + by, last_on)
        one.save(update_fields=["on"])


@dataclass(frozen=True)
class Speaker:
    name: str
    position: str = ""
    affiliation: str = ""


@dataclass(frozen=True)
class Slot:
    """One part of the programme as the organiser says it."""

    on: date
    begins: time
    ends: time
    title: str
    room: str = ""
    speakers: Sequence[Speaker] = ()
    says: str = ""


@transaction.atomic
def put_session(
    event: TrainingEvent, slot: Slot, *, by: Actor, no: int | None = None, now: datetime | None = None
) -> TrainingSession:
    """A new session, or with `no` that one said anew. What was said there may be written down long after. Raises Refused."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = seats.locked(event)
    _check_slot(event, slot)
    if no is None:
        if event.sessions.count() >= MOST_SESSIONS:
            raise Refused("too_many", _("กำหนดการยาวเกินไป"), "title")
        _check_open(event)
        no = (event.sessions.aggregate(last=Max("no"))["last"] or 0) + 1
        session = TrainingSession(event=event, no=no)
    else:
        session = get_session(event, no)
    session.on, session.begins, session.ends = slot.on, slot.begins, slot.ends
    session.title, session.room, session.says = " ".join(slot.title.split()), slot.room.strip(), slot.says.strip()
    session.speakers = [asdict(one) for one in slot.speakers if one.name.strip()]
    session.save()
    EVENTS.advance(event, "session", {}, by=by, data={"session": no, "title": session.title}, now=now)
    seats.recount(event)
    return session


def _check_slot(event: TrainingEvent, slot: Slot) -> None:
    if not event.first_on <= slot.on <= event.last_on:
        raise Refused("bad_date", _("วันต้องอยู่ในวันของการอบรม"), "on")
    if slot.ends <= slot.begins:
        raise Refused("bad_time", _("เวลาเลิกต้องหลังเวลาเริ่ม"), "ends")
    if len(slot.title.strip()) < 3:
        raise Refused("needed", _("กรุณากรอกช่องนี้"), "title")


def _check_open(event: TrainingEvent) -> None:
    """Only while it is not over may what a certificate asks for change."""
    if event.status in (*words.TOOK_PLACE, words.CANCELLED):
        raise NotAllowed("not_now", _("การอบรมนี้จบแล้ว จึงเพิ่มหรือลบช่วงไม่ได้"), "move")


@transaction.atomic
def drop_session(event: TrainingEvent, no: int, *, by: Actor, now: datetime | None = None) -> None:
    """Raises NotAllowed, Refused when somebody was there already."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = seats.locked(event)
    _check_open(event)
    session = get_session(event, no)
    if TrainingAttendance.objects.filter(session=session).exists():
        raise Refused("attended", _("มีผู้ลงเวลาในช่วงนี้แล้ว จึงลบไม่ได้"), "move")
    EVENTS.advance(event, "session", {}, by=by, data={"dropped": no, "title": session.title}, now=now)
    session.delete()


def get_session(event: TrainingEvent, no: int) -> TrainingSession:
    found = event.sessions.filter(no=no).first()
    if found is None:
        raise Missing("no_session", _("ไม่พบช่วงอบรมนี้"))
    return found


@transaction.atomic
def add_material(
    event: TrainingEvent, *, label: str, by: Actor, file: StoredFile | None = None, url: str = "", session: int | None = None,
    now: datetime | None = None,
) -> TrainingMaterial:  # fmt: skip
    """A paper, or where a recording is seen. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = seats.locked(event)
    label = " ".join(label.split()) or (file.name if file else "")
    if (file is None) == (not url):
        raise Refused("needed", _("กรุณาเลือกไฟล์ หรือใส่ที่อยู่ของวิดีโออย่างใดอย่างหนึ่ง"), "url")
    if url and not re.fullmatch(r"https://[^\s<>\"]{4,490}", url):
        raise Refused("bad_address", _("ที่อยู่ต้องขึ้นต้นด้วย https://"), "url")
    if not label:
        raise Refused("needed", _("กรุณาบอกว่าเป็นเอกสารอะไร"), "label")
    stored = {} if file is None else {
        "sha256": file.sha256, "kind": file.kind, "size": file.size, "width": file.width, "height": file.height,
        "warns": file.warns,
    }  # fmt: skip
    of = get_session(event, session) if session else None
    made = TrainingMaterial.objects.create(
        event=event, session=of, label=label[:200], url=url, name=file.name if file else "", added_at=now,
        added_by_id=by.user_id or 0, **stored,
    )  # fmt: skip
    EVENTS.advance(event, "material", {}, by=by, data={"label": made.label}, now=now)
    return made


@transaction.atomic
def drop_material(event: TrainingEvent, pk: int, *, by: Actor, now: datetime | None = None) -> None:
    standing.check_organiser(event, by)
    event = seats.locked(event)
    found = event.materials.filter(pk=pk).first()
    if found is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    EVENTS.advance(event, "material", {}, by=by, data={"dropped": found.label}, now=now or timezone.now())
    found.delete()


def seats_by_status(event: TrainingEvent) -> dict[str, int]:
    rows = TrainingSeat.objects.filter(event=event).values_list("status").annotate(Count("pk"))
    return dict(rows)
