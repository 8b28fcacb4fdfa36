"""An office ends, and its cases are still there: nobody is lost with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factories import MONDAY, case, given, moved, submitted
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import queries
from sangsuk.common.errors import NotAllowed
from sangsuk.offices.models import Office

pytestmark = pytest.mark.django_db


def end(code: str) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Office.objects.filter(code=code).update(valid_to=yesterday, changed_at=timezone.now())


def test_the_citizen_still_finds_her_case_and_who_had_it(world):
    told = submitted()
    end("5001")
    track = queries.track(told.case.number, told.key, caller="a", now=MONDAY)
    assert "เมืองเชียงใหม่" in track.now.where
    assert "เมืองเชียงใหม่" in track.lines[0].sentence


def test_the_office_above_takes_over_what_is_left(world):
    told = case()
    prasit = actor("prasit")
    end("5001")
    assert "take_over" in {m.name for m in queries.desk_case(told.number, prasit, now=MONDAY).moves}
    taken = cases.move(told, "take_over", by=prasit, data=given("take_over"), now=MONDAY)
    assert taken.office_id == "5000"


def test_what_the_ended_office_settled_may_be_opened_again(world):
    told = moved(case(), ("accept", actor("malee")), ("close", actor("malee")))
    end("5001")
    later = MONDAY + timedelta(days=1)
    assert cases.move(told, "reopen", by=CITIZEN, data=given("reopen"), now=later).status == "reopened"


def test_nothing_is_sent_back_to_an_office_that_has_ended(world):
    prasit = actor("prasit")
    told = moved(case(), ("accept", actor("malee")), ("pass_up", actor("malee")))
    end("5001")
    assert "return_down" not in {m.name for m in queries.desk_case(told.number, prasit, now=MONDAY).moves}
    with pytest.raises(NotAllowed):
        cases.move(told, "return_down", by=prasit, data=given("return_down"), now=MONDAY + timedelta(hours=5))
