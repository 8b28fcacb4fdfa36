"""What happens by itself when a date has passed."""

from datetime import timedelta

import pytest

from factories import MONDAY, case, given, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import machine, replay, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.common.errors import NotAllowed
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def ticked(*, after: timedelta) -> Case:
    """The only case, after the machine has looked at it every day up to that moment."""
    for day in range(1, after.days + 1):
        while machine.tick(MONDAY + day * DAY).moved:
            pass
    return Case.objects.get()


def moves() -> list[str]:
    return list(CaseEvent.objects.order_by("case_id", "seq").values_list("move", flat=True))


def test_a_hand_off_that_nobody_takes_up_comes_back_and_the_superior_is_asked_to_look(world):
    malee = actor("malee")
    moved(case(), ("accept", malee), ("pass_up", malee))
    assert Case.objects.get().office_id == "5000"
    told = ticked(after=3 * DAY)
    assert (told.office_id, told.status, told.attention, told.transfer) == ("5001", workflow.IN_PROGRESS, "MOI", "")
    assert moves()[-1] == "lapse"
    assert told.came_from == ""


def test_a_case_sent_back_down_and_not_taken_up_is_the_provinces_again(world):
    malee, prasit = actor("malee"), actor("prasit")
    moved(case(), ("pass_up", malee), ("accept", prasit), ("return_down", prasit))
    told = ticked(after=4 * DAY)
    assert (told.office_id, told.came_from) == ("5000", "5001")


def test_what_was_taken_up_in_time_stays(world):
    malee, prasit = actor("malee"), actor("prasit")
    moved(case(), ("pass_up", malee), ("accept", prasit))
    told = ticked(after=10 * DAY)
    assert (told.office_id, told.status) == ("5000", workflow.ACCEPTED)
    assert "lapse" not in moves()


def test_three_reminders_then_up_by_one_level_each_once(world):
    moved(case(), ("accept", actor("malee")))
    told = ticked(after=75 * DAY)
    said = moves()
    up = said.index("escalate")
    assert said[:up].count("remind") == 3
    assert "5000" in {e.changes.get("office_id") for e in CaseEvent.objects.filter(move="escalate")}
    assert told.hops >= 1


def test_news_begins_the_ladder_anew(world):
    malee = actor("malee")
    told = moved(case(), ("accept", malee))
    told = ticked(after=18 * DAY)
    assert told.reminders == 1
    told = cases.move(told, "inform", by=malee, data=given("inform"), now=MONDAY + 18 * DAY)
    assert told.reminders == 0
    assert told.tick_at == told.due_at


def test_an_agency_is_reminded_of_its_own_work_and_the_superior_hears_of_it_in_the_end(world):
    malee = actor("malee")
    moved(case(), ("accept", malee), ("hand_to_agency", malee))
    told = ticked(after=40 * DAY)
    [(key, duty)] = told.duties.items()
    assert (duty["reminders"], told.attention) == (3, "5000")
    reminded = CaseEvent.objects.filter(move="remind")
    assert {event.data["duty"] for event in reminded} == {key}
    assert told.office_id == "5001"


def test_a_result_nobody_objects_to_settles_by_itself_and_one_that_is_objected_to_does_not(world):
    malee = actor("malee")
    moved(case(), ("accept", malee), ("tell_result", malee))
    assert ticked(after=10 * DAY).status == workflow.SETTLED
    second = moved(case(2), ("accept", malee), ("tell_result", malee), ("object", CITIZEN))
    machine.tick(MONDAY + 12 * DAY)
    second.refresh_from_db()
    assert second.status == workflow.SENT_BACK


def test_who_was_asked_and_does_not_answer_is_not_waited_for_for_ever(world):
    moved(case(), ("ask", actor("malee")))
    told = ticked(after=17 * DAY)
    assert (told.status, told.paused_at) == (workflow.IN_PROGRESS, None)
    assert Message.objects.filter(code="case-news").exists()


def test_an_appeal_that_nobody_takes_up_never_goes_back_to_the_office_complained_of(world):
    malee = actor("malee")
    moved(case(), ("checklist", malee), ("refuse", malee), ("appeal", CITIZEN))
    told = ticked(after=60 * DAY)
    assert told.office_id in ("5000", "MOI")
    assert "lapse" not in moves()


def test_the_fourth_hop_goes_to_the_governor(world):
    told, there = case(), {"5001": ("malee", "5002"), "5002": ("anan", "5001")}
    for _ in range(4):
        who, to = there[told.office_id]
        told = cases.move(told, "redirect", by=actor(who), data={"office": to, "reason": "ไม่ใช่พื้นที่เรา"}, now=MONDAY)
    assert (told.office_id, told.attention, told.hops) == ("5000", "5000", 4)


@pytest.mark.parametrize("name", ["remind", "lapse", "escalate", "settle_told", "clocks_moved"])
def test_nobody_but_the_machine_makes_its_moves(world, name):
    told = moved(case(), ("pass_up", actor("malee")))
    for who in (actor("prasit"), actor("nok"), actor("malee"), CITIZEN):
        with pytest.raises(NotAllowed):
            cases.move(told, name, by=who, now=MONDAY + DAY)


def test_two_ticks_at_once_do_it_once(world):
    moved(case(), ("accept", actor("malee")), ("tell_result", actor("malee")))
    copy = Case.objects.get()
    late = MONDAY + 12 * DAY
    assert machine.tick(late).moved == 1
    assert machine._act(copy, machine.step_of(copy), late) is False  # noqa: SLF001 - the second one, with the row of before
    assert moves().count("settle_told") == 1
    assert list(replay.differences()) == []


def test_a_tick_makes_no_more_than_its_limit(world):
    malee = actor("malee")
    for n in range(1, 4):
        moved(case(n), ("accept", malee), ("tell_result", malee))
    assert machine.tick(MONDAY + 12 * DAY, limit=2).moved == 2
    assert machine.tick(MONDAY + 12 * DAY, limit=2).moved == 1


def test_the_machine_is_nobody_at_the_desk(world):
    assert not Case.objects.visible_to(Actor.outside("มูลนิธิ", "r3")).exists()


def test_one_case_that_stumbles_does_not_hold_up_the_others(world, monkeypatch, caplog):
    malee = actor("malee")
    first = moved(case(1), ("accept", malee), ("tell_result", malee))
    moved(case(2), ("accept", malee), ("tell_result", malee))
    usual = cases.move

    def stumble(told, name, **how):
        if told.pk == first.pk:
            raise ZeroDivisionError
        return usual(told, name, **how)

    monkeypatch.setattr(cases, "move", stumble)
    late = MONDAY + 12 * DAY
    assert machine.tick(late).moved == 1
    first.refresh_from_db()
    assert (first.status, first.tick_at) == (workflow.TOLD, late + timedelta(hours=1))
    assert "stumbled" in caplog.text
