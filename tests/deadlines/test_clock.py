import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.deadlines.clock import (
    Calendar,
    CalendarGap,
    Hours,
    add_working_minutes,
    calendar_from,
    deemed_received,
    due_after_calendar_days,
    due_at,
    working_days_between,
    working_minutes_between,
)
from sangsuk.thai import BANGKOK

# December 2563: the 7th is in lieu of the 5th, the 10th, 11th and 31st are days off.
HOLIDAYS = [date(2020, 12, day) for day in (5, 7, 10, 11, 31)] + [date(2021, 1, 1)]
OFFICE = [Hours(day, time(8, 30), time(16, 30), time(12, 0), time(13, 0)) for day in range(1, 6)]
CALENDAR = calendar_from(OFFICE, HOLIDAYS, first_on=date(2020, 1, 1), last_on=date(2021, 12, 31))
CLOSING = time(16, 30)


def at(text: str) -> datetime:
    """'12-09 10:00' of 2563 by a clock in Bangkok."""
    return datetime.fromisoformat(f"2020-{text}").replace(tzinfo=BANGKOK).astimezone(UTC)


moments = st.datetimes(
    min_value=datetime(2020, 1, 6),  # noqa: DTZ001
    max_value=datetime(2021, 6, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("12-09 08:30", "12-09 08:30"),
        ("12-09 10:15", "12-09 10:15"),
        ("12-09 12:30", "12-09 12:30"),  # lunch is within the opening hours
        ("12-09 16:29", "12-09 16:29"),
        ("12-09 16:30", "12-14 08:30"),  # closing time; two days off and a weekend follow
        ("12-09 23:59", "12-14 08:30"),
        ("12-09 03:00", "12-09 08:30"),
        ("12-05 10:00", "12-08 08:30"),  # Saturday, and the Monday is off in lieu
        ("12-10 10:00", "12-14 08:30"),
    ],
)
def test_what_comes_outside_office_hours_counts_from_the_next_opening(sent: str, received: str) -> None:
    assert deemed_received(at(sent), CALENDAR) == at(received)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("12-01 10:00", 1, "12-02 16:30"),
        ("12-01 10:00", 0, "12-01 16:30"),
        ("12-04 10:00", 1, "12-08 16:30"),
        ("12-08 10:00", 2, "12-14 16:30"),
        ("12-04 17:00", 1, "12-09 16:30"),  # after hours: received on the 8th
    ],
)
def test_working_days_do_not_count_the_day_of_receipt(received: str, days: int, due: str) -> None:
    assert due_at(at(received), working_days=days, calendar=CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("12-01 10:00", 7, "12-08 16:30"),
        ("12-01 10:00", 4, "12-08 16:30"),  # the 5th is a Saturday and a holiday, the 7th in lieu
        ("12-01 10:00", 9, "12-14 16:30"),
        ("12-04 20:00", 15, "12-23 16:30"),
    ],
)
def test_calendar_days_ending_on_a_day_off_end_on_the_next_working_day(received: str, days: int, due: str) -> None:
    assert due_after_calendar_days(at(received), days=days, calendar=CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("12-09 08:30", 60, "12-09 09:30"),
        ("12-09 11:30", 60, "12-09 13:30"),  # over lunch
        ("12-09 12:15", 30, "12-09 13:30"),  # from within lunch
        ("12-09 16:00", 60, "12-14 09:00"),
        ("12-09 08:30", 210, "12-09 12:00"),
        ("12-09 08:30", 420, "12-09 16:30"),
        ("12-09 08:30", 421, "12-14 08:31"),
        ("12-12 10:00", 1, "12-14 08:31"),
        ("12-09 10:00", 0, "12-09 10:00"),
        ("12-12 10:00", 0, "12-14 08:30"),
    ],
)
def test_working_minutes_pass_only_while_the_office_is_open(start: str, minutes: int, end: str) -> None:
    assert add_working_minutes(at(start), minutes, CALENDAR) == at(end)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("12-09 10:00", "12-09 23:00", 0),
        ("12-08 10:00", "12-09 08:00", 1),
        ("12-04 10:00", "12-07 10:00", 0),
        ("12-04 10:00", "12-14 10:00", 3),
        ("12-14 10:00", "12-04 10:00", -3),
    ],
)
def test_working_days_between_two_moments(start: str, end: str, days: int) -> None:
    assert working_days_between(at(start), at(end), CALENDAR) == days


