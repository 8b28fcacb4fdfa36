"""The offices answer what was told of them, promise changes, and mostly keep their word."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.notifications import actions as notifications
from sangsuk.offices.actor import Actor
from sangsuk.stories import words as of_stories
from sangsuk.stories.answers import actions as answers
from sangsuk.stories.models import Pledge
from sangsuk.stories.models import Story as Row
from sangsuk.thai import BANGKOK, bangkok_date

from ..hours import DAY
from ..pictures import picture
from ..staff import Staff
from . import mending
from .story import Story

SIGNED = {
    "registration": "ฝ่ายทะเบียนและบัตร", "damrongdhama": "ศูนย์ดำรงธรรมอำเภอ", "administration": "ฝ่ายบริหารงานปกครอง",
    "security": "ฝ่ายความมั่นคง", "office": "สำนักงานอำเภอ",
}  # fmt: skip
DID = (
    "ทำครบตามที่รับไว้แล้ว ใช้จริงตั้งแต่สัปดาห์นี้ รูปที่แนบถ่ายที่หน้าเคาน์เตอร์เมื่อเช้า",
    "เสร็จแล้ว ขอให้ผู้ที่มาติดต่อช่วยดูด้วยว่ายังติดขัดตรงไหน บอกเราที่โต๊ะหน้าตึกได้ทุกวัน",
    "เริ่มใช้แล้วทั้งสำนักงาน เดือนแรกมีคนใช้สิบกว่าราย ยังไม่มีใครต้องกลับไปเอาเอกสารซ้ำ",
    "ทดลองมาแล้วสองสัปดาห์และปรับตามคำแนะนำของชาวบ้านหนึ่งรอบ ตอนนี้เป็นวิธีทำงานปกติของเรา",
    "ประชุมทุกฝ่าย แบ่งหน้าที่ และเขียนเป็นขั้นตอนหนึ่งหน้าติดไว้แล้ว คนมาใหม่อ่านแล้วทำต่อได้",
    "ของมาครบและติดตั้งเสร็จ คนแรกที่ได้ใช้คือคุณลุงที่มาต่อบัตรเมื่อวาน",
    "อบรมครบทุกคนแล้วรวมทั้งลูกจ้างและพนักงานหน้าประตู มีผู้ที่เคยเดือดร้อนจริงมาเล่าให้ฟังด้วย",
)
LATER = (
    "ช่างที่รับงานไว้เจอโควิดต้องกักตัวทั้งทีม ขอเลื่อนให้เสร็จพร้อมกันในคราวเดียว",
    "งบประมาณได้รับจัดสรรช้ากว่าที่คิดไว้ ระหว่างนี้ใช้ของยืมจากท้องถิ่นไปก่อน",
)
UNABLE = "ตรวจกับส่วนกลางแล้ว ระบบยังทำไม่ได้ในปีนี้ จึงใช้วิธีโทรศัพท์บอกทีละรายแทน และส่งข้อเสนอไปที่กรมแล้ว"
NOT_YET = "ไปดูมาแล้วยังเห็นป้ายเก่าอยู่ตรงเดิม ส่วนอย่างอื่นดีขึ้นจริง"
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_DAY = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) 25(\d\d)")
FATES = ("kept", "confirmed", "late", "moved", "broken", "unable", "disputed")
_SHARES = (25, 40, 10, 10, 6, 4, 5)
DAYS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 8, 11)
"""Working days until an answer."""

CITIZEN = Actor.citizen("web")


class Offices:
    """The district offices at their answers."""

    def __init__(self, staff: Staff, chance: Random, *, until: datetime) -> None:
        self.staff, self.chance, self.until = staff, chance, until

    def answer(self, row: Row, story: Story) -> None:
        """A few days after it was passed; most in time."""
        at = self._working(row, row.decided_at or row.received_at, self.chance.choice(DAYS))
        if not story.answer or at > self.until:
            return
        by = self.staff.of(row.office_id)
        signed = SIGNED[story.service]
        answers.answer(row, story.answer, signed_as=signed, by=by, now=at)
        if story.promise:
            due_on = due(story.promise, after=bangkok_date(at))
            data = {"what": story.promise, "owner_role": f"หัวหน้า{signed}", "due_on": due_on}
            pledge = answers.promise(row, data, by=by, now=at)
            notifications.send_due(at)
            self._see_to(pledge, by, at)
            return
        last = mending.make(row, signed, self.chance, by=by, now=at, until=self.until)
        if of_stories.CONTACT in story.uses:
            notifications.send_due(at)
            notifications.send_due(last)

    def _see_to(self, pledge: Pledge, by: Actor, at: datetime) -> None:
        """What became of the promise, as far as its time has come."""
        fate = self.chance.choices(FATES, _SHARES)[0]
        last = datetime.combine(pledge.due_on, time(10), BANGKOK)
        if last + timedelta(days=60) > self.until:
            return
        if fate in ("late", "broken"):
            self._move(pledge, "lapse", Actor.system(), last + timedelta(days=1))
        if fate == "unable":
            self._move(pledge, "give_up", by, last - timedelta(days=2), {"why": UNABLE})
        elif fate == "broken":
            self._move(pledge, "escalate", Actor.system(), last + timedelta(days=30))
        else:
            self._keep(pledge, fate, by, at, last)

    def _keep(self, pledge: Pledge, fate: str, by: Actor, at: datetime, last: datetime) -> None:
        """Done, with a photograph; sometimes after its day; and what the writer says to it."""
        if fate == "moved":
            later = {"due_on": pledge.due_on + timedelta(days=40), "why": self.chance.choice(LATER)}
            self._move(pledge, "postpone", by, last - timedelta(days=3), later)
        done = last + timedelta(days=20) if fate == "late" else max(at + timedelta(days=1), last - timedelta(days=1))
        photograph = picture("", self.chance.randint(1, 2))
        proof = {"did": self.chance.choice(DID), "files": (photograph,), "open_to_all": True}
        self._move(pledge, "finish", by, done, proof)
        if fate == "confirmed":
            self._move(pledge, "confirm", CITIZEN, done + timedelta(days=5))
        if fate == "disputed":
            self._move(pledge, "dispute", CITIZEN, done + timedelta(days=5), {"said": NOT_YET})
            self._move(pledge, "finish", by, done + timedelta(days=12), proof | {"did": DID[0]})

    def _move(self, pledge: Pledge, name: str, by: Actor, at: datetime, data: dict[str, Any] | None = None) -> None:
        answers.move(pledge, name, by=by, data=data, now=at)
        notifications.send_due(at)

    def _working(self, row: Row, at: datetime, days: int) -> datetime:
        hours = deadlines.calendar(row.province_code)
        return clock.add_working_minutes(
            clock.deemed_received(at, hours), days * DAY - self.chance.randint(0, 300), hours
        )


def due(promise: str, *, after: date) -> date:
    """The day that the promise itself names, to the end of a month where it names only that; otherwise six weeks."""
    found = _DAY.search(promise)
    if not found:
        return after + timedelta(days=42)
    year, month = 1957 + int(found[3]), MONTHS.index(found[2]) + 1
    day = date(year, month, int(found[1]) if found[1] else calendar.monthrange(year, month)[1])
    return day if day > after else after + timedelta(days=30)
