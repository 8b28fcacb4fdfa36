"""Names without a title: by the lists of given and family names, and after words that people say before one.

A listed name alone counts when it says nothing else in Thai; one that is a word as well ("มานะ", "แดง") only before a
family name or after พี่ น้อง ลุง ป้า คุณ, ชื่อ and their like. What is called after somebody is a place and stays.
"""

import re
from collections.abc import Iterator
from functools import cache

from .aliases import aliases
from .family_ends import family_end
from .lists import grouped, listed
from .name_lists import Known, known, run_pieces
from .titled import name_end

_BEFORE_NAMES = grouped("kin")
_KIN = _BEFORE_NAMES["any"]
_WEAK, _FAMILIAR, _TEACHERS = _BEFORE_NAMES["weak"], _BEFORE_NAMES["familiar"], _BEFORE_NAMES["teachers"]
_NEAR, _RICH, _ENDINGS = _BEFORE_NAMES["near"], _BEFORE_NAMES["rich"], _BEFORE_NAMES["endings"]
_BEFORE_MADE = _NEAR | _TEACHERS | {"คุณ"}
_PLACES = listed("name_places")
_NOT_KIN = listed("not_kin")
_NOT_NAMES = listed("not_names")
_STOPS = listed("stops")
_OMENS = listed("omens")
_FOREIGN = listed("foreign_names")
_CALLED = frozenset({"ชื่อ", "ชื่อว่า", "ชื่อเล่น", "นามแฝง", "ฉายา", "นามสกุล", "นามว่า"})
_CALLED_THING = re.compile(
    r"(?:ร้าน|หมู่บ้าน|บริษัท|วัด|ถนน|ซอย|โครงการ|แอป|เพจ|ตลาด|โรงงาน|โรงเรียน|สุนัข|หมา|แมว|เรือ|แม่น้ำ|คลอง|กลุ่ม|บัญชี|ไฟล์|เว็บ|หัวข้อ|รายการ|ยา|สินค้า)[^ ]{0,12} ?$"
)
_SAID = re.compile(
    r"(?:(?:ดิฉัน|ผม|กระผม|ข้าพเจ้า|หนู|ฉัน|เขา|มัน|คน|ผู้ร้อง|ผู้แจ้ง|เจ้าของบ้าน|เจ้าของ|เพื่อนบ้าน|คู่กรณี|เจ้าหน้าที่|ลูกชาย|ลูกสาว|หลาน|สามี|ภรรยา|แฟน|ตัวการ|หัวหน้า)\s?(?:นี้|นั้น)?\s?(?:มี)?ชื่อ(?:ว่า)?"
    r"|ชื่อ\s?-?\s?(?:นาม)?สกุล|ชื่อผู้(?:ร้อง|แจ้ง|ถูกร้อง(?:เรียน)?|ติดต่อ)|ลงชื่อ|ผู้(?:ร้องเรียน|แจ้ง|ติดต่อ)\s?[:：])\s?[:：]?\s{0,2}(?=[ก-ฮเ-ไ])"
)
_THAI = re.compile("[ก-ฮเ-ไ][ก-๎]*")
_FAMILY_ENDINGS = ("พันธุ์", "พันธ์", "วงศ์", "วงษ์", "กุล", "พงศ์", "พงษ์", "ศิริ", "รักษ์", "พานิช", "พาณิชย์", "สวัสดิ์")
_BEFORE = 4
_LONGEST_SHAPED = 14


