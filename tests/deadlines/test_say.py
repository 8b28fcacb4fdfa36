from datetime import UTC, date, datetime, time

import pytest

from sangsuk.deadlines.clock import Hours, calendar_from
from sangsuk.deadlines.say import remaining
from sangsuk.thai import BANGKOK

OFFICE = [Hours(day, time(8, 30), time(16, 30), time(12, 0), time(13, 0)) for day in range(1, 6)]
CALENDAR = calendar_from(OFFICE, [], first_on=date(2026, 1, 1), last_on=date(2026, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "now", "thai", "english"),
    [
        (
            "11-13 16:30", "11-10 09:00",
            "เหลือ 3 วันทำการ ถึงวันศุกร์ที่ 13 พ.ย. 2569", "3 working days left, until Friday 13 November 2026",
        ),
        (
            "11-16 16:30", "11-13 20:00",
            "เหลือ 1 วันทำการ ถึงวันจันทร์ที่ 16 พ.ย. 2569", "1 working day left, until Monday 16 November 2026",
        ),
        ("11-13 16:30", "11-13 16:30", "ครบกำหนดวันนี้ 16.30 น.", "Due today at 16:30"),
        (
            "11-14 12:00", "11-13 20:00",
            "ครบกำหนดวันเสาร์ที่ 14 พ.ย. 2569 12.00 น.", "Due on Saturday 14 November 2026 at 12:00",
        ),
        ("11-13 16:30", "11-13 17:00", "เลยกำหนดแล้ว ตั้งแต่วันนี้ 16.30 น.", "Late since 16:30 today"),
        (
            "11-13 16:30", "11-14 09:00",
            "เลยกำหนดแล้ว ตั้งแต่วันศุกร์ที่ 13 พ.ย. 2569", "Late since Friday 13 November 2026",
        ),
        (
            "11-13 16:30", "11-17 09:00",
            "เลยกำหนด 2 วันทำการ ตั้งแต่วันศุกร์ที่ 13 พ.ย. 2569", "2 working days late, since Friday 13 November 2026",
        ),
    ],
)  # fmt: skip
def test_the_clock_in_words(due: str, now: str, thai: str, english: str) -> None:
    assert remaining(at(due), at(now), CALENDAR, "th") == thai
    assert remaining(at(due), at(now), CALENDAR, "en") == english


def test_beyond_the_calendar_the_date_is_said_and_no_count() -> None:
    due = datetime(2027, 1, 15, 9, 30, tzinfo=UTC)
    assert remaining(due, at("12-30 09:00"), CALENDAR, "th") == "ครบกำหนดวันศุกร์ที่ 15 ม.ค. 2570 16.30 น."
