"""Words that sound like danger: found in whatever form they are typed, and not in everyday trouble."""

import pytest

from sangsuk.thai.danger import WORDS, sounds_dangerous
from sangsuk.thai.normal import normalise


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_list_is_found_in_a_sentence(word: str) -> None:
    assert sounds_dangerous(f"เมื่อคืนนี้{word}ค่ะ ช่วยด้วย")


@pytest.mark.parametrize(
    "text",
    [
        "น้ำท่วมถนนหน้าโรงเรียน เด็กเดินไปเรียนไม่ได้",
        "หมาจรจัดเห่าทั้งคืน",
        "ไฟฟ้าดับตั้งแต่เมื่อวาน",
        "ขอให้ซ่อมถนน",
        "",
        "The road is full of holes",
        "skilled workers",
    ],
)
def test_everyday_trouble_is_not_danger(text: str) -> None:
    assert not sounds_dangerous(text)


@pytest.mark.parametrize("text", ["He said he will KILL me", "ทํ​าร้ายร่างกายทุกวัน", "My mother is unconscious"])
def test_it_is_found_in_english_and_however_it_is_typed(text: str) -> None:
    assert sounds_dangerous(text)


def test_no_word_stands_in_the_list_twice() -> None:
    plain = [normalise(word) for word in WORDS]
    assert len(plain) == len(set(plain))
