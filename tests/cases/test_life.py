"""Any life that the table allows: whatever happens in whatever order, the promises to the citizen hold."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chance import examples
from factories import MONDAY, PHOTO, case, into
from factories import given as good
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import duties as owed
from sangsuk.cases import machine, replay, workflow
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.cases.standing import allowed
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

pytestmark = pytest.mark.django_db
PEOPLE = ["malee", "suda", "anan", "prasit", "orn", "nok", "wichai", "kanya", "preecha", "somchai", "machine"]
KINDS = {
    "report_visit": owed.VISIT, "cancel_visit": owed.VISIT, "referral_answer": owed.REFERRAL, "other_answers": owed.QUESTION,
    "minutes": owed.MEETING,
}  # fmt: skip
REPORTED_ONLY, RUNNING_ONLY = ("send_back", "confirm_task"), ("chase", "report")


def person(name: str) -> Actor:
    return {"somchai": CITIZEN, "machine": Actor.system()}.get(name) or actor(name)


def data_for(told: Case, name: str) -> dict[str, object]:
    data = good(name)
    data |= into(told, name)
    fits = _fitting(told, name)
    if "duty" in workflow.MOVES[name].takes and len(fits) > 1:
        data["duty"] = fits[0]
    return data


def _fitting(told: Case, name: str) -> list[str]:
    found = owed.of_kind(told.duties, KINDS.get(name, owed.TASK))
    if name in REPORTED_ONLY:
        return [key for key, duty in found.items() if duty["status"] == owed.REPORTED]
    if name in RUNNING_ONLY:
        return [key for key, duty in found.items() if duty["status"] != owed.REPORTED]
    return list(found)


def holds_together(told: Case) -> None:
    """What must be true after every event."""
    fresh = Case.objects.get(pk=told.pk)
    events = list(CaseEvent.objects.filter(case=fresh).order_by("seq"))
    assert [event.seq for event in events] == list(range(1, fresh.version + 1))
    assert all(one.at <= two.at for one, two in zip(events, events[1:], strict=False))
    assert offices.directory()[fresh.office_id].is_centre
    assert fresh.office_id in fresh.holders
    if fresh.closed_at:
        assert (fresh.duties, fresh.transfer, fresh.attention, fresh.tick_at, fresh.workers) == ({}, "", "", None, [])
    else:
        assert fresh.due_at is not None
        assert fresh.due_from is None or fresh.due_from <= fresh.due_at
        step = machine.step_of(fresh)
        assert (step is None) == (fresh.tick_at is None)
    assert set(fresh.workers) == {duty["who"] for duty in owed.tasks(fresh.duties).values()}
    assert (fresh.status in workflow.WITH_AGENCY) <= bool(fresh.workers)
    assert fresh.waited_minutes >= 0
    assert (fresh.paused_at is not None) <= (
        fresh.status in (workflow.INFO_REQUESTED, workflow.SUSPENDED, *workflow.OPEN)
    )


@settings(max_examples=examples(16), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_legal_life_keeps_one_owner_no_forgotten_duty_and_events_that_rebuild_the_row(world, remembering, data):
    with transaction.atomic():
        case(90)
        told = case(
            1,
            nature=data.draw(st.sampled_from(["", "accusation"])),
            mission=data.draw(st.sampled_from(["grievance", "advice"])),
        )
        now = MONDAY
        for _ in range(data.draw(st.integers(1, 14))):
            now += timedelta(minutes=data.draw(st.sampled_from([1, 45, 60 * 30, 60 * 24 * 9])))
            name, who = _choice(told, now, data)
            given_ = data_for(told, name)
            before = told.version
            try:
                with transaction.atomic():
                    told = cases.move(
                        told, name, by=who, data=given_, files=(PHOTO,) if name == "attach" else (), now=now
                    )
            except NotAllowed:
                raise
            except Refused as refused:
                assert refused.code in (
                    "open_duty",
                    "no_checklist",
                    "same_agency",
                    "case_closed",
                    "bad_choice",
                    "needed",
                    "bad_date",
                    "same_office",
                    "nothing_to_seal",
                    "sealed",
                    "not_more_secret",
                    "accused",
                ), refused
                told = Case.objects.get(pk=told.pk)
                assert told.version == before
            holds_together(told)
        assert list(replay.differences()) == []
        transaction.set_rollback(True)


def _choice(told: Case, now, data):
    """Somebody who may do something, and what of it."""
    may = {name: [m.name for m in allowed(told, person(name), now)] for name in PEOPLE}
    who = data.draw(st.sampled_from(sorted(name for name, moves in may.items() if moves)), label="who")
    return data.draw(st.sampled_from(may[who]), label="move"), person(who)


@settings(max_examples=examples(4), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_not_allowed_is_refused_and_changes_nothing(world, remembering, data):
    with transaction.atomic():
        case(90)
        told, now = case(1), MONDAY
        for _ in range(data.draw(st.integers(0, 6))):
            now += timedelta(hours=1)
            name, who = _choice(told, now, data)
            try:
                with transaction.atomic():
                    told = cases.move(
                        told,
                        name,
                        by=who,
                        data=data_for(told, name),
                        files=(PHOTO,) if name == "attach" else (),
                        now=now,
                    )
            except Refused:
                told = Case.objects.get(pk=told.pk)
        row = Case.objects.filter(pk=told.pk).values().get()
        events = CaseEvent.objects.count()
        for who in PEOPLE:
            offered = {m.name for m in allowed(told, person(who), now)}
            for name in sorted(set(workflow.MOVES) - offered):
                with pytest.raises(NotAllowed):
                    cases.move(told, name, by=person(who), data=good(name), now=now)
        assert Case.objects.filter(pk=told.pk).values().get() == row
        assert CaseEvent.objects.count() == events
        transaction.set_rollback(True)
