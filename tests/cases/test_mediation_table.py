"""The table of a mediation by itself, and random lives on the real database."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mediating as told
from chance import examples
from factories import MONDAY, case
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import replay
from sangsuk.cases.intake import plain
from sangsuk.cases.mediation import actions as mediating
from sangsuk.cases.mediation import counting, recording, rules, table, words
from sangsuk.cases.mediation.rules import Rule
from sangsuk.cases.mediation.standing import allowed, facts
from sangsuk.cases.models import MEDIATION_STATE, Case, Mediation, MediationEvent, Session
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.sentences import SENTENCES

ALL = table.Facts("", True, True, True, True, True, True, True)


def at(status: str, **changes: bool) -> table.Facts:
    return table.Facts(**(vars(ALL) | {"status": status} | changes))


def test_every_status_is_reached_and_left_until_the_end() -> None:
    reached = {move.target for move in table.MOVES.values() if move.target} | {words.AGREED, words.DOCKETED}
    assert reached == set(words.STATUSES)
    for status in table.OPEN:
        assert table.available(at(status), {table.OFFICE})
    for status in words.CLOSED:
        assert table.available(at(status), {table.OFFICE, table.MEDIATOR}) == []


@pytest.mark.parametrize("move", table.MOVES.values(), ids=lambda move: move.name)
def test_every_row_of_the_table_is_whole(move: table.Move) -> None:
    assert move.sources <= set(words.STATUSES)
    assert set(move.needs) | set(move.takes) <= set(words.FIELDS)
    assert str(move.label)
    assert str(move.said)
    assert move.by <= {table.OFFICE, table.MEDIATOR}
    assert move.tells is None or move.tells in SENTENCES
    assert isinstance(table.condition_holds(move, at("docketed")), bool)


@pytest.mark.parametrize("standing", [set(), {table.LOOKER}])
def test_who_only_looks_has_no_button(standing: set[str]) -> None:
    assert all(table.available(at(status), standing) == [] for status in words.STATUSES)


@pytest.mark.parametrize("move", table.MOVES.values(), ids=lambda move: move.name)
def test_a_move_is_refused_outside_its_sources_and_to_others(move: table.Move) -> None:
    for status in set(words.STATUSES) - move.sources:
        with pytest.raises(NotAllowed) as refused:
            table.check(move.name, at(status), {table.OFFICE}, {})
        assert refused.value.code == "not_now"
    with pytest.raises(NotAllowed) as refused:
        table.check(move.name, at(min(move.sources)), {table.LOOKER}, {})
    assert refused.value.code == "not_yours"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", "needed"), ("name", "  ", "needed"), ("name", 7, "bad_value"), ("name", "ก", "too_short"),
        ("name", "ก" * 201, "too_long"), ("name", "ก\x00ข", "bad_sign"), ("value_baht", "80,000", "bad_value"),
        ("value_baht", True, "bad_value"), ("at", "2026-11-23", "bad_value"), ("no_conflict", False, "needed"),
        ("no_conflict", "yes", "bad_value"), ("mediators", "1", "bad_value"), ("signed_on", "2026", "bad_value"),
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_shape_is_refused_by_name(field: str, value: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        table.check_field(field, value, needed=True)
    assert (refused.value.code, refused.value.field) == (code, field)


def rule(code: str, kind: str, since: date, until: date | None, amount: int) -> Rule:
    return Rule(code, "limit_baht", kind, amount, since, until, "", "", True)


def test_the_rule_of_the_day_is_found_and_the_special_one_before_the_general() -> None:
    old = rule("old", "", date(2007, 1, 1), date(2022, 10, 13), 200_000)
    new = rule("new", "", date(2022, 10, 13), None, 2_000_000)
    land = rule("land", "civil", date(2025, 1, 1), None, 1)
    for on, kind, found in [
        (date(2022, 10, 12), "civil", old), (date(2022, 10, 13), "civil", new), (date(2026, 1, 1), "civil", land),
        (date(2026, 1, 1), "criminal", new), (date(2000, 1, 1), "civil", None),
    ]:  # fmt: skip
        assert rules.find("limit_baht", kind, on, [new, land, old]) is found
    assert rules.find("members", "civil", date(2026, 1, 1), [new]) is None


VALUES = st.one_of(st.none(), st.integers(-10, 4_000_000))


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), value=VALUES)
def test_any_legal_life_keeps_the_law_and_folds_to_its_row(data: st.DataObject, value: int | None) -> None:
    """Never beyond the limit, no session after the end, the events give the row, an illegal move changes nothing."""
    malee, number = actor("malee"), Case.objects.count() + 1
    try:
        one = told.docketed(number, value_baht=value)
    except Refused:
        assert value is not None
        assert value < 0 or value > 2_000_000
        return
    now = MONDAY
    for _ in range(data.draw(st.integers(0, 14))):
        now = _later(data, one, now)
        before = state_of(one)
        names = {move.name for move in allowed(one, malee, now)}
        name = data.draw(st.sampled_from(sorted(table.MOVES)))
        wish = told.given(name, now, **_wish(data, name, one))
        try:
            one = mediating.move(one, name, by=malee, data=wish, now=now)
        except Refused:
            assert state_of(Mediation.objects.get(pk=one.pk)) == before
            continue
        assert name in names
        _holds(one)


def _later(data: st.DataObject, one: Mediation, now: datetime) -> datetime:
    """An hour later, when the appointment has begun, or when all time is over."""
    choices = [now + timedelta(hours=1), max(now, one.session_at or now), max(now, one.due_at + timedelta(hours=1))]
    return data.draw(st.sampled_from(choices))


def _wish(data: st.DataObject, name: str, one: Mediation) -> dict[str, Any]:
    if name == "revalue":
        return {"value_baht": data.draw(st.integers(0, 4_000_000))}
    if name in ("drop_party", "identify"):
        return {"party": data.draw(st.integers(1, 4))}
    if name in ("agree", "refuse"):
        return {"side": data.draw(st.sampled_from(["requester", "other", "nobody"]))}
    if name == "dismiss":
        return {"why": data.draw(st.sampled_from([*words.REASONS, "bored"]))}
    if name == "appoint":
        return {"at": data.draw(st.sampled_from([MONDAY, one.due_at, one.due_at + timedelta(seconds=1)]))}
    return {}


def state_of(one: Mediation) -> dict[str, Any]:
    return plain({field: getattr(one, field) for field in MEDIATION_STATE})


def _holds(one: Mediation) -> None:
    stored = Mediation.objects.get(pk=one.pk)
    assert state_of(stored) == state_of(one)
    events = MediationEvent.objects.filter(mediation=one).order_by("seq").values_list("changes", flat=True)
    assert {field: replay.fold(events)[field] for field in MEDIATION_STATE} == state_of(one)
    assert stored.value_baht is None or stored.value_baht <= 2_000_000
    assert not Session.objects.filter(mediation=one, at__gt=stored.due_at).exists()
    assert stored.identified <= stored.requesters + stored.others
    assert (stored.case.status == "mediation") is stored.is_open
    people = one.parties.filter(left_at=None)
    assert stored.requesters == people.filter(side="requester").count()
    assert stored.others == people.filter(side="other").count()
    assert stored.identified == people.filter(id_shown=True).exclude(side="accused").count()
    if not stored.is_open:
        assert stored.session_at is None
        assert table.available(facts(stored, stored.due_at), {table.OFFICE, table.MEDIATOR}) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_figures_are_what_the_events_say() -> None:
    since, until = MONDAY - timedelta(days=1), MONDAY + timedelta(days=60)
    told.settled(1, value_baht=80_000)
    told.moved(told.docketed(2, value_baht=500_000), "ask_consent", "refuse")
    told.docketed(3, value_baht=None)
    told.docketed(4, value_baht=7, now=until)
    found = counting.statistics(since, until)
    events = MediationEvent.objects.filter(at__gte=since, at__lt=until)
    ends = [event.changes.get("status") for event in events if event.changes.get("status") in words.CLOSED]
    assert found.came_in == events.filter(move="docket").count() == 3
    assert (found.settled, found.dismissed) == (ends.count("settled"), ends.count("dismissed")) == (1, 1)
    assert (found.remaining, found.value_in_baht, found.value_settled_baht) == (1, 580_000, 80_000)
    assert found.reasons == {"refusal": 1}
    assert counting.statistics(since, until, offices=["5002"]).came_in == 0
    assert [row["district"] for row in counting.by_district(since, until)] == ["5001"]


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_what_is_not_as_it_must_be_is_found() -> None:
    one = told.docketed()
    assert [*counting.docket_gaps(), *counting.beside_their_case(), *recording.differences()] == []
    Mediation.objects.filter(pk=one.pk).update(running=3, value_baht=1)
    assert [finding.number for finding in counting.docket_gaps()] == ["5001-M69"]
    assert [(found.field, found.row, found.events) for found in recording.differences()] == [("value_baht", 1, 80_000)]
    lost = cases.move(case(9), "withdraw", by=CITIZEN, now=MONDAY)
    Mediation.objects.filter(pk=one.pk).update(case=lost)
    assert [finding.number for finding in counting.beside_their_case()] == [one.number]


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_the_check_of_all_cases_looks_at_mediations_too(capsys: pytest.CaptureFixture[str]) -> None:
    one = told.settled()
    call_command("check", "cases")
    assert "no difference" in capsys.readouterr().out
    Mediation.objects.filter(pk=one.pk).update(value_baht=1)
    with pytest.raises(CommandError):
        call_command("check", "cases")
    assert f"mediation: {one.number} value_baht" in capsys.readouterr().out
