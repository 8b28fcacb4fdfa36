"""What the upgrade writes about cases of the version before is what the events of any case are: they rebuild the row."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from factories import MONDAY, case, moved
from mediating import docketed, settled
from mediating import moved as mediated
from people import actor
from sangsuk.cases import chain, proving, replay
from sangsuk.cases.mediation import proving as dockets
from sangsuk.cases.models import Case, CaseEvent, Mediation, MediationEvent, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
CONVERT = import_module("sangsuk.cases.migrations.0008_open_cases_owe").CONVERT
ADOPT = import_module("sangsuk.cases.migrations.0020_chain").adopt
ADOPT_DOCKETS = import_module("sangsuk.cases.migrations.0026_dockets_chained").adopt
YOUNGER = ("due_from", "finish_from", "duties", "workers")


def made_older(told: Case) -> None:
    """As the version before left it: its events and its row say nothing of what is younger."""
    for event in CaseEvent.objects.filter(case=told):
        event.changes = {name: value for name, value in event.changes.items() if name not in YOUNGER}
        event.save()
    # the column of duties was new then, without the rule that a case with an agency has some
    Case.objects.filter(pk=told.pk).update(due_from=None, finish_from=None, duties={"older": {}}, workers=[])


def before_the_chain() -> None:
    with connection.cursor() as cursor:
        for table, name in (("caseevent", "salt"), ("caseevent", "body"), ("caseevent", "hash"), ("case", "head")):
            cursor.execute(f"alter table cases_{table} alter column {name} drop not null")


def test_events_that_are_older_than_the_chain_are_taken_into_it_as_they_stand() -> None:
    before_the_chain()
    malee = actor("malee")
    moved(case(), ("accept", malee), ("note", malee))
    case(2)
    CaseEvent.objects.update(salt=None, body=None, hash=None)
    CaseEvent.objects.filter(seq=1).update(data={})
    Case.objects.update(head=None)
    ADOPT(None, SimpleNamespace(connection=connection))
    seen = proving.Seen()
    assert list(proving.faults(seen)) == []
    assert (seen.cases, seen.events, seen.adopted) == (2, 4, 4)
    moved(Case.objects.get(number="5001-70-000002"), ("accept", malee))
    assert list(proving.faults()) == []
    CaseEvent.objects.filter(move="note").update(adopted_on=None)
    assert [fault.what for fault in proving.faults()] == ["link"]


@pytest.mark.parametrize("fraction", [timedelta(), timedelta(microseconds=120_030)])
def test_open_cases_with_an_agency_are_converted_and_their_events_rebuild_them(fraction: timedelta) -> None:
    before_the_chain()
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


def test_dockets_that_are_older_than_their_imprints_are_taken_in_as_they_stand() -> None:
    settled(1)
    docketed(2)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for name in ("salt", "body", "hash"):
            cursor.execute(f"alter table cases_mediationevent alter column {name} drop not null")
        cursor.execute("delete from cases_caseevent where move = 'docket'")
        cursor.execute("alter table cases_mediationevent drop constraint event_of_a_mediation_has_its_imprint")
    MediationEvent.objects.update(salt=None, body=None, hash=None)
    for told in Case.objects.all():
        renumbered(told)
    ADOPT_DOCKETS(apps, SimpleNamespace(connection=connection))
    assert list(dockets.faults()) == [] and list(proving.faults()) == []
    assert CaseEvent.objects.filter(move="docket", adopted_on__isnull=False).count() == 2
    mediated(Mediation.objects.get(running=2), "ask_consent")
    assert list(dockets.faults()) == [] and list(proving.faults()) == []
    Party.objects.update(side="requester")
    assert [fault.what for fault in dockets.faults()] == ["rows", "rows"]


def renumbered(told: Case) -> None:
    """Its events one behind the other, and chained anew, as they were before imprints stood among them."""
    head, events = b"", list(CaseEvent.objects.filter(case=told).order_by("seq"))
    for place, event in enumerate(events, start=1):
        event.seq, event.changes = place, {**event.changes, "version": place}
        head = chain.link(event, client_id=told.client_id, head=head)
        event.save()
    Case.objects.filter(pk=told.pk).update(version=len(events), head=head)
