"""Where a person's name stands in a text: after a title, by the lists of names, in Latin letters, and again later on.

Pure. `titled` goes by titles, `listed_names` by lists and by what people say before a name, `latin_names` by capitals.
"""

import re
from itertools import accumulate

from .latin_names import latin_names
from .listed_names import listed_names, place_before
from .name_lists import known, pieces
from .titled import titled_names

_LATIN = re.compile("[A-Z]")
_FIRST_WORD = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]{3,}")


def found_names(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Spans of names, a title included: 'นางสาวสมศรี ใจดี', 'ร.ต.อ.สมชาย', 'วิชัย แสงทอง', 'Mr. John Smith'.

    `words`: the text's `pieces`; none if there is nothing Thai in it.
    """
    found: list[tuple[int, int]] = []
    if words:
        at = [0, *accumulate(map(len, words))]
        found += titled_names(text, words, at)
        found += listed_names(text, words, at, taken=found)
        if found:
            found += _again(text, words, at, found)
    if _LATIN.search(text):
        found += latin_names(text)
    return found


def _again(text: str, words: list[str], at: list[int], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same people later on, without title or family name; a name that is an everyday word too is left alone."""
    lists = known()
    people = set()
    for start, end in found:
        people |= {part for part in pieces(text[start:end]) if part in lists.given or part in lists.sure_family}
    people = {name for name in people if len(name) >= 3 and name not in lists.ends and name not in lists.nick}
    if not people:
        return []
    inside = {place for start, end in found for place in range(start, end)}
    return [
        (at[n], at[n + 1])
        for n, word in enumerate(words)
        if word in people and at[n] not in inside and not place_before(words, n)
    ]
