"""A few of each in the demo world, so that the data protection officer's pages do not open empty. All invented."""

from datetime import datetime, timedelta
from typing import Any

from sangsuk.cases.models import Case
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.privacy import disclosures
from sangsuk.privacy.breaches import actions as breaches
from sangsuk.privacy.requests import actions as requests
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.retention import holds

from .staff import Staff

CITIZEN = Actor.citizen("web")


def make(staff: Staff, *, now: datetime) -> int:
    """Requests that wait and one that was answered, two breaches, two disclosures, a hold; returns how many."""
    officer, malee, suda = staff.of("MOI", "dpo"), staff.of("5001", "officer"), staff.of("5001", "chief")
    rows = Case.objects.unsealed().filter(office="5001", identity="named").exclude(reporter=None).order_by("id")
    told = list(rows[:4])
    if len(told) < 4:
        return 0
    _requests(told, officer, now)
    _breaches(malee, officer, now)
    row = disclosures.ask(
        told[0], body="สำนักงาน ป.ป.ช. ประจำจังหวัด (ตัวอย่าง)", ground="nacc", reference="หนังสือที่ ปช 0000/1",
        what="ชื่อและเบอร์ของผู้ร้อง", by=malee, now=now - timedelta(days=6),
    )  # fmt: skip
    disclosures.move(row, "approve", by=suda, now=now - timedelta(days=5))
    disclosures.move(row, "give", by=malee, now=now - timedelta(days=5))
    disclosures.ask(
        told[1], body="ศาลจังหวัด (ตัวอย่าง)", ground="court", reference="หมายเรียกที่ 2/2569", what="สำเนาเรื่องและรูปถ่าย", by=malee,
        now=now - timedelta(days=1),
    )  # fmt: skip
    holds.begin(told[1], ground="in_court", reason="ศาลนัดสืบพยาน", by=officer, now=now - timedelta(days=1))
    return 8


def _requests(told: list[Case], officer: Actor, now: datetime) -> None:
    asked = [
        ("access", Told(), 12), ("correct", Told(text="เปลี่ยนเบอร์แล้ว", field="phone", value="0815550188"), 27),
        ("erase", Told(text="เรื่องจบแล้ว ขอให้ลบชื่อ"), 3), ("copy", Told(), 20),
    ]  # fmt: skip
    for case, (kind, what, days) in zip(told, asked, strict=True):
        at = now - timedelta(days=days)
        row = requests.begin(kind, what, by=CITIZEN, case=case, identity="key", now=at)
        if kind == "copy":
            said = {"answer": "สำเนาข้อมูลของท่านเปิดอ่านได้ในหน้านี้"}
            notifications.send_due(at)
            requests.move(row, "grant", by=officer, data=said, now=at + timedelta(days=9))
            at += timedelta(days=9)
        elif kind == "correct":
            requests.move(row, "take_up", by=officer, now=at + timedelta(days=1))
        notifications.send_due(at)


def _breaches(malee: Actor, officer: Actor, now: datetime) -> None:
    at = now - timedelta(days=20)
    old = breaches.record(
        "ส่งอีเมลที่มีรายชื่อผู้ร้องสามคนไปผิดหน่วยงาน ผู้รับแจ้งกลับและลบแล้ว", by=malee, known_at=at, where="อีเมลของสำนักงาน", now=at
    )
    notifications.send_due(at)
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("assess", {"risk": "some", "assessment": "ผู้รับเป็นหน่วยงานรัฐและยืนยันว่าลบแล้ว", "kinds": ["name", "contact"], "people": 3}),
        ("notify", {"notified_how": "ยื่นทางเว็บไซต์ของสำนักงาน เลขรับ 0000/2569 (ตัวอย่าง)"}),
        ("close", {"measures": "ให้ตรวจที่อยู่ผู้รับสองคนก่อนส่ง"}),
    )  # fmt: skip
    for hours, (name, data) in enumerate(steps, start=2):
        old = breaches.move(old, name, by=officer, data=data, now=at + timedelta(hours=hours))
        notifications.send_due(at + timedelta(hours=hours))
    breaches.record(
        "แฟ้มเรื่องร้องทุกข์หนึ่งแฟ้มหายระหว่างย้ายห้อง ยังไม่พบ", by=malee, known_at=now - timedelta(hours=20), where="ห้องทะเบียน",
        now=now - timedelta(hours=19),
    )  # fmt: skip
    notifications.send_due(now - timedelta(hours=19))
