import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.thai import normalise

THAI = st.text(alphabet="กขคงจนมยรลวสหอะัาำิีึืุูเแโใไ็่้๊๋์ๆฯ๐๑๙ \u200b\u00a0\n", max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น้ํา", "น้ำ"),  # nikhahit and sara aa
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),  # tone after the vowel
        ("เเม่", "แม่"),  # two sara e
        ("ก้ิน", "กิ้น"),  # tone before the vowel
        ("กา่", "ก่า"),
        ("ที่่่", "ที่"),
        ("บ้้าน", "บ้าน"),
        ("สิทธิ์", "สิทธิ์"),
        ("น\u200bำ\ufeffไหล", "นำไหล"),
        ("ถนน\u00a0\u3000ลูกรัง", "ถนน ลูกรัง"),
        ("ปู\uf70a", "ปู่"),  # a mark from an old font's private area
        ("  หนึ่ง \r\n\r\n\r\n\r\n สอง\t สาม ", "หนึ่ง\n\nสอง สาม"),
        ("a\x00b\ud800c", "abc"),
        ("ซื้อ\u202eขาย", "ซื้อขาย"),  # text turned round
        ("cafe\u0301", "café"),
        ("๑๒๓", "๑๒๓"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_what_looks_the_same_becomes_the_same(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@given(st.text(max_size=60) | THAI)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(max_size=60))
def test_the_result_can_always_be_stored(text: str) -> None:
    result = normalise(text)
    result.encode("utf-8")
    assert "\x00" not in result
