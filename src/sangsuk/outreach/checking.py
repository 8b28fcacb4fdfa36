"""What a trip may be: when, where, with what; each refusal at its field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.stories.answers.checking import nobody_named
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import bangkok_date

from . import rules, words

FURTHEST_DAYS, BACK_DAYS = 800, 366
"""A plan reaches into the next fiscal year; what took place without a plan may be written down for a year."""
MOST_AREAS = 60
TEXTS = {"place": 300, "partners": 1000, "leader_role": 120, "project_code": 40, "bring": 500}


@dataclass(frozen=True)
class NewTrip:
    """What a district plans. Times are of Bangkok; `areas` are codes of its villages or sub-districts; `leader` an account.
    `project_code`: of a flagship, such as "f2564_05"."""

    on: date
    from_time: time
    to_time: time
    place: str
    areas: Sequence[str]
    services: Sequence[str]
    partners: str = ""
    leader: int | None = None
    leader_role: str = ""
    project_code: str = ""
    bring: str = ""
    client_id: UUID | None = field(default=None, compare=False)


def facts(new: NewTrip, office_code: str, now: datetime, *, kept: Sequence[str] = ()) -> dict[str, object]:
    """The state fields of a good trip. `kept`: services it had before, which may have ended since. Raises Refused."""
    card = offices.office(office_code)
    texts = {name: _text(getattr(new, name), name, most) for name, most in TEXTS.items()}
    if len(texts["place"]) < 3:
        raise Refused("needed", _("กรุณาบอกจุดนัดพบ เช่น ศาลาประชาคม หมู่ 3"), "place")
    for name in ("place", "bring"):
        nobody_named(texts[name], name, office_code)
    starts_at, ends_at = _times(new)
    return {
        **texts, "on": day(new.on, now), "starts_at": starts_at, "ends_at": ends_at,
        "areas": _areas(new.areas, card.district_code), "services": _services(new, kept),
        "leader_id": _leader(new.leader, office_code), "report_due_on": report_due(new.on, card.province_code),
    }  # fmt: skip


def day(on: date, now: datetime) -> date:
    today = bangkok_date(now)
    if (on - today).days > FURTHEST_DAYS:
        raise Refused("too_late", _("วันนี้ไกลเกินไป กรุณาเลือกวันภายในปีงบประมาณหน้า"), "on")
    if (today - on).days > BACK_DAYS:
        raise Refused("too_early", _("บันทึกการออกหน่วยย้อนหลังได้ไม่เกินหนึ่งปี"), "on")
    return on


def report_due(on: date, province_code: str, *, working_days: int | None = None) -> date:
    """The last day on which the report of a trip on that day is in time."""
    many = rules.amount(words.REPORT, on, province_code) if working_days is None else working_days
    noon = datetime.combine(on, time(12), BANGKOK)
    try:
        due = clock.due_at(noon, working_days=many, calendar=deadlines.calendar(province_code))
    except clock.CalendarGap:
        return on + timedelta(days=many * 7 // 5 + 1)
    return bangkok_date(due)


def at(on: date, moment: time) -> datetime:
    return datetime.combine(on, moment, BANGKOK)


def _times(new: NewTrip) -> tuple[datetime, datetime]:
    if new.to_time <= new.from_time:
        raise Refused("bad_time", _("เวลาเลิกต้องหลังเวลาเริ่ม"), "to_time")
    return at(new.on, new.from_time), at(new.on, new.to_time)


def _text(text: str, name: str, most: int) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > most:
        raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": most}, name)
    return text


def _areas(codes: Sequence[str], district_code: str) -> list[str]:
    """Villages or sub-districts of this district that there are. Two queries at most."""
    found = list(dict.fromkeys(codes))
    if not found:
        raise Refused("needed", _("กรุณาเลือกหมู่บ้านหรือตำบลที่ไป อย่างน้อยหนึ่งแห่ง"), "areas")
    if len(found) > MOST_AREAS:
        raise Refused("too_many", _("เลือกได้ครั้งละไม่เกิน %(most)s แห่ง") % {"most": MOST_AREAS}, "areas")
    known = {place.code for place in places.inside(district_code)}
    if any(len(code) == 8 for code in found):
        known |= {place.code for place in places.villages(district_code)}
    if not known.issuperset(found):
        raise Refused("bad_choice", _("กรุณาเลือกหมู่บ้านหรือตำบลในอำเภอของท่าน"), "areas")
    return found


def _services(new: NewTrip, kept: Sequence[str]) -> list[str]:
    offered = {one.code for one in rules.services(new.on)} | set(kept)
    chosen = list(dict.fromkeys(new.services))
    if not chosen:
        raise Refused("needed", _("กรุณาเลือกบริการอย่างน้อยหนึ่งอย่าง"), "services")
    if not offered.issuperset(chosen):
        raise Refused("bad_choice", _("กรุณาเลือกบริการจากรายการ"), "services")
    return chosen


def _leader(chosen: int | None, office_code: str) -> int | None:
    if chosen is None:
        return None
    if chosen not in {one.user_id for one in offices.colleagues(office_code)}:
        raise Refused("bad_choice", _("หัวหน้าชุดต้องเป็นเจ้าหน้าที่ของที่ว่าการอำเภอนี้"), "leader")
    return chosen
