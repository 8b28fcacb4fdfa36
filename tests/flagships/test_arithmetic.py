"""Exact numbers, kept and rounded: as by hand, however many digits there are."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sangsuk.flagships.folding.arithmetic import rounded
from sangsuk.flagships.folding.making import decimal_of

LONG = st.integers(-(10**38), 10**38)
"""The column keeps 24 digits before the point and 24 behind it; shares of shares of areas need them."""


@given(LONG, st.integers(0, 24))
def test_what_ends_is_kept_to_the_last_digit(whole: int, places: int) -> None:
    number = Fraction(whole, 10**places)
    assert Fraction(decimal_of(number)) == number
    assert Fraction(rounded(number, 24)) == number


@given(st.fractions(), st.integers(0, 8))
def test_rounding_is_to_the_nearest_and_from_the_middle_to_the_even_one(number: Fraction, places: int) -> None:
    found = Fraction(rounded(number, places))
    step = Fraction(1, 10**places)
    assert abs(found - number) <= step / 2
    if abs(found - number) == step / 2:
        assert (found / step).numerator % 2 == 0


def test_a_millionth_of_a_share_of_a_million_is_not_lost() -> None:
    assert decimal_of(Fraction(1_234_567) + Fraction(1, 10**24)) == Decimal("1234567.000000000000000000000001")
    assert str(decimal_of(Fraction(0))) == "0"
