"""The thirteen digits of a person: read however they are typed, refused with one digit wrong, shown by their last four."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sangsuk.thai import national_id

TWELVE = st.from_regex(r"[0-8][0-9]{11}", fullmatch=True)


def whole(twelve: str) -> str:
    """With the check digit, reckoned here by itself: weights 13 to 2, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(twelve, range(13, 1, -1), strict=True))
    return twelve + str((11 - total % 11) % 10)


NUMBERS = TWELVE.map(whole)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1234567890121", "1234567890121"),
        ("1-2345-67890-12-1", "1234567890121"),
        (" 1 2345 67890 12 1 ", "1234567890121"),
        ("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", "1234567890121"),
        ("", ""),
        ("  ", ""),
        ("-", ""),
    ],
)
def test_a_number_is_read_as_people_type_it_and_nothing_is_no_fault(typed: str, kept: str) -> None:
    assert national_id.tidy(typed) == kept


@pytest.mark.parametrize(
    "typed", ["1234567890122", "123456789012", "12345678901211", "9234567890121", "AB1234567", "1234567890abc", "ไม่มี"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a national identity number"):
        national_id.tidy(typed)


@given(NUMBERS)
@example("1234567890121")
def test_every_number_is_itself_again_however_it_is_written(id13: str) -> None:
    assert national_id.tidy(national_id.written(id13)) == id13
    assert national_id.tidy(id13.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == id13


@given(NUMBERS, st.integers(0, 12).filter(lambda place: place != 2), st.integers(1, 8))
def test_one_wrong_digit_is_found_save_in_the_third_place_and_where_two_remainders_share_a_sign(
    id13: str, place: int, more: int
) -> None:
    """The third digit has weight 11, which is nothing modulo 11: the published reckoning cannot see it."""
    wrong = id13[:place] + str((int(id13[place]) + more) % 10) + id13[place + 1 :]
    remainders = {sum(int(d) * w for d, w in zip(n, range(13, 1, -1), strict=False)) % 11 for n in (id13, wrong)}
    if wrong[0] == "9" or remainders != {0, 10} or place == 12:  # 11 - 0 = 11 and 11 - 10 = 1: both are written 1
        assert not national_id.check_digit(wrong)


@given(NUMBERS)
def test_on_a_screen_only_the_last_four_stand_in_their_places(id13: str) -> None:
    shown = national_id.masked(national_id.tail(id13))
    assert len(shown) == len(national_id.written(id13))
    assert [sign for sign in shown if sign.isdigit()] == list(id13[-4:])
    assert all(a == b for a, b in zip(shown, national_id.written(id13), strict=True) if a != "x")


def test_whoever_has_no_number_shows_none() -> None:
    assert national_id.masked("") == "" == national_id.written("")


@given(st.text(max_size=30))
def test_whatever_is_typed_is_either_a_number_or_refused(typed: str) -> None:
    try:
        kept = national_id.tidy(typed)
    except ValueError:
        return
    assert kept == "" or (len(kept) == 13 and kept.isdecimal() and national_id.check_digit(kept))
