"""The timeline is a function of rules, calendar and events: nothing else goes in, the same always comes out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.deadlines.clock import Hours, calendar_from
from sangsuk.deadlines.promises import Rule
from sangsuk.deadlines.timeline import Begins, Ends, Event, Line, Pauses, Resumes, Shifts, timeline
from sangsuk.thai import BANGKOK

# December 2563, with the 31st and the days in lieu.
HOLIDAYS = [date(2020, 12, day) for day in (5, 7, 10, 11, 31)] + [date(2021, 1, 1)]
OFFICE = [Hours(day, time(8, 30), time(16, 30), time(12, 0), time(13, 0)) for day in range(1, 6)]
CALENDAR = calendar_from(OFFICE, HOLIDAYS, first_on=date(2020, 1, 1), last_on=date(2022, 12, 31))


def rule(code: str, amount: int, unit: str, starts: str, stops: str, pauses: str = "") -> Rule:
    return Rule(
        code, code, "", "", "", "", "", amount, unit, date(2015, 1, 1), None, "a source", "", starts, pauses, stops
    )


RULES = (
    rule("accept", 1, "working_days", "submit", "accept withdraw"),
    rule("finish", 15, "calendar_days", "submit reopen", "close withdraw", "ask suspend"),
    rule("visit", 24, "hours", "order_visit", "report_visit cancel_visit"),
    rule("progress", 15, "calendar_days", "accept answer inform", "inform close withdraw", "ask"),
)
KNOWN = (
    "submit", "accept", "ask", "answer", "proceed", "inform", "suspend", "resume", "order_visit", "report_visit", "close",
    "reopen", "withdraw",
)  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2020-{text}").replace(tzinfo=BANGKOK).astimezone(UTC)


def told(events: list[Event], now: str | datetime) -> dict[str, Line]:
    moment = at(now) if isinstance(now, str) else now
    return {line.key: line for line in timeline(events, rules=RULES, calendar=CALENDAR, now=moment)}


SUBMITTED = Event(at("12-09 10:00"), "submit")


def test_what_comes_on_saturday_night_counts_from_the_next_working_day() -> None:
    line = told([Event(at("12-12 23:59"), "submit")], "12-14 09:00")["accept"]
    assert (line.counts_from, line.due_at, line.state, line.days) == (
        at("12-14 08:30"),
        at("12-15 16:30"),
        "running",
        1,
    )


@pytest.mark.parametrize(
    ("accepted", "state", "days"),
    [
        ("12-14 16:30", "kept", 0),
        ("12-14 16:31", "missed", 0),
        ("12-15 08:00", "missed", 1),
        ("12-30 10:00", "missed", 12),
    ],
)
def test_a_promise_is_kept_until_its_last_moment_and_missed_after(accepted: str, state: str, days: int) -> None:
    line = told([SUBMITTED, Event(at(accepted), "accept", "มาลี")], "12-30 16:00")["accept"]
    assert (line.due_at, line.state, line.days) == (at("12-14 16:30"), state, days)
    assert line.ended is not None
    assert line.ended.who == "มาลี"


def test_a_promise_that_would_end_on_the_last_of_2563_ends_after_the_new_year() -> None:
    line = told([Event(at("12-16 10:00"), "submit")], "12-16 11:00")["finish"]
    assert line.due_at == datetime(2021, 1, 4, 9, 30, tzinfo=UTC)  # the 31st and New Year's Day, then a weekend


def test_waiting_for_the_citizen_gives_the_time_back() -> None:
    asked, answered = Event(at("12-14 10:00"), "ask"), Event(at("12-17 10:00"), "answer")
    line = told([SUBMITTED, asked, answered], "12-18 10:00")["finish"]
    assert [(p.what, p.from_at, p.to_at) for p in line.pauses] == [("ask", asked.at, answered.at)]
    assert (line.first_due_at, line.due_at) == (at("12-24 16:30"), at("12-28 16:30"))  # three days later is a Sunday
    assert line.state == "running"
    waiting = told([SUBMITTED, asked], "12-30 10:00")["finish"]
    assert (waiting.state, waiting.due_at, waiting.pauses[0].to_at) == ("paused", at("12-24 16:30"), None)


def test_a_question_asked_too_late_mends_nothing() -> None:
    events = [
        SUBMITTED,
        Event(at("12-28 10:00"), "ask"),
        Event(at("12-29 10:00"), "answer"),
        Event(at("12-30 10:00"), "close"),
    ]
    line = told(events, "12-30 11:00")["finish"]
    assert (line.state, line.due_at, line.days) == ("missed", at("12-24 16:30"), 4)
    assert len(line.pauses) == 1


def test_news_keeps_the_promise_of_news_and_gives_the_next() -> None:
    events = [SUBMITTED, Event(at("12-14 09:00"), "accept"), Event(at("12-16 09:00"), "inform")]
    lines = [
        line
        for line in timeline(events, rules=RULES, calendar=CALENDAR, now=at("12-17 09:00"))
        if line.kind == "progress"
    ]
    assert [(line.state, line.counts_from) for line in lines] == [
        ("kept", at("12-14 09:00")),
        ("running", at("12-16 09:00")),
    ]


def test_what_is_taken_back_was_neither_kept_nor_broken() -> None:
    lines = told([SUBMITTED, Event(at("12-09 11:00"), "withdraw")], "12-30 11:00")
    assert {line.state for line in lines.values()} == {"dropped"}


def test_hours_run_day_and_night() -> None:
    line = told([Event(at("12-12 23:00"), "order_visit")], "12-13 22:00")["visit"]
    assert (line.counts_from, line.due_at, line.state) == (at("12-12 23:00"), at("12-13 23:00"), "running")


def test_what_the_event_wrote_down_counts_before_what_the_rules_say_now() -> None:
    begins = Begins("t3", "agency_report", at("12-18 16:30"), "agency_report", at("12-09 10:00"), "การไฟฟ้า")
    moved = Shifts("t3", at("12-21 16:30"), date(2020, 12, 18), name="วันหยุดพิเศษ", source="มติ ครม.")
    events = [
        Event(at("12-09 10:00"), "hand_to_agency", facts=(begins,)),
        Event(at("12-10 10:00"), "ask", facts=(Pauses("t3"),)),
        Event(at("12-11 10:00"), "answer", facts=(Resumes("t3", at("12-19 16:30")),)),
        Event(at("12-16 10:00"), "clocks_moved", facts=(moved,)),
        Event(at("12-21 10:00"), "report", facts=(Ends("t3"), Ends("no such promise"))),
    ]
    line = told(events, "12-30 10:00")["t3"]
    assert (line.whose, line.state, line.rule) == ("การไฟฟ้า", "kept", None)
    assert [(s.old, s.new) for s in line.shifts] == [(at("12-19 16:30"), at("12-21 16:30"))]
    assert (line.first_due_at, line.due_at) == (at("12-18 16:30"), at("12-21 16:30"))


def test_a_day_off_announced_after_the_date_has_passed_mends_nothing() -> None:
    begins = Begins("finish", "finish", at("12-18 16:30"), "finish", at("12-09 10:00"))
    moved = Shifts("finish", at("12-21 16:30"), date(2020, 12, 18))
    events = [
        Event(at("12-09 10:00"), "submit", facts=(begins,)),
        Event(at("12-19 10:00"), "clocks_moved", facts=(moved,)),
    ]
    line = told(events, "12-20 10:00")["finish"]
    assert (line.state, line.due_at) == ("late", at("12-18 16:30"))


moments = st.integers(min_value=0, max_value=60 * 24 * 120).map(lambda m: at("10-01 00:00") + timedelta(minutes=m))
events_ = st.lists(st.builds(Event, moments, st.sampled_from(KNOWN), st.just("")), max_size=14)


@given(events_, moments, st.randoms(use_true_random=False))
def test_order_of_handing_over_and_what_no_rule_speaks_of_do_not_matter(
    events: list[Event], now: datetime, chance: object
) -> None:
    lines = timeline(events, rules=RULES, calendar=CALENDAR, now=now)
    shuffled = [*events, *(replace(e, what="note", seq=5) for e in events[:4])]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert timeline(shuffled, rules=tuple(reversed(RULES)), calendar=CALENDAR, now=now) == lines


@given(events_, moments)
def test_nothing_is_due_before_it_begins_and_pauses_only_lengthen(events: list[Event], now: datetime) -> None:
    for line in timeline(events, rules=RULES, calendar=CALENDAR, now=now):
        assert line.begun.at <= line.counts_from <= line.first_due_at <= line.due_at
        assert line.days >= 0
        assert all(p.to_at is None or p.from_at <= p.to_at <= now for p in line.pauses)


@given(events_, moments, moments)
def test_a_missed_promise_never_becomes_a_kept_one(events: list[Event], one: datetime, other: datetime) -> None:
    before = timeline(events, rules=RULES, calendar=CALENDAR, now=min(one, other))
    after = timeline(events, rules=RULES, calendar=CALENDAR, now=max(one, other))
    for early, late in zip(before, after, strict=False):
        assert (early.key, early.counts_from, early.first_due_at) == (late.key, late.counts_from, late.first_due_at)
        assert early.due_at <= late.due_at
        if early.is_late:
            assert late.is_late
        if early.state in ("kept", "dropped"):
            assert late == early
