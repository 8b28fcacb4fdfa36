"""What needs no database: points, hiding, means, quarters."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common.errors import Refused
from sangsuk.standards import estimating, scoring
from sangsuk.standards.estimating import Sums
from sangsuk.standards.hiding import hidden
from sangsuk.standards.results import Quarter, quarter_of, sums
from sangsuk.standards.table import MOVES
from sangsuk.standards.words import STATUSES

D = Decimal


@pytest.mark.parametrize(
    ("kind", "points", "value", "wanted"),
    [
        ("count", "0 2 4 6 8", [], "0"), ("count", "0 2 4 6 8", [1, 3], "4"), ("count", "0 2 4 6 8", [0, 1, 2, 3], "8"),
        ("choice", "0 2 4", [1], "2"), ("yes_no", "0 4", [0], "0"), ("yes_no", "0 4", [1], "4"), ("count", "0 2", None, None),
    ],
)  # fmt: skip
def test_how_points_follow(kind: str, points: str, value: list[int] | None, wanted: str | None) -> None:
    got = scoring.points_of(kind, [D(one) for one in points.split()], value)
    assert got == (D(wanted) if wanted is not None else None)


@pytest.mark.parametrize(
    ("kind", "parts", "points", "field"),
    [
        ("count", 4, "0 2 4 6", "points"), ("count", 2, "0 4 2", "points"), ("choice", 1, "4", "parts"), ("yes_no", 1, "0 4", "parts"),
        ("yes_no", 0, "0 0", "points"), ("choice", 2, "-1 4", "points"), ("other", 2, "0 4", "kind"), ("count", 21, "0", "parts"),
    ],
)  # fmt: skip
def test_a_scale_that_cannot_be_is_refused(kind: str, parts: int, points: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        scoring.check_scale(kind, parts, [D(one) for one in points.split()])
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("value", "good"),
    [([], True), ([1, 0], True), ([0, 0], False), ([2], False), ([True], False), ("x", False), (None, True)],
)
def test_what_can_be_said_of_a_count_of_two(value: object, good: bool) -> None:
    assert scoring.is_answer("count", 2, value) is good


COUNTS = st.dictionaries(st.integers(0, 8), st.integers(0, 40), max_size=8)


@given(COUNTS, st.integers(1, 12))
def test_no_subtraction_brings_back_fewer_than_the_floor(counts: dict[int, int], floor: int) -> None:
    """Whoever knows the whole and all that is shown can reckon the sum of what is hidden, and no part of it."""
    held = hidden(counts, floor)
    assert all(counts[key] >= floor for key in counts if key not in held and counts[key])
    together = sum(counts[key] for key in held)
    assert not held or together >= floor or all(key in held for key in counts if counts[key])


@given(COUNTS, st.integers(1, 12))
def test_only_as_much_is_hidden_as_must_be(counts: dict[int, int], floor: int) -> None:
    small = {key for key, n in counts.items() if 0 < n < floor}
    held = hidden(counts, floor)
    assert small <= held
    for some in combinations(sorted(held - small), max(0, len(held - small) - 1)):
        assert not held - small or sum(counts[key] for key in (*small, *some)) < floor


ANSWERS = st.lists(st.tuples(st.integers(5, 25).map(lambda n: 4 * n), st.floats(0.01, 1.0)), min_size=1, max_size=40)


@given(ANSWERS)
def test_a_mean_lies_in_its_interval_and_within_the_scale(answers: list[tuple[int, float]]) -> None:
    found = estimating.estimate(sums([{"points": points, "weight": weight} for points, weight in answers]))
    assert found is not None
    assert 20 <= found.low <= found.mean + 1e-9 and found.mean <= found.high + 1e-9 and found.high <= 100


def test_more_answers_make_a_narrower_interval_and_stuffed_ones_do_not() -> None:
    def half(n: int, weight: float = 1.0) -> float:
        found = estimating.estimate(sums([{"points": 60 + 20 * (k % 2), "weight": weight} for k in range(n)]))
        assert found is not None
        return found.half

    assert half(10) > half(40) > half(400)
    honest = [{"points": 60, "weight": 1.0} for _k in range(40)]
    stuffed = [*honest, *({"points": 100, "weight": (40 / k) ** 2} for k in range(41, 1000))]
    mean = estimating.estimate(sums(stuffed))
    assert mean is not None and mean.mean < 80.5


@pytest.mark.parametrize(("freedom", "wanted"), [(4, 2.776), (9, 2.262), (29, 2.045), (1000, 1.962)])
def test_the_quantile_of_student(freedom: int, wanted: float) -> None:
    assert estimating.student(freedom) == pytest.approx(wanted, abs=0.01)


def test_a_change_is_told_only_beyond_chance() -> None:
    few, many = Sums(10, 10, 10, 700, 49_500), Sums(1000, 1000, 1000, 80_000, 6_450_000)
    before, now = estimating.estimate(few), estimating.estimate(many)
    assert before is not None and now is not None
    assert (estimating.changed(before, now), estimating.changed(now, now)) == (1, 0)
    assert estimating.changed(now, before) == -1


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    found = quarter_of(day)
    assert found.first <= day < found.after_last
    assert found.next.before == found and quarter_of(found.first - timedelta(days=1)) == found.before


def test_the_fiscal_year_begins_in_october() -> None:
    assert (quarter_of(date(2026, 9, 30)), quarter_of(date(2026, 10, 1))) == (Quarter(2569, 4), Quarter(2570, 1))
    assert [Quarter(2570, n).first for n in (1, 2, 3, 4)] == [
        date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1),
    ]  # fmt: skip


def test_every_stage_is_reached_and_left() -> None:
    reached = {move.target for move in MOVES.values()} - {None}
    assert set(STATUSES) == reached
    left = set().union(*(move.sources for move in MOVES.values() if move.target not in (None, *move.sources)))
    assert set(STATUSES) - left == {"final", "dropped"}
