"""What citizens suggest: told as a case, answered, and on the office's list of improvements; done, planned, just come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sangsuk.cases import actions as cases
from sangsuk.cases.intake import New, Person
from sangsuk.catalog import queries as catalog
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.stories.improvements import actions as improvements
from sangsuk.stories.improvements import opening
from sangsuk.stories.models import ImprovementItem
from sangsuk.thai import bangkok_date

from .hours import last_open
from .staff import Staff

_SPACE = UUID("5a6e6773-756b-4000-8000-00000000de31")
CITIZEN = Actor.citizen("web")


@dataclass(frozen=True)
class Idea:
    """`days` ago somebody suggested it. Without an answer nobody has taken it up yet; without `changed` it is being done."""

    office: str
    days: int
    who: str
    text: str
    wish: str
    answer: str = ""
    what: str = ""
    owner: str = ""
    changed: str = ""


IDEAS = (
    Idea(
        "5001", 41, "สมหมาย ช่างคิด (สมมติ)",
        "ผู้สูงอายุที่มาต่ออายุบัตรยืนรอกันหน้าห้องทะเบียน เพราะเก้าอี้มีแค่สองตัว ขอเสนอให้ตั้งเก้าอี้ในโถงที่ว่างอยู่ แล้วเรียกคิวด้วยป้ายตัวใหญ่",
        "อยากให้คนแก่ได้นั่งรอ",
        "ขอบคุณสำหรับข้อเสนอ อำเภอจะย้ายเก้าอี้จากห้องประชุมเก่ามาตั้งในโถง และทำป้ายเรียกคิว ท่านดูความคืบหน้าได้ในหน้านี้",
        "ย้ายเก้าอี้สิบหกตัวจากห้องประชุมเก่ามาตั้งในโถง และทำป้ายเรียกคิวตัวใหญ่", "สำนักงานอำเภอ",
        "โถงมีเก้าอี้สิบหกตัว แถวหน้าเก็บไว้ให้ผู้สูงอายุ ป้ายเรียกคิวอ่านได้จากแถวหลังสุด",
    ),
    Idea(
        "3001", 17, "พรทิพย์ ทำงานกะ (สมมติ)",
        "คนทำงานโรงงานลางานมาแจ้งเกิดลูกไม่ได้ ขอเสนอให้เปิดรับเอกสารล่วงหน้าช่วงเย็นสัปดาห์ละวัน แล้วมารับสูติบัตรตอนพักเที่ยง",
        "ขอสักวันหนึ่งในสัปดาห์ที่มาได้หลังเลิกกะ",
        "ขอบคุณสำหรับข้อเสนอ อำเภอจะลองเปิดรับเอกสารทุกเย็นวันพุธหนึ่งเดือน แล้วดูว่ามีผู้มาใช้มากน้อยเพียงใด",
        "ลองเปิดรับเอกสารงานทะเบียนทุกวันพุธถึงหกโมงเย็นเป็นเวลาหนึ่งเดือน", "ฝ่ายทะเบียนและบัตร",
    ),
    Idea(
        "5001", 8, "วารี รักป้าย (สมมติ)",
        "มาครั้งแรกเดินหาห้องศูนย์ดำรงธรรมไม่พบ ถามสามคนตอบไม่เหมือนกัน ขอเสนอให้ตีเส้นสีบนพื้นจากประตูใหญ่ไปถึงหน้าห้อง",
        "เดินตามเส้นแล้วถึงเลย",
    ),
)  # fmt: skip


def make(staff: Staff, *, now: datetime) -> int:
    """Returns how many."""
    for n, idea in enumerate(IDEAS):
        _suggest(n, idea, staff.of(idea.office), now)
    return len(IDEAS)


def _suggest(n: int, idea: Idea, officer: Actor, now: datetime) -> None:
    at, calendar = now - timedelta(days=idea.days), deadlines.calendar(idea.office[:2])
    new = New(
        client_id=uuid5(_SPACE, str(n)), description=idea.text, wish=idea.wish, identity="named", district=idea.office,
        reporter=Person(idea.who, f"08155501{n + 60}"), has_no_id=True,
    )  # fmt: skip
    told = cases.submit(new, by=CITIZEN, now=at).case
    notifications.send_due(at)
    taken_up, answered = (clock.add_working_minutes(at, minutes, calendar) for minutes in (60, 960))
    found = taken_up if idea.answer else last_open(now - timedelta(minutes=5), calendar)
    deeds: list[tuple[str, datetime, dict[str, Any]]] = [
        ("accept", taken_up, {}),
        ("classify", found, {"urgency": "normal", "service_class": "general", "nature": "suggestion"}),
    ]
    if idea.answer:
        deeds.append(("close", answered, {"settlement": catalog.settlements()[0].code, "answer": idea.answer}))
    for name, when, data in deeds:
        told = cases.move(told, name, by=officer, data=data, now=when)
        notifications.send_due(when)
    opening.follow_suggestions(found)
    if idea.what:
        _mend(ImprovementItem.objects.get(case=told), idea, officer, answered)


def _mend(item: ImprovementItem, idea: Idea, officer: Actor, at: datetime) -> None:
    improvements.move(item, "acknowledge", by=officer, now=at)
    due = bangkok_date(at) + timedelta(days=30)
    plan = {"what": idea.what, "owner_role": idea.owner, "due_on": due}
    improvements.move(item, "plan", by=officer, data=plan, now=at + timedelta(days=1))
    if idea.changed:
        done = at + timedelta(days=21)
        improvements.move(item, "done", by=officer, data={"changed": idea.changed}, now=done)
        notifications.send_due(done)
