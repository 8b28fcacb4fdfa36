"""Cutting long texts into words."""

import time

import pytest

from sangsuk import thai

LONG = (
    "ในบ้านไร่มะม่วงมีหลายครอบครัวที่ลูกไปติดกลุ่มนั่งเสพยาแถวข้างวัดท่ากลาง พ่อแม่เตือนเท่าไรก็ไม่ฟังแล้ว "
    "คนแถวนี้รู้กันหมดแต่ไม่มีใครพูด เพราะต้องอยู่ร่วมกันไปอีกนาน ตอนนี้ของหายบ่อยมาก ปั๊มน้ำ หม้อหุงข้าว ไก่ชน หายหมด\n"
)


@pytest.mark.parametrize("length", [120, 140, 160, 200, 220, 2_000, 20_000])
def test_the_words_of_a_long_text_joined_are_the_text(length):
    """The segmenter's own "safe" mode repeats itself in texts of more than 140 letters; so we do without it."""
    text = (LONG * (length // len(LONG) + 1))[:length]
    assert "".join(thai.segment(text)) == text


@pytest.mark.parametrize("hard", ["กก", "ตากลม", "มากกว่า", "าาา", "ก็", "หมอกมองนอนมองกอน"])
def test_no_text_makes_cutting_words_slow(hard):
    text = hard * (10_000 // len(hard))
    started = time.process_time()
    assert "".join(thai.segment(text)) == text
    assert time.process_time() - started < 1
