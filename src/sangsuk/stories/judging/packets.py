"""What a judge gets to read: the story without who, whose and where. Pure: text and names in, text and hints out.

Names of people go by `thai.redact`, and those that are known (the author, the praised, the staff of the office) wherever
they stand. The office's own district, province, sub-districts and villages go wherever they stand; other areas where the
text says that it means an area. A packet has a code drawn by lot, and nothing else: no date, no channel, no file, no
length of a queue. What a machine cannot know (a famous temple, a local word) is pointed out, and a person reads every
packet before a judge does.
"""

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sangsuk import thai
from sangsuk.thai.areas import areas

PERSON, PLACE, TAG = "[ชื่อบุคคล]", "[สถานที่]", "[แฮชแท็ก]"
SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
CODE = 6
SHORTEST = 2
"""A name of fewer letters is not looked for by itself: it stands in half of all words."""
_LINES = (Path(__file__).parent / "data" / "everyday_areas.txt").read_text(encoding="utf-8").splitlines()
EVERYDAY = frozenset(name for line in _LINES if not line.startswith("#") for name in line.split())
"""Areas called as everyday words are: these go only behind a word that says so."""
_BEFORE = (
    "(?:ที่ว่าการ|ศาลากลาง|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\\.?|จังหวัด|จ\\.|อำเภอ|อ\\.|ตำบล|ต\\.|เขต|แขวง|บ้าน|หมู่บ้าน|เมือง|ชาว|คน)"
)
_HASHTAG = re.compile(r"#[\w฀-๿]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DATE = re.compile(
    r"(?:วันที่ ?)?[0-9๐-๙]{1,2} ?(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค"
    r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)\.?(?: ?(?:พ\.ศ\. ?)?[0-9๐-๙]{2,4})?"
)
_HINT = re.compile(
    "(?<!จังห)(?:พระ(?:ธาตุ|บรมธาตุ|ปรางค์)|วัด|โรงพยาบาล|รพ\\.(?:สต\\.)?|โรงเรียน|ตลาด|ดอย|เขื่อน|อุทยาน|สะพาน|แยก|ถนน|หมู่(?:ที่)? ?[0-9๐-๙]+"
    "|บ้าน(?:หนอง|โนน|ดอน|โคก|สัน|ทุ่ง|ห้วย|ท่า|ปาก|แม่|บาง|คลอง|เขา|ป่า|ใหม่))[ก-๎0-9๐-๙]{0,20}"
    "|[0-9๐-๙]{1,3} ?หมู่ ?[0-9๐-๙]+|(?:นายอำเภอ|ปลัด(?:อำเภอ)?|กำนัน|ผู้ใหญ่บ้าน|ผู้ว่า(?:ราชการ)?)(?:คนใหม่|หญิง|คนแรก|คนเดียว)"
)


@dataclass(frozen=True)
class Names:
    """What must not be read in the packet. `areas`: bare names of the office's district, province, sub-districts, villages."""

    people: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Whatever else a person has marked while reading the packet."""


@dataclass(frozen=True)
class Packet:
    """`masked`: how much went, by kind; `hints`: words that a person should look at."""

    text: str
    masked: dict[str, int] = field(default_factory=dict)
    hints: tuple[str, ...] = ()


def blind(text: str, names: Names) -> Packet:
    """The text without names; twice gives the same as once."""
    count: dict[str, int] = {}
    said = thai.normalise(text)
    said = _sub(_LINK, lambda _m: PLACE, said, count, "link")
    said = _sub(_HASHTAG, lambda _m: TAG, said, count, "tag")
    said = _listed(said, names.people, PERSON, count, "person")
    said = _listed(said, names.others, PLACE, count, "marked")
    said = _areas(said, names.areas, count)
    redacted = thai.redact(said)
    if redacted.found:
        count["person"] = count.get("person", 0) + len(redacted.found)
    said = _sub(_DATE, lambda _m: "[วันที่]", redacted.text, count, "date")
    hints = [found.group() for found in _HINT.finditer(said)]
    hints += [name for name in names.areas if _careful(name) and name in thai.segment(said)]
    return Packet(said, count, tuple(dict.fromkeys(hints)))


def _careful(name: str) -> bool:
    """Is it a word of every day as well, so that it goes only behind a word that says so?"""
    return len(name) <= SHORTEST or name in EVERYDAY


def _sub(
    pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], text: str, count: dict[str, int], kind: str
) -> str:
    said, n = pattern.subn(by, text)
    if n:
        count[kind] = count.get(kind, 0) + n
    return said


def _listed(text: str, listed: Iterable[str], token: str, count: dict[str, int], kind: str) -> str:
    """Known names, whole and in their parts, the longest first; a part of one or two signs only where it stands alone."""
    wanted = {thai.normalise(name) for name in listed}
    wanted |= {part for name in wanted for part in name.split() if not _careful(part)}
    long = sorted((name for name in wanted if len(name) >= SHORTEST), key=lambda name: (-len(name), name))
    if not long:
        return text
    said = "|".join(_loose(name) for name in long)
    return _sub(re.compile(said, re.IGNORECASE), lambda _m: token, text, count, kind)


def _areas(text: str, own: Iterable[str], count: dict[str, int]) -> str:
    """Areas with their sign, whichever; the office's own also without."""
    wanted = sorted({thai.normalise(name) for name in own if name}, key=lambda name: (-len(name), name))
    for name in wanted:
        pattern = f"{_BEFORE} ?{_loose(name)}" if _careful(name) else f"(?:{_BEFORE} ?)?{_loose(name)}"
        if name.startswith("เมือง") and len(name) > 5:
            pattern += f"|{_BEFORE} ?{_loose(name[5:])}"
        text = _sub(re.compile(pattern, re.IGNORECASE), lambda found: _kept(found.group()), text, count, "place")
    found = list(areas(text))
    for start, at, end in reversed(found):
        text = text[:start] + _kept(text[start:at] + text[at:end]) + text[end:]
    if found:
        count["place"] = count.get("place", 0) + len(found)
    return text


def _kept(said: str) -> str:
    """What kind of place it was may be read: a district office stays a district office."""
    for word in ("ที่ว่าการ", "ศาลากลาง", "เทศบาล", "อบต", "จังหวัด", "อำเภอ", "ตำบล", "เขต", "แขวง", "หมู่บ้าน", "บ้าน"):
        if said.startswith(word):
            return word + PLACE
    return {"จ.": "จังหวัด", "อ.": "อำเภอ", "ต.": "ตำบล"}.get(said[:2], "") + PLACE


def _loose(name: str) -> str:
    """The name, whatever spaces stand in it."""
    return r"\s{0,2}".join(re.escape(part) for part in name.split())


def new_code(taken: Iterable[str] = ()) -> str:
    """Six signs by lot; they say nothing about the story, its number, or its turn."""
    used = set(taken)
    while True:
        code = "".join(secrets.choice(SIGNS) for _ in range(CODE))
        if code not in used:
            return code
