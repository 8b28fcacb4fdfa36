"""Who says something: a nickname first in a sentence, before a verb of saying ('เปี๊ยกบอกว่าจะจ่าย', 'หมวย ขู่จะยิง')."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from .listed_names import place_before
from .lists import grouped
from .name_lists import known

_SPEAKING = grouped("speaking")
_SAYS, _NOBODY = _SPEAKING["says"], _SPEAKING["nobody"]
_NEXT_TO_NAMES = frozenset(["กับ", "และ", "ให้", "ของ", "โดย", "หรือ", "ว่า", "ที่", "รับ", "ส่ง", "พบ", "เรียก", "ตี", "ด่า"])


def speakers(words: list[str], at: list[int]) -> Iterator[tuple[int, int]]:
    if _SAYS.isdisjoint(words):
        return
    for n, word in enumerate(words[1:], 1):
        if word not in _SAYS:
            continue
        who = n - 2 if words[n - 1] == " " else n - 1
        if who < 0 or words[who] not in _people() or (who and _thai(words[who - 1])):
            continue
        if not place_before(words, who):
            yield at[who], at[who + 1]


def again(words: list[str], at: list[int], found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """'น้องเมย์ ... ไปรับเมย์ที่ร้าน': a nickname once told, between words that stand beside names."""
    nicks = set()
    for start, end in found:
        n = bisect_right(at, start)
        while n < len(words) and at[n] < end:
            if words[n] in _people():
                nicks.add(words[n])
            n += 1
    if all(words.count(nick) < 2 for nick in nicks):
        return
    inside = {place for start, end in found for place in range(start, end)}
    for n, word in enumerate(words):
        if word in nicks and at[n] not in inside:
            before = words[n - 1] if n else " "
            after = words[n + 1] if n + 1 < len(words) else " "
            if (not _thai(before) or before in _NEXT_TO_NAMES) and (not _thai(after) or after in _follows()):
                yield at[n], at[n + 1]


@cache
def _people() -> frozenset[str]:
    return frozenset(name for name in known().nick if len(name) >= 2) - _NOBODY


@cache
def _follows() -> frozenset[str]:
    return _SAYS | known().ends


def _thai(word: str) -> bool:
    return "ก" <= word[0] <= "๎"
