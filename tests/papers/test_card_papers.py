"""The card on paper: two on one sheet, whatever the office and its counter are called."""

import io

import pytest
from PIL import Image

from sangsuk.papers import card_papers, fonts
from sangsuk.papers.card_papers import CardPaper
from typefaces import in_every_typeface, needs_thai_font

pytestmark = needs_thai_font
ASKED = (
    ("วันนี้เป็นอย่างไร", ("ดี", "ดีบางอย่าง", "ไม่ดี")), ("เทียบกับที่ท่านคาดไว้", ("ดีกว่าที่คาด", "ตามที่คาด", "แย่กว่าที่คาด")),
    ("มาทำเรื่องอะไร", ("ทะเบียนและบัตรประชาชน", "ศูนย์ดำรงธรรมอำเภอ (ร้องทุกข์ ไกล่เกลี่ย ปรึกษากฎหมาย)",
     "งานปกครอง (ใบอนุญาต อาวุธปืน โรงแรม ค้าของเก่า)", "งานความมั่นคง", "สำนักงานอำเภอ")),
    ("อายุ", ("ต่ำกว่า 20 ปี", "20–30 ปี", "31–40 ปี", "41–50 ปี", "51–60 ปี", "มากกว่า 60 ปี")),
    ("ท่านเป็น", ("ประชาชนทั่วไป", "ผู้พิการ", "ผู้สูงอายุ", "นักบวช", "สตรีมีครรภ์", "อื่น ๆ")),
)  # fmt: skip
CARD = CardPaper("ที่ว่าการอำเภอเฉลิมพระเกียรติสมเด็จพระศรีนครินทร์", "จังหวัดพระนครศรีอยุธยา", ASKED, "ช่องที่ 12 งานทะเบียน")


@in_every_typeface
def test_two_cards_are_one_sheet_and_both_halves_are_alike(face: fonts.Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "afar", lambda: face)
    (page,) = card_papers.pictures(CARD, ppi=60)
    sheet = Image.open(io.BytesIO(page)).convert("L")
    half = sheet.height // 2
    ink = [sum(sheet.crop((0, top + 4, sheet.width, top + half - 4)).histogram()[:128]) for top in (0, half)]
    assert ink[0] == pytest.approx(ink[1], rel=0.1)


def test_the_same_values_give_the_same_bytes() -> None:
    assert card_papers.pdf(CARD) == card_papers.pdf(CARD)
