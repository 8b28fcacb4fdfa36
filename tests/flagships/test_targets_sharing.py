"""Shares add up to what is shared, to the last digit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.flagships.targets.sharing import share_out

totals = st.integers(0, 10**12).flatmap(lambda n: st.integers(0, 4).map(lambda d: Decimal(n).scaleb(-d)))
weights = st.lists(st.fractions(0, 10**6), min_size=1, max_size=80)


@given(totals, weights, st.integers(0, 3))
def test_shares_add_up_to_the_whole(total: Decimal, weights: list[Fraction], decimals: int) -> None:
    shares = share_out(total, weights, decimals)
    assert len(shares) == len(weights)
    assert sum(shares) == total


@given(totals, weights, st.integers(0, 3))
def test_nobody_is_further_from_her_exact_share_than_one_last_digit(
    total: Decimal, weights: list[Fraction], decimals: int
) -> None:
    if not any(weights):
        return
    digit = Fraction(1, 10**decimals)
    for share, weight in zip(share_out(total, weights, decimals), weights, strict=True):
        assert abs(Fraction(share) - Fraction(total) * weight / sum(weights)) < digit


@given(totals, weights)
def test_more_weight_never_gets_less(total: Decimal, weights: list[Fraction]) -> None:
    shares = dict(enumerate(share_out(total, weights, 0)))
    order = sorted(shares, key=lambda n: weights[n])
    if any(weights):
        assert all(shares[a] <= shares[b] + 1 for a, b in zip(order, order[1:], strict=False))
        assert all(shares[a] <= shares[b] for a in shares for b in shares if weights[a] < weights[b])


@pytest.mark.parametrize(
    ("total", "weights", "decimals", "shares"),
    [
        ("10", [1, 1, 1], 0, ["4", "3", "3"]),
        ("10", [1, 1, 1], 1, ["3.4", "3.3", "3.3"]),
        ("10", [0, 0, 0], 0, ["4", "3", "3"]),
        ("0", [1, 2], 0, ["0", "0"]),
        ("1", [1, 0, 2], 0, ["0", "0", "1"]),
        ("0.5", [1, 1], 0, ["0.3", "0.2"]),
        ("7", [], 0, []),
    ],
)
def test_largest_remainders(total: str, weights: list[int], decimals: int, shares: list[str]) -> None:
    assert share_out(Decimal(total), [Fraction(w) for w in weights], decimals) == [Decimal(s) for s in shares]


def test_what_is_negative_is_not_shared() -> None:
    with pytest.raises(ValueError, match="negative"):
        share_out(Decimal(-1), [Fraction(1)], 0)
