"""The table of moves, as a table."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import DATA
from sangsuk.cases import workflow
from sangsuk.cases.workflow import (
    AGENCY,
    CITIZEN,
    CLOSED,
    COMMANDER,
    FORMER,
    MOVES,
    OPEN,
    OUTSIDE,
    OWNER,
    STATUSES,
    SUPERIOR,
    SYSTEM,
    Facts,
    holds,
)  # fmt: skip
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.sentences import SENTENCES

STANDINGS = [OWNER, AGENCY, SUPERIOR, CITIZEN, FORMER, COMMANDER, OUTSIDE, SYSTEM]
FLAGS = [f.name for f in fields(Facts) if f.name != "status"]
GAPS = ("office", "agency", "who", "you", "before", "category", "assignee", "body", "to_whom", "meets_on")


def facts_for(move, status=None):
    """Facts under which nothing but the status may stand in the way of this move."""
    wanted = {flag: not move.condition.startswith("not_") for flag in [move.condition.removeprefix("not_")] if flag}
    return Facts(status or min(move.sources), **wanted)


@pytest.mark.parametrize("move", MOVES.values(), ids=list(MOVES))
def test_every_move_is_wholly_described(move):
    assert move.sources <= set(STATUSES)
    assert set(move.ends_in) <= set(STATUSES)
    assert move.by <= set(STANDINGS)
    assert set(move.reads) <= {*move.needs, *move.takes} or move.name == "approve"  # that tells what was proposed
    assert holds(move.condition, facts_for(move))
    assert {*move.needs, *move.takes} - {"file"} <= set(workflow.FIELDS)
    assert move.tells is None or move.tells in SENTENCES
    assert str(move.label)
    str(move.said) % dict.fromkeys(GAPS, "ก")


def test_every_status_has_a_word_for_citizens_and_for_officials():
    assert all(str(citizen) and str(official) for citizen, official in STATUSES.values())


def test_every_open_status_has_a_way_to_the_end_for_its_owner():
    reached = set(CLOSED)
    while True:
        more = {
            status
            for move in MOVES.values()
            for status in move.sources
            if reached & set(move.ends_in) and (OWNER in move.by or move.name == "approve") and move.name != "unmerge"
        }
        if more <= reached:
            break
        reached |= more
    assert reached >= OPEN


@pytest.mark.parametrize("status", sorted(OPEN))
def test_a_citizen_can_withdraw_and_add_while_her_case_is_open(status):
    names = {move.name for move in workflow.available(Facts(status), {CITIZEN})}
    assert {"withdraw", "add"} <= names


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_a_former_holder_may_only_say_what_she_knows(status):
    for flag in FLAGS:
        offered = {m.name for m in workflow.available(Facts(status, **{flag: True}), {FORMER})}
        assert offered <= {"note", "report_visit"}  # who was sent to look may say what she saw


GOOD = {
    "close": {"settlement": "x"}, "tell_result": {"settlement": "x"}, "delegate": {"assignee": 1}, "entrust": {"assignee": 1},
    "link": {"into": "5001-70-000001"},
    "unlink": {"into": "5001-70-000001"}, "merge": {"into": "5001-70-000001"},
}  # fmt: skip


@given(
    status=st.sampled_from(sorted(STATUSES)), standing=st.sampled_from(STANDINGS),
    flags=st.fixed_dictionaries({flag: st.booleans() for flag in FLAGS}),
)  # fmt: skip
def test_what_is_offered_is_what_is_accepted(status, standing, flags):
    facts = Facts(status, **flags)
    offered = {move.name for move in workflow.available(facts, {standing})}
    for name in MOVES:
        try:
            workflow.check(name, facts, {standing}, DATA.get(name, {}) | GOOD.get(name, {}))
            accepted = True
        except NotAllowed:
            accepted = False
        assert accepted == (name in offered), name


@pytest.mark.parametrize(("name", "field"), [(m.name, f) for m in MOVES.values() for f in m.needs if f != "file"])
def test_a_needed_field_that_is_missing_is_named(name, field):
    move = MOVES[name]
    data = {f: v for f, v in (DATA.get(name) or {}).items() if f != field}
    data |= {f: _plain(f) for f in move.needs if not data.get(f) and f != field}
    with pytest.raises(Refused) as refusal:
        workflow.check(name, facts_for(move), move.by, data | {field: "  "})
    assert (refusal.value.code, refusal.value.field) == ("needed", field)


def _plain(field):
    return {"number": 3, "date": "2026-11-25", "checks": {"a": "yes"}}.get(workflow.FIELDS[field].kind, "x" * 20)


@pytest.mark.parametrize(
    ("value", "code"),
    [("ก", "too_short"), ("ก" * 1001, "too_long"), ("มี\x00ศูนย์", "bad_sign"), (7, "not_text"), (["ก"], "not_text")],
)
def test_bad_text_is_refused_with_its_reason(value, code):
    with pytest.raises(Refused) as refusal:
        workflow.check("ask", Facts(workflow.RECEIVED), {OWNER}, {"question": value})
    assert (refusal.value.code, refusal.value.field) == (code, "question")


def test_an_unknown_move_is_refused():
    with pytest.raises(Refused) as refusal:
        workflow.check("explode", Facts(workflow.RECEIVED), {OWNER}, {})
    assert refusal.value.code == "unknown_move"
