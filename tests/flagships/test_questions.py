"""Numbers that are worth a question, and those that are not; and that the district answers."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flagging import entry, indicator, project, unit
from people import actor
from sangsuk.common.errors import NotAllowed, Refused, Stale
from sangsuk.flagships.models import Entry, EntryFlag, Indicator
from sangsuk.flagships.periods import shift
from sangsuk.flagships.questions import actions, queries, rules
from sangsuk.flagships.questions.rules import Known, Limits

LIMITS = Limits()
D = Decimal
MANY = [Fraction(n) for n in (90, 100, 110, 95, 105, 98, 102, 99)]


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (Known(D(57), history=[D(57), D(57)]), ["copied"]),
        (Known(D(57), history=[D(57), D(58)]), []),
        (Known(D(0), history=[D(0), D(0)]), []),
        (Known(D(57), history=[D(57), D(57)], flows=False), []),
        (Known(D(8), D(9), history=[D(8), D(8)], bases=[D(9), D(10)]), []),
        (Known(D(8), D(9), history=[D(8), D(8)], bases=[D(9), D(9)]), ["copied"]),
        (Known(D(500), history=[D(100), D(300), D(200), D(710)]), ["rounded"]),
        (Known(D(510), history=[D(100), D(300), D(200), D(700)]), []),
        (Known(D(500), history=[D(100), D(300)]), []),
        (Known(D(40), D(40), history=[D(30), D(35)], bases=[D(30), D(35)], beside=[Fraction(7, 10)] * 8), ["too_good"]),
        (Known(D(40), D(40), history=[D(30), D(35)], bases=[D(30), D(35)], beside=[Fraction(1)] * 8), []),
        (Known(D(4), D(4), history=[D(3), D(3)], bases=[D(3), D(3)], beside=[Fraction(7, 10)] * 8), []),
        (Known(D(9000), history=[D(100), D(110), D(95)], beside=MANY), ["rounded", "outlier"][1:]),
        (Known(D(130), history=[D(100), D(110), D(95)], beside=MANY), []),
        (Known(D(9000), history=[D(8900), D(9100), D(9050)], beside=MANY), []),
        (Known(D(9000), history=[D(100), D(110), D(95)], beside=MANY[:7]), []),
    ],
)
def test_what_is_asked(known: Known, asked: list[str]) -> None:
    assert [one.rule for one in rules.ask(known, LIMITS)] == asked


numbers = st.decimals(0, 10**9, places=2)


@given(numbers, st.lists(numbers, max_size=12), st.lists(st.fractions(0, 10**6), max_size=20))
def test_any_numbers_can_be_looked_at_and_every_question_has_its_sentence(
    number: Decimal, history: list[Decimal], beside: list[Fraction]
) -> None:
    for known in (
        Known(number, history=history, beside=beside),
        Known(number, number, history=history, bases=history, beside=beside),
    ):
        for one in rules.ask(known, LIMITS):
            assert "%(" not in queries.sentence(one.rule, dict(one.facts))


@pytest.fixture
def visited(world: None) -> Indicator:
    unit("case", {"case": 1})
    return indicator(project(), "visited")


def copied(of: Indicator, area: str = "5001") -> Entry:
    return [entry(of, area, shift(date(2020, 10, 1), n), D(57)) for n in range(4)][-1]


def test_a_question_is_asked_once_and_again_only_of_another_number(
    visited: Indicator, django_assert_max_num_queries: Any
) -> None:
    one = copied(visited)
    with django_assert_max_num_queries(9):
        assert actions.look_at([one]) == 1
    assert actions.look_at([one]) == 0
    one.seq += 1
    one.save()
    assert actions.look_at([one]) == 1


def test_the_district_answers_its_question_and_nobody_else(visited: Indicator) -> None:
    actions.look_at([copied(visited)])
    flag = EntryFlag.objects.get()
    stranger, malee = actor("anan"), actor("malee")
    with pytest.raises(NotAllowed):
        actions.answer(flag, by=stranger, said="นับจากสมุดทุกเดือน", settled="right")
    for said, settled in (("สั้น", "right"), ("นับจากสมุดทุกเดือน", "maybe"), ("ก" * 2001, "right")):
        with pytest.raises(Refused):
            actions.answer(flag, by=malee, said=said, settled=settled)
    answered = actions.answer(
        flag, by=malee, said="นับจากสมุดทุกเดือน", settled="right", now=datetime(2021, 2, 1, tzinfo=UTC)
    )
    assert (answered.settled, Entry.objects.get(pk=flag.entry_id).number) == ("right", 57), "the number stays as it is"
    with pytest.raises(Stale):
        actions.answer(EntryFlag.objects.get(), by=malee, said="ตอบอีกครั้งหนึ่ง", settled="to_correct")
