"""Where a titled name stands in Thai text. Pure, and without a list of names: the title tells, common words stop it."""

import re
from collections.abc import Iterator

from .lists import listed
from .words import segment

_THREE_PART = r"พล\.\s?(?:[ตทอร]\.){1,2}|พ\.ต\.[ตทอ]\.|ร\.ต\.[ตทอ]\.|จ\.ส\.[ตทอ]\.|ส\.ต\.[ตทอ]\.|ว่าที่\s?ร\.ต\."
_WRITTEN_OUT = (
    r"(?:ว่าที่\s?)?ร้อย(?:ตำรวจ)?(?:ตรี|โท|เอก)|พัน(?:ตำรวจ)?(?:ตรี|โท|เอก)|พลตำรวจ(?:ตรี|โท|เอก)"
    r"|จ่าสิบ(?:ตำรวจ|ตรี|โท|เอก)|สิบตำรวจ(?:ตรี|โท|เอก)|ดาบตำรวจ|นายแพทย์|แพทย์หญิง|ศาสตราจารย์|ดอกเตอร์"
)
_SHORT = r"[พรน]\.[ตทอ]\.|ส\.[ตอ]\.|ด\.ต\.|(?:[ผร]?ศ\.\s?|นพ\.|น\.ส?พ\.|พญ\.|ทพ\.|ภก\.|ดร\.)+"
# "150 นาย" counts people. Boss and heroine, "ทนาย" and "ทำนาย" are no titles: นาย and นาง are looked at twice (`noun`), the others need no doubt.
_TITLE = re.compile(
    rf"(?:(?P<sure>นางสาว|น\.\s?ส\.(?!\s?[ตทอ]\.)|ดร\.|ด\.\s?[ชญ]\.|(?<!\.)(?:{_THREE_PART})|{_WRITTEN_OUT}"
    rf"|(?<![ก-๎.])(?:{_SHORT}|(?:นส|ดช|ดญ)\.?(?=\s?[ก-ฮเ-ไ]{{2}})))"
    r"|(?:(?<![0-9])(?<![0-9] )|(?=นา[ยง][ก-ฮเ-ไ]))(?P<noun>(?<!ท)(?<!ทำ)(?<!เจ้า)นาย|นาง|เด็กชาย|เด็กหญิง))"
    r"(?:หญิง)?\s{0,2}(?=[ก-ฮเ-ไ])"
)
_LATIN = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.?\s+[A-Z][a-z]+(?:\s+[A-Z][a-z'-]+)?")
_SIGN = re.compile(
    r"นา[ยง]|[ดน]\.?\s?[สชญพ]|เด็ก[ชห]|[พรจสดวนภ]\.|ร้อย|พัน|พล[ต.]|จ่า|ดาบ|สิบต|[ผรท]?[ศพ]\.|พญ|แพทย์ห|ศาสต|ดอกเ|ว่าที่|ชื่อ|คุณ|M[irs]"
)
_SAID = re.compile(
    r"(?:(?:ดิฉัน|ผม|กระผม|ข้าพเจ้า|หนู|ผู้ร้อง|ผู้แจ้ง|เจ้าของบ้าน|เจ้าของ)\s?ชื่อ|ชื่อ\s?-?\s?(?:นาม)?สกุล"
    r"|ชื่อผู้(?:ร้อง|แจ้ง|ถูกร้อง(?:เรียน)?))\s?[:：]?\s{0,2}(?=[ก-ฮเ-ไ])"
)
_CONTACT = re.compile(r"(?<!ขอบ)(?<!พระ)(?<!ทรง)(?P<noun>คุณ)\s?(?=[ก-ฮเ-ไ])(?=.{2,40}?(?:โทร|เบอร์|[0-9]{3}))")
_PLACE_BEFORE = re.compile(r"(?:ถนน|ซอย|วัด|อำเภอ|ตำบล|แขวง|เขต|หนอง|คลอง|โรงเรียน|ดอน|โนน|สะพาน|เกาะ|[ถซตอ]\.)\s?$")
_RUN = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*")
_SURNAME = re.compile(r" {1,2}(?=[ก-ฮเ-ไ])")

_NOT_NAMES = listed("not_names")
_STOPS = listed("stops")
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
            noun = title.groupdict().get("noun") or ""
            end = _name_end(text, title.end(), noun)
            if end:
                yield (title.end() if titles is _SAID else title.start(), end)
    for hit in _LATIN.finditer(text):
        yield hit.span()


def _name_end(text: str, start: int, noun: str) -> int:
    """Where the name that begins here ends, with its family name if one follows; 0 when it is no name.

    `noun`: the title, if it is a word that also says something else; then the next word must not be an everyday one.
    """
    run = _RUN.match(text, start, start + _LONGEST_FIRST + 20)
    if run is None:
        return 0
    words = segment(run.group())
    if noun and (words[0] in _STOPS or words[0] in _NOT_NAMES or _compound(noun, text, start, run.end())):
        return 0
    length = len(words[0]) + _part(words[1:], _LONGEST_FIRST - len(words[0]))
    if length < 2:
        return 0
    end = start + min(length, _LONGEST_FIRST)
    gap = _SURNAME.match(text, end)
    if gap is None or length < len(run.group()):
        return end
    last = _RUN.match(text, gap.end(), gap.end() + _LONGEST_LAST + 20)
    more = _part(segment(last.group()), _LONGEST_LAST, family=True) if last else 0
    return gap.end() + more if more >= 2 else end


def _compound(noun: str, text: str, start: int, end: int) -> bool:
    """'นายอำเภอ' is one word of the dictionary and no Mr. Ampho; 'นายสมชาย' is two."""
    return text[start - len(noun) : start] == noun and len(segment(text[start - len(noun) : end])[0]) > len(noun)


def _part(words: list[str], most: int, *, family: bool = False) -> int:
    """How many signs of these words belong to a name: up to the first everyday word, `most` at the most.

    "มี" stops a name, but "มีสุข" is a family name: a verb with a word of good omen after it.
    """
    length = 0
    for at, word in enumerate(words):
        good = family and at == 0 and len(words) > 1 and words[1] in _OMENS
        if (word in _STOPS and not good) or length + len(word) > most:
            break
        length += len(word)
    return length
