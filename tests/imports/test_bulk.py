"""Many at once are the same as one by one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

import factories
from people import CITIZEN, SOMCHAI, actor
from sangsuk.cases import actions as cases
from sangsuk.cases import auditing, bulk, proving, replay, reporters
from sangsuk.cases.bulk import Past, Step, Taken
from sangsuk.cases.models import STATE, Case, CaseEvent, Register, Words

pytestmark = pytest.mark.usefixtures("world")
NOW = factories.MONDAY + timedelta(days=30)
HOUR = timedelta(hours=1)


def take(*pasts: Past) -> Taken:
    return bulk.take_in(pasts, now=NOW)


def past(n: int, **changes: Any) -> Past:
    return Past(factories.new(n, **changes), factories.MONDAY, CITIZEN)


def test_a_case_with_its_past_is_the_same_row_and_events_as_one_that_lived_through_it() -> None:
    malee = actor("malee")
    ways = ("accept", "hand_to_agency", "inform")

    def then(case: Any) -> Iterable[Step]:
        for hours, name in enumerate(ways, start=1):
            yield Step(name, factories.MONDAY + hours * HOUR, malee, factories.given(name))

    lived = factories.moved(factories.case(1), *((name, malee) for name in ways))
    assert take(Past(factories.new(2), factories.MONDAY, CITIZEN, then)) == Taken(taken=1)
    taken = Case.objects.get(number="5001-70-000002")
    same = [f.attname for f in Case._meta.concrete_fields]
    for mine in ("id", "number", "client_id", "key_digest", "intake_digest", "head"):
        same.remove(mine)
    lived.refresh_from_db()
    assert {f: getattr(taken, f) for f in same} == {f: getattr(lived, f) for f in same}
    told = CaseEvent.objects.order_by("seq").values_list(
        "seq", "at", "move", "user_id", "office_code", "data", "changes"
    )
    (first, *then_taken), (other, *then_lived) = told.filter(case=taken), told.filter(case=lived)
    assert then_taken == then_lived
    assert first[:5] + first[6:] == other[:5] + other[6:]  # what was told is not the same
    assert list(proving.faults()) == []
    found_by = Words.objects.values_list("vector", flat=True)
    assert found_by.get(pk=taken.pk) == found_by.get(pk=lived.pk)


def test_the_person_is_sealed_and_can_be_written_to() -> None:
    take(past(1))
    assert reporters.contact(Case.objects.get()) == SOMCHAI


def test_the_key_of_a_case_taken_in_is_the_one_its_client_id_gives() -> None:
    take(past(1))
    again = cases.submit(factories.new(1), by=CITIZEN, now=NOW)
    assert not again.created
    assert again.key == ""  # the same words in another way: then it may be somebody else


def test_numbers_are_gap_free_beside_those_who_submit_one_by_one() -> None:
    factories.case(1)
    take(*(past(n) for n in range(2, 6)), past(6, district="5002", subdistrict=None))
    factories.case(7)
    numbers = Case.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"5001-70-{n:06d}" for n in range(1, 7)] + ["5002-70-000001"]
    assert not list(auditing.register_gaps())


def test_the_register_of_a_year_takes_the_matters_of_that_year_in_the_order_of_their_time() -> None:
    late = Past(factories.new(1), factories.MONDAY, CITIZEN)
    early = Past(factories.new(2), factories.MONDAY - timedelta(days=3), CITIZEN)
    before = Past(factories.new(3), factories.MONDAY - timedelta(days=365), CITIZEN)
    take(late, early, before)
    numbers = [Case.objects.get(client_id=p.new.client_id).number for p in (late, early, before)]
    assert numbers == ["5001-70-000002", "5001-70-000001", "5001-69-000001"]


def test_a_row_that_the_database_refuses_is_found_and_leaves_no_gap() -> None:
    def rated_nine(case: Any) -> Iterable[Step]:
        yield Step("import", factories.MONDAY, CITIZEN, {}, {"rating": 9})

    bad = Past(factories.new(3), factories.MONDAY, CITIZEN, rated_nine)
    answer = take(past(1), past(2), bad, past(4), past(5))
    assert answer.taken == 4
    assert [index for index, _ in answer.refused] == [2]
    assert "rating_is_one_to_five" in answer.refused[0][1]
    assert Register.objects.get().last == 4
    assert not list(auditing.register_gaps())


def test_nothing_is_taken_in_twice_under_one_reference_of_another_register() -> None:
    assert take(past(1, external_ref="x:1")) == Taken(taken=1)
    assert take(past(2, external_ref="x:1"), past(3, external_ref="x:2")) == Taken(taken=1, there=1)


def test_events_fold_to_the_row() -> None:
    take(*(past(n) for n in range(5)))
    assert not list(replay.differences())
    first = CaseEvent.objects.filter(seq=1).first()
    assert first is not None
    assert set(first.changes) == set(STATE)


def test_a_gap_in_a_register_is_found() -> None:
    take(past(1), past(2), past(3))
    Case.objects.filter(number="5001-70-000002").update(number="5001-70-000009")
    assert [f.number for f in auditing.register_gaps()] == ["5001-70"]


def test_an_office_that_is_no_centre_does_not_answer_for_a_case() -> None:
    take(past(1))
    assert not list(auditing.unaccountable())
    Case.objects.update(office_id="50-electricity", holders=["50-electricity"])
    assert [f.number for f in auditing.unaccountable()] == ["5001-70-000001"]


@pytest.mark.parametrize(
    "value",
    [
        [], ["50", "under:5000"], ["NULL", "null", ""], ["a,b", " c "], ["{x}", "[y]"], ['she said "no"', "back\\slash"],
        ["line\nbreak", "tab\t"], ["ก", None],
    ],
)  # fmt: skip
def test_a_list_is_copied_as_it_is(value: list[str | None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table lists (is_list text[], numbers bigint[]) on commit drop")
        bulk._copy(cursor, "copy lists from stdin", [[bulk._column(value), bulk._column([7, 8])]])
        cursor.execute("select is_list, numbers from lists")
        assert cursor.fetchall() == [(value, [7, 8])]
