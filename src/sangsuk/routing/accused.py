"""Who is accused, read from a Thai text: which office, through which words. Pure: text, offices and names in, finds out.

What is found is an offer; the citizen says whether it is so. Naming an office is no accusation ("I told the district"), so
a mention counts only near words that blame. Where nobody is asked, only grave words count (`grave`): money, threats,
violence. Words of offices: data/accused_words.csv. The lists are our own reading, see docs/law.md#sealed
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sangsuk.thai.longest import Longest

WORDS = Path(__file__).parent / "data" / "accused_words.csv"
AFTER, BEFORE = 70, 35
"""So many signs may stand between the office and the blame that follows it, or goes before it."""
AT_ONCE = 25
TOLD = re.compile(
    r"(?:แจ้ง|แจ้งความ|ร้องเรียน|บอก|โทร|ไปหา|ขอให้|ฝาก|ปรึกษา|ติดต่อ|ร้องทุกข์)(?:ไป|กับ|ต่อ|ที่|หา|ให้|ถึง|ทาง|ความ|แล้ว|\s)*$"
)
"""Before an office: it was told of the trouble, so it is accused only by what is said of it at once."""

GRAVE = (
    "ทุจริต", "คอร์รัปชัน", "คอรัปชั่น", "โกง", "เรียกเงิน", "เรียกเก็บเงิน", "เรียกรับ", "รับเงิน", "ขอเงิน", "เก็บเงิน", "สินบน",
    "ใต้โต๊ะ", "ส่วย", "ค่าน้ำร้อนน้ำชา", "ค่าน้ำชา", "ยักยอก", "เบียดบัง", "หักหัวคิว", "กินหัวคิว", "ฮั้ว", "ข่มขู่", "ขู่ว่า",
    "ขู่จะ", "คุกคาม", "ลวนลาม", "ทำร้าย", "ซ้อม", "ใช้อำนาจ", "อิทธิพล", "เอื้อประโยชน์", "พวกพ้อง", "ค้ายา", "พัวพัน", "รู้เห็นเป็นใจ",
    "รีดไถ", "ไถเงิน", "ตบทรัพย์", "ปลอมเอกสาร", "ปลอมลายเซ็น", "มิชอบ",
)  # fmt: skip
MILD = (
    "ละเลย", "เพิกเฉย", "ไม่ยอม", "ไม่สนใจ", "ไม่รับแจ้ง", "ไม่รับเรื่อง", "ไม่บริการ", "พูดจา", "ไม่สุภาพ", "ตะคอก", "ตวาด", "ด่า",
    "ดุ", "หยาบคาย", "เลือกปฏิบัติ", "กลั่นแกล้ง", "แกล้ง", "เข้าข้าง", "ลำเอียง", "ไม่เป็นธรรม", "บกพร่อง", "ไม่ทำงาน", "ไม่อยู่เวร",
    "เมา", "ล่าช้า", "ดองเรื่อง", "ปล่อยปละ", "ร้องเรียน", "กล่าวหา", "ถูกเรียก", "ไล่กลับ", "ไล่ให้", "ประพฤติ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """An office that may be meant. `kind`: district, khet, province, MOI, DOPA or an agency's kind; `place` the name of its
    district or province without the word for it."""

    code: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who works somewhere."""

    user_id: int
    name: str
    office_code: str


@dataclass(frozen=True, slots=True)
class Found:
    """An office, and in whose words; `user_id` when a person of the house is named, 0 otherwise."""

    code: str
    words: str
    grave: bool
    user_id: int = 0


def find(text: str, *, home: str, bodies: Sequence[Body], names: Iterable[Name] = ()) -> list[Found]:
    """The offices that the text seems to accuse, the gravest first, each once; persons of the house beside them.

    `home`: the district where it happened, meant where a post is named without its place. `bodies`: the offices around.
    """
    flat = " ".join(text.split())
    blame = [(found.start(), found.end(), found[0] in _GRAVE) for found in _BLAME.finditer(flat)]
    if not blame:
        return []
    found: dict[tuple[str, int], Found] = {}
    for start, end, code, user_id in [*_offices(flat, home, tuple(bodies)), *_persons(flat, names)]:
        near = list(_near(flat, start, end, blame))
        one = Found(code, flat[start:end], any(near), user_id)
        before = found.get((code, user_id))
        if near and (before is None or one.grave > before.grave):
            found[code, user_id] = one
    return sorted(found.values(), key=lambda one: not one.grave)


