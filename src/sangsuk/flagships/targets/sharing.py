"""Sharing a number out so that the shares add up to it, to the last digit. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

EQUAL, SAME, BY_LAST_YEAR, BY_BASE = "equal", "same", "by_last_year", "by_base"
WAYS = (EQUAL, BY_LAST_YEAR, BY_BASE, SAME)


def share_out(total: Decimal, weights: Sequence[Fraction], decimals: int) -> list[Decimal]:
    """By largest remainder: each gets what its weight says, rounded down, and the rest goes one by one to those who lost
    most; of equals to the one that stands first. All weights 0: to all alike.

    `decimals`: the last digit; a total finer than that is shared out as finely as it is. Not negative.
    """
    if not weights:
        return []
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("only what is not negative can be shared out")
    exponent = total.normalize().as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    whole = int(total.scaleb(places))
    if not any(weights):
        weights = [Fraction(1)] * len(weights)
    sum_of = sum(weights, Fraction(0))
    exact = [weight * whole / sum_of for weight in weights]
    shares = [amount.numerator // amount.denominator for amount in exact]
    lost = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    for n in lost[: whole - sum(shares)]:
        shares[n] += 1
    return [Decimal(share).scaleb(-places) for share in shares]
