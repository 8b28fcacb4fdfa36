"""The real calendar of 2563-2569 as it is loaded, provinces that differ, and the years nobody has announced yet."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.deadlines import actions, clock, queries
from sangsuk.deadlines.clock import Hours, calendar_from, due_after_months, extended
from sangsuk.deadlines.models import CalendarChange, PromiseRule
from sangsuk.thai import BANGKOK

OFFICE = [Hours(day, time(8, 30), time(16, 30), time(12, 0), time(13, 0)) for day in range(1, 6)]
HOLIDAYS = [date(2020, 12, day) for day in (5, 7, 10, 11, 31)] + [date(2021, 1, 1)]
CALENDAR = calendar_from(
    OFFICE, HOLIDAYS, first_on=date(2020, 1, 1), last_on=date(2022, 12, 31), known_to=date(2021, 12, 31)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("province", "sent", "received", "accept_by", "finish_by"),
    [
        # 2563: a Saturday night; the 7th is in lieu of Father's Day, the 10th and 11th are off
        ("50", "2020-12-05T23:59", "2020-12-08T08:30", "2020-12-09T16:30", "2020-12-23T16:30"),
        ("50", "2020-12-30T16:30", "2021-01-04T08:30", "2021-01-05T16:30", "2021-01-19T16:30"),  # the 31st is off too
        ("50", "2020-12-16T12:30", "2020-12-16T12:30", "2020-12-17T16:30", "2021-01-04T16:30"),  # lunch is office time
        # 2564: the special days of February and April
        ("50", "2021-02-11T17:00", "2021-02-15T08:30", "2021-02-16T16:30", "2021-03-02T16:30"),
        ("50", "2021-04-09T16:29", "2021-04-09T16:29", "2021-04-16T16:30", "2021-04-26T16:30"),  # Songkran 12th-15th
        # 2565-2568: days in lieu
        ("50", "2022-12-09T16:31", "2022-12-13T08:30", "2022-12-14T16:30", "2022-12-28T16:30"),  # the 12th for the 10th
        ("50", "2023-05-03T10:00", "2023-05-03T10:00", "2023-05-08T16:30", "2023-05-18T16:30"),  # 4th, 5th off
        ("50", "2024-12-27T18:00", "2025-01-02T08:30", "2025-01-03T16:30", "2025-01-17T16:30"),  # 30th, 31st, 1st
        ("50", "2025-08-08T10:00", "2025-08-08T10:00", "2025-08-13T16:30", "2025-08-25T16:30"),  # 11th special, 12th
        # 2569, and the south
        ("50", "2026-11-21T02:00", "2026-11-23T08:30", "2026-11-24T16:30", "2026-12-08T16:30"),
        ("94", "2026-02-16T10:00", "2026-02-16T10:00", "2026-02-18T16:30", "2026-03-04T16:30"),  # Chinese New Year
        ("50", "2026-02-16T10:00", "2026-02-16T10:00", "2026-02-17T16:30", "2026-03-04T16:30"),  # the 3rd is Makha Bucha
        ("90", "2023-01-20T20:00", "2023-01-24T08:30", "2023-01-25T16:30", "2023-02-08T16:30"),  # in lieu of the Sunday
    ],
)  # fmt: skip
def test_dates_of_seven_years(
    world: None, province: str, sent: str, received: str, accept_by: str, finish_by: str
) -> None:
    calendar = queries.calendar(province)
    assert clock.deemed_received(at(sent), calendar) == at(received)
    assert queries.promise("accept", at=at(sent), province_code=province).due_at == at(accept_by)
    assert queries.promise("finish", at=at(sent), province_code=province).due_at == at(finish_by)


def test_past_the_known_days_off_a_promise_is_provisional_and_never_a_failure(world: None) -> None:
    known = queries.promise("finish", at=at("2029-12-11T10:00"))
    assert (known.due_at, known.provisional) == (at("2029-12-26T16:30"), False)
    beyond = queries.promise("finish", at=at("2029-12-20T10:00"))
    assert (beyond.due_at, beyond.provisional) == (at("2030-01-04T16:30"), True)
    assert queries.promise("accept", at=at("2040-03-01T10:00")).provisional
    PromiseRule.objects.filter(code="finish").update(amount=3650, unit="working_days")
    assert queries.promise("finish", at=at("2030-01-07T10:00")).due_at.year == 2044  # the longest there may be


def test_a_province_may_work_on_a_day_off_of_the_country(world: None) -> None:
    day = date(2026, 12, 10)
    actions.set_holiday(
        day, name_th="วันรัฐธรรมนูญ", name_en="Constitution Day", source="ประกาศจังหวัด", province_code="50", cancelled=True
    )
    assert queries.calendar("50").is_working_day(day)
    assert not queries.calendar().is_working_day(day)
    assert not queries.calendar("52").is_working_day(day)


def test_only_what_changes_a_day_is_written_down_as_a_change_of_the_calendar(world: None) -> None:
    day, terms = date(2026, 11, 27), {"name_th": "วันหยุดพิเศษ", "name_en": "Special holiday", "source": "มติ ครม."}
    actions.set_holiday(day, **terms, by_name="มาลี")  # type: ignore[arg-type]
    actions.set_holiday(day, **terms)  # type: ignore[arg-type]
    actions.set_holiday(day, **terms, province_code="50", cancelled=True)  # type: ignore[arg-type]
    actions.set_holiday(day, **terms, province_code="52")  # type: ignore[arg-type]
    actions.set_holiday(day, **terms, cancelled=True)  # type: ignore[arg-type]
    found = CalendarChange.objects.values_list("on", "province_code", "off", "announced_by")
    assert list(found) == [(day, "", True, "มาลี"), (day, "50", False, ""), (day, "", False, "")]


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("2021-01-11T10:00", 1, "2021-02-11T16:30"),
        ("2021-01-11T10:00", 3, "2021-04-12T16:30"),  # the 11th of April is a Sunday
        ("2021-01-29T10:00", 1, "2021-03-01T16:30"),  # February has no 30th: the month's end, a Sunday
        ("2020-11-30T10:00", 3, "2021-03-01T16:30"),  # from the 1st of December: to the end of February, a Sunday
        ("2021-02-26T17:00", 1, "2021-04-01T16:30"),  # received on Monday the 1st
        ("2020-10-30T10:00", 2, "2020-12-30T16:30"),
    ],
)
def test_months_end_on_the_day_before_the_one_of_that_number(received: str, months: int, due: str) -> None:
    assert due_after_months(at(received), months=months, calendar=CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("due", "waited", "then"),
    [
        ("2020-12-24T16:30", 0, "2020-12-24T16:30"),
        ("2020-12-24T16:30", 1, "2020-12-25T16:30"),
        ("2020-12-24T16:30", 3 * 1440, "2020-12-28T16:30"),
        ("2020-12-24T16:30", 7 * 1440, "2021-01-04T16:30"),  # the 31st
        ("2020-12-24T02:00", 60, "2020-12-24T16:30"),
    ],
)
def test_time_waited_is_given_back_up_to_a_closing_hour(due: str, waited: int, then: str) -> None:
    assert extended(at(due), waited, CALENDAR) == at(then)


def test_nobody_waits_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        extended(at("2020-12-24T16:30"), -1, CALENDAR)


moments = st.integers(min_value=0, max_value=1440 * 500).map(lambda m: at("2020-06-01T00:00") + timedelta(minutes=m))
minutes = st.integers(min_value=0, max_value=1440 * 60)


@given(moments, moments, minutes, minutes)
def test_who_waits_longer_is_due_later_and_adding_up_is_never_kinder(
    one: datetime, other: datetime, wait: int, more: int
) -> None:
    first, second = sorted((one, other))
    assert extended(first, wait, CALENDAR) <= extended(second, wait, CALENDAR)
    once = extended(one, wait + more, CALENDAR)
    assert one + timedelta(minutes=wait) <= extended(one, wait, CALENDAR) <= once
    assert once <= extended(extended(one, wait, CALENDAR), more, CALENDAR)


@given(moments, st.integers(min_value=1, max_value=10))
def test_months_go_forward_and_end_at_a_closing_hour(moment: datetime, months: int) -> None:
    due = due_after_months(moment, months=months, calendar=CALENDAR)
    assert due.astimezone(BANGKOK).time() == time(16, 30)
    assert (
        clock.deemed_received(moment, CALENDAR) < due <= due_after_months(moment, months=months + 1, calendar=CALENDAR)
    )
    assert CALENDAR.is_provisional(due) == (due > at("2021-12-31T23:59"))


def test_a_calendar_of_forty_years_is_laid_out_in_a_fifth_of_a_second() -> None:
    started = stopwatch.process_time()
    calendar_from(OFFICE, HOLIDAYS, first_on=date(2015, 1, 1), last_on=date(2055, 12, 31))
    assert stopwatch.process_time() - started < 0.2
