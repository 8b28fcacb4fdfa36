"""Six orders of fiscal year 2564 as they may have gone, one that waits for a signature today, and three press releases.

All invented and marked; facts of the ten projects and of the campaign are those that the department announced on
9 December 2563, in our own words.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.orders import actions, receipts, reminding
from sangsuk.orders.models import News, Order
from sangsuk.orders.news import actions as news_actions
from sangsuk.thai import BANGKOK

from .pictures import picture
from .staff import Staff

MARK = "(ข้อมูลสาธิต)"
PILOT = ("5001", "5002", "5007", "3001", "3002", "9001", "9002", "1901")
"""Districts that try new things first in the demo world, around the four where most of its matters are."""
END_OF_YEAR = date(2021, 9, 30)


@dataclass(frozen=True)
class Told:
    """An order with what its offices did: after so many days acknowledged; who did nothing is in neither."""

    by: str
    on: datetime
    given: dict[str, Any]
    acked: dict[str, int] = field(default_factory=dict)
    reported: dict[str, tuple[int, str]] = field(default_factory=dict)
    cancelled: str = ""
    corrects: int | None = None


def _at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BANGKOK)


ORDERS = (
    Told(
        "DOPA", _at(2020, 10, 15),
        {
            "kind": "order", "title": f"ให้อำเภอนำร่องเตรียมรับสิบโครงการสำคัญ ปีงบประมาณ 2564 {MARK}",
            "body": (
                "# สิ่งที่ขอให้ทำ\n1. ประชุมหัวหน้าฝ่ายทุกฝ่ายภายในเดือนตุลาคม\n"
                "2. เลือกผู้รับผิดชอบของแต่ละโครงการ และแจ้งจังหวัด\n3. เก็บตัวเลขตั้งต้นของอำเภอไว้เปรียบเทียบเมื่อสิ้นปี\n\n"
                "ไม่ต้องส่งเอกสารเพิ่ม กดรับทราบในระบบก็พอ"
            ),
            "basis": "แผนปฏิบัติราชการของกรม ปีงบประมาณ 2564", "subject": "โครงการสำคัญ", "levels": ["district"], "areas": list(PILOT),
            "roles": ["officer"], "asks": "acknowledge", "due_days": 5, "ends_on": END_OF_YEAR,
        },
        {"5001": 1, "5002": 2, "5007": 3, "3001": 1, "3002": 4, "9001": 2, "1901": 12},
    ),
    Told(
        "DOPA", _at(2020, 11, 30),
        {
            "kind": "circular", "title": f"ชวนประชาชนเล่าเรื่องที่ว่าการอำเภอ ระหว่างวันที่ 1 ถึง 25 ธันวาคม 2563 {MARK}",
            "body": (
                "ขอให้อำเภอบอกประชาชนที่มาติดต่อว่า เล่าได้ทั้งเรื่องที่ประทับใจและเรื่องที่ยังไม่พอใจ\n\n"
                "- ติดป้ายที่เคาน์เตอร์ทุกช่อง\n- ไม่เลือกเฉพาะผู้ที่จะชม"
            ),
            "subject": "อำเภอสร้างสุข", "flagship": "f2564_06", "levels": ["district"], "areas": list(PILOT), "roles": ["officer"],
            "asks": "acknowledge", "due_days": 3, "ends_on": END_OF_YEAR,
        },
        {"5001": 1, "3001": 1},
    ),
    Told(
        "DOPA", _at(2020, 12, 2),
        {
            "kind": "circular", "title": f"ชวนประชาชนเล่าเรื่องที่ว่าการอำเภอ ตลอดเดือนธันวาคม 2563 {MARK}",
            "body": (
                "ฉบับก่อนเขียนวันสิ้นสุดไม่ถูกต้อง วันสุดท้ายที่รับเรื่องคือวันที่ 31 ธันวาคม 2563 ส่วนอื่นเหมือนเดิม\n\n"
                "- ติดป้ายที่เคาน์เตอร์ทุกช่อง\n- ไม่เลือกเฉพาะผู้ที่จะชม\n- ตอบทุกเรื่องที่ประชาชนเล่า"
            ),
            "subject": "อำเภอสร้างสุข", "flagship": "f2564_06", "levels": ["district"], "areas": list(PILOT), "roles": ["officer"],
            "asks": "acknowledge", "due_days": 3, "ends_on": END_OF_YEAR,
        },
        {"5001": 1, "5002": 1, "5007": 1, "3001": 2, "3002": 2, "9001": 1, "9002": 6, "1901": 2}, corrects=1,
    ),
    Told(
        "DOPA", _at(2021, 2, 8),
        {
            "kind": "order", "title": f"ให้ศูนย์ดำรงธรรมอำเภอตรวจเรื่องที่ค้างเกิน 30 วัน และรายงานผล {MARK}",
            "body": (
                "# เหตุผล\nเรื่องที่ค้างนานทำให้ผู้ร้องเดือดร้อนซ้ำ\n\n# สิ่งที่ขอให้ทำ\n"
                "1. ดูเรื่องที่ค้างเกิน 30 วันทุกเรื่อง\n2. แจ้งผู้ร้องว่าค้างเพราะอะไร และจะเสร็จเมื่อไร\n"
                "3. เรื่องที่เกินอำนาจ ให้ส่งจังหวัดพร้อมสิ่งที่ทำไปแล้ว"
            ),
            "basis": "พระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546", "subject": "ศูนย์ดำรงธรรม", "flagship": "f2564_04",
            "levels": ["district"], "areas": list(PILOT), "roles": ["officer"], "asks": "report", "due_days": 5, "report_on": date(2021, 3, 15),
        },
        {"5001": 1, "5002": 3, "5007": 2, "3001": 1, "3002": 9, "9001": 2, "1901": 3},
        {
            "5001": (20, "ตรวจแล้ว 7 เรื่อง แจ้งผู้ร้องครบทุกคน เสร็จไป 5 เรื่อง อีก 2 เรื่องส่งจังหวัดเพราะต้องใช้งบของหน่วยงานอื่น"),
            "3001": (18, "ตรวจแล้ว 12 เรื่อง เสร็จ 9 เรื่อง ที่เหลือรอผลรังวัด และแจ้งผู้ร้องถึงวันที่จะทราบผลแล้ว"),
            "9001": (41, "ตรวจแล้ว 4 เรื่อง เสร็จทุกเรื่อง รายงานช้าเพราะรอยืนยันจากผู้ร้องรายสุดท้าย"),
        },
    ),
    Told(
        "DOPA", _at(2021, 3, 1),
        {
            "kind": "notice", "title": f"งดใช้แบบกระดาษรับความเห็นที่เคาน์เตอร์ {MARK}",
            "body": "ให้ใช้ป้ายรหัสคิวอาร์แทนแบบกระดาษรับความเห็นทุกช่องบริการ ตั้งแต่วันที่ 1 เมษายน 2564",
            "subject": "อำเภอวิถีใหม่", "flagship": "f2564_06", "levels": ["district"], "areas": list(PILOT), "roles": ["officer"], "asks": "read",
        },
        cancelled="ผู้สูงอายุและผู้ไม่มีโทรศัพท์ยังต้องใช้แบบกระดาษ จึงให้ใช้ทั้งสองแบบต่อไป",
    ),
    Told(
        "5000", _at(2021, 7, 5),
        {
            "kind": "order", "title": f"ให้อำเภอออกหน่วยเคลื่อนที่ในหมู่บ้านที่ไม่มีใครไปเกินหกเดือน {MARK}",
            "body": (
                "- เลือกหมู่บ้านที่ไกลที่สุดก่อน\n- รับเรื่องร้องทุกข์ ทำบัตร และวัดความดันในคราวเดียว\n"
                "- บันทึกจำนวนผู้มารับบริการทุกครั้ง"
            ),
            "subject": "ลงพื้นที่", "flagship": "f2564_06", "levels": ["district"], "areas": ["5001", "5002", "5007"], "roles": ["officer"],
            "asks": "acknowledge", "due_days": 5,
        },
        {"5002": 2},
    ),
)  # fmt: skip

WAITING = {
    "kind": "order", "title": f"ให้ทุกอำเภอในภาคเหนือเตรียมจุดบริการช่วงหมอกควัน {MARK}",
    "body": (
        "# สิ่งที่ขอให้ทำ\n1. จัดห้องปลอดฝุ่นที่ที่ว่าการอำเภอ\n2. บอกประชาชนว่าขอหน้ากากได้ที่ใด\n"
        "3. รายงานจำนวนผู้ใช้บริการเมื่อสิ้นเดือน"
    ),
    "subject": "อำเภอวิถีใหม่", "levels": ["district"], "areas": ["north"], "roles": ["officer"], "asks": "acknowledge", "due_days": 7,
}  # fmt: skip

NEWS = (
    (
        "DOPA", _at(2020, 12, 9, 14),
        {
            "title": f"สิบโครงการสำคัญของกรมการปกครอง ปี 2564 เริ่มที่อำเภอ {MARK}",
            "lead": "วันที่ 9 ธันวาคม 2563 กรมการปกครองเปิดตัวโครงการสำคัญสิบโครงการสำหรับปี 2564 ให้อำเภอทั้ง 878 แห่งเป็นผู้ลงมือทำ",
            "body": (
                "งานแบ่งเป็นสามส่วน: ความรู้เรื่องสถาบันหลักของชาติ บริการที่ดีขึ้นของที่ว่าการอำเภอ และความสงบเข้มแข็งของหมู่บ้าน ตำบล อำเภอ\n\n"
                "# ประชาชนจะเห็นอะไร\n- บริการที่เร็วขึ้นและเข้าถึงได้ทุกวัย\n- เจ้าหน้าที่ออกไปหาถึงชุมชน\n"
                "- ช่องทางบอกทั้งเรื่องดีและเรื่องที่ยังไม่ดี"
            ),
            "event_on": date(2020, 12, 9), "tags": ["ทุกข์น้อยลงสุขมากขึ้น", "f2564_04", "f2564_06"],
        },
        "",
    ),
    (
        "DOPA", _at(2020, 12, 11, 9),
        {
            "title": f"อำเภอสร้างสุข: เล่าให้เราฟังว่าท่านพบอะไรที่ที่ว่าการอำเภอ {MARK}",
            "lead": "ตลอดเดือนธันวาคม 2563 ทุกคนเล่าเรื่องจากที่ว่าการอำเภอได้ ทั้งที่ประทับใจและที่อยากให้แก้ สามเรื่องจะได้ทำเป็นภาพยนตร์สั้น",
            "body": (
                "คำถามของเรามีสองข้อ: ท่านมองเราอย่างไร และอะไรทำให้ท่านมีความสุขเมื่อมาที่อำเภอ\n\n"
                "เรื่องไม่ต้องเกี่ยวกับงานบริการก็ได้ น้ำใจของเจ้าหน้าที่ที่เกินคาดก็เล่าได้ เราจะนำทุกเรื่องไปเรียนรู้และแก้ไข"
            ),
            "event_on": date(2020, 12, 31), "tags": ["สุขนี้ที่อำเภอ", "ทุกข์น้อยลงสุขมากขึ้น", "f2564_06"],
        },
        "วันสุดท้ายที่รับเรื่องคือ 31 ธันวาคม 2563 ไม่ใช่ 25 ธันวาคมตามที่แจ้งไว้เดิม",
    ),
    (
        "5000", _at(2021, 7, 9, 11),
        {
            "title": f"เชียงใหม่ออกหน่วยเคลื่อนที่ไปหมู่บ้านที่ไกลที่สุดก่อน {MARK}",
            "lead": "ตั้งแต่เดือนกรกฎาคม 2564 อำเภอในจังหวัดเชียงใหม่จะไปหาประชาชนถึงหมู่บ้านที่ไม่มีหน่วยบริการไปเกินหกเดือน",
            "body": (
                "ในวันออกหน่วยทำได้สามอย่างในคราวเดียว\n\n1. แจ้งเรื่องเดือดร้อน\n2. ทำหรือต่อบัตรประชาชน\n"
                "3. ตรวจสุขภาพเบื้องต้น\n\nดูวันและหมู่บ้านได้ที่ที่ว่าการอำเภอ"
            ),
            "event_on": date(2021, 7, 20), "tags": ["f2564_06", "บำบัดทุกข์บำรุงสุข"],
        },
        "",
    ),
)  # fmt: skip


def make(staff: Staff, *, now: datetime) -> int:
    """Returns how many orders there are."""
    for code in PILOT:
        staff.of(code, "chief")
    made: list[Order] = []
    for told in ORDERS:
        made.append(_order(staff, told, made))
    _write(staff, "DOPA", WAITING, now - timedelta(days=1))
    for office, at, given, note in NEWS:
        _news(staff, office, at, given, note)
    reminding.tick(now)
    return len(made) + 1


def _signer(staff: Staff, office: str) -> Actor:
    return staff.of(office, "chief" if office == "DOPA" else "executive")


def _write(staff: Staff, office: str, given: dict[str, Any], at: datetime) -> Order:
    by = staff.of(office, "officer")
    order = actions.move(actions.begin(given, by=by, now=at), "send", by=by, now=at + timedelta(hours=1))
    notifications.send_due(at + timedelta(hours=1))
    return order


def _order(staff: Staff, told: Told, made: list[Order]) -> Order:
    given = told.given | ({"corrects_id": made[told.corrects].pk} if told.corrects is not None else {})
    order = _write(staff, told.by, given, told.on)
    order = actions.move(order, "sign", by=_signer(staff, told.by), now=told.on + timedelta(hours=2))
    assert order.issued_at is not None
    days = sorted({0, 6, 8, 15} | set(told.acked.values()) | {day for day, _text in told.reported.values()})
    for day in days:
        at = order.issued_at + timedelta(days=day, hours=1)
        for office, on in told.acked.items():
            if on == day:
                receipts.opened(order, staff.of(office), now=at)
                receipts.acknowledge(order, by=staff.of(office, "chief"), now=at)
        for office, (on, text) in told.reported.items():
            if on == day:
                receipts.report(order, text, by=staff.of(office), now=at)
        reminding.tick(at + timedelta(minutes=5))
        notifications.send_due(at + timedelta(minutes=5))
    if told.cancelled:
        at = order.issued_at + timedelta(days=16)
        actions.move(order, "cancel", by=_signer(staff, told.by), data={"why": told.cancelled}, now=at)
        notifications.send_due(at)
    return order


def _news(staff: Staff, office: str, at: datetime, given: dict[str, Any], note: str) -> News:
    by = staff.of(office, "officer")
    news = news_actions.begin(given, by=by, now=at)
    news_actions.add_picture(news, picture("field", 1), "ภาพวาดสาธิตแทนภาพถ่าย: ถนนหน้าที่ว่าการอำเภอ", by=by, now=at)
    news = news_actions.move(news, "send", by=by, now=at)
    second = staff.of("DOPA", "chief") if office == "DOPA" else staff.of("MOI", "officer")
    news = news_actions.move(news, "approve", by=second, now=at + timedelta(hours=1))
    if note:
        news_actions.move(news, "correct", by=by, data={"note": note}, now=at + timedelta(days=1))
    return news
