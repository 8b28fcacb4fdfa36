"""A day off is announced after promises were given: they follow, each case with its event, once and for all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chance import examples
from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import recompute, replay, swapping
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.deadlines import actions as deadlines
from sangsuk.deadlines import queries as rules
from sangsuk.deadlines.models import CalendarChange, PromiseRule
from sangsuk.thai import BANGKOK

pytestmark = pytest.mark.django_db
NEXT_DAY, LAST_DAY = date(2026, 11, 17), date(2026, 12, 1)  # by when a matter of that Monday is accepted, is finished
LATER = MONDAY + timedelta(hours=1)


def announce(on: date, **changes: Any) -> None:
    told = {
        "name_th": "วันหยุดพิเศษ",
        "name_en": "Special holiday",
        "source": "มติ ครม. 16 พ.ย. 2569",
        "by_name": "นก",
        "now": MONDAY,
    }
    deadlines.set_holiday(on, **(told | changes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BANGKOK).astimezone(UTC)


def last_event() -> CaseEvent:
    return CaseEvent.objects.order_by("id").last()


def test_a_new_day_off_moves_what_was_promised_and_says_so(world: None) -> None:
    told = case()
    assert (told.due_at, told.finish_due_at) == (at("11-17T16:30"), at("12-01T16:30"))
    announce(NEXT_DAY)
    assert recompute.follow_all(LATER) == 1
    told.refresh_from_db()
    assert (told.due_at, told.finish_due_at, told.version) == (at("11-18T16:30"), at("12-01T16:30"), 2)
    assert told.tick_at == told.due_at
    event = last_event()
    assert (event.move, event.actor_kind, event.seq) == ("clocks_moved", "system", 2)
    assert {k: event.data[k] for k in ("day", "off", "source", "announced_by")} == {
        "day": "2026-11-17", "off": True, "source": "มติ ครม. 16 พ.ย. 2569", "announced_by": "นก",
    }  # fmt: skip
    assert event.data["moved"] == [
        {"what": "accept", "old": "2026-11-17T09:30:00+00:00", "new": "2026-11-18T09:30:00+00:00"}
    ]
    assert list(replay.differences()) == []


def test_a_matter_that_would_end_on_the_new_day_off_ends_on_the_next(world: None) -> None:
    told = case()
    announce(LAST_DAY)
    assert recompute.follow_all(LATER) == 1
    told.refresh_from_db()
    assert (told.due_at, told.finish_due_at) == (at("11-17T16:30"), at("12-02T16:30"))


def test_the_same_day_taken_back_brings_the_dates_back(world: None) -> None:
    told = case()
    announce(NEXT_DAY)
    recompute.follow_all(LATER)
    announce(NEXT_DAY, cancelled=True)
    assert recompute.follow_all(LATER) == 1
    told.refresh_from_db()
    assert (told.due_at, told.version, last_event().data["off"]) == (at("11-17T16:30"), 3, False)
    assert list(replay.differences()) == []


def test_no_date_is_brought_forward_into_the_past(world: None) -> None:
    told = case()
    announce(NEXT_DAY)
    recompute.follow_all(LATER)
    announce(NEXT_DAY, cancelled=True)
    assert recompute.follow_all(at("11-18T08:00")) == 0
    told.refresh_from_db()
    assert told.due_at == at("11-18T16:30")


def test_two_days_off_at_once_count_both(world: None) -> None:
    told = case()
    announce(date(2026, 11, 17))
    announce(date(2026, 11, 18))
    assert recompute.follow_all(LATER) == 2
    told.refresh_from_db()
    assert told.due_at == at("11-19T16:30")


def test_a_province_follows_its_own_days(world: None) -> None:
    here, there = case(1), case(2, district="5201", subdistrict=None)
    announce(NEXT_DAY, province_code="52")
    assert recompute.follow_all(LATER) == 1
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.version, here.due_at) == (1, at("11-17T16:30"))
    assert there.due_at == at("11-18T16:30")
    announce(NEXT_DAY)  # for the country: that province has it already
    assert recompute.follow_all(LATER) == 1


def test_duties_in_days_follow_and_duties_in_hours_do_not(world: None) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("order_visit", malee), ("hand_to_agency", malee))
    urgent = moved(case(2, urgency="life"), ("order_visit", malee))
    before = {key: duty["due_at"] for key, duty in (told.duties | urgent.duties).items()}
    announce(date(2026, 11, 18))
    announce(LAST_DAY)
    recompute.follow_all(MONDAY + timedelta(hours=9))
    told.refresh_from_db()
    urgent.refresh_from_db()
    dues = {key: duty["due_at"] for key, duty in (told.duties | urgent.duties).items()}
    visits = [key for key, duty in told.duties.items() if duty["kind"] == "visit"]
    tasks = [key for key, duty in told.duties.items() if duty["kind"] == "task"]
    assert {before[k][:10] for k in visits} == {"2026-11-23"}
    assert {dues[k][:10] for k in visits} == {"2026-11-24"}
    assert {dues[k][:10] for k in tasks} == {"2026-12-02"}
    assert all(dues[key] == before[key] for key in urgent.duties)
    assert told.due_at == at("12-02T16:30")  # with an agency the case is due when the task is
    assert list(replay.differences()) == []


def test_what_is_closed_or_due_before_that_day_is_left_alone(world: None) -> None:
    malee = actor("malee")
    closed = moved(case(1), ("accept", malee), ("close", malee))
    early = case(2)
    announce(date(2026, 12, 3))
    assert recompute.follow_all(LATER) == 0
    assert {row.version for row in Case.objects.filter(pk__in=[closed.pk, early.pk])} == {closed.version, 1}
    assert CalendarChange.objects.get().followed_at == LATER


def test_a_rule_that_was_changed_since_changes_no_promise(world: None) -> None:
    told = case()
    PromiseRule.objects.filter(code="accept").update(amount=5, edited_at=LATER)
    announce(NEXT_DAY)
    recompute.follow_all(LATER)
    told.refresh_from_db()
    assert told.due_at == at("11-18T16:30")


def test_what_was_promised_by_the_new_calendar_already_stays(world: None) -> None:
    announce(date(2026, 11, 17))
    announce(date(2026, 11, 18))
    told = case()
    assert told.due_at == at("11-19T16:30")
    assert recompute.follow_all(LATER) == 0


def test_batches_can_stop_anywhere_and_go_on(world: None) -> None:
    for n in range(7):
        case(n)
    announce(NEXT_DAY)
    first = recompute.follow(LATER, batch=3)
    assert first is not None
    assert (first.looked, first.moved, first.done) == (3, 3, False)
    assert recompute.follow_all(LATER, batch=3) == 4
    assert recompute.follow(LATER) is None
    change = CalendarChange.objects.get()
    assert (change.moved, change.followed_at) == (7, LATER)
    CalendarChange.objects.update(followed_at=None, reached=0)  # once more from the start: nothing is left to move
    assert recompute.follow_all(LATER, batch=3) == 0
    assert CaseEvent.objects.filter(move="clocks_moved").count() == 7


def test_a_case_that_somebody_was_quicker_with_is_looked_at_again(world: None) -> None:
    told = case()
    announce(NEXT_DAY)
    change = CalendarChange.objects.get()
    rows = swapping.read(recompute._next(change), recompute.READ)
    cases.move(told, "inform", by=actor("malee"), data={"text": "กำลังตรวจสอบให้"}, now=LATER)
    assert recompute._swap(change, rows, LATER) == 1
    told.refresh_from_db()
    assert (told.version, told.due_at) == (3, at("11-18T16:30"))
    assert list(replay.differences()) == []


days = st.integers(min_value=0, max_value=20).map(lambda n: date(2026, 11, 17) + timedelta(days=n))


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(days, st.booleans(), st.sampled_from(["", "50"])), min_size=1, max_size=5), st.integers(1, 4))
def test_in_the_end_every_date_is_as_if_the_calendar_had_always_been_so(
    world: None, steps: list[tuple[date, bool, str]], batch: int
) -> None:
    with transaction.atomic():
        told = [case(n, district=code, subdistrict=None) for n, code in enumerate(("5001", "5201", "5002"))]
        for on, cancelled, province in steps:
            announce(on, cancelled=cancelled, province_code=province)
            if on.day % 2:
                recompute.follow_all(LATER, batch=batch)
        recompute.follow_all(LATER, batch=batch)
        for one in told:
            one.refresh_from_db()
            for kind, due in (("accept", one.due_at), ("finish", one.finish_due_at)):
                wanted = rules.promise(
                    kind, at=MONDAY, mission="grievance", level="district", province_code=one.province_code
                )
                assert due == wanted.due_at
        assert list(replay.differences()) == []
        transaction.set_rollback(True)
