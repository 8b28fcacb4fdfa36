"""Where a line may end: between words, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.papers.lines import LOOSE, MOST_OTHER, SPACE, clean, paragraphs, pieces
from sangsuk.thai import graphemes


@pytest.mark.parametrize("word", ["ญี่ปุ่น", "กตัญญู", "ผู้ใหญ่", "หัวเข่า", "สัปดาห์", "เชียงใหม่"])
def test_no_line_ends_inside_a_word(word: str) -> None:
    assert word in pieces(f"ชาวบ้าน{word}มาที่นี่")


def test_what_the_word_list_reads_into_other_words_is_cut_anew() -> None:
    assert pieces("เขาบอกว่าดี ถูกกว่า") == ["เขา", "บอก", "ว่า", "ดี", SPACE, "ถูก", "กว่า"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("แดงแจ๋ ๆ", "แจ๋\u00a0ๆ"),
        ("ต่างๆ", "ต่างๆ"),
        ("เวลา 16.30 น.", "๑๖.๓๐\u00a0น."),
        ("ลงวันที่ 1 พฤศจิกายน 2569", "๑\u00a0พฤศจิกายน"),
        ("โทร. 0 5311 2233", "โทร."),
        ("โทร. 0 5311 2233", "๐\u00a0๕๓๑๑\u00a0๒๒๓๓"),
        ("ที่ ชม 0118 (ศดธ.)/12", "(ศดธ.)/๑๒"),
        ("ท่าน “ผู้ใหญ่บ้าน” ครับ", "“ผู้ใหญ่บ้าน”"),
        ("ตาม พ.ร.บ. พ.ศ. 2565", "พ.ร.บ."),
    ],
)
def test_what_clings_to_a_word_stays_at_it(text: str, whole: str) -> None:
    assert whole in pieces(text)


def test_a_long_official_name_may_be_divided_between_its_words_only() -> None:
    assert pieces("องค์การบริหารส่วนตำบล") == ["องค์การ", "บริหาร", "ส่วน", "ตำบล"]


def test_numerals_are_thai_but_an_address_of_the_net_stays_as_it_is_typed() -> None:
    assert pieces("เลขที่ 5001-70-000123") == ["เลขที่", SPACE, "๕๐๐๑-๗๐-๐๐๐๑๒๓"]
    assert "https://example.com/a1" in pieces("ดูที่ https://example.com/a1 นะ")
    assert pieces("ชั้น 2", thai_numerals=False)[-1] == "2"


def test_what_no_line_could_hold_is_cut() -> None:
    cut = pieces("x" * 100)
    assert [len(piece) for piece in cut] == [MOST_OTHER + 1] * 4 + [5]
    assert all(piece.startswith(LOOSE) for piece in cut)


def test_signs_that_turn_a_line_around_or_print_nothing_are_gone() -> None:
    assert clean("ก\u202eข\x00\x07\u200bค\ufeff\ue000") == "กขค"
    assert clean("ก\u00a0ข\tค") == "ก ข ค"


def test_the_paragraphs_are_the_writers_own_lines() -> None:
    assert paragraphs("หนึ่ง\r\n\r\n สอง \n") == ["หนึ่ง", "สอง"]


@given(st.text(max_size=200))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    together = "".join(pieces(text, thai_numerals=False)).replace(LOOSE, "").replace("\u00a0", SPACE)
    assert together == " ".join(clean(text).split())


SYLLABLES = [
    "ป้ำ",
    "ญี่",
    "ปุ่น",
    "กตัญ",
    "ญู",
    "ผู้",
    "ใหญ่",
    "เป๋อ",
    "น้ำ",
    "เจ้า",
    "ๆ",
    "ฯ",
    " ",
    "1",
    "(",
    ")",
    "ก็",
    "ศดธ.",
    "ส์",
    "ค",
]


@given(st.lists(st.sampled_from(SYLLABLES), max_size=40))
def test_no_piece_begins_with_a_mark_that_belongs_to_the_letter_before(syllables: list[str]) -> None:
    cut = [piece.removeprefix(LOOSE) for piece in pieces("".join(syllables))]
    assert not [piece for piece in cut if piece[0] in "ะัาำิีึืฺุู็่้๊๋์ํ"]
    assert [sign for piece in cut for sign in graphemes(piece)] == graphemes("".join(cut))
