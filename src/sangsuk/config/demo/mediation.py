"""Three disputes in the docket of Mueang Chiang Mai: one that has just come in, one with a day set, one that was signed."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sangsuk.cases.checking import Person
from sangsuk.cases.intake import New
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import mediators
from sangsuk.cases.mediation.actions import Request
from sangsuk.cases.models import Mediation
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .staff import Staff

_SPACE = UUID("5a6e6773-756b-4000-8000-0000000000a1")
DISTRICT = "5001"
LIST = (
    ("วิชา ยุติธรรมดี (สมมติ)", True),
    ("ประนอม สมานใจ (สมมติ)", False),
    ("มั่น คงธรรม (สมมติ)", False),
    ("บุญมี ใจเย็น (สมมติ)", False),
)
DISPUTES = (
    (
        "แนวรั้วระหว่างบ้านสองหลัง", 80_000, 40, "รั้วของบ้านติดกันล้ำเข้ามาราวครึ่งเมตร คุยกันเองแล้วไม่จบ อยากให้อำเภอช่วยเป็นคนกลาง",
        ("คำปัน ดอยหลวง", "0815550111"), ("แก้ว ดอยหลวง", "0815550112"),
    ),
    (
        "เงินกู้ยืมระหว่างเพื่อนบ้าน", 45_000, 9, "ให้เพื่อนบ้านยืมเงินไปซื้อปุ๋ย ครบกำหนดแล้วขอผ่อน แต่ตกลงงวดกันไม่ได้",
        ("จันดี ศรีสุข", "0815550121"), ("อินทร ศรีสุข", "0815550122"),
    ),
    (
        "ทางเข้าออกที่นา", None, 1, "เคยเดินผ่านที่นาของญาติมานาน ปีนี้ล้อมรั้วลวดหนาม รถไถเข้าไม่ได้ ไม่อยากเป็นความกัน",
        ("ศรีวรรณ ทุ่งใหม่", "0815550131"), ("ปันแก้ว ทุ่งใหม่", "0815550132"),
    ),
)  # fmt: skip
TERMS = "1. เจ้าของบ้านหลังใหม่ย้ายรั้วกลับตามแนวหมุดภายใน 30 วัน\n2. ค่าแรงออกคนละครึ่ง\n3. ทั้งสองฝ่ายไม่เรียกร้องกันอีกในเรื่องนี้"


def make(staff: Staff, *, now: datetime) -> int:
    """Live them through the same verbs as real ones; returns how many."""
    malee = staff.of(DISTRICT)
    for name, chair in LIST:
        mediators.add(
            name, may_chair=chair, valid_from=date(bangkok_date(now).year, 1, 5), source="คำสั่งอำเภอ (สมมติ) ที่ 1/2569",
            by=malee, now=now - timedelta(days=60),
        )  # fmt: skip
    for number, dispute in enumerate(DISPUTES):
        _live(number, dispute, malee, now)
    return len(DISPUTES)


def _working(at: datetime) -> datetime:
    return clock.deemed_received(at, deadlines.calendar(DISTRICT[:2]))


def _live(number: int, dispute: tuple[Any, ...], malee: Actor, now: datetime) -> None:
    subject, value, days, told, asks, other = dispute
    at = _working(now - timedelta(days=days))
    if at > now:
        return  # the office has not opened since
    new = New(
        client_id=uuid5(_SPACE, f"{number}"), description=told, identity="hidden", mission="one_stop", channel="counter",
        district=DISTRICT, reporter=Person(f"{asks[0]} (สมมติ)", asks[1]),
    )  # fmt: skip
    request = Request(
        kind="civil", subject=subject, value_baht=value, requester=Person(f"{asks[0]} (สมมติ)", asks[1]),
        other=Person(f"{other[0]} (สมมติ)", other[1]), requester_id_shown=True,
    )  # fmt: skip
    one = mediating.at_counter(new, request, by=malee, now=at)[1]
    notifications.send_due(at)
    if number < 2:
        one, at = _to_appointment(one, malee, at, held=number == 0, now=now)
    if number == 0:
        _to_contract(one, malee, at)


def _move(one: Mediation, name: str, *, by: Actor, data: dict[str, Any], now: datetime) -> Mediation:
    """One move, and what it tells goes out at once."""
    moved = mediating.move(one, name, by=by, data=data, now=now)
    notifications.send_due(now)
    return moved


def _to_appointment(
    one: Mediation, malee: Actor, at: datetime, *, held: bool, now: datetime
) -> tuple[Mediation, datetime]:
    """Everybody is willing, the mediators are chosen, and there is a day: a past one when it was `held`."""
    chair, *beside = mediators.in_force(DISTRICT, bangkok_date(at))
    data: dict[str, dict[str, Any]] = {
        "ask_consent": {}, "agree": {"side": "other"},
        "choose_panel": {"chair": chair.pk, "mediators": [one.pk for one in beside[:2]], "no_conflict": True},
    }  # fmt: skip
    for name, given in data.items():
        one = _move(one, name, by=malee, data=given, now=at)
        at = clock.add_working_minutes(at, 300, deadlines.calendar(DISTRICT[:2]))
    day = _working((at if held else now) + timedelta(days=5))
    given = {"at": day, "mode": "in_person", "place": "ห้องไกล่เกลี่ย ที่ว่าการอำเภอเมืองเชียงใหม่ ชั้น 2"}
    return _move(one, "appoint", by=malee, data=given, now=min(at, now)), day


def _to_contract(one: Mediation, malee: Actor, at: datetime) -> None:
    calendar = deadlines.calendar(DISTRICT[:2])
    at = clock.add_working_minutes(at, 90, calendar)
    told = {"happened": "ดูแผนที่รังวัดด้วยกันแล้ว ตกลงกันได้ทุกข้อ", "terms": TERMS}
    one = _move(one, "reach", by=malee, data=told, now=at)
    one = _move(one, "identify", by=malee, data={"party": 2}, now=at)
    signed = {"signed_on": bangkok_date(at), "signed_at": "district_office", "signed_place": "ที่ว่าการอำเภอเมืองเชียงใหม่"}
    _move(one, "sign", by=malee, data=signed, now=clock.add_working_minutes(at, 45, calendar))
