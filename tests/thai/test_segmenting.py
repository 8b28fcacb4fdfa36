import threading
import time

import nlpo3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.thai import cut, gist, gist_and_index, graphemes, index_words, normalise, segment
from sangsuk.thai.segmenting import Segmenter
from sangsuk.thai.words import corpus


def test_thai_is_cut_into_words() -> None:
    assert segment("น้ำท่วมถนนหน้าโรงเรียน") == ["น้ำท่วม", "ถนน", "หน้า", "โรงเรียน"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_sign_is_lost_by_segmenting(text: str) -> None:
    assert "".join(segment(text)) == text


def test_many_threads_may_ask_first_and_the_dictionary_is_read_once() -> None:
    read: list[str] = []

    def load(dictionary: str) -> None:
        time.sleep(0.05)
        nlpo3.load_dict(str(corpus("words_th.txt")), dictionary)
        read.append(dictionary)

    own, results = Segmenter("of-many-threads", load), list[list[str]]()
    threads = [threading.Thread(target=lambda: results.append(own("ถนนพัง"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [["ถนน", "พัง"]] * 8
    assert read == ["of-many-threads"]


@pytest.mark.parametrize(
    "text", ["ตากลม" * 5000, "กก" * 25_000, "ๆ" * 50_000, "่" * 50_000, "นาย" * 16_000, "0" * 50_000]
)
def test_no_text_of_50_000_signs_takes_long(text: str) -> None:
    from sangsuk.thai import redact

    started = time.process_time()
    index_words(text)
    redact(text)
    gist(text)
    cut(text, 100)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("น้ำท่วมถนน พระราม ๙ ครับ", "น้ำท่วม ถนน พระราม 9"),
        ("ไม่มีไฟฟ้าาาาา!!!", "ไม่ ไฟฟ้า"),
        ("BTS สยาม/อโศก", "bts สยาม อโศก"),
        ("น้ําไหล", "น้ำ ไหล"),
        ("", ""),
        ("... !!! 🙏", ""),
    ],
)
def test_what_the_index_gets(text: str, indexed: str) -> None:
    assert index_words(text) == indexed


def test_a_query_finds_what_a_text_was_indexed_under() -> None:
    text = index_words("ไฟทางดับทั้งซอยมา ๓ วันแล้วค่ะ").split()
    assert set(index_words("ไฟทางดับ 3 วัน").split()) <= set(text)


@given(st.text(max_size=60))
def test_the_index_has_bare_words_only(text: str) -> None:
    for word in index_words(text).split(" "):
        assert word == "" or word == word.strip()
    assert "'" not in index_words(text)
    assert ":" not in index_words(text)


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("ป้ำ", ["ป้ำ"]),
        ("ญี่ปุ่น", ["ญี่", "ปุ่", "น"]),
        ("กตัญญู", ["ก", "ตั", "ญ", "ญู"]),
        ("👨‍👩‍👧🇹🇭👍🏽", ["👨‍👩‍👧", "🇹🇭", "👍🏽"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
    ],
)
def test_visible_characters(text: str, clusters: list[str]) -> None:
    assert graphemes(text) == clusters


@given(st.text(max_size=60), st.integers(min_value=1, max_value=30))
def test_a_cut_is_never_longer_and_never_splits_a_character(text: str, n: int) -> None:
    result = cut(text, n)
    assert len(graphemes(result)) <= n or result == text
    assert "".join(graphemes(text)) == text
    if result != text:
        assert result.endswith("…")
        assert text.startswith(result[:-1])
        rest = graphemes(text)
        assert result[:-1] == "".join(rest[: n - 1]).rstrip()


def test_a_short_text_is_not_cut() -> None:
    assert cut("ผู้ใหญ่บ้าน", 11) == "ผู้ใหญ่บ้าน"
    assert cut("ผู้ใหญ่บ้าน", 4) == "ผู้ให…"


def test_the_gist_is_the_first_thing_said() -> None:
    text = "น้ำท่วมถนนหน้าโรงเรียนบ้านหนองบัว\nเด็กเดินไปเรียนไม่ได้มาสามวันแล้ว ขอให้ช่วยด้วยครับ"
    assert gist(text) == "น้ำท่วมถนนหน้าโรงเรียนบ้านหนองบัว"


def test_a_greeting_alone_is_no_gist() -> None:
    assert gist("สวัสดีครับ\nไฟทางดับทั้งซอย") == "สวัสดีครับ ไฟทางดับทั้งซอย"


@pytest.mark.parametrize("short", ["อบต.", "รพ.สต.", "กม.", "ต."])
def test_an_abbreviation_ends_no_gist(short: str) -> None:
    text = f"พาแม่ไปยื่นเรื่องเบี้ยยังชีพที่ {short} บ้านไร่ แล้วไม่มีใครรับเรื่อง"
    assert "บ้านไร่" in gist(text)


def test_a_long_gist_ends_between_words_and_outside_tokens() -> None:
    text = "เพื่อนบ้านก่อสร้างต่อเติมอาคารล้ำเข้ามาในที่ดินของบิดา [ชื่อบุคคล] ทำให้น้ำฝนไหลลงหลังคา"
    short = gist(text, most=46)
    assert short.endswith("…")
    assert len(graphemes(short)) <= 46
    assert "[" not in short
    assert text.startswith(short[:-1])
    assert segment(text)[: len(segment(short[:-1]))] == segment(short[:-1])


@given(st.text(max_size=200), st.integers(min_value=5, max_value=80))
def test_a_gist_is_one_line_of_limited_length(text: str, most: int) -> None:
    line = gist(normalise(text), most=most)
    assert "\n" not in line
    assert len(graphemes(line)) <= most


@pytest.mark.parametrize("text", ["", "น้ำท่วมมากกกก ที่ตลาด", "ถนนพัง. รถล้มทุกวัน\nช่วยด้วย " * 9, "Road  ถนน ๑๒", "เเละน้ํา"])
def test_title_and_index_made_together_are_those_made_alone(text: str) -> None:
    assert gist_and_index(text) == (gist(text), index_words(text))
