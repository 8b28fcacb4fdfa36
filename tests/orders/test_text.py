"""Plain text with a little form: nothing is lost, nothing is HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.orders.text import blocks, for_paper


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# หัวข้อ\nข้อความ\nต่อกัน", [("heading", ("หัวข้อ",)), ("paragraph", ("ข้อความ", "ต่อกัน"))]),
        ("- หนึ่ง\n- สอง\n\n- สาม", [("bullets", ("หนึ่ง", "สอง")), ("bullets", ("สาม",))]),
        ("๑. หนึ่ง\n๒. สอง", [("numbered", ("หนึ่ง", "สอง"))]),
        ("-ไม่ใช่รายการ", [("paragraph", ("-ไม่ใช่รายการ",))]),
        ("1.5 ล้านบาท", [("paragraph", ("1.5 ล้านบาท",))]),
        ("", []),
    ],
)
def test_forms(text: str, kinds: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(block.kind, block.lines) for block in blocks(text)] == kinds


def test_a_list_goes_on_with_its_number() -> None:
    assert blocks("3. สาม\n4. สี่")[0].first == 3
    assert for_paper("# ก\n3. สาม\n4. สี่\n- ห้า") == "ก\n3. สาม\n4. สี่\n- ห้า"


@given(st.text(alphabet="ab #-*1.๒)\n\r<>&"))
def test_no_word_is_lost(text: str) -> None:
    letters = [sign for sign in text if sign in "ab<>&"]
    kept = [sign for block in blocks(text) for line in block.lines for sign in line if sign in "ab<>&"]
    assert kept == letters
