"""Shares with their intervals against known values; what is counted, for whom, and what is too little to be shown."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.callbacks import actions as callbacks
from sangsuk.cases.models import Callback, Case
from sangsuk.insight import outcomes
from sangsuk.insight.shares import Mean, Share, wilson

SPAN = outcomes.period(2570)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_books(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@for_all(st.integers(1, 5000), st.data())
def test_the_interval_holds_the_share_and_mirrors(of: int, data: Any) -> None:
    hits = data.draw(st.integers(0, of))
    one, other = wilson(hits, of), wilson(of - hits, of)
    assert 0 <= one.low <= hits / of <= one.high <= 1
    assert one.low == pytest.approx(1 - other.high)
    assert wilson(hits * 4, of * 4).high - wilson(hits * 4, of * 4).low < one.high - one.low


@pytest.mark.parametrize(("hits", "of"), [(1, 0), (-1, 3), (4, 3)])
def test_no_interval_of_what_cannot_be(hits: int, of: int) -> None:
    with pytest.raises(ValueError):
        wilson(hits, of)


def test_nine_answers_are_too_few_and_ten_are_enough() -> None:
    assert (Share(9, 9).share, Share(9, 9).interval, Mean(45, 9).mean) == (None, None, None)
    assert (Share(5, 10).share, Mean(45, 10).mean) == (0.5, 4.5)


def test_a_month_ends_where_the_next_begins_in_bangkok() -> None:
    assert outcomes.period(2570, 202612) == (
        datetime(2026, 11, 30, 17, tzinfo=UTC),
        datetime(2026, 12, 31, 17, tzinfo=UTC),
    )
    assert outcomes.period(2570)[0] == datetime(2026, 9, 30, 17, tzinfo=UTC)


def ended(n: int, *, rate: dict[str, Any] | None = None, **changes: Any) -> Case:
    told = moved(case(n, **changes), ("accept", actor("malee")), ("close", actor("malee")))
    if rate is not None:
        told = cases.move(told, "rate", by=CITIZEN, data=rate, now=MONDAY + timedelta(hours=5))
    return told


@pytest.mark.usefixtures("world")
def test_what_people_said_is_counted_for_the_office_that_ended_it() -> None:
    ended(
        1, rate={"solved": "yes", "rating": 5, "rating_result": 4, "wish_met": "yes", "distress_after": 2}, distress=8
    )
    ended(2, rate={"solved": "no", "rating": 3, "rating_result": 2, "wish_met": "no", "distress_after": 9}, distress=7)
    ended(3, rate={"solved": "yes", "rating": 4})
    ended(4)
    case(5)
    moved(case(6), ("withdraw", CITIZEN))
    whole = outcomes.told("5001", *SPAN).whole
    assert (whole.ended, whole.settled, whole.rated) == (4, 4, 3)
    assert (whole.handling, whole.handling_good) == (Mean(12, 3), Share(2, 3))
    assert (whole.result, whole.result_good) == (Mean(6, 2), Share(1, 2))
    assert (whole.wish, whole.said_solved) == (Share(1, 2), Share(2, 3))
    assert (whole.relieved, whole.lessened) == (Mean(6 - 2, 2), Share(1, 2))


@pytest.mark.usefixtures("world")
def test_finished_stands_beside_really_solved() -> None:
    for n, (reached, solved) in enumerate([(True, "yes"), (True, "no"), (False, ""), (None, "")], start=1):
        told = ended(n)
        call = Callback.objects.create(case=told, office_code="5002", drawn_at=MONDAY, due_at=MONDAY)
        if reached is not None:
            callbacks.record(call, by=actor("anan"), reached=reached, solved=solved, said="ยังท่วม", now=MONDAY)
    whole = outcomes.told("under:5000", *SPAN).whole
    assert (whole.settled, whole.called, whole.found_solved) == (4, 3, Share(1, 2))


@pytest.mark.usefixtures("world")
def test_what_was_asked_for_again_counts_for_the_office_that_had_ended_it() -> None:
    later = MONDAY + timedelta(days=1)
    cases.move(ended(1), "reopen", by=CITIZEN, data={"text": "ยังท่วม"}, now=later)
    cases.move(ended(2), "appeal", by=CITIZEN, data={"text": "ไม่เห็นด้วย"}, now=later)
    told = outcomes.told("under:5000", *SPAN)
    assert [(one.code, one.ended, one.reopened, one.appealed) for one in told.lines] == [("5001", 0, 1, 1)]
    assert outcomes.told("5000", *SPAN).lines == ()
    (line,) = outcomes.told("under:5000", *SPAN, by=outcomes.DISTRICT).lines
    assert (line.code, line.reopened) == ("5001", 1)


@pytest.mark.usefixtures("world")
def test_lines_add_up_to_the_whole_and_other_times_and_places_are_not_in_it() -> None:
    ended(1)
    told = moved(case(2, district="5002", subdistrict=None), ("accept", actor("anan")), ("close", actor("anan")))
    assert told.office_id == "5002"
    both = outcomes.told("under:5000", *SPAN)
    assert sum(one.ended for one in both.lines) == both.whole.ended == 2
    assert outcomes.told("5001", *SPAN).whole.ended == 1
    assert outcomes.told("under:MOI", *SPAN).whole.ended == 2
    assert outcomes.told("under:3000", *SPAN).whole.ended == 0
    assert outcomes.told("5001", *outcomes.period(2570, 202610)).whole.ended == 0
    assert outcomes.told("5001", *SPAN, mission="advice").whole.ended == 0


@pytest.mark.usefixtures("world", "remembering")
def test_it_asks_twice_however_many_offices(django_assert_num_queries: Any) -> None:
    ended(1)
    outcomes.told("under:5000", *SPAN)
    with django_assert_num_queries(2):
        outcomes.told("under:5000", *SPAN)