def test_a_date_beyond_the_confirmed_holidays_is_a_gap_and_no_guess() -> None:
    late = datetime(2021, 12, 29, 3, tzinfo=UTC)
    assert due_at(late, working_days=2, calendar=CALENDAR) == datetime(2021, 12, 31, 9, 30, tzinfo=UTC)
    for ask in (
        lambda: due_at(late, working_days=3, calendar=CALENDAR),
        lambda: due_after_calendar_days(late, days=3, calendar=CALENDAR),
        lambda: add_working_minutes(late, 60 * 24, CALENDAR),
        lambda: deemed_received(late + timedelta(days=3), CALENDAR),
        lambda: deemed_received(datetime(2019, 12, 31, tzinfo=UTC), CALENDAR),
        lambda: working_days_between(late, late + timedelta(days=9), CALENDAR),
    ):
        with pytest.raises(CalendarGap):
            ask()


def test_the_clock_wants_aware_moments_and_goes_forward() -> None:
    naive = datetime(2020, 12, 9, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"):
        due_at(naive, working_days=1, calendar=CALENDAR)
    with pytest.raises(ValueError, match="forward"):
        due_at(at("12-09 10:00"), working_days=-1, calendar=CALENDAR)
    with pytest.raises(ValueError, match="forward"):
        add_working_minutes(at("12-09 10:00"), -1, CALENDAR)


def test_hours_change_on_the_day_they_are_said_to() -> None:
    early = Hours(3, time(7, 30), time(15, 30), valid_from=date(2020, 12, 16))
    changed = calendar_from([*OFFICE, early], HOLIDAYS, first_on=date(2020, 1, 1), last_on=date(2021, 12, 31))
    assert due_at(at("12-08 09:00"), working_days=1, calendar=changed) == at("12-09 16:30")
    assert due_at(at("12-15 09:00"), working_days=1, calendar=changed) == at("12-16 15:30")
    ended = Hours(3, time(7, 30), time(15, 30), valid_from=date(2020, 12, 2), valid_to=date(2020, 12, 9))
    back = calendar_from([*OFFICE, ended], HOLIDAYS, first_on=date(2020, 1, 1), last_on=date(2021, 12, 31))
    assert due_at(at("12-01 09:00"), working_days=1, calendar=back) == at("12-02 15:30")
    assert due_at(at("12-08 09:00"), working_days=1, calendar=back) == at("12-09 16:30")


@given(moments, st.integers(min_value=0, max_value=60))
def test_due_is_a_closing_hour_of_a_working_day_found_by_counting(moment: datetime, days: int) -> None:
    due = due_at(moment, working_days=days, calendar=CALENDAR)
    local = due.astimezone(BANGKOK)
    assert local.time() == CLOSING
    assert CALENDAR.is_working_day(local.date())
    day = deemed_received(moment, CALENDAR).astimezone(BANGKOK).date()
    for _ in range(days):
        day += timedelta(days=1)
        while day.isoweekday() > 5 or day in HOLIDAYS:
            day += timedelta(days=1)
    assert local.date() == day


@given(moments, moments, st.integers(min_value=0, max_value=30))
def test_who_comes_later_is_never_due_earlier(one: datetime, other: datetime, days: int) -> None:
    first, second = sorted((one, other))
    assert due_at(first, working_days=days, calendar=CALENDAR) <= due_at(second, working_days=days, calendar=CALENDAR)
    assert deemed_received(first, CALENDAR) <= deemed_received(second, CALENDAR)
    assert first <= deemed_received(first, CALENDAR)


@given(moments, st.integers(min_value=0, max_value=3000), st.integers(min_value=0, max_value=3000))
def test_minutes_add_up(moment: datetime, one: int, other: int) -> None:
    moment = moment.replace(second=0, microsecond=0)
    at_once = add_working_minutes(moment, one + other, CALENDAR)
    assert working_minutes_between(moment, at_once, CALENDAR) == one + other
    step = add_working_minutes(moment, one, CALENDAR)
    assert add_working_minutes(step, other, CALENDAR) == at_once or other == 0


@given(st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_working_days_between_adds_up(in_order: list[datetime]) -> None:
    a, b, c = in_order
    assert working_days_between(a, c, CALENDAR) == working_days_between(a, b, CALENDAR) + working_days_between(
        b, c, CALENDAR
    )


def test_a_hundred_thousand_due_dates_take_less_than_two_seconds() -> None:
    moment = at("12-09 10:00")
    started = stopwatch.process_time()
    for _ in range(100_000):
        due_at(moment, working_days=15, calendar=CALENDAR)
    assert stopwatch.process_time() - started < 2


def test_a_calendar_without_a_working_day_is_all_gap() -> None:
    closed = Calendar(first_on=date(2020, 1, 1), last_on=date(2020, 12, 31), hours=(), holidays=frozenset())
    with pytest.raises(CalendarGap):
        deemed_received(at("06-01 10:00"), closed)
