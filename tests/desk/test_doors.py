"""Doors of the desk that open or stay shut by what happened meanwhile. Who may open what: tests/architecture/urls_by_role.txt."""

from typing import Any

import pytest

from factories import case, moved
from people import STAFF, actor
from sangsuk.cases.models import Case


@pytest.mark.parametrize("who", STAFF)
def test_only_the_office_that_answers_moves_a_case(at: Any, who: str) -> None:
    told = case()
    at(who).post(f"/desk/cases/{told.number}/moves/accept", {})
    assert (Case.objects.get(pk=told.pk).version > 1) is (who in ("malee", "suda"))


def test_the_agency_sees_a_case_only_after_it_was_sent_there(at: Any) -> None:
    told = case()
    wichai = at("wichai")
    assert wichai.get(f"/desk/cases/{told.number}").status_code == 404
    moved(told, ("hand_to_agency", actor("malee")))
    assert wichai.get(f"/desk/cases/{told.number}").status_code == 200


def test_a_stranger_is_led_to_the_door_and_from_there_on_to_what_she_wanted(client: Any) -> None:
    answer = client.get("/desk/relief?by=kind")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/sign-in?next=/desk/relief%3Fby%3Dkind")


@pytest.mark.parametrize("number", ["5001-70-000001", "x", "../etc", "5001-70-000001'", "๕๐๐๑-๗๐-๐๐๐๐๐๑", "\u0000"])
def test_odd_numbers_are_simply_not_there(at: Any, number: str) -> None:
    assert at("malee").get(f"/desk/cases/{number.replace(chr(0), '%00')}").status_code == 404
