"""Moderation: how much of what a careful reader would find the signs find, and how much of what they find is right.

On our own invented sentences (`stories_moderation_lines.py`); the missed ones are told by their number, so that nobody
has to guess. And how long one look at a story takes.
"""

import time
from collections.abc import Iterator
from datetime import date

from sangsuk.stories.moderation import signs
from sangsuk.stories.moderation.review import review

from .figures import Figure
from .stories_moderation_lines import Marked, lines

ON = date(2026, 11, 21)


def measure() -> Iterator[Figure]:
    """Recall and precision of the lanes and of the small-place pieces; milliseconds for a story of some 1,000 letters."""
    lexicon = signs.shipped(ON)
    marked = list(lines())
    looks = [review(line.text, lexicon) for line in marked]
    lanes = [frozenset(alarm.lane for alarm in look.alarms) for look in looks]
    pieces = [frozenset(one.kind for one in look.rewordings) for look in looks]
    yield from _shares("lanes", marked, [line.lanes for line in marked], lanes)
    yield from _shares("pieces", marked, [line.pieces for line in marked], pieces)
    long = " ".join(line.text for line in marked[35:52])[:1000]
    began = time.perf_counter()
    for _ in range(50):
        review(long, lexicon)
    yield Figure("stories.moderation.look", round((time.perf_counter() - began) / 50 * 1000, 2), "ms")


def _shares(
    name: str, marked: list[Marked], meant: list[frozenset[str]], found: list[frozenset[str]]
) -> Iterator[Figure]:
    asked = sum(map(len, meant))
    said = sum(map(len, found))
    right = sum(len(a & b) for a, b in zip(meant, found, strict=True))
    yield Figure(
        f"stories.moderation.{name}.recall",
        round(right / asked, 3),
        "share",
    )
    yield Figure(f"stories.moderation.{name}.precision", round(right / said, 3), "share")


def missed() -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Text, what was not found, what was found and should not."""
    lexicon = signs.shipped(ON)
    for line in lines():
        look = review(line.text, lexicon)
        meant = line.lanes | line.pieces
        found = frozenset(alarm.lane for alarm in look.alarms) | frozenset(one.kind for one in look.rewordings)
        if meant != found:
            yield line.text, meant - found, found - meant
