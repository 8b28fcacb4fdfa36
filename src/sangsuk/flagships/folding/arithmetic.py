"""Exact numbers, and the one place where they are rounded. Pure."""

from decimal import Decimal
from fractions import Fraction

PLACES = 6


def rounded(number: Fraction, places: int = PLACES) -> Decimal:
    """Half to even, once, from the exact number. Written as text: what is done with a Decimal is cut at 28 digits."""
    return Decimal(f"{round(number * 10**places)}E-{places}")


def exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def value_of(number: Fraction | None, base: Fraction | None, per: Fraction, *, divides: bool) -> Fraction | None:
    """What an indicator says: its number, or number / base in its unit (`per`: 0.01 for percent). None where there is nothing to divide by."""
    if number is None:
        return None
    if not divides:
        return number
    return number / base / per if base else None
