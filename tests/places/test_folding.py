"""Making alike what is the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.places.folding import Part, fold, parts, skeleton, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chiang Mai", "chiang-mai"),
        ("Muang", "Mueang"),
        ("Meuang Loei", "mueangloei"),
        ("น้ํา", "น้ำ"),
        ("เเม่ ริม", "แม่ริม"),
        ("ที่่", "ที่"),
        ("๕๐๒๐๐", "50200"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("petchaburi", "phetchaburi"), ("sriracha", "siracha"), ("เชียงไหม่", "เชียงใหม่"), ("ศรีสะเกษ", "สรีสะเกด")],
)
def test_near_misses_have_the_same_skeleton(one: str, other: str) -> None:
    assert skeleton(fold(one))[:6] == skeleton(fold(other))[:6]


def test_an_address_comes_apart_at_its_marks() -> None:
    assert parts("ต.สุเทพ อ.เมือง จ.เชียงใหม่ 50200") == [
        Part("สุเทพ", "subdistrict"), Part("เมือง", "district"), Part("เชียงใหม่", "province"), Part("50200"),
    ]  # fmt: skip
    assert parts("Suthep Subdistrict, Mueang Chiang Mai District, Chiang Mai Province") == [
        Part("suthep", "subdistrict"), Part("mueangchiangmai", "district"), Part("chiangmai", "province"),
    ]  # fmt: skip


def test_initials_are_no_marks() -> None:
    assert parts("ตำบลจ.ป.ร. อำเภอกระบุรี") == [Part("จปร", "subdistrict"), Part("กระบุรี", "district")]


def test_house_and_moo_are_no_part_of_the_place() -> None:
    assert parts("99/1 หมู่ที่ 3 ต.สุเทพ") == [Part("สุเทพ", "subdistrict")]
    assert words("12 ม.5 แม่ริม เชียงใหม่") == ["แม่ริม", "เชียงใหม่"]


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\n" not in fold(text)
