"""Calendars as RFC 5545 wants them: folded, escaped, in UTC."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common import ical
from sangsuk.thai import BANGKOK

NOW = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)


def lines(text: str) -> list[str]:
    """The lines as they were meant, unfolded."""
    return text.replace("\r\n ", "").split("\r\n")


def one(**changes: object) -> str:
    entry = {"uid": "a@b", "title": "อบรม", "begins": date(2026, 12, 1), "ends": date(2026, 12, 2)} | changes
    return ical.calendar([ical.Entry(**entry)], name="ปฏิทิน", now=NOW)  # type: ignore[arg-type]


def test_whole_days_end_on_the_day_after_the_last() -> None:
    told = lines(one())
    assert told[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sangsuk//TH"]
    assert "DTSTART;VALUE=DATE:20261201" in told and "DTEND;VALUE=DATE:20261203" in told
    assert told[-2:] == ["END:VCALENDAR", ""]


def test_hours_of_bangkok_are_told_in_utc() -> None:
    begins, ends = datetime(2026, 12, 1, 9, 30, tzinfo=BANGKOK), datetime(2026, 12, 1, 16, 0, tzinfo=BANGKOK)
    told = lines(one(begins=begins, ends=ends))
    assert "DTSTART:20261201T023000Z" in told and "DTEND:20261201T090000Z" in told


def test_a_naive_moment_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="naive"):
        one(begins=datetime(2026, 12, 1, 9, 30), ends=datetime(2026, 12, 1, 16, 0))  # noqa: DTZ001


def test_called_off_says_so_and_empty_lines_are_left_out() -> None:
    told = lines(one(status=ical.CANCELLED, sequence=4))
    assert "STATUS:CANCELLED" in told and "SEQUENCE:4" in told
    assert not any(line.startswith(("LOCATION", "DESCRIPTION", "URL")) for line in told)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_breaks_out_of_its_line_and_no_line_is_too_long(text: str) -> None:
    made = one(title=text, place=text, text=text)
    parts = made.split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert sum(line.startswith("BEGIN:") for line in lines(made)) == 2
    assert "\n" not in made.replace("\r\n", "") and "\r" not in made.replace("\r\n", "")
