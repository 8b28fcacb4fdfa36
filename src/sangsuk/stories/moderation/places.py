"""Which village, sub-district, temple or lane: small places by which neighbours know each other.

The district stays, it is what the story is about. A name is read as far as the gazetteer knows it; else its first words,
because nothing in Thai writing says where a name ends.
"""

import re
from collections.abc import Iterator

from sangsuk.thai import arabic_digits, segment

from .found import REWORD, Proposal
from .signs import Lexicon, alternatives

VILLAGE = "หมู่บ้านแห่งหนึ่ง"
_MOO = re.compile(r"(?:หมู่ที่|หมู่|(?<![ก-ฮ.])ม\.)\s*\d{1,2}(?!\d)")
_CLASS = re.compile(r"(?:ชั้น|นักเรียน|เรียน|มัธยม)\s*$")
_THAI = re.compile(r"[ก-ฮเแโใไ][ก-๙]*")
_SHORT = 4


def places(text: str, lexicon: Lexicon) -> list[Proposal]:
    """Small places; those that follow one another at once are one."""
    found = [*_villages(text, lexicon), *_institutions(text, lexicon)]
    moo = (m for m in _MOO.finditer(arabic_digits(text)) if not _CLASS.search(text[: m.start()]))
    found += [_place("village", m.start(), m.end(), VILLAGE, 3) for m in moo]
    return _joined(text, sorted(found, key=lambda p: (p.start, -p.end)))


def _villages(text: str, lexicon: Lexicon) -> Iterator[Proposal]:
    starts = alternatives(lexicon.words("place_start"))
    for found in re.finditer(rf"หมู่บ้าน(?![\s.,]|แห่ง|ของ|ที่|นี้|นั้น|ใกล้|เรา|เดียว|อื่น|ละ|เล็ก|ห่าง)|บ้าน(?={starts})", text):
        if text.endswith(("ผู้ใหญ่", "ชาว", "ทะเบียน", "กลับ", "แม่", "ย้าย", "โรงเรียน", "อำเภอ"), 0, found.start()):
            continue
        end = name_end(text, found.end(), lexicon)
        if end > found.end():
            yield _place("village", found.start(), end, VILLAGE, 3)


def _institutions(text: str, lexicon: Lexicon) -> Iterator[Proposal]:
    for hit in lexicon.hits("institution", text):
        if hit.start and hit.word.endswith(".") and re.match(r"[ก-ฮ.]", text[hit.start - 1]):
            continue  # the end of another abbreviation: รพ.สต.
        end = name_end(text, hit.end, lexicon)
        if end > hit.end:
            kind = "tambon" if hit.word in ("ตำบล", "ต.") else "institution"
            yield _place(kind, hit.start, end, hit.sign.instead, hit.sign.points)


def name_end(text: str, at: int, lexicon: Lexicon) -> int:
    """Where the name that begins here ends; `at` itself when none does."""
    skipped = re.compile(r" ?").match(text, at)
    begin = skipped.end() if skipped else at
    run = _THAI.match(text, begin)
    if run is None:
        return at
    known = next((n for n in range(min(24, len(run[0])), 1, -1) if run[0][:n] in lexicon.places), 0)
    if known:
        return begin + known
    stops, tails = set(lexicon.words("place_stop")), set(lexicon.words("place_end"))
    starts = {*lexicon.words("place_start"), "บ้าน"}
    length, last = 0, ""
    for count, word in enumerate(segment(run[0])):
        goes_on = last in starts or word in tails or length <= _SHORT
        if word in stops or (count and not goes_on) or count > 3:
            break
        length, last = length + len(word), word
    return begin + length if length > 1 else at


def _place(kind: str, start: int, end: int, instead: str, points: int) -> Proposal:
    return Proposal(REWORD, kind, start, end, instead, kind, points)


def _joined(text: str, found: list[Proposal]) -> list[Proposal]:
    """ "บ้านหนองแสง หมู่ที่ 4 ตำบลนาดี" is one place, and "หมู่บ้านแห่งหนึ่ง" says it all."""
    joined: list[Proposal] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and one.start < last.end and one.end <= last.end:
            continue
        if last and one.start >= last.end and not text[last.end : one.start].strip() and one.start - last.end < 3:
            heavier = max(last, one, key=lambda p: p.points)
            joined[-1] = _place(heavier.kind, last.start, one.end, heavier.instead, heavier.points)
        else:
            joined.append(one)
    return joined
