"""How alike two tellings are, whatever slips of the finger or words of the region they are told in.

A text becomes a sketch: of its overlapping three-letter pieces, written as they sound, the numbers of the smallest 64
(Broder's bottom-k sketch of a set, 1997). Two sketches tell how many of the pieces the texts have in common.
"""

import re
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .lists import listed
from .words import index_words

SIZE = 64
PIECE = 3
_KEPT = str.maketrans(
    {
        # heard the same, and so written for each other
        **dict.fromkeys("ศษ", "ส"), "ณ": "น", "ฬ": "ล", "ฎ": "ด", "ฏ": "ต", "ญ": "ย", "ใ": "ไ", "ฆ": "ค", "ฅ": "ค",
        **dict.fromkeys("ฑฒธ", "ท"), "ฐ": "ถ", "ฃ": "ข", "ภ": "พ", "ฌ": "ช",
        # long for short, and tones: the first thing that a hurried thumb leaves out
        "ี": "ิ", "ื": "ึ", "ู": "ุ", **dict.fromkeys("่้๊๋็์ํ๎ๆฯ"),
    }
)  # fmt: skip
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_SAID = Path(__file__).parent / "data" / "dialect.txt"


def sketch(text: str) -> list[int]:
    """Up to 64 numbers (signed, 32 bits), ascending; give it the redacted text. Nothing to say gives nothing."""
    pieces = _pieces(_as_heard(text))
    return sorted(zlib.crc32(piece.encode()) - 2**31 for piece in pieces)[:SIZE]


def packed(marks: Sequence[int]) -> bytes:
    """A sketch to be kept: four bytes for each number."""
    return struct.pack(f"<{len(marks)}i", *marks)


def unpacked(kept: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(kept) // 4}i", kept)


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of common pieces, 0 to 1; a short telling inside a long one counts for more than its share."""
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    if first.isdisjoint(second):
        return 0.0
    both = sorted(first | second)[: min(SIZE, len(first | second))]
    common = sum(1 for mark in both if mark in first and mark in second) / len(both)
    edge = min(max(one) if len(one) == SIZE else 2**31, max(other) if len(other) == SIZE else 2**31)
    fewer = min(sum(m <= edge for m in first), sum(m <= edge for m in second))
    inside = sum(1 for mark in first & second if mark <= edge) / fewer if fewer >= 6 else 0.0
    return (common + inside) / 2


def _as_heard(text: str) -> str:
    said = _spoken().sub(lambda found: _words()[found.group()], text)
    words = [word for word in index_words(said).split() if word not in listed_stops()]
    return _SILENT.sub("", "".join(words)).translate(_KEPT)


def _pieces(text: str) -> set[str]:
    if len(text) <= PIECE:
        return {text} if text else set()
    return {text[i : i + PIECE] for i in range(len(text) - PIECE + 1)}


@cache
def listed_stops() -> frozenset[str]:
    return listed("unsaid")


@cache
def _words() -> dict[str, str]:
    lines = _SAID.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _words()), key=len, reverse=True)))
