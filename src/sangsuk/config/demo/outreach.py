"""Days out of the demo world: held and reported, late, still to come, called off; three of them with cases taken on the spot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from sangsuk.cases.intake import New, Person
from sangsuk.offices.actor import Actor
from sangsuk.outreach import actions, counting, taking
from sangsuk.outreach.actions import NewTrip
from sangsuk.outreach.models import Trip
from sangsuk.outreach.words import BANDS, PEOPLE, SEXES
from sangsuk.places import queries as places
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import bangkok_date

from .staff import Staff

_SPACE = UUID("5a6e6773-756b-4000-8000-00000000de42")
SEEN, REPORTED, RETURNED, HELD, LATE, UNSAID, CANCELLED, POSTPONED, ANNOUNCED, PLANNED, CASES = (
    "seen", "reported", "returned", "held", "late", "unsaid", "cancelled", "postponed", "announced", "planned", "cases",
)  # fmt: skip
PLAN = {
    "5001": ((-212, SEEN), (-176, SEEN), (-140, SEEN), (-103, SEEN), (-68, SEEN), (-33, SEEN), (-24, LATE), (-12, CASES),
             (-5, HELD), (-3, UNSAID), (4, ANNOUNCED), (11, ANNOUNCED), (18, PLANNED), (46, PLANNED), (-19, CANCELLED)),
    "5007": ((-190, SEEN), (-120, SEEN), (-61, SEEN), (-27, REPORTED), (-9, CASES), (6, ANNOUNCED), (34, PLANNED)),
    "5002": ((-400, SEEN), (-75, SEEN), (-30, LATE), (9, ANNOUNCED), (-15, POSTPONED)),
    "3001": ((-160, SEEN), (-98, SEEN), (-47, SEEN), (-16, RETURNED), (-8, CASES), (5, ANNOUNCED), (12, ANNOUNCED), (40, PLANNED)),
    "9001": ((-150, SEEN), (-80, SEEN), (-21, REPORTED), (-28, LATE), (8, ANNOUNCED), (29, PLANNED)),
    "1901": ((-130, SEEN), (-55, SEEN), (-20, UNSAID), (7, ANNOUNCED), (36, PLANNED), (-44, CANCELLED)),
    "5801": ((-110, SEEN), (-38, SEEN), (10, ANNOUNCED)),
    "4001": ((-90, SEEN), (-36, REPORTED), (13, ANNOUNCED), (41, PLANNED)),
    "8001": ((-70, SEEN), (-6, HELD), (15, ANNOUNCED)),
    "2001": ((-58, SEEN), (16, PLANNED), (44, PLANNED)),
}  # fmt: skip
"""Of each district: so many days from today, and how far that day has come."""
PLACES = ("ศาลาประชาคม", "ศาลาการเปรียญ", "โรงเรียน", "หอประชุม", "ลานวัด")
PARTNERS = ("โรงพยาบาลส่งเสริมสุขภาพตำบล", "สำนักงานที่ดิน", "สำนักงานขนส่ง", "พัฒนาสังคมและความมั่นคงของมนุษย์")
EXTRA = ("legal", "status", "health", "welfare", "land", "vehicles")
PROJECTS = ("", "", "f2564_05", "f2564_06", "f2564_04")
STORIES = (
    ("คำ ใจเย็น (สมมติ)", "ถนนเข้าหมู่บ้านเป็นหลุมลึกมาตั้งแต่หน้าฝน รถรับส่งนักเรียนเข้าไม่ได้ เด็กต้องเดินออกมาสองกิโลเมตร", "road.surface"),
    ("บัว ดีงาม (สมมติ)", "ประปาหมู่บ้านไหลเป็นสีแดงมาสองสัปดาห์แล้ว ซักผ้าไม่ได้ ต้องซื้อน้ำใช้ทุกวัน", None),
    ("เสาร์ รักบ้าน (สมมติ)", "ไฟส่องทางหน้าวัดดับหมดทั้งแถว กลางคืนมืดมาก คนแก่เดินกลับบ้านล้มไปแล้วหนึ่งคน", "road.light"),
)
"""What three citizens tell on the spot."""


@dataclass(frozen=True)
class Made:
    trips: int
    cases: int


def make(staff: Staff, *, now: datetime, seed: int = 2564) -> Made:
    """All through the same verbs as in real life, each at its own day."""
    chance, stories = Random(seed), iter(STORIES)
    made = 0
    for office in PLAN:
        staff.of(office, "chief")
        for days, how in PLAN[office]:
            _one(staff, office, bangkok_date(now) + timedelta(days=days), how, chance, stories, now)
            made += 1
    return Made(made, len(STORIES))


def _one(
    staff: Staff, office: str, on: date, how: str, chance: Random, stories: Iterator[tuple[str, str, str | None]], now: datetime,
) -> None:  # fmt: skip
    officer, on = staff.of(office), _weekday(on)
    at = datetime.combine(on, time(10), BANGKOK)
    known = min(at - timedelta(days=25), now - timedelta(days=2))
    tambons = places.inside(office)
    areas = [place.code for place in chance.sample(tambons, min(len(tambons), chance.choice((1, 1, 2))))]
    where = places.title(areas[0], "th")
    new = NewTrip(
        on=on, from_time=time(9), to_time=time(chance.choice((12, 15, 15))), place=f"{chance.choice(PLACES)}{where}", areas=areas,
        services=["registration", "damrongdhama", *sorted(chance.sample(EXTRA, 3))], partners=", ".join(chance.sample(PARTNERS, 2)),
        leader=officer.user_id, project_code=chance.choice(PROJECTS), bring="บัตรประชาชนใบเดิม และทะเบียนบ้าน (ข้อมูลสาธิต)",
        client_id=uuid5(_SPACE, f"{office} {on}"),
    )  # fmt: skip
    trip = actions.plan(new, by=officer, now=known)
    if how == PLANNED:
        return
    actions.move(trip, "announce", by=officer, now=known + timedelta(days=1))
    if how in (CANCELLED, POSTPONED):
        name = "cancel" if how == CANCELLED else "postpone"
        told = {"reason": "ฝนตกหนักและน้ำท่วมทางเข้าหมู่บ้าน (ข้อมูลสาธิต)"}
        actions.move(trip, name, by=officer, data=told, now=at - timedelta(days=1))
    elif how not in (ANNOUNCED, UNSAID):
        _day(trip, staff, officer, how, chance, stories, at, now)


def _day(
    trip: Trip, staff: Staff, officer: Actor, how: str, chance: Random, stories: Iterator[tuple[str, str, str | None]],
    at: datetime, now: datetime,
) -> None:  # fmt: skip
    for n, what in enumerate([PEOPLE, *trip.services]):
        most = 30 if what == PEOPLE else 5
        cells = [
            0 if sex == "unsaid" else chance.randint(0, most) + (6 if band == "60_up" and what == PEOPLE else 0)
            for sex in SEXES
            for band in BANDS
        ]
        counting.count(
            trip, uuid5(_SPACE, f"{trip.series} {n}"), what, cells, by=officer, now=at + timedelta(minutes=10 * n)
        )
    if how == CASES:
        _take(trip, officer, next(stories), at + timedelta(hours=2))
    trip.refresh_from_db()
    if how in (HELD, LATE):
        return
    told = {"summary": "ให้บริการครบตามแผน ประชาชนส่วนใหญ่เป็นผู้สูงอายุ (ข้อมูลสาธิต)", "reached": trip.areas}
    if chance.random() < 0.4:
        told["problems"] = "สัญญาณโทรศัพท์อ่อน ทำบัตรได้ช้า (ข้อมูลสาธิต)"
    actions.move(trip, "report", by=officer, data=told, now=min(at + timedelta(days=2), now))
    province = staff.of(f"{trip.province_code}00")
    if how == SEEN:
        actions.move(trip, "see", by=province, now=min(at + timedelta(days=4), now))
    elif how == RETURNED:
        why = {"why": "ขอให้บอกว่าเรื่องที่ยังทำไม่เสร็จจะทำต่ออย่างไร (ข้อมูลสาธิต)"}
        actions.move(trip, "return", by=province, data=why, now=min(at + timedelta(days=3), now))


def _take(trip: Trip, officer: Actor, story: tuple[str, str, str | None], at: datetime) -> None:
    name, text, category = story
    new = New(
        client_id=uuid5(_SPACE, f"{trip.series} case"), description=text, identity="named", reporter=Person(name, "0815550142"),
        category=category, district=trip.district_code, subdistrict=trip.areas[0], accused=(),
    )  # fmt: skip
    taking.take(trip, new, by=officer, now=at)


def _weekday(on: date) -> date:
    """No unit goes out at the weekend."""
    return on - timedelta(days=max(0, on.weekday() - 4))