def listed_names(text: str, words: list[str], at: list[int], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`words` are the text's, beginning at the places `at`; `taken`: spans that a title has told already."""
    lists = known()
    if "ชื่อ" in text or "ผู้" in text:
        for said in _SAID.finditer(text):
            end = name_end(text, said.end(), "ชื่อ")
            if end:
                yield said.end(), end
    for _, end in taken:
        yield from aliases(text, end)
    last, covered = len(words) - 1, sorted(taken)
    busy = 0
    signs = _signs()
    for n, word in enumerate(words):
        if word not in signs or at[n] < busy:
            continue
        if word == " ":
            if not 0 < n < last or words[n - 1] in lists.no_part or words[n + 1] in lists.no_part:
                continue
            pair = _pair(words, at, n, lists)
            if pair and not any(start < pair[1] and pair[0] < end for start, end in covered):
                busy = pair[1]
                yield pair
            continue
        cue = word in _KIN or word in _CALLED
        if any(start <= at[n] < end for start, end in covered):
            continue
        span = _after_cue(text, words, at, n, lists) if cue and n < last else None
        span = span or (_by_list(text, words, at, n, lists) if not cue or word in lists.sure else None)
        if span:
            busy = span[1]
            yield span


@cache
def _signs() -> frozenset[str]:
    """The words worth a look; most are not."""
    return known().given | known().sure_family | _KIN | _CALLED | _ENDINGS | {" "}


def _by_list(text: str, words: list[str], at: list[int], n: int, lists: Known) -> tuple[int, int] | None:
    word = words[n]
    if word in _ENDINGS and n and _begins_name(words[n - 1], lists) and not place_before(words, n - 1):
        family = _family_after(text, words, at, n, n, lists, sure=True)
        return (at[n - 1], family or at[n + 1])
    if word not in lists.given:
        return _before_family(words, at, n, lists)
    place = place_before(words, n)
    if place and place != "บ้าน":
        return None
    last = _first_ends(words, n, lists)
    family = _family_after(text, words, at, n, last, lists)
    if family:
        return at[n], family
    if place or word not in lists.sure or _goes_on(words, n, lists):
        return None
    return at[n], at[n + 1]


def _begins_name(word: str, lists: Known) -> bool:
    return bool(_THAI.match(word)) and 2 <= len(word) <= 5 and word not in lists.ends and word not in _STOPS


def _pair(words: list[str], at: list[int], space: int, lists: Known) -> tuple[int, int] | None:
    """Two runs of the pieces that names are made of, a space between them: 'บุณย-วรรณ บุญ-ไพร'. No list need have them."""
    left, right = space, space
    while left and space - left < 4 and words[left - 1] not in lists.no_part and _THAI.match(words[left - 1]):
        left -= 1
    while right + 1 < len(words) and right - space < 4 and _THAI.match(words[right + 1]):
        if words[right + 1] in lists.no_part:
            break
        right += 1
    first, family = words[left:space], words[space + 1 : right + 1]
    if not (4 <= at[space] - at[left] <= 14 and 4 <= at[right + 1] - at[space + 1] <= 16):
        return None
    if not (_whole(first, lists.given) and _whole(family, lists.family)) or place_before(words, left):
        return None
    if left and _THAI.match(words[left - 1]) and words[left - 1] not in lists.words:
        return None
    return at[left], at[right + 1]


def _whole(parts: list[str], names: frozenset[str]) -> bool:
    return 2 <= len(parts) <= 4 or (len(parts) == 1 and parts[0] in names and len(parts[0]) >= 4)


def _first_ends(words: list[str], n: int, lists: Known) -> int:
    """The index of the last piece of a given name that begins at `n`: เรือง-ไกร, ธีระ-พงษ์."""
    m = n
    while m + 1 < len(words) and m - n < 2 and _THAI.match(words[m + 1]):
        after = words[m + 1]
        if after in lists.ends or not (after in lists.given or after in _OMENS or after not in lists.words):
            break
        m += 1
    return m


def _family_after(
    text: str, words: list[str], at: list[int], n: int, last: int, lists: Known, *, sure: bool = False
) -> int:
    """Where a family name ends that stands after the given name, one space apart or (a sure one) not at all; or 0."""
    if last + 1 >= len(words):
        return 0
    follows = words[last + 1]
    if follows in lists.sure_family and last == n:
        return family_end(text, at[last + 1]) or at[last + 2]
    if follows not in (" ", "  ", "\xa0") or last + 2 >= len(words) or not _THAI.match(words[last + 2]):
        return 0
    end = family_end(text, at[last + 2])
    if not end:
        return 0
    family = run_pieces(text[at[last + 2] : end])
    if words[n] in _FOREIGN and family[0] not in lists.ends:
        return end
    sure = sure or words[n] in lists.sure or (last > n and words[n] not in lists.both)
    odd = any(piece not in lists.words for piece in family)
    made = lists.no_part.isdisjoint(family)
    if family[0] in lists.sure_family or (
        sure and (odd or made or family[0] in lists.family or _shaped(family, lists))
    ):
        return end
    if not odd or len(family) < 2:
        return 0
    return end if words[n] not in lists.words or any(len(p) > 2 and p in _OMENS for p in family) else 0


def _shaped(family: list[str], lists: Known) -> bool:
    """ปาน-พุ่ม, เครือ-งาม, เก-ยุ-รา-พันธ์: short words together that are no everyday ones, as family names are made."""
    if len(family) == 1:
        return family[0] not in lists.ends and family[0].endswith(_FAMILY_ENDINGS)
    rare = sum(word not in lists.ends and (len(word) <= 5 or word not in lists.no_part) for word in family)
    short = any(len(word) <= 2 for word in family)
    return (
        2 <= len(family) <= 5 and sum(map(len, family)) <= _LONGEST_SHAPED and (rare > 0 or (short and len(family) > 2))
    )


def _goes_on(words: list[str], n: int, lists: Known) -> bool:
    """A piece of a longer word that the dictionary lacks: what is around it is no word either."""
    before = words[n - 1] if n else " "
    after = words[n + 1] if n + 1 < len(words) else " "
    odd = [w for w in (before, after) if _THAI.match(w) and len(w) < 3 and w not in lists.words]
    return bool(odd)


def _before_family(words: list[str], at: list[int], n: int, lists: Known) -> tuple[int, int] | None:
    """A family name that is sure, with the unlisted given name before it: 'เอกพิชญ์ ศรีสุวรรณ์'."""
    if n < 2 or words[n - 1] != " ":
        return None
    first = n - 1
    while first and n - first < 5 and _THAI.match(words[first - 1]) and words[first - 1] not in lists.ends:
        first -= 1
    length = at[n - 1] - at[first]
    if not 3 <= length <= 16 or place_before(words, first):
        return None
    known_only = all(word in lists.words for word in words[first : n - 1])
    return None if known_only else (at[first], at[n + 1])


def place_before(words: list[str], n: int) -> str:
    for m in range(n - 1, max(-1, n - 1 - _BEFORE), -1):
        if words[m] in _PLACES:
            return words[m]
        if not _THAI.match(words[m]) and not (words[m] in (" ", ".") and m == n - 1):
            return ""
    return ""


def _after_cue(text: str, words: list[str], at: list[int], n: int, lists: Known) -> tuple[int, int] | None:
    """After 'น้อง', 'ลุง', 'คุณ', 'ชื่อ': a nickname, a listed name or a word that no dictionary has."""
    cue, m = words[n], n + 1
    if words[m] == " " and cue in _CALLED and m + 1 < len(words):
        m += 1
    word = words[m]
    if not _THAI.match(word) or cue + word in _NOT_KIN or (word in _NOT_NAMES and word not in lists.nick):
        return None
    if cue in _BEFORE_MADE and _made(words, m, lists) and not place_before(words, n):
        return at[n], name_end(text, at[m]) or at[m + 2]
    if cue in _WEAK and not _sure_after(cue, word, lists):
        return None
    place = place_before(words, n)
    if place and not (place == "บ้าน" and cue in _NEAR):
        return None
    if cue in _CALLED and _CALLED_THING.search(text, max(0, at[n] - 30), at[n]):
        return None
    after = words[m + 1 : m + 2]
    apart = not after or not _THAI.match(after[0])
    near = (
        (cue in _NEAR and _rare(word, lists))
        or (cue in _CALLED and _rare(word, lists) and word not in _PLACES)
        or (cue in _RICH and word not in _STOPS)
    )
    if not (near or _named(word, after, lists) or (cue == "คุณ" and apart and word in lists.given and len(word) >= 4)):
        return None
    end = at[m + 1] if word in lists.nick and word not in lists.given else name_end(text, at[m]) or at[m + 1]
    return at[m] if cue in _CALLED else at[n], end


def _made(words: list[str], m: int, lists: Known) -> bool:
    """ภัทร-ดา, กม-วุฒิ: two pieces of names together, of which no everyday word is made; or what is no word, เก-ศิณี."""
    pair = tuple(words[m : m + 2])
    if (
        len(pair) < 2
        or pair[0] == "นาย"
        or not _THAI.match(pair[1])
        or not _STOPS.isdisjoint(pair)
        or pair[1] in lists.ends
    ):
        return False
    if pair[0] not in lists.ends and all(word in _OMENS or word in lists.given for word in pair):
        return 4 <= len(pair[0]) + len(pair[1]) <= 10
    return len(pair[0]) <= 3 and len(pair[1]) >= 3 and pair[1] not in lists.words


def _sure_after(cue: str, word: str, lists: Known) -> bool:
    if word in lists.sure or (cue in _FAMILIAR and word in lists.nick):
        return True
    return cue in _TEACHERS and len(word) >= 4 and word not in lists.words


def _named(word: str, after: list[str], lists: Known) -> bool:
    follows = after[0] if after else ""
    if word in lists.nick:  # "น้องหมู" is somebody, "น้องหมู" before ตัวนี้ an animal
        return follows not in ("ตัว", "จรจัด", "ป่า")
    return (
        word in lists.sure
        or (len(word) >= 2 and word not in lists.words)
        or (word in lists.given and word not in lists.ends)
    )


def _rare(word: str, lists: Known) -> bool:
    return word not in lists.ends and 2 <= len(word) <= 10