def named(text: str, *, home: str, bodies: Sequence[Body], everywhere: Sequence[Body] = ()) -> set[str]:
    """The offices that a text names, blamed or not: as somebody writes down whom he asks. `everywhere`: the offices of the
    country too, so that a place elsewhere is not taken for the one here."""
    flat = " ".join(text.split())
    return {code for _start, _end, code, _no in _offices(flat, home, tuple(bodies), tuple(everywhere))}


def may_be_grave(text: str) -> bool:
    """Whether `find` could call anything in this text grave; a tenth of what asking it costs."""
    return _GRAVE_WORD.search(text) is not None


def _near(text: str, start: int, end: int, blame: Iterable[tuple[int, int, bool]]) -> Iterable[bool]:
    """Of each blame that falls on the words from `start` to `end`, whether it is grave."""
    told = TOLD.search(text[max(0, start - 20) : start]) is not None
    for at, to, grave in blame:
        follows = 0 <= at - end <= (AT_ONCE if told else AFTER)
        if follows or (not told and 0 <= start - to <= BEFORE):
            yield grave


_GRAVE = frozenset(GRAVE)
_GRAVE_WORD = re.compile(  # each choice begins with a letter of its own: that is looked for twice as quickly
    "|".join(
        f"{first}(?:{'|'.join(re.escape(word[1:]) for word in GRAVE if word[0] == first)})"
        for first in sorted({word[0] for word in GRAVE})
    )
)
_BLAME = re.compile("|".join(sorted(map(re.escape, GRAVE + MILD), key=len, reverse=True)))


def _offices(
    text: str, home: str, bodies: tuple[Body, ...], everywhere: tuple[Body, ...] = ()
) -> Iterable[tuple[int, int, str, int]]:
    pattern, kinds = _pattern()
    found = pattern.search(text)
    if found is None:  # most texts name no office: then nothing is laid out for them
        return
    places, districts = _places_of(everywhere or bodies)
    here = {body.kind: body.code for body in bodies if body.kind not in ("district", "khet") or body.code == home}
    by_place = {(body.kind, body.place): body.code for body in (*everywhere, *bodies)}
    while found is not None:
        word = found["word"] or ""
        place = (places if word else districts).at(text, found.end())
        if not word and not place:  # "the officer of the district" of no name that we know
            found = pattern.search(text, found.start() + 1)
            continue
        end = found.end() + len(place)
        kind = kinds[word] if word else "district"
        code = by_place.get((kind, place)) or here.get(kind)
        if word and place and (kind, place) not in by_place:
            if kind in ("district", "khet"):
                code = here.get(kind)
            elif everywhere and not _is_around(place, by_place, home):
                code = None
        if code:
            yield found.start(), end, code, 0
        found = pattern.search(text, end)


def _is_around(place: str, by_place: Mapping[tuple[str, str], str], home: str) -> bool:
    codes = (by_place.get((kind, place), "") for kind in ("district", "khet", "province"))
    return any(code[:2] == home[:2] for code in codes)


def _persons(text: str, names: Iterable[Name]) -> Iterable[tuple[int, int, str, int]]:
    """People of the house by first and last name together; one word alone is anybody's."""
    for person in names:
        said = " ".join(person.name.split("(")[0].split())
        at = text.find(said) if " " in said else -1
        if at >= 0:
            yield at, at + len(said), person.office_code, person.user_id


@cache
def words() -> tuple[tuple[str, str], ...]:
    """(word, kind of office), the longest first, so that a rural road is not a highway."""
    with WORDS.open(encoding="utf-8") as file:
        rows = [(row["word"], row["office"]) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """A word of an office, behind which its place may stand ("นายอำเภอแม่ริม"), or the words that need one behind them
    ("เจ้าหน้าที่อำเภอแม่ริม"). The places are looked up: a pattern that holds those of a province takes milliseconds to make."""
    any_word = "|".join(re.escape(word) for word, _kind in words())
    pattern = rf"(?P<word>{any_word})\s?(?:อำเภอ|จังหวัด|เขต)?|เจ้าหน้าที่(?:ของ)?อำเภอ"
    return re.compile(pattern), dict(words())


def _places_of(bodies: Iterable[Body]) -> tuple[Longest, Longest]:
    """The names of all places, and those of districts."""
    named = [body for body in bodies if body.place]
    return Longest({body.place for body in named}), Longest({body.place for body in named if body.kind == "district"})
