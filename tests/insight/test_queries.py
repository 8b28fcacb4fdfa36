"""What the public may count, by district and province, in one query."""

from typing import Any

import pytest

from factories import case, moved
from people import CITIZEN, actor
from sangsuk.insight import queries as insight


@pytest.mark.parametrize(("n", "shown"), [(0, "0"), (1, "1–4"), (4, "1–4"), (5, "5"), (1234, "1,234")])
def test_small_numbers_are_not_told_exactly(n: int, shown: str) -> None:
    assert insight.shown(n) == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [([], "0"), ([0, 0], "0"), ([45, 12], "57"), ([45, 1], "46–49"), ([45, 4], "46–49"), ([2], "1–4"), ([1, 1, 1], "3–12")],
)  # fmt: skip
def test_a_sum_does_not_tell_the_number_that_is_hidden_beside_it(parts: list[int], shown: str) -> None:
    assert insight.shown_sum(parts) == shown


def test_the_country_is_told_exactly_once_many_hidden_numbers_are_in_it() -> None:
    assert insight.shown_whole([30, 2, 1]) == "32–38"
    assert insight.shown_whole([1200] + [1] * insight.MANY) == "1,210"


def test_open_cases_are_counted_where_they_happened(world: None) -> None:
    case(1), case(2), case(3, district="9011", subdistrict=None)
    assert insight.open_by_district() == {"5001": 2, "9011": 1}
    assert insight.shown_by_province() == {"50": "1–4", "90": "1–4"}


def test_what_is_done_or_withdrawn_is_not_counted(world: None) -> None:
    moved(case(1), ("accept", actor("malee")), ("close", actor("malee")))
    moved(case(2), ("withdraw", CITIZEN))
    assert insight.open_by_district() == {}


def test_one_query_whatever_the_number(world: None, django_assert_num_queries: Any) -> None:
    for n in range(5):
        case(n)
    with django_assert_num_queries(1):
        insight.open_by_district()
