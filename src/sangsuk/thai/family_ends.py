"""Where a family name ends. Most are made of words; verbs, prepositions and what somebody is end them."""

import re

from .lists import listed
from .name_lists import Known, known, run_pieces

RUN = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]*")
SURNAME = re.compile(r"[ \xa0]{1,2}(?=[ก-ฮเ-ไ])")
_CONSONANTS = re.compile("[ก-ฮ]{1,3}")
_AFTER_NAMES = frozenset(["อายุ", "หรือ", "นาย", "นาง", "นางสาว"])
_VERBS_BEFORE = frozenset(["มี", "มา", "พา", "ตาม"])
_VERBS_WITHIN = frozenset(["มี", "มา", "ชอบ", "แจ้ง", "ช่วย", "คะ", "จะ", "นะ", "ตี", "ตาย"])
_ROLES = listed("roles")
_STOPS = listed("stops")
_OMENS = listed("omens")
_LONG_OMENS = tuple(omen for omen in _OMENS if len(omen) > 1)
LAST = frozenset(["วงศ์", "วงษ์", "พันธ์", "พันธุ์", "พงศ์", "พงษ์", "กุล", "รัตน์", "สกุล", "ตระกูล"])
APART = frozenset(["", " ", ",", ")", "(", '"', "”", "’", "\n"])
_LONGEST_ALONE, _LONGEST_LISTED, _LONGEST_LAST, _LONGEST_WHOLE = 12, 14, 26, 20


def family_end(text: str, start: int, *, titled: bool = False) -> int:
    """Where the family name that begins here ends; 0 when what stands here is none.

    After a title even an everyday word is one, if it stands alone: 'นายสมชาย สนทนา มาพบ'.
    """
    last = RUN.match(text, start, start + _LONGEST_LAST + 20)
    if last is None:
        return 0
    words = _without_sign(run_pieces(last.group()), text, last.end())
    more = _family(words)
    if titled and more < len(last.group()) and text[last.end() : last.end() + 1] in APART and _stands_alone(words):
        return last.end()
    return start + more if more >= 2 else 0


def _stands_alone(words: list[str]) -> bool:
    """Short, and no verb and no office in it; or its end is no word, so that a verb within says nothing."""
    if words[0] in _STOPS or not _ROLES.isdisjoint(words) or not 4 <= sum(map(len, words)) <= _LONGEST_ALONE:
        return False
    return words[-1] not in known().words or (len(words) <= 3 and _STOPS.isdisjoint(words))


def _without_sign(words: list[str], text: str, end: int) -> list[str]:
    """'มณีวัตรบุตรสาวพ.ต.ท.': the letter before a full stop begins the next rank or office."""
    if len(words) > 1 and text[end : end + 1] == "." and _CONSONANTS.fullmatch(words[-1]):
        return words[:-1]
    return words


def _family(words: list[str]) -> int:
    """The same for a family name, most of which are made of words: all that stands together, if it is short enough to
    be one and no everyday verb or preposition is in it ("มี" is, but "มีสุข" is not); else up to the first such word."""
    lists = known()
    first = words[0]
    if first in lists.family and first not in _STOPS and len(words) == 1:
        return len(first)
    aged = words.index("อายุ") if "อายุ" in words[:6] else 0
    if aged and _STOPS.isdisjoint(words[:aged]) and sum(map(len, words[:aged])) <= _LONGEST_LISTED:
        return sum(map(len, words[:aged]))
    if len(words) > 1 and first not in _STOPS and (words[1] in _ROLES or words[1] == "อายุ"):
        return len(first)
    words = words[: next((n for n, word in enumerate(words) if n and word in _ROLES), len(words))]
    total = sum(map(len, words))
    stop = next((n for n, word in enumerate(words) if word in _STOPS and not _spared(words, n, total)), len(words))
    if stop > 1 and total > sum(map(len, words[:stop])) <= _LONGEST_WHOLE and words[stop - 1] in LAST:
        return sum(map(len, words[:stop]))
    longest = _LONGEST_WHOLE
    if stop < len(words):
        longest = 0 if first in lists.ends and words[stop] not in _AFTER_NAMES else _LONGEST_LISTED
    if 2 <= stop <= 6 and sum(map(len, words[:stop])) <= longest and not _sentence(words[:stop], lists):
        return sum(map(len, words[:stop]))
    return _up_to_the_everyday(words, stop, lists)


def _up_to_the_everyday(words: list[str], stop: int, lists: Known) -> int:
    """Longer than a name is by itself: its pieces one by one, until a word of which no name is made."""
    kept, first = words[:1] if stop else [], words[0]
    for n in range(1, stop):
        no_name = words[n] in lists.no_part and not _two(words, n, stop, lists)
        if no_name and (everyday_end(words, n, lists) or (first in lists.family and len(first) >= 4)):
            break
        kept.append(words[n])
    while len("".join(kept)) > _LONGEST_LAST:
        kept.pop()
    if len(kept) == 1 and first not in lists.family and _everyday(first, lists, cut=len(words) > 1):
        return 0
    return len("".join(kept))


def _two(words: list[str], n: int, stop: int, lists: Known) -> bool:
    """The second piece of a short name of two, with an everyday word behind it."""
    ends = n == 1 and (stop == 2 or words[2] in lists.ends)
    return ends and len(words[0] + words[1]) <= 10 and not (words[0] in lists.ends and words[1] in lists.ends)


def _everyday(word: str, lists: Known, *, cut: bool) -> bool:
    """One word alone after a given name that is a deed or a thing, not a family name."""
    if word.startswith(_LONG_OMENS) and word not in _STOPS:
        return False
    return word in lists.ends or (cut and word in lists.words)


def _sentence(words: list[str], lists: Known) -> bool:
    plain = len(words) >= 3 and words[0] in lists.ends and all(w in lists.words and len(w) >= 3 for w in words)
    return plain and not any(len(word) >= 4 and word in _OMENS for word in words)


def _spared(words: list[str], n: int, total: int) -> bool:
    """มี-เพียร, ยิ่ง-ชอบ, เอี่ยม-แจ้ง-วงศ์: a few verbs are pieces of family names, if what is around them is no everyday word."""
    if _omen_after(words, n):
        return True
    if (
        words[n] not in (_VERBS_BEFORE if n == 0 else _VERBS_WITHIN)
        or not 2 <= len(words) <= 5
        or total > _LONGEST_LISTED + 2
    ):
        return False
    until = next((m for m in range(n + 1, len(words)) if words[m] in _STOPS and len(words[m]) > 3), len(words))
    others = words[:n] + words[n + 1 : until]
    return (
        bool(others)
        and all(len(w) <= 3 or w not in known().ends for w in others)
        and len(_STOPS.intersection(others)) < len(others)
    )


def _omen_after(words: list[str], n: int) -> bool:
    """มี-สุข, ศรี-ช่วย: a verb is part of the name when a word of good omen is its neighbour."""
    if n == 0:
        return len(words) > 1 and words[1] in _OMENS
    return words[n - 1] in _OMENS and n == 1 and (len(words) == 2 or words[n] == "มา")


def everyday_end(words: list[str], n: int, lists: Known) -> bool:
    """An everyday word ends a name, but not a short one amid pieces that are no words: ประ-สุ-ตา-นนท์."""
    word = words[n]
    if word in _STOPS:
        return True
    if word not in lists.ends:
        return False
    around = words[n + 1 : n + 2] + (words[n - 1 : n] if n and n + 1 < len(words) else [])
    return len(word) >= 4 or not any(w not in lists.words or (len(w) < 3 and w not in lists.ends) for w in around)
