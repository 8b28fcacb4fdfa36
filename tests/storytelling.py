"""Stories that tests need: Bunma's, of the district office of Mueang Chiang Mai. All invented."""

from datetime import UTC, date, datetime
from typing import Any

from factories import MONDAY, client_id
from people import CITIZEN, actor
from sangsuk.cases.intake import Person
from sangsuk.offices.actor import Actor
from sangsuk.stories import actions as stories
from sangsuk.stories.actions import NewStory, Submitted
from sangsuk.stories.models import Campaign, Story

BUNMA = Person("บุญมา ยิ้มง่าย (สมมติ)", "0815550102", "bunma@example.com")
TITLE = "ยายได้บัตรใหม่ในวันเดียว"
TEXT = "ยายเดินไม่ค่อยไหว เจ้าหน้าที่ทะเบียนออกมารับถึงรถ พาไปถ่ายรูปและทำบัตรให้จนเสร็จ ยายดีใจมาก ขอบคุณจริง ๆ"
OPENED, CLOSED = datetime(2020, 11, 30, 17, 0, tzinfo=UTC), datetime(2020, 12, 31, 16, 59, 59, tzinfo=UTC)
"""The first and the last second of December 2563 in Bangkok."""


def campaign(code: str = "happy-2563", **changes: Any) -> Campaign:
    """The campaign of the announcement: December 2563, three to be chosen."""
    known: dict[str, Any] = {
        "title_th": "อำเภอสร้างสุข 2563", "title_en": "Happy District 2020", "purpose_th": "ฟังประชาชนเล่าถึงที่ว่าการอำเภอ",
        "purpose_en": "To hear citizens tell of their district office", "opens_on": date(2020, 12, 1),
        "closes_on": date(2020, 12, 31), "hashtags": ["สุขนี้ที่อำเภอ", "ทุกข์น้อยลงสุขมากขึ้น"], "winners_count": 3,
        "state": Campaign.READY, "source": "announcement of 9 December 2020", "made_at": OPENED,
    }  # fmt: skip
    return Campaign.objects.create(code=code, **(known | changes))


def new(n: int = 1, **changes: Any) -> NewStory:
    told: dict[str, Any] = {
        "client_id": client_id(n), "office": "5001", "title": TITLE, "text": TEXT, "tone": "positive",
        "expectation": "above", "theme": "service", "service": "registration", "pen_name": "ยายคำ",
        "author": BUNMA, "uses": ("publish", "contact"),
    }  # fmt: skip
    return NewStory(**(told | changes))


def submitted(n: int = 1, *, by: Actor = CITIZEN, now: datetime = MONDAY, **changes: Any) -> Submitted:
    return stories.submit(new(n, **changes), by=by, now=now)


def story(n: int = 1, **changes: Any) -> Story:
    return submitted(n, **changes).story


PASSED = {"severity": 0, "title_shown": TITLE, "text_shown": TEXT}


def published(n: int = 1, *, now: datetime = MONDAY, passed: dict[str, Any] | None = None, **changes: Any) -> Story:
    """Told, and passed by a moderator of the department."""
    return pass_on(story(n, now=now, **changes), now=now, passed=passed)


def pass_on(told: Story, *, now: datetime = MONDAY, passed: dict[str, Any] | None = None) -> Story:
    return stories.move(told, "publish", by=actor("dao"), data=PASSED | (passed or {}), now=now)
