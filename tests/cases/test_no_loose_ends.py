"""What one step leaves behind must not bind, or mislead, the next: proposals, dockets, leads, words nobody can read."""

from datetime import timedelta

import pytest

from factories import MONDAY, case, given, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import duties as owed
from sangsuk.cases import machine, promises, workflow
from sangsuk.cases.models import Case
from sangsuk.common.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
WEIGHTY = {"service_class": "important"}
SECOND = "50-highways"


def proposed() -> Case:
    """An ending of the district that waits for a second person."""
    return moved(case(**WEIGHTY), ("accept", actor("malee")), ("close", actor("malee")))


def test_what_a_district_proposed_is_forgotten_when_the_province_takes_the_case_over() -> None:
    told = moved(proposed(), ("take_over", actor("prasit")))
    assert (told.status, told.duties) == (workflow.IN_PROGRESS, {})
    told = cases.move(told, "tell_result", by=actor("prasit"), data=given("tell_result"), now=MONDAY)
    [held] = owed.of_kind(told.duties, owed.APPROVAL).values()
    assert (told.status, held["of"]) == (workflow.REVIEW, "tell_result")


def test_a_mediation_does_not_hold_a_case_that_another_level_took_over() -> None:
    told = moved(case(), ("accept", actor("malee")), ("to_mediation", actor("malee")))
    told = moved(told, ("take_over", actor("prasit")), ("close", actor("prasit")))
    assert (told.status, told.duties) == (workflow.SETTLED, {})


def test_the_agency_that_gets_a_case_after_another_reported_is_the_one_that_leads() -> None:
    malee, wichai = actor("malee"), actor("wichai")
    told = moved(case(), ("accept", malee), ("hand_to_agency", malee), ("report", wichai))
    told = cases.move(told, "hand_to_agency", by=malee, data=given("hand_to_agency") | {"agency": SECOND}, now=MONDAY)
    assert (told.agency_id, told.status) == (SECOND, workflow.ASSIGNED)
    assert [duty["lead"] for duty in owed.tasks(told.duties).values()] == [False, True]


def test_a_body_without_an_account_is_named_to_the_citizen_by_its_name() -> None:
    body = {"agency": "outside", "body": "สหกรณ์ไฟฟ้าบ้านสันทราย"}
    told = moved(case(), ("accept", actor("malee")))
    told = cases.move(told, "hand_to_agency", by=actor("malee"), data=given("hand_to_agency") | body, now=MONDAY)
    said = promises.now_of(told, MONDAY)
    assert "ส่งเรื่องให้สหกรณ์ไฟฟ้าบ้านสันทราย" in said.where
    assert said.next.startswith("สหกรณ์ไฟฟ้าบ้านสันทราย ต้องรายงานผล")


def test_who_asked_the_next_level_is_not_told_that_it_goes_back() -> None:
    malee = actor("malee")
    told = moved(case(), ("checklist", malee), ("refuse", malee), ("appeal", CITIZEN))
    assert "กลับไปที่หน่วยงานเดิม" not in promises.now_of(told, MONDAY).next
    told = moved(case(2), ("accept", malee), ("pass_up", malee))
    assert "กลับไปที่หน่วยงานเดิม" in promises.now_of(told, MONDAY).next


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("report_visit", {"duty": "\x00"}),
        ("report_visit", {"duty": "v" * 5000}),
        ("relieve", {"given_on": "0000-99-99"}),
        ("relieve", {"given_on": "2026/11/01"}),
        ("delegate", {"assignee": 10**5000}),
        ("checklist", {"checks": given("checklist")["checks"] | {"x": "\x00"}}),
    ],
)
def test_what_can_be_no_code_and_no_day_is_refused_and_nothing_breaks(name: str, bad: dict[str, object]) -> None:
    told = moved(case(), ("accept", actor("malee")))
    with pytest.raises(Refused) as refused:
        cases.move(told, name, by=actor("malee"), data=given(name) | bad, now=MONDAY)
    assert refused.value.field in bad
    assert Case.objects.get().version == told.version


def test_a_case_whose_next_step_cannot_be_told_does_not_stop_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    sick, well = moved(case(), ("accept", actor("malee"))), moved(case(2), ("accept", actor("malee")))
    told = machine.step_of

    def stumbles(row: object) -> object:
        if getattr(row, "id", 0) == sick.pk:
            raise LookupError("no such rule")
        return told(row)

    monkeypatch.setattr(machine, "step_of", stumbles)
    later = MONDAY + timedelta(days=60)
    assert machine.tick(later).moved == 1
    assert Case.objects.get(pk=well.pk).reminders == 1
    assert Case.objects.get(pk=sick.pk).tick_at == later + machine.LATER


def test_a_result_told_by_a_second_person_counts_as_told() -> None:
    malee, suda = actor("malee"), actor("suda")
    told = moved(case(**WEIGHTY), ("accept", malee), ("tell_result", malee), ("approve", suda))
    assert (told.status, told.told_at) == (workflow.TOLD, MONDAY + timedelta(hours=3))
