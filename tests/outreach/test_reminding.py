"""Reminders come once for each step; the chief of the district is named as owner, and the province hears of what stays undone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from factories import MONDAY
from going_out import DAY_AFTER, ON_THE_DAY, announced, held, move, planned
from people import user
from sangsuk.notifications.models import Message
from sangsuk.outreach import queries, reminding
from sangsuk.outreach.models import TripReminder

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def _people(world: None) -> None:
    for who in ("suda", "malee", "prasit", "kanya"):
        user(who)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


def told(code: str) -> list[tuple[str, str]]:
    return [(m.office_code, m.recipient_masked) for m in Message.objects.filter(code=code).order_by("id")]


def test_a_trip_near_at_hand_that_nobody_announced() -> None:
    planned(on=date(2026, 11, 30))
    assert reminding.tick(at(date(2026, 11, 22))) == 0
    assert reminding.tick(at(date(2026, 11, 23))) == 1  # seven days before
    assert reminding.tick(at(date(2026, 11, 24))) == 0
    assert told("outreach-unannounced") == [("5001", "s•••@example.com")]


def test_whoever_is_silent_is_asked_once_and_told_once_that_it_is_late() -> None:
    announced()
    assert reminding.tick(ON_THE_DAY) == 0
    assert reminding.tick(DAY_AFTER) == 1
    assert reminding.tick(DAY_AFTER + timedelta(days=1)) == 0
    assert reminding.tick(at(date(2026, 11, 25))) == 0  # the last day in time
    assert reminding.tick(at(date(2026, 11, 26))) == 1
    assert reminding.tick(at(date(2026, 11, 27))) == 0
    assert [r.step for r in TripReminder.objects.order_by("at")] == ["unsaid", "late"]


def test_the_leader_is_told_beside_the_chief() -> None:
    held(leader=user("malee").pk)
    reminding.tick(at(date(2026, 11, 26)))
    assert (
        told("outreach-late") == [("5001", "m•••@example.com"), ("5001", "s•••@example.com")]
        or len(told("outreach-late")) == 2
    )


def test_the_province_hears_five_working_days_later_and_once() -> None:
    trip = held()
    reminding.tick(at(date(2026, 11, 26)))
    assert reminding.tick(at(date(2026, 12, 2))) == 0
    assert reminding.tick(at(date(2026, 12, 3))) == 1
    assert reminding.tick(at(date(2026, 12, 4))) == 0
    assert [office for office, _ in told("outreach-escalated")] == ["5000"]
    assert "25 พฤศจิกายน 2569" in Message.objects.get(code="outreach-escalated").body
    assert [r.step for r in queries.reminders_of(trip)] == ["late", "escalated"]


def test_a_trip_that_was_cancelled_or_reported_owes_nothing() -> None:
    move(announced(), "cancel", reason="ฝนตกหนักทั้งวัน")
    trip = held()
    move(trip, "report", now=DAY_AFTER, summary="ให้บริการครบทุกอย่าง", reached=trip.areas)
    assert reminding.tick(at(date(2026, 12, 20))) == 0


def test_a_trip_on_another_day_is_reminded_of_anew() -> None:
    trip = planned(on=date(2026, 11, 20))
    assert reminding.tick(MONDAY) == 1
    move(trip, "move_day", on=date(2026, 11, 23), reason="ชนกับงานประจำปี")
    assert reminding.tick(MONDAY) == 1
    assert reminding.tick(MONDAY) == 0


def test_the_chief_is_the_owner_by_name() -> None:
    assert queries.owner("5001") == "สุดา นำทาง"
    assert queries.owner("5002") == ""
