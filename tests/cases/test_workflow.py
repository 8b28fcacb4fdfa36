"""The table of moves, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import DATA
from sangsuk.cases import workflow
from sangsuk.cases.workflow import AGENCY, CITIZEN, CLOSED, FORMER, MOVES, OPEN, OWNER, STATUSES, SUPERIOR, Facts
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.notifications.sentences import SENTENCES

ALL_TRUE = {"has_upper": True, "has_origin": True, "reopenable": True}


@pytest.mark.parametrize("move", MOVES.values(), ids=list(MOVES))
def test_every_move_is_wholly_described(move):
    assert move.sources <= set(STATUSES)
    assert move.target is None or move.target in STATUSES
    assert move.by <= {OWNER, AGENCY, SUPERIOR, CITIZEN, FORMER}
    assert set(move.reads) <= {*move.needs, *move.takes}
    assert {*move.needs, *move.takes} - {"file"} <= set(workflow.FIELDS)
    assert move.tells is None or move.tells in SENTENCES
    assert str(move.label)
    str(move.said) % dict.fromkeys(("office", "agency", "who", "you", "before", "category", "assignee"), "ก")


def test_every_status_has_a_word_for_citizens_and_for_officials():
    assert all(str(citizen) and str(official) for citizen, official in STATUSES.values())


def test_every_open_status_has_a_way_to_the_end_for_its_owner():
    reached = set(CLOSED)
    while True:
        more = {
            status
            for move in MOVES.values()
            for status in move.sources
            if move.target in reached and OWNER in move.by and move.name not in ("redirect", "pass_up", "return_down")
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
def test_a_former_holder_may_only_leave_a_note(status):
    assert {m.name for m in workflow.available(Facts(status, **ALL_TRUE), {FORMER})} <= {"note"}


@given(
    status=st.sampled_from(sorted(STATUSES)),
    standing=st.sampled_from([OWNER, AGENCY, SUPERIOR, CITIZEN, FORMER]),
    upper=st.booleans(), origin=st.booleans(), reopenable=st.booleans(), rated=st.booleans(), mine=st.booleans(),
)  # fmt: skip
def test_what_is_offered_is_what_is_accepted(status, standing, upper, origin, reopenable, rated, mine):
    facts = Facts(status, upper, origin, reopenable, rated, mine)
    offered = {move.name for move in workflow.available(facts, {standing})}
    good = DATA | {"close": {"settlement": "x", "answer": "ตอบแล้วครบถ้วนทุกข้อ"}, "delegate": {"assignee": 1}}
    for name in MOVES:
        try:
            workflow.check(name, facts, {standing}, good.get(name, {}))
            accepted = True
        except NotAllowed:
            accepted = False
        assert accepted == (name in offered), name


@pytest.mark.parametrize(("name", "field"), [(m.name, f) for m in MOVES.values() for f in m.needs if f != "file"])
def test_a_needed_field_that_is_missing_is_named(name, field):
    move = MOVES[name]
    data = {f: v for f, v in (DATA.get(name) or {}).items() if f != field}
    data |= {f: "x" * 20 for f in move.needs if not data.get(f) and f != field}
    with pytest.raises(Refused) as refusal:
        workflow.check(name, Facts(next(iter(move.sources)), **ALL_TRUE), move.by, data | {field: "  "})
    assert (refusal.value.code, refusal.value.field) == ("needed", field)


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
