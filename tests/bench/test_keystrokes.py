"""The model that reckons how long hands and head take: what is counted as a press, a thought, a second."""

import pytest
from bench.keystrokes import Done, presses_of, typed


@pytest.mark.parametrize(
    ("text", "presses"),
    [
        ("", 0),
        ("มา", 2),
        ("ที่", 3),  # vowel and tone mark are keys of their own
        ("โต๊ะ", 6),  # and two of these four need the shift key
        ("ไป มา", 5),
        ("100 บาท", 9),  # to Latin and back to Thai again
        ("ปี 70", 7),
    ],
)
def test_what_a_text_costs_on_the_thai_keyboard(text: str, presses: int) -> None:
    assert presses_of(text) == presses


def test_seconds_are_keys_and_thoughts_and_what_one_waits() -> None:
    assert Done(10, 2).seconds() == pytest.approx(10 * 0.28 + 2 * 1.35)
    assert Done(10, 2).seconds(1.5) == pytest.approx(10 * 0.28 + 2 * 1.35 + 1.5)
    assert Done(1, 0) + Done(2, 3) == Done(3, 3)


def test_a_text_is_one_thought() -> None:
    assert typed("มา") == Done(2, 1)
