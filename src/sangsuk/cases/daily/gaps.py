"""Gaps in ready words: `{เลขที่}`, or `{number}`. Pure: values in, values out.

What the house knows, it fills in; anything else in braces is for the officer to fill, and nothing leaves with a gap in it.
"""

import re
from collections.abc import Mapping

GAP = re.compile(r"\{([^{}\n]{1,60})\}")

NAMES: dict[str, str] = {
    "เลขที่": "number",
    "ชื่อเรื่อง": "title",
    "ประเภท": "category",
    "หน่วยงาน": "agency",
    "ศูนย์": "office",
    "สถานที่": "place",
    "กำหนด": "due",
    "วันที่รับเรื่อง": "received",
    "วันนี้": "today",
    "เจ้าหน้าที่": "officer",
}
"""The Thai name of each gap that the house fills, with the English name that means the same."""


def meant(gap: str) -> str:
    """The one name of a gap, whichever language it was written in."""
    plain = " ".join(gap.split())
    return NAMES.get(plain, plain.lower())


def found(text: str) -> list[str]:
    """The gaps of a text as they are written, each once, in their order."""
    return list(dict.fromkeys(GAP.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what is known in its gaps; a gap without a value stays as it is."""
    return GAP.sub(lambda hit: values.get(meant(hit[1])) or hit[0], text)


def unknown(text: str) -> list[str]:
    """The gaps that no value of the house fills: those are the officer's."""
    return [gap for gap in found(text) if meant(gap) not in NAMES.values()]


def kept_percent(ready: str, sent: str) -> int:
    """How much of the ready words is left in what was sent, by the pieces between blanks, weighed by their length."""
    pieces = ready.split()
    whole = sum(map(len, pieces))
    if not whole:
        return 0
    left = " ".join(sent.split())
    return round(100 * sum(len(piece) for piece in pieces if piece in left) / whole)
