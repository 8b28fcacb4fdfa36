"""Which refusals wait for a second person: what the row of the reason says, for every reason there is."""

import pytest

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases.effects import second
from sangsuk.cases.workflow import MOVES
from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.catalog.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
ANSWER = "เราพิจารณาแล้ว รับเรื่องนี้ไว้ไม่ได้ ท่านปรึกษาสิทธิของท่านได้ที่สำนักงานยุติธรรมจังหวัด"


def reasons() -> dict[str, bool]:
    return {term.code: term.second_person for term in catalog.terms(axes.REFUSAL)}


def test_every_reason_of_refusal_is_held_exactly_when_its_row_says_so() -> None:
    assert {*reasons().values()} == {True, False}
    for n, (code, wants_two) in enumerate(reasons().items(), start=1):
        told = moved(case(n), ("checklist", actor("malee")))
        said = {"refusal_reason": code, "answer": ANSWER}
        told = cases.move(told, "refuse", by=actor("malee"), data=said, now=MONDAY)
        assert told.status == ("review" if wants_two else "refused"), code
        if wants_two:
            told = cases.move(told, "approve", by=actor("suda"), data={}, now=MONDAY)
        assert (told.status, told.refusal_code, told.duties) == ("refused", code, {}), code


def test_a_row_that_an_operator_has_changed_holds_from_then_on(remembering: None) -> None:
    from sangsuk.common.remember import forget_all

    code = next(code for code, wants_two in reasons().items() if not wants_two)
    Term.objects.filter(axis=axes.REFUSAL, code=code).update(second_person=True)
    forget_all()
    assert second.needed(case(), MOVES["refuse"], {"refusal_reason": code})
    forget_all()


@pytest.mark.parametrize("wants_two", [True, False])
def test_a_weighty_class_asks_for_two_whatever_the_reason(wants_two: bool) -> None:
    code = next(code for code, flag in reasons().items() if flag == wants_two)
    assert second.needed(case(nature="accusation"), MOVES["refuse"], {"refusal_reason": code})


def test_the_reason_of_a_refusal_says_nothing_of_other_endings() -> None:
    code = next(code for code, wants_two in reasons().items() if wants_two)
    for name in ("close", "tell_result", "suspend"):
        assert not second.needed(case(), MOVES[name], {"refusal_reason": code}), name
