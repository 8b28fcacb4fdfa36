"""Where a person's name stands in a text: after a title, by the lists of names, in Latin letters, and again later on.

Pure. `titled` goes by titles, `listed_names` by lists and by what people say before a name, `shaped_names` by how
family names end, `latin_names` by capitals.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from .addressed import address_before, addressed_names
from .areas import areas
from .family_ends import APART, RUN
from .latin_names import latin_names
from .listed_names import listed_names, place_before
from .name_lists import known, run_pieces
from .paired_names import paired_names
from .shaped_names import shaped_names
from .speakers import again, speakers
from .titled import titled_names

_LETTER = re.compile("[ก-ฮเ-ไ]")
_JOINED = frozenset(["และ", "กับ", "หรือ", "ของ", "คือ", "ชื่อ"])
_CALLED = frozenset(["คุณ", "อาจารย์", "ครู", "ทนาย", "กำนัน", "เสี่ย", "เฮีย", "เจ๊", "ลุง", "ป้า", "น้า"])
_BOUND = frozenset(["ระ", "นิ", "ประ", "สุ", "วิ", "อุ", "อภิ", "อธิ", "พิ", "ปริ", "จิ", "ธิ", "รุ", "ศิ", "กิ", "ภิ"])
"""Syllables that begin words and are none."""
_COINED = 5
_LONGEST_REST = 8
_MORE = re.compile(r" {1,2}ณ {1,2}[ก-ฮเ-ไ][ก-๎]{2,14}|-(?P<hyphen>[ก-ฮเ-ไ][ก-๎]{2,14})(?![ก-๎])|ฯ")
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
        found += shaped_names(text)
        found += paired_names(words, at, found)
        found += addressed_names(text)
        found += speakers(words, at)
        if found:
            found = [
                (address_before(text, _nick_before(words, at, start)), _to_its_end(text, words, at, end))
                for start, end in found
            ]
            found = _without_areas(text, found)
            found += [*_again(text, words, at, found), *again(words, at, found)]
    if _LATIN.search(text):
        found += list(latin_names(text, found))
    return found


def _without_areas(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """'อ.พนัสนิคม', 'อ.แก้งสนามนาง' are areas; a teacher has a family name behind his ('อ.อุทัย ใจดี')."""
    for sign, name, end in areas(text):
        found = [one for one in found if one[1] <= sign or end <= one[0] or _reaches_a_family(text, one, name, end)]
    return found


def _reaches_a_family(text: str, span: tuple[int, int], name: int, end: int) -> bool:
    rest = text[end : span[1]]
    if span[0] > name or not rest:
        return False
    return rest[0] != " " or rest.strip() in known().family


def _nick_before(words: list[str], at: list[int], start: int) -> int:
    """'ก้อย รัชวิน', 'กบสุวนันท์': what she is called at home is written before what she is called on paper."""
    n = bisect_left(at, start)
    if at[n] != start:
        return start
    while n and words[n] in known().given and _LETTER.match(words[n - 1]) and words[n - 1] not in known().words:
        n -= 1  # ป-วิน, ระพี-พงศ์
    if n and (words[n] in known().given or words[n] in known().family) and _first_syllable(words, n - 1):
        n -= 1  # นิ-พัฒน์
    if n > 1 and words[n - 1] == " " and words[n - 2] in _CALLED:
        return at[n - 2]
    if n and words[n - 1] in _CALLED:
        return at[n - 1]
    if n > 1 and words[n - 1] == " " and words[n] in known().sure:
        n = _odd_before(words, n)
    start = at[n]
    n -= 2 if n > 1 and words[n - 1] == " " else 1
    if n < 0 or words[n] not in known().nick or (n and _LETTER.match(words[n - 1]) and words[n - 1] not in _JOINED):
        return start
    return at[n]


def _to_its_end(text: str, words: list[str], at: list[int], end: int) -> int:
    """'น้องเม-ย', 'พึ่งบุญ ณ อยุธยา', 'การี-เคลฟเวน', 'จตุพรฯ': what still belongs to it."""
    n = bisect_left(at, end)
    if (
        at[n] == end
        and n < len(words)
        and len(words[n]) <= 2
        and words[n] not in known().words
        and _LETTER.match(words[n])
    ):
        end = at[n + 1]
    run = RUN.match(text, end)
    if run and len(run.group()) <= _LONGEST_REST and text[run.end() : run.end() + 1] in APART and _no_word(run.group()):
        end = run.end()
    more = _MORE.match(text, end)
    return more.end() if more and not (more["hyphen"] and known().words.issuperset(run_pieces(more["hyphen"]))) else end


def _no_word(run: str) -> bool:
    """จันทร-โสภากร: what is left of the run holds what is no word, and nothing that ends a name."""
    parts, lists = run_pieces(run), known()
    odd = any(part not in lists.words and part not in lists.given for part in parts)
    return odd and lists.ends.isdisjoint(part for part in parts if len(part) > 2)


def _first_syllable(words: list[str], n: int) -> bool:
    alone = n == 0 or not _LETTER.match(words[n - 1])
    if words[n] in _BOUND:
        return True
    return alone and len(words[n]) <= 3 and bool(_LETTER.match(words[n])) and words[n] not in known().ends


def _odd_before(words: list[str], n: int) -> int:
    """'รวิช ไรวินท์': a family name that is a given name too, and before it a short run that no dictionary has."""
    first = n - 1
    while first and _LETTER.match(words[first - 1]):
        first -= 1
    run, lists = words[first : n - 1], known()
    short = 3 <= sum(map(len, run)) <= 10 and len(run) <= 4
    return first if short and not set(run) <= lists.words and lists.ends.isdisjoint(run) else n


def _again(text: str, words: list[str], at: list[int], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same people later on, without title or family name; a name that is an everyday word too is left alone."""
    lists = known()
    people, coined = set(), set()
    for start, end in found:
        for run in text[start:end].split():
            parts = run_pieces(run)
            people |= {part for part in parts if part in lists.given or part in lists.sure_family}
            if len(run) >= _COINED and run not in lists.words and not lists.words.issuperset(parts):
                coined.add(run)
    people = {name for name in people if len(name) >= 3 and name not in lists.ends and name not in lists.nick}
    if not people and not coined:
        return []
    more = [(at[n], at[n + 1]) for n in _places(words, people) if not place_before(words, n)]
    for run in coined:
        start = text.find(run)
        while start >= 0:
            more.append((start, start + len(run)))
            start = text.find(run, start + len(run))
    return [one for one in more if not any(start <= one[0] < end for start, end in found)]


def _places(words: list[str], people: set[str]) -> Iterator[int]:
    for name in people:
        n = -1
        for _ in range(words.count(name)):
            n = words.index(name, n + 1)
            yield n
