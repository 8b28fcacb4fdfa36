"""Names in the order of a dictionary."""

from random import Random

from sangsuk.thai import in_order

IN_ORDER = ["กล้า", "เกษม", "แก้ว", "ขวัญ", "จันทร์", "ไชยา", "ณรงค์", "มาลี", "เมตตา", "วิไล", "สุดา", "อนันต์", "เอก"]


def test_a_vowel_that_is_written_first_counts_after_its_consonant() -> None:
    mixed = Random(3).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=in_order) == IN_ORDER
    assert sorted(IN_ORDER) != IN_ORDER


def test_tone_marks_count_last() -> None:
    assert sorted(["ป้า", "ปาน", "ปา"], key=in_order) == ["ปา", "ป้า", "ปาน"]
