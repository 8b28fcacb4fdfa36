"""The picture beside a shared link: always 1200 by 630, nothing cut off, whatever the story is called."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sangsuk.papers import fonts, share_cards
from sangsuk.papers.share_cards import ShareCard
from sangsuk.thai import graphemes
from typefaces import in_every_typeface, needs_thai_font

pytestmark = needs_thai_font

STORY = ShareCard(
    "คุณป้าที่ทะเบียนรอฉันจนห้าโมงครึ่ง", "ที่ว่าการอำเภอเมืองเชียงใหม่", "จังหวัดเชียงใหม่", "สุขนี้ที่อำเภอ 2563",
    "เขาบอกว่าไม่เป็นไร ค่อย ๆ หาเอกสาร ฉันจำคำนั้นได้จนวันนี้",
)  # fmt: skip
LONGEST = ShareCard(
    "เรื่องยาวมากของผู้ใหญ่บ้านกตัญญู" * 9, "ที่ว่าการอำเภอ" * 9, "จังหวัด" * 20, "โครงการ" * 20, "ค่อย ๆ หาเอกสาร " * 20
)
TAGS = ("#สุขนี้ที่อำเภอ", "#ทุกข์น้อยลงสุขมากขึ้น")
TAGGED = replace(STORY, tags=TAGS)
UNBROKEN = ShareCard("ก" * 300, "ข" * 300, "ค" * 300, "ง" * 300, "W" * 300)


def look(card: ShareCard) -> Image.Image:
    return Image.open(io.BytesIO(share_cards.png(card))).convert("RGB")


def border_is_clean(page: Image.Image) -> bool:
    """Right of the band nothing stands on the outermost 16 dots."""
    ground = page.getpixel((600, 4))
    inside = (44, 16, page.width - 16, page.height - 16)
    plain = Image.new("RGB", page.size, ground)  # type: ignore[arg-type]
    plain.paste(page.crop((0, 0, 44, page.height)), (0, 0))
    plain.paste(page.crop(inside), inside[:2])
    return ImageChops.difference(page, plain).getbbox() is None


@pytest.mark.parametrize("card", [STORY, TAGGED, LONGEST, UNBROKEN, ShareCard("หนึ่งวัน"), ShareCard("")])
def test_it_is_one_picture_of_the_size_that_the_networks_ask_for(card: ShareCard) -> None:
    page = look(card)
    assert page.size == (share_cards.WIDTH, share_cards.HEIGHT)
    assert border_is_clean(page)


@pytest.mark.parametrize("card", [TAGGED, LONGEST, UNBROKEN])
@in_every_typeface
def test_the_longest_fits_in_every_typeface(face: fonts.Face, card: ShareCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "afar", lambda: face)
    assert border_is_clean(look(card))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=25)
def test_whatever_is_typed_is_a_picture(title: str, quote: str) -> None:
    assert look(ShareCard(title, quote=quote)).size == (1200, 630)


def test_the_same_card_gives_the_same_bytes() -> None:
    assert share_cards.png(STORY) == share_cards.png(STORY)


def test_the_sheet_is_light_enough_to_be_fetched_by_a_crawler() -> None:
    assert len(share_cards.png(LONGEST)) < 300_000


def test_hashtags_stand_beside_the_office_and_move_nothing_else() -> None:
    plain, tagged = look(STORY), look(TAGGED)
    left, top, right, bottom = ImageChops.difference(plain, tagged).getbbox() or (0, 0, 0, 0)
    assert left > 600 and right <= 1140 and top > 540 and bottom < 614


def test_there_are_as_many_as_there_is_room_for_whole_ones_only() -> None:
    both, first = look(TAGGED), look(replace(STORY, tags=TAGS[:1]))
    assert ImageChops.difference(both, first).getbbox() is not None
    narrow = replace(STORY, office="ที่ว่าการอำเภอพระนครศรีอยุธยา", area="จังหวัดพระนครศรีอยุธยา")
    assert share_cards.png(replace(narrow, tags=TAGS)) == share_cards.png(replace(narrow, tags=TAGS[:1]))
    assert share_cards.png(replace(narrow, tags=TAGS)) != share_cards.png(narrow)
    assert share_cards.png(replace(LONGEST, tags=TAGS)) == share_cards.png(LONGEST)
    assert share_cards.png(replace(STORY, tags=(*TAGS, "#ที่สาม"))) == share_cards.png(TAGGED)


def test_what_is_too_long_ends_with_a_whole_word() -> None:
    told = "ไปมาสองที่ ที่แรกพูดใส่หน้าดัง ๆ พี่คนหนึ่งเห็นผมชี้หู ก็ยิ้ม หยิบกระดาษเปล่าออกมา"
    assert share_cards.shortened(told, len(told)) == told
    before = len(graphemes(told[: told.index("ษเปล่า")]))
    assert share_cards.shortened(told, before + 1).endswith(" หยิบ…")
    assert share_cards.shortened("a" * 90, 60) == "a" * 59 + "…"
