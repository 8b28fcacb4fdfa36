"""Words that are looked for in a story. A sign is a row with a source that the desk keeps; this module only searches.

Thai has no spaces between words, so a sign is found wherever its letters stand; `unless` names the longer words in which
they mean nothing, `together` words of which one must stand near by.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sangsuk.common import seeds

DATA = Path(__file__).parent / "data"
NEAR = 60
"""How many letters to either side count as near by; a new line ends it."""

LANES = ("self_harm", "threat", "child_harm", "accusation", "hate", "obscene")
KINDS = (
    *LANES, "complaint", "good", "service", "character", "volunteer", "role", "staff", "kin_name", "place_start",
    "place_end", "place_stop", "institution", "kin", "kin_order", "notable", "illness", "body", "occupation", "event",
    "only", "group",
)  # fmt: skip
_NOT = re.compile(r"(?:ไม่|ปราศจาก|ห้าม)(?:มี|เคย|ได้|ต้อง|พบ|เห็น|จ่าย|ให้|เสีย|โดน|ถูก|การ|ใคร|มา)*\s*$")
NEGATED = ("accusation", "complaint", "hate", "obscene", "good")
"""Lanes in which "there was no …" takes the sign back. Never danger: there, too often is better than too seldom."""


@dataclass(frozen=True)
class Sign:
    """One row: which words mean what. `points` is the grade of severity in a lane, the weight of a piece elsewhere."""

    code: str
    kind: str
    words: tuple[str, ...]
    together: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    points: int = 0
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    sign: Sign
    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Lexicon:
    """All signs in force on a day, ready to be searched."""

    signs: tuple[Sign, ...]
    places: frozenset[str] = frozenset()
    _by_kind: Mapping[str, tuple[tuple[Sign, re.Pattern[str]], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_kind: dict[str, list[tuple[Sign, re.Pattern[str]]]] = {}
        for sign in self.signs:
            by_kind.setdefault(sign.kind, []).append((sign, re.compile(alternatives(sign.words))))
        object.__setattr__(self, "_by_kind", {kind: tuple(rows) for kind, rows in by_kind.items()})

    def of(self, kind: str) -> tuple[Sign, ...]:
        return tuple(sign for sign, _ in self._by_kind.get(kind, ()))

    def words(self, kind: str) -> tuple[str, ...]:
        """All words of a kind, the longest first."""
        return tuple(sorted({word for sign in self.of(kind) for word in sign.words}, key=lambda w: (-len(w), w)))

    def sign_of(self, kind: str, word: str) -> Sign:
        return next(sign for sign in self.of(kind) if word in sign.words)

    def hits(self, kind: str, text: str) -> Iterator[Hit]:
        """Where signs of a kind stand and mean something."""
        for sign, pattern in self._by_kind.get(kind, ()):
            for found in pattern.finditer(text):
                if _means(sign, text, found.start(), found.end()):
                    yield Hit(sign, found.start(), found.end(), found[0])


def alternatives(words: Iterable[str]) -> str:
    """The longest first, so that a longer word is not read as a shorter one."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or r"(?!)"


def around(text: str, start: int, end: int, reach: int = NEAR) -> str:
    """What stands near by in the same line."""
    first = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end)
    return text[first : min(len(text) if stop < 0 else stop, end + reach)]


def _means(sign: Sign, text: str, start: int, end: int) -> bool:
    for longer in sign.unless:
        at = text.find(longer, max(0, end - len(longer)), start + len(longer))
        if 0 <= at <= start and at + len(longer) >= end:
            return False
    if sign.together and not any(word in around(text, start, end) for word in sign.together):
        return False
    return not (sign.kind in NEGATED and _taken_back(sign, text[max(0, start - 32) : start]))


def _taken_back(sign: Sign, before: str) -> bool:
    """ "ไม่มีการเรียกเงินใต้โต๊ะ": what denies the first word denies the one behind it."""
    while word := next((word for word in sign.words if before.endswith(word)), ""):
        before = before.removesuffix(word)
    return _NOT.search(before) is not None


def parsed(rows: Iterable[Mapping[str, Any]], on: date) -> Lexicon:
    """The rows in force on this day, from the file or from the table."""
    return Lexicon(tuple(sorted((_sign(row) for row in rows if _in_force(row, on)), key=lambda sign: sign.code)))


def _sign(row: Mapping[str, Any]) -> Sign:
    return Sign(
        row["code"], row["kind"], _several(row["words"]), _several(row["together"]), _several(row["unless"]),
        int(row["points"]), row["instead"],
    )  # fmt: skip


def _in_force(row: Mapping[str, Any], on: date) -> bool:
    day = on.isoformat()
    return str(row["valid_from"]) <= day and (not row["valid_to"] or day < str(row["valid_to"]))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|") if word.strip())


@lru_cache(maxsize=4)
def shipped(on: date) -> Lexicon:
    """The signs that come with the product, without asking a database."""
    return parsed(seeds.rows(DATA / "signs.csv"), on)
