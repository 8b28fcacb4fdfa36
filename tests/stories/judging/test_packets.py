"""A judge reads the story and not who, whose and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.stories.judging.packets import CODE, EVERYDAY, SIGNS, Names, blind, new_code

NAMES = Names(
    people=("สมศรี ใจงาม", "ปลัดวิชัย", "ป้าแมว"), areas=("เมืองเชียงใหม่", "เชียงใหม่", "สุเทพ", "ป่าห้า"), others=("ดอยสุเทพ",)
)
TOLD = [
    "ฉันชื่อสมศรี ไปที่ว่าการอำเภอเมืองเชียงใหม่ ปลัดวิชัยช่วยทำบัตรให้แม่ที่ต.สุเทพ",
    "คนเชียงใหม่ใจดี ป้าแมวขายข้าวหน้าอำเภอพาไป #สุขนี้ที่เชียงใหม่",
    "โทรหา 081-555-1234 หรือ somsri@example.org ดูรูปที่ https://example.org/chiangmai/เชียงใหม่",
    "หนูมาจากหมู่บ้านป่าห้า อ.เมือง จ.เชียงใหม่ คุณสมศรี  ใจงาม พามา",
    "เชียง\u200bใหม่ กับ เมือง เชียงใหม่ และ สุ\u00adเทพ",
]
MUST_NOT = ["สมศรี", "ใจงาม", "วิชัย", "ป้าแมว", "เชียงใหม่", "สุเทพ", "ป่าห้า", "081", "example.org", "chiangmai"]


@pytest.mark.parametrize("text", TOLD)
def test_no_name_of_author_officer_office_or_place_is_left(text):
    said = blind(text, NAMES).text
    assert [word for word in MUST_NOT if word in said] == []


def test_what_kind_of_place_it_was_may_be_read_so_that_the_story_stays_a_story():
    said = blind(TOLD[0], NAMES).text
    assert "ที่ว่าการ" in said and "ตำบล[สถานที่]" in said and "ช่วยทำบัตรให้แม่" in said


def test_other_areas_go_where_the_text_says_that_they_are_areas():
    said = blind("ย้ายมาจากอำเภอแม่ริม จังหวัดลำปาง แล้วไปทำบัตร", NAMES).text
    assert "แม่ริม" not in said and "ลำปาง" not in said and "แล้วไปทำบัตร" in said


def test_an_area_called_as_a_word_of_every_day_goes_only_behind_its_sign_and_is_pointed_out():
    packet = blind("อยู่จังหวัดเลย ดีใจมากเลย ไปเลย", Names(areas=("เลย",)))
    assert packet.text == "อยู่จังหวัด[สถานที่] ดีใจมากเลย ไปเลย"
    assert "เลย" in packet.hints


def test_a_date_is_no_help_to_find_the_day():
    assert blind("วันที่ 9 ธันวาคม 2563 ฝนตก", NAMES).text == "[วันที่] ฝนตก"


def test_what_a_machine_cannot_know_is_pointed_out_for_a_person():
    packet = blind("ใกล้โรงพยาบาลนครพิงค์ บ้านหนองผักบุ้ง หมู่ 5 ปลัดหญิงยิ้ม", NAMES)
    assert {"หมู่ 5", "ปลัดหญิง"} <= set(packet.hints)
    assert any("นครพิงค์" in hint for hint in packet.hints)
    assert not any(hint.startswith("วัด") for hint in blind("จังหวัดหนึ่ง", NAMES).hints)


def test_what_a_person_has_marked_goes_as_well():
    assert "พระธาตุ" not in blind("ไปไหว้พระธาตุด้วยกัน", Names(others=("พระธาตุ",))).text


@given(st.lists(st.sampled_from([*TOLD, "ยิ้มแย้ม", " ", "\n", "ที่", "อ."]), max_size=6).map("".join))
def test_blinding_twice_is_blinding_once_and_nothing_known_is_left(text):
    once = blind(text, NAMES).text
    assert blind(once, NAMES).text == once
    assert not any(word in once for word in ("เชียงใหม่", "สมศรี", "ป้าแมว", "สุเทพ"))


def test_a_code_says_nothing():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == CODE and set(code) <= set(SIGNS) for code in codes)
    assert not set(SIGNS) & set("01OIAEU")  # nothing to misread, no word by chance


def test_the_list_of_everyday_names_is_of_names():
    assert all(name and " " not in name for name in EVERYDAY)
