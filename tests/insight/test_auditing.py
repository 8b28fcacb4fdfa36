"""The tallies equal a recount from the events, to the unit; and the recount finds what does not."""

from datetime import timedelta

import pytest
from django.db.models import F

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.insight import actions as insight
from sangsuk.insight import auditing
from sangsuk.insight.models import Counted, Progress, Tally

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def counted(world: None) -> None:
    malee, prasit, wichai = actor("malee"), actor("prasit"), actor("wichai")
    moved(
        case(1),
        ("accept", malee),
        ("categorise", malee),
        ("pass_up", malee),
        ("accept", prasit),
        ("return_down", prasit),
    )
    told = moved(
        case(2, category="water.flood"), ("accept", malee), ("hand_to_agency", malee), ("agency_accept", wichai)
    )
    moved(told, ("report", wichai), ("close", malee), ("reopen", CITIZEN), now=MONDAY + timedelta(days=20))
    moved(case(3, district="5002", subdistrict=None), ("withdraw", CITIZEN), now=MONDAY - timedelta(days=60))
    moved(case(4), ("accept", malee), ("hand_to_agency", malee), ("agency_return", wichai), ("redirect", malee))
    insight.count()


def test_what_is_counted_is_what_the_events_say(counted: None) -> None:
    assert list(auditing.wrong_cells()) == []
    assert list(auditing.forgotten()) == []


def test_a_figure_that_was_tampered_with_is_found_and_named(counted: None) -> None:
    Tally.objects.filter(scope="5001", axis="topic", value="water.flood", measure="new").update(n=F("n") + 1)
    (wrong,) = auditing.wrong_cells()
    assert str(wrong) == "5001 topic 202611 grievance water.flood - new: kept 2, events say 1"


def test_a_cell_that_was_lost_or_invented_is_found(counted: None) -> None:
    Tally.objects.filter(scope="under:MOI", axis="origin", measure="withdrawn").delete()
    Tally.objects.create(
        scope="5003", axis="origin", month=202611, mission="grievance", value="2570", second="", measure="new", n=1
    )
    found = {(wrong.cell.split()[0], wrong.kept, wrong.recounted) for wrong in auditing.wrong_cells()}
    assert found == {("under:MOI", 0, 1), ("5003", 1, 0)}


def test_a_case_that_was_forgotten_is_found(counted: None) -> None:
    told = case(9)
    event = told.events.get()
    Progress.objects.update(upto=event.id)
    assert list(auditing.forgotten()) == [f"{told.number}: its event 1 is in no tally"]
    assert not Counted.objects.filter(case_id=told.id).exists()
