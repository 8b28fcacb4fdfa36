"""Many cases moved at once leave exactly what one move at a time would have left."""

from datetime import timedelta

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases import machine, replay
from sangsuk.cases.models import STATE, Case, CaseEvent
from sangsuk.cases.swapping import Swap, swap
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db
LATE = MONDAY + timedelta(days=20)


def state(told: Case) -> dict[str, object]:
    return {name: getattr(told, name) for name in (*STATE, "tick_at")}


def said(told: Case) -> tuple[object, ...]:
    event = CaseEvent.objects.filter(case=told).order_by("seq").last()
    assert event is not None
    return event.seq, event.at, event.move, event.actor_kind, event.channel, event.data, event.changes


@pytest.mark.parametrize("lives", [(), ("accept",), ("accept", "hand_to_agency"), ("accept", "order_visit")])
def test_reminders_of_a_tick_are_what_a_single_one_would_be(world: None, lives: tuple[str, ...]) -> None:
    malee = actor("malee")
    one, other = (moved(case(n), *((name, malee) for name in lives)) for n in (1, 2))
    step = machine.step_of(other)
    assert step is not None
    assert step.what == "remind"
    alone = cases.move(other, "remind", by=Actor.system(), data={"duty": step.duty} if step.duty else {}, now=LATE)
    assert machine.tick(LATE).moved == 1
    one.refresh_from_db()
    alone.refresh_from_db()
    assert state(one) == state(alone)
    assert said(one) == said(alone)
    assert list(replay.differences()) == []


def test_who_was_quicker_keeps_what_she_made(world: None) -> None:
    told = case()
    before = Case.objects.get()
    cases.move(told, "accept", by=actor("malee"), now=MONDAY)
    assert swap([Swap(before, {"reminders": 1}, {})], move="remind", now=LATE) == set()
    assert Case.objects.get().reminders == 0
    assert CaseEvent.objects.count() == 2


def test_cases_may_change_in_different_fields_at_once(world: None) -> None:
    one, other = case(1), case(2)
    swaps = [Swap(one, {"reminders": 2, "attention": "5000"}, {"a": 1}), Swap(other, {"duties": {}, "workers": []}, {})]
    assert swap(swaps, move="remind", now=LATE, data={"b": 2}) == {one.pk, other.pk}
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.reminders, one.attention, one.version) == (2, "5000", 2)
    assert (other.reminders, other.attention, other.duties) == (0, "", {})
    assert {e.data["b"] for e in CaseEvent.objects.filter(move="remind")} == {2}
    assert list(replay.differences()) == []


def test_a_sweep_goes_on_until_nothing_is_due(world: None) -> None:
    for n in range(5):
        case(n)
    done = machine.sweep(LATE, seconds=60, limit=2)
    assert done.moved >= 5
    assert not Case.objects.filter(tick_at__lte=LATE).exists()
