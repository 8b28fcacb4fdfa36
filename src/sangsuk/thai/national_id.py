"""The thirteen digits of a person: their check digit, and how they are shown without being told. Pure.

First digits 0 to 8 are issued; 0 belongs to people without civil status, who need us most. Whoever has no number has
none: that is never a fault. Source: docs/law.md#national-id (check digit modulo 11, form 1-2345-67890-12-1).
"""

import re

from .dates import arabic_digits
from .redaction import check_digit

__all__ = ["check_digit", "masked", "tail", "tidy", "written"]


def tidy(typed: str) -> str:
    """Thirteen plain digits, from what was typed with dashes, blanks or Thai digits; "" for nothing.

    Raises ValueError when it is no such number.
    """
    digits = re.sub(r"[\s-]", "", arabic_digits(typed))
    if digits and not check_digit(digits):
        raise ValueError("not a national identity number")
    return digits


def tail(id13: str) -> str:
    """The last four digits, which may stand on a screen."""
    return id13[-4:]


def masked(last_four: str) -> str:
    """`x-xxxx-xxxx2-12-1`: the last four digits only, in their places."""
    if not last_four:
        return ""
    return f"x-xxxx-xxxx{last_four[0]}-{last_four[1:3]}-{last_four[3]}"


def written(id13: str) -> str:
    """As it stands on the card: 1-2345-67890-12-1."""
    return f"{id13[0]}-{id13[1:5]}-{id13[5:10]}-{id13[10:12]}-{id13[12]}" if id13 else ""
