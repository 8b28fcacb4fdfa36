"""Where a titled name stands in Thai text. Pure, and without a list of names: the title tells, common words stop it."""

import re
from collections.abc import Iterator

from .lists import listed
from .words import segment

# "นายก", "ทนาย", "นางพยาบาล", "ขอบคุณ" are no titles of a person's name; nor is a road or temple that bears one.
_RANKS = (
    r"พล\.(?:[ตทอร]\.){1,2}|พ\.ต\.[ตทอ]\.|ร\.ต\.[ตทอ]\.|[พรน]\.[ตทอ]\.|จ\.ส\.[ตทอ]\.|ส\.ต\.[ตทอ]\.|ส\.[ตอ]\.|ด\.ต\."
    r"|ว่าที่\s?ร\.ต\.|ว่าที่ร้อยตรี|ร้อยตำรวจ(?:ตรี|โท|เอก)|พันตำรวจ(?:ตรี|โท|เอก)|จ่าสิบตำรวจ|ดาบตำรวจ|สิบตำรวจ(?:ตรี|โท|เอก)"
)
_TITLE = re.compile(
    r"(?:(?<!ท)(?<!ทำ)(?<!เจ้า)(?:นางสาว|นาย|นาง)"
    r"|น\.\s?ส\.|ด\.\s?[ชญ]\.|(?<![ก-๎])(?:นส|ดช|ดญ)\.?(?=\s?[ก-ฮเ-ไ]{2})|เด็กชาย|เด็กหญิง"
    rf"|(?<![ก-๎.])(?:{_RANKS}|ดร\.|ผศ\.|รศ\.))(?:หญิง)?\s{{0,2}}(?=[ก-ฮเ-ไ])"
)
_LATIN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+[A-Z][a-z]+(?:\s+[A-Z][a-z'-]+)?")
_SIGN = re.compile("นา[ยง]|[ดน]\\.?\\s?[สชญ]|เด็ก[ชห]|[พรจสดวน]\\.|ร้อย|พันต|จ่า|ดาบ|สิบต|[ผร]ศ\\.|ว่าที่|ชื่อ|คุณ|M[irs]")
_SAID = re.compile(
    r"(?:(?:ดิฉัน|ผม|กระผม|ข้าพเจ้า|หนู|ผู้ร้อง|ผู้แจ้ง|เจ้าของบ้าน|เจ้าของ)\s?ชื่อ|ชื่อ\s?-?\s?(?:นาม)?สกุล|ชื่อผู้(?:ร้อง|แจ้ง|ถูกร้อง(?:เรียน)?))\s?[:：]?\s{0,2}(?=[ก-ฮเ-ไ])"
)
_CONTACT = re.compile(r"(?<!ขอบ)(?<!พระ)(?<!ทรง)คุณ\s?(?=[ก-ฮเ-ไ])(?=.{2,40}?(?:โทร|เบอร์|[0-9]{3}))")
_PLACE_BEFORE = re.compile(r"(?:ถนน|ซอย|วัด|อำเภอ|ตำบล|แขวง|เขต|หนอง|คลอง|โรงเรียน|ดอน|โนน|สะพาน|เกาะ|[ถซตอ]\.)\s?$")
_RUN = re.compile(r"[ก-ฮเ-ไ][ก-ฯะ-ฺเ-ๅ็-๎]*")
_SURNAME = re.compile(r" {1,2}(?=[ก-ฮเ-ไ])")

_NOT_NAMES = listed("not_names")
_STOPS = listed("stops")
# "มี" stops a name, but "มีสุข" is one: a first word that is a verb needs a word of good omen after it.
_OMENS = listed("omens")
_LONGEST_FIRST, _LONGEST_LAST = 20, 26


def found_names(text: str) -> Iterator[tuple[int, int]]:
    """Spans of titled names, the title included: 'นางสาวสมศรี ใจดี', 'ร.ต.อ.สมชาย', 'Mr. John Smith'."""
    if not _SIGN.search(text):
        return
    for titles in (_TITLE, _SAID, _CONTACT):
        for title in titles.finditer(text):
            if titles is not _SAID and _PLACE_BEFORE.search(text, max(0, title.start() - 9), title.start()):
                continue
            end = _name_end(text, title.end())
            if end:
                yield (title.end() if titles is _SAID else title.start(), end)
    for hit in _LATIN.finditer(text):
        yield hit.span()


def _name_end(text: str, start: int) -> int:
    """Where the name that begins here ends, with its family name if one follows; 0 when it is no name."""
    run = _RUN.match(text, start, start + _LONGEST_FIRST + 20)
    if run is None:
        return 0
    length = _part(run.group(), _LONGEST_FIRST)
    if length < 2:
        return 0
    end = start + length
    gap = _SURNAME.match(text, end)
    if gap is None or length < len(run.group()):
        return end
    last = _RUN.match(text, gap.end(), gap.end() + _LONGEST_LAST + 20)
    more = _part(last.group(), _LONGEST_LAST) if last else 0
    return gap.end() + more if more >= 2 else end


def _part(run: str, most: int) -> int:
    """How many signs of a run of Thai letters belong to a name: up to the first everyday word, `most` at the most."""
    length = 0
    words = segment(run)
    for at, word in enumerate(words):
        good = length == 0 and len(words) > at + 1 and words[at + 1] in _OMENS
        if (word in _STOPS and not good) or (length == 0 and word in _NOT_NAMES):
            break
        if length and length + len(word) > most:
            break
        length += len(word)
    return min(length, most)
