"""Days: months after a day, the edge of N months, trips that come again; and the calendar, read back by a strict reader."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendaring import events, plain, read
from sangsuk.common import ical
from sangsuk.common.ical import Entry
from sangsuk.outreach import series
from sangsuk.outreach.months import add_months, first_that_counts

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 16), 12, date(2027, 11, 16)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_end_with_the_month_that_has_no_such_day(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, st.integers(1, 48))
def test_the_first_day_that_counts_is_the_edge_itself(today: date, months: int) -> None:
    edge = first_that_counts(today, months)
    assert add_months(edge, months) >= today
    assert add_months(edge - timedelta(days=1), months) < today


@given(DAYS, DAYS, st.integers(1, 48))
def test_a_visit_counts_exactly_as_long_as_its_months_last(visit: date, today: date, months: int) -> None:
    assert (visit >= first_that_counts(today, months)) == (today <= add_months(visit, months))


def test_every_first_tuesday() -> None:
    found = series.days(date(2026, 12, 1), series.MONTHLY, date(2027, 4, 30))
    assert found == [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2), date(2027, 3, 2), date(2027, 4, 6)]


def test_a_fifth_is_the_last_where_there_is_no_fifth() -> None:
    found = series.days(date(2026, 12, 29), series.MONTHLY, date(2027, 3, 31))
    assert found == [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23), date(2027, 3, 30)]


@given(DAYS, st.sampled_from([series.WEEKLY, series.FORTNIGHTLY, series.MONTHLY]), st.integers(-10, 800))
def test_a_series_keeps_its_weekday_and_its_end(first: date, how: str, days: int) -> None:
    until = first + timedelta(days=days)
    found = series.days(first, how, until)
    assert found[0] == first and len(found) <= series.MOST
    assert all(day.weekday() == first.weekday() for day in found) and found == sorted(set(found))
    assert all(day <= until for day in found[1:])
    if how == series.MONTHLY:
        assert len({(day.year, day.month) for day in found}) == len(found)


def test_once_is_once() -> None:
    assert series.days(date(2026, 11, 18), series.ONCE, date(2027, 9, 30)) == [date(2026, 11, 18)]


WORDS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=200)
AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@given(WORDS, WORDS, st.integers(0, 10**6))
def test_whatever_is_written_in_a_calendar_is_read_back(title: str, text: str, sequence: int) -> None:
    told = Entry("a@b", title, AT, AT + timedelta(hours=6), text=text, sequence=sequence, changed_at=AT)
    (one,) = events(ical.calendar([told], name="หน่วยเคลื่อนที่", now=AT, refresh="PT6H"))
    lines = title.replace("\r\n", "\n").replace("\r", "\n")
    assert plain(one["SUMMARY"]) == "".join(s for s in lines if s in "\n\t" or (s >= " " and s != "\x7f"))
    assert one["SEQUENCE"] == str(sequence)
    assert (one["DTSTART"], one["DTEND"]) == ("20261118T020000Z", "20261118T080000Z")


def test_the_head_of_a_feed() -> None:
    lines = dict(read(ical.calendar([], name="อำเภอแม่ริม, เชียงใหม่", now=AT, refresh="PT6H")))
    assert (lines["VERSION"], lines["METHOD"], lines["X-WR-TIMEZONE"]) == ("2.0", "PUBLISH", "Asia/Bangkok")
    assert plain(lines["NAME"]) == "อำเภอแม่ริม, เชียงใหม่"


@pytest.mark.parametrize(
    "bad",
    [
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        f"BEGIN:VCALENDAR\r\nSUMMARY:{'x' * 80}\r\nEND:VCALENDAR\r\n",
        "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
    ],
)
def test_the_reader_is_strict(bad: str) -> None:
    with pytest.raises(AssertionError):
        read(bad)
