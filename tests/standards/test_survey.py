"""The survey: one minute, no name; sums that tell nobody of anybody; what is forgotten; what indicators read."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from carding import sent
from factories import MONDAY, case, client_id
from people import actor
from sangsuk.cases.models import Case
from sangsuk.common.errors import Missing, Refused
from sangsuk.standards import conduct, forgetting, queries, results, surveying
from sangsuk.standards.models import SurveyAnswer
from sangsuk.standards.results import Quarter
from sangsuk.standards.surveying import New
from sangsuk.standards.words import ITEMS

pytestmark = pytest.mark.usefixtures("world")
LAST = datetime(2026, 8, 3, 3, 0, tzinfo=UTC)
"""In the quarter before that of MONDAY."""
TODAY = date(2026, 11, 16)


def answer(level: int = 4, *, now: datetime = MONDAY, network: str = "", **changes: Any) -> SurveyAnswer:
    told: dict[str, Any] = {
        "client_id": uuid4(),
        "office_code": "5001",
        "service": "registration",
        "items": dict.fromkeys(ITEMS, level),
    }
    return surveying.send(New(**(told | changes)), network=network, now=now).answer


def many(n: int, level: int = 4, **how: Any) -> None:
    for _no in range(n):
        answer(level, **how)


def test_points_follow_from_the_items_and_the_words_lose_names_and_numbers() -> None:
    one = answer(
        items={"speed": 5, "hours": 4, "contact": 3, "manner": 2, "advice": 1},
        told="คุณสมชาย ใจดี โทร 081 555 0101 พูดดีมาก",
    )
    assert one.points == 60
    assert "พูดดีมาก" in one.words_shown and "ใจดี" not in one.words_shown and "0101" not in one.words_shown


def test_pressed_twice_counts_once() -> None:
    first, again = answer(5, client_id=client_id()), answer(1, client_id=client_id())
    assert first == again and SurveyAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": {"speed": 5}}, "hours"), ({"items": dict.fromkeys(ITEMS, 6)}, "speed"), ({"service": ""}, "service"),
        ({"age_band": "x"}, "age_band"), ({"condition": "x"}, "condition"), ({"told": "ก" * 1001}, "told"), ({"channel": "x"}, "channel"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        answer(**changes)
    assert refused.value.field == field and not SurveyAnswer.objects.exists()


@pytest.mark.parametrize("code", ["1001", "5000", "x", ""])
def test_only_district_offices_are_rated(code: str) -> None:
    with pytest.raises(Missing):
        answer(office_code=code)


def test_who_stuffs_from_one_network_weighs_little_and_is_not_refused() -> None:
    many(60, 5, network="203.0.113.0/24")
    weights = list(SurveyAnswer.objects.order_by("pk").values_list("weight", flat=True))
    assert weights[39] == 1 and weights[40] < 1 and weights[59] == Decimal("0.444") and sum(weights) < 80
    assert answer(1, network="198.51.100.0/24").weight == 1


def test_sums_are_told_in_whole_bundles_so_no_day_tells_one_person() -> None:
    many(9)
    assert results.of_office("5001", today=TODAY)[0].estimate is None
    many(1)
    seen = results.of_office("5001", today=TODAY)[0]
    assert seen.estimate is not None and (seen.estimate.n, seen.cells, seen.waits) == (10, {}, True)
    many(9, 1)
    assert results.of_office("5001", today=TODAY)[0].estimate == seen.estimate, "nine more change nothing"


def test_what_is_left_over_waits_for_the_next_quarter() -> None:
    many(15, now=LAST)
    many(5)
    now, last = results.of_office("5001", today=TODAY)[:2]
    assert (now.quarter, last.quarter) == (Quarter(2570, 1), Quarter(2569, 4))
    assert now.estimate is not None and last.estimate is not None and (now.estimate.n, last.estimate.n) == (10, 10)


def test_no_two_looks_ever_differ_by_fewer_than_a_bundle_and_no_cell_can_be_reckoned() -> None:
    """Whoever keeps every page she saw, through quarters, knows sums of bundles and of hidden groups, and nothing smaller."""
    chance, day, seen = Random(7), datetime(2026, 4, 1, 3, 0, tzinfo=UTC), {0}
    for _no in range(60):
        day += timedelta(days=chance.choice((1, 2, 5)))
        many(
            1, chance.randint(1, 5), now=day, condition=chance.choice(("general", "elderly", "pregnant", "clergy")),
            age_band=chance.choice(("over_60", "from_20", "")),
        )  # fmt: skip
        for one in results.of_office("5001", today=day.date()):
            whole = one.estimate.n if one.estimate else 0
            seen.add(whole)
            for cells in one.cells.values():
                shown = [cell.estimate.n for cell in cells if cell.estimate]
                left = whole - sum(shown)
                assert all(n >= 5 for n in shown) and (left == 0 or left >= 5)
    assert all(n % 10 == 0 for n in seen)


def test_a_change_is_told_against_its_own_quarter_before() -> None:
    many(20, 2, now=LAST)
    many(20, 5)
    assert results.of_office("5001", today=TODAY)[0].change == 1


def test_words_as_told_go_when_their_time_is_over() -> None:
    answer(told="ขอเก้าอี้เพิ่ม คุณสมชาย ใจดี", now=MONDAY - timedelta(days=400))
    answer(told="ขอน้ำดื่ม")
    assert forgetting.forget(forgetting.over(MONDAY - timedelta(days=365))) == 1
    old, young = SurveyAnswer.objects.order_by("pk")
    assert (old.words, young.words) == ("", "ขอน้ำดื่ม") and "ขอเก้าอี้เพิ่ม" in old.words_shown


def test_indicators_read_sums_by_district_and_none_of_too_few() -> None:
    many(6, 4)
    many(4, 5, office_code="5002")
    many(6, 3, now=LAST)
    found = queries.satisfaction_by_district(date(2026, 10, 1), date(2027, 1, 1))
    assert found == {"5001": (Decimal(480), Decimal(6))}
    assert queries.satisfaction_by_district(date(2026, 11, 17), date(2027, 1, 1)) == {}


def test_sums_of_an_office_cost_one_statement(django_assert_num_queries: Any) -> None:
    many(12, now=LAST)
    results.of_office("5001", today=TODAY)
    with django_assert_num_queries(1):
        results.of_office("5001", today=TODAY)
    many(30, now=LAST)
    with django_assert_num_queries(1):
        results.of_office("5001", today=TODAY)


def test_praise_is_counted_by_unit_and_small_numbers_are_held_back() -> None:
    for service, tone, n in (
        ("registration", "positive", 9),
        ("security", "positive", 2),
        ("office", "positive", 6),
        ("office", "negative", 5),
    ):
        for _no in range(n):
            sent(service=service, tone=tone, now=LAST)
    found = conduct.of_office("5001", actor("malee"), today=TODAY)
    assert {unit.service: (unit.praise, unit.complaints) for unit in found.units} == {
        "registration": (9, 0), "security": (None, 0), "office": (None, 5),
    }  # fmt: skip
    assert (found.praise, found.complaints, found.cases) == (17, 5, 0)
    assert conduct.of_office("5001", actor("prasit"), today=TODAY) == found
    for who in ("anan", "orn", "wichai", "preecha"):
        with pytest.raises(Missing):
            conduct.of_office("5001", actor(who), today=TODAY)


def test_matters_that_accuse_the_office_are_counted_for_those_above_only() -> None:
    for n in range(6):
        Case.objects.filter(pk=case(n).pk).update(
            office="5000", holders=["5000"], accused=["5001"], category=conduct.CONDUCT, status="settled", closed_at=LAST, duties={}, due_at=None,
        )  # fmt: skip
    seen = {who: conduct.of_office("5001", actor(who), today=TODAY).cases for who in ("prasit", "malee", "suda")}
    assert seen == {"prasit": 6, "malee": 0, "suda": 0}
