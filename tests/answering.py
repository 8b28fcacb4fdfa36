"""What an office answers and promises in tests. All invented."""

from datetime import date, datetime, timedelta
from typing import Any

import storytelling as telling
from factories import MONDAY
from people import actor
from sangsuk.cases.files import StoredFile
from sangsuk.stories.answers import actions
from sangsuk.stories.models import Pledge, Story, StoryAnswer

BAD = {
    "title": "รอนานและไม่มีใครบอก", "tone": "negative", "expectation": "below",
    "text": "ไปติดต่อขอคัดสำเนาทะเบียนบ้านตั้งแต่เช้า ไม่มีบัตรคิวและไม่มีใครบอกว่าต้องรอถึงเมื่อไร รอจนบ่ายจึงได้เรียก",
}  # fmt: skip
SHOWN = {
    "severity": 2, "title_shown": "รอนานและไม่มีใครบอก",
    "text_shown": "ไปติดต่อขอคัดสำเนาทะเบียนบ้านตั้งแต่เช้า ไม่มีบัตรคิวและไม่มีใครบอกว่าต้องรอถึงเมื่อไร รอจนบ่ายจึงได้เรียก",
}  # fmt: skip
TEXT = (
    "วันนั้นเครื่องออกบัตรคิวเสียตั้งแต่เช้า และเรามีเจ้าหน้าที่ประจำช่องทะเบียนเพียงคนเดียว ตอนนี้ซ่อมเครื่องแล้ว "
    "และเพิ่มเจ้าหน้าที่อีกหนึ่งคนในช่วงเช้าวันจันทร์กับวันศุกร์"
)
WHO = "ฝ่ายทะเบียนและบัตร"
WHAT = "ติดจอบอกลำดับคิวและเวลาที่ต้องรอ หน้าช่องบริการทะเบียนทุกช่อง"
DID = "ติดจอบอกลำดับคิวครบทั้งสามช่องแล้ว เปิดใช้ตั้งแต่เช้าวันนี้"
DUE = date(2026, 12, 18)


def bad(n: int = 1, *, now: datetime = MONDAY, **changes: Any) -> Story:
    """A story of a bad day, passed and shown."""
    return telling.published(n, now=now, passed=SHOWN, **(BAD | changes))


def answered(story: Story, *, now: datetime = MONDAY, text: str = TEXT, by: str = "suda", **more: Any) -> StoryAnswer:
    return actions.answer(story, text, signed_as=WHO, by=actor(by), now=now, **more)


def pledge(story: Story | None = None, *, now: datetime = MONDAY, due_on: date = DUE, **more: Any) -> Pledge:
    """A promise of the district of Mueang Chiang Mai, beside its answer."""
    story = story or bad()
    if not story.answers.exists():
        answered(story, now=now)
    data = {"what": WHAT, "owner_role": WHO, "due_on": due_on} | more
    return actions.promise(story, data, by=actor("malee"), now=now)


def proof(sign: str = "a") -> StoredFile:
    return StoredFile(sign * 64, "photo", 1000, 40, 30, "จอคิว.jpg")


def finished(made: Pledge, *, now: datetime = MONDAY, **more: Any) -> Pledge:
    data = {"did": DID, "files": (proof(),), "open_to_all": True} | more
    return actions.move(made, "finish", by=actor("malee"), data=data, now=now)


def days(n: int) -> timedelta:
    return timedelta(days=n)
