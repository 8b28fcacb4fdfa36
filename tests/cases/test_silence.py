"""No citizen waits for a word longer than the rule says, without somebody being told."""

from datetime import timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from chance import examples
from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import silence, workflow
from sangsuk.cases.models import Case
from sangsuk.common import remember
from sangsuk.deadlines.models import PromiseRule

pytestmark = pytest.mark.usefixtures("world")
LATER = MONDAY + timedelta(days=20)


def found(who: str, now: object = LATER) -> set[str]:
    return set(silence.silent(actor(who), now).values_list("number", flat=True))  # type: ignore[arg-type]


def test_who_heard_nothing_for_longer_than_the_rule_says_is_found() -> None:
    told = moved(case(), ("accept", actor("malee")))
    assert not silence.is_silent(told, MONDAY + timedelta(days=14))
    assert silence.is_silent(Case.objects.get(), LATER)
    assert found("malee") == {told.number}
    assert found("anan") == found("wichai") == set()


@pytest.mark.parametrize("move", ["accept", "ask", "inform", "relieve", "tell_result", "suspend"])
def test_after_a_move_that_tells_nobody_is_silent(move: str) -> None:
    told = case() if move == "accept" else moved(case(), ("accept", actor("malee")))
    moved(told, (move, actor("malee")), now=LATER)
    after = LATER + timedelta(hours=2)
    assert workflow.MOVES[move].tells
    assert not silence.is_silent(Case.objects.get(), after)
    assert found("malee", after) == set()


@pytest.mark.parametrize("move", ["note", "delegate", "categorise"])
def test_what_happens_inside_is_no_word_to_her(move: str) -> None:
    told = moved(moved(case(), ("accept", actor("malee"))), (move, actor("malee")), now=LATER)
    assert silence.is_silent(told, LATER + timedelta(hours=2))


def test_while_the_next_word_is_hers_nobody_is_silent() -> None:
    moved(case(), ("accept", actor("malee")), ("ask", actor("malee")))
    assert found("malee") == set()


def test_a_matter_with_a_rule_of_its_own_follows_that() -> None:
    normal = moved(case(1), ("accept", actor("malee")))
    urgent = moved(case(2), ("accept", actor("malee")))
    Case.objects.filter(pk=urgent.pk).update(urgency="urgent")
    row = PromiseRule.objects.get(code="update")
    row.pk, row.urgency, row.amount = "update.urgent", "urgent", 3
    row.save(force_insert=True)
    remember.forget_all()
    assert found("malee", MONDAY + timedelta(days=7)) == {urgent.number}
    assert found("malee") == {normal.number, urgent.number}


@settings(max_examples=examples(25), deadline=None)
@for_all(st.integers(0, 40 * 24 * 60))
def test_the_list_and_the_case_say_the_same(minutes: int) -> None:
    told = Case.objects.first() or moved(case(), ("accept", actor("malee")))
    now = told.told_at + timedelta(minutes=minutes)
    assert (found("malee", now) == {told.number}) is silence.is_silent(told, now.replace(second=0, microsecond=0))
