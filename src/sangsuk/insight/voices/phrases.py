"""The words and two-word phrases of what somebody said, each once. Only words of the dictionary: so no name is among them."""

import re
from functools import cache
from pathlib import Path

from sangsuk import thai
from sangsuk.thai.words import corpus

_THAI = re.compile("[ก-๎]+")
_SPACES = re.compile(r"[\s\d.,!?()“”\"'…/-]+")
MOST = 60
"""Of one voice: a long story must not outweigh what sixty cards say."""
EMPTY = frozenset(
    (Path(__file__).resolve().parent.parent / "data" / "empty_words.txt").read_text(encoding="utf-8").split()
)
"""They stand in every sentence and say nothing of how it was."""


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(corpus("words_th.txt").read_text(encoding="utf-8").split())


def of_text(text: str) -> tuple[str, ...]:
    """Sorted; at most `MOST`, the first said before the later ones."""
    found: dict[str, None] = {}
    for piece in _SPACES.split(text):
        before = ""
        for word in thai.segment(piece):
            if not _tells(word):
                before = ""
                continue
            found.setdefault(word)
            if before:
                found.setdefault(f"{before}{word}")
            before = word
            if len(found) >= MOST:
                return tuple(sorted(found))
    return tuple(sorted(found))


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in EMPTY and _THAI.fullmatch(word) is not None and word in _dictionary()
