"""What the upgrade writes about cases of the version before is what the events of any case are: they rebuild the row."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import replay
from sangsuk.cases.models import Case, CaseEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
CONVERT = import_module("sangsuk.cases.migrations.0008_open_cases_owe").CONVERT
YOUNGER = ("due_from", "finish_from", "duties", "workers")


def made_older(told: Case) -> None:
    """As the version before left it: its events and its row say nothing of what is younger."""
    for event in CaseEvent.objects.filter(case=told):
        event.changes = {name: value for name, value in event.changes.items() if name not in YOUNGER}
        event.save()
    # the column of duties was new then, without the rule that a case with an agency has some
    Case.objects.filter(pk=told.pk).update(due_from=None, finish_from=None, duties={"older": {}}, workers=[])


@pytest.mark.parametrize("fraction", [timedelta(), timedelta(microseconds=120_030)])
def test_open_cases_with_an_agency_are_converted_and_their_events_rebuild_them(fraction: timedelta) -> None:
    malee = actor("malee")
    told = moved(case(), ("accept", malee), ("hand_to_agency", malee), now=MONDAY + fraction)
    made_older(told)
    with connection.cursor() as cursor:
        cursor.execute(CONVERT)
    told.refresh_from_db()
    [duty] = told.duties.values()
    assert (duty["who"], duty["status"], told.workers) == (told.agency_id, "waiting", [told.agency_id])
    assert told.due_from is not None and told.finish_from is not None
    assert list(replay.differences()) == []
