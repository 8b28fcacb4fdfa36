"""What people type for a place, made comparable. Pure: text in, text out.

`fold` makes alike what is the same name (spaces, hyphens, case, the order in which Thai marks were typed, Mueang and
Muang). `skeleton` makes alike what sounds or looks nearly alike, for a second and more forgiving look. `parts` takes an
address apart at its marks: "ต.สุเทพ อ.เมือง จ.เชียงใหม่".
"""

import re
from dataclasses import dataclass

from sangsuk.thai.dates import arabic_digits
from sangsuk.thai.normal import normalise

from .gazetteer import Kind

MOST = 200  # characters of a query that are looked at

_KEPT = re.compile(r"[^0-9a-z\u0e01-\u0e4e]+")
_LETTER = re.compile("[0-9a-z\u0e01-\u0e2e]")
_MUANG = re.compile("m(?:ua|eua)ng")

_TONES = re.compile("[\u0e47-\u0e4c\u0e4e]")
_NEAR_THAI = str.maketrans("ใณศษญภฬฐฎฏฆธฒีืูๅ", "ไนสสยพลถดตคททิึุา")
_NEAR_LATIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"([bcdgkpt])h", r"\1"), (r"v|bh", "w"), (r"sr", "s"), (r"j", "c"), (r"ee|ii", "i"), (r"oo|ou|eu|ue|w", "u"),
        (r"ae|ea", "e"), (r"oe|or|aw|ao", "o"), (r"ai|ay|ei|ey", "a"), (r"r", "l"), (r"y", "i"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip

_THAI_MARKS: dict[str, Kind] = {
    "จังหวัด": "province", "จ.": "province", "กิ่งอำเภอ": "district", "อำเภอ": "district", "อ.": "district",
    "เขต": "district", "ตำบล": "subdistrict", "ต.": "subdistrict", "แขวง": "subdistrict",
}  # fmt: skip
_LATIN_MARKS: dict[str, Kind] = {
    "changwat": "province", "province": "province", "amphoe": "district", "amphur": "district", "district": "district",
    "khet": "district", "tambon": "subdistrict", "tumbon": "subdistrict", "khwaeng": "subdistrict",
    "subdistrict": "subdistrict", "sub-district": "subdistrict", "sub district": "subdistrict",
}  # fmt: skip
_NO_INITIALS = "(?![\u0e01-\u0e2e]\\.)"  # the จ. of จ.ป.ร. is no mark
_THAI_MARK = re.compile(
    "|".join(re.escape(mark) + _NO_INITIALS * mark.endswith(".") for mark in sorted(_THAI_MARKS, key=len, reverse=True))
)
_LATIN = "|".join(sorted(_LATIN_MARKS, key=len, reverse=True))
_LATIN_BEFORE = re.compile(rf"^\s*({_LATIN})\b", re.IGNORECASE)
_LATIN_AFTER = re.compile(rf"\b({_LATIN})\s*$", re.IGNORECASE)
_LATIN_ANYWHERE = re.compile(rf"\b({_LATIN})\b")
_HOUSE = re.compile(r"(?:หมู่ที่|หมู่|ม\.|\bmoo|\bm\.)\s*\d+|^\s*\d+(?:/\d+)?(?=\D)|\b\d+/\d+")
_BREAKS = re.compile(r"[,;/|\n]+|(?<!\d)(?=\d)|(?<=\d)(?!\d)")


def clean(text: str) -> str:
    """The typed text in one spelling; Thai digits become Arabic ones."""
    text = text[:MOST]
    return text.lower() if text.isascii() else arabic_digits(normalise(text)).casefold()


def fold(text: str) -> str:
    return _MUANG.sub("mueang", _KEPT.sub("", clean(text)))


def skeleton(folded: str) -> str:
    if not folded.isascii():
        return _TONES.sub("", folded).translate(_NEAR_THAI)
    for pattern, plain in _NEAR_LATIN:
        folded = pattern.sub(plain, folded)
    return folded


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what was typed: its folded text and the kind of place its mark says, if it had one."""

    text: str
    kind: Kind | None = None


def parts(text: str) -> list[Part]:
    """The pieces of an address at its commas, marks and postcode, as they were typed; not house and moo."""
    found: list[Part] = []
    for chunk in _BREAKS.split(_HOUSE.sub(",", clean(text))):
        marks = list(_THAI_MARK.finditer(chunk))
        starts = [0, *(m.start() for m in marks), len(chunk)]
        for index, (start, end) in enumerate(zip(starts, starts[1:], strict=False)):
            mark = marks[index - 1] if index else None
            piece = chunk[mark.end() if mark else start : end]
            kind = _THAI_MARKS[mark.group()] if mark else None
            for pattern in (_LATIN_BEFORE, _LATIN_AFTER):
                if kind is None and (latin := pattern.search(piece)):
                    kind = _LATIN_MARKS[latin.group(1)]
                    piece = piece[: latin.start()] + piece[latin.end() :]
            if _LETTER.search(folded := fold(piece)):
                found.append(Part(folded, kind))
    return found


def words(text: str) -> list[str]:
    """The typed words without any marks, folded."""
    bare = _THAI_MARK.sub(" ", _HOUSE.sub(" ", clean(text)))
    bare = _LATIN_ANYWHERE.sub(" ", bare)
    return [folded for word in _BREAKS.sub(" ", bare).split() if (folded := fold(word))]
