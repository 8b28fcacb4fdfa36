"""Two or three short runs between spaces that name somebody, though no list has both: 'มานะ หลีกงาม', 'สี จิ้น เฉิง'.

A name that is an everyday word is somebody when a family name that is no everyday word follows; of Chinese, Koreans and
Vietnamese the family names are known, and they stand first.
"""

from collections.abc import Iterator
from functools import cache

from .family_ends import LAST
from .listed_names import place_before
from .lists import listed
from .name_lists import Known, known

_CLANS = listed("clans")
_FOREIGN = listed("foreign_names")
_STOPS, _ROLES, _NOT_NAMES = listed("stops"), listed("roles"), listed("not_names")
_DEGREES = ("มาก", "หนัก", "จริง", "บ่อย", "เลย", "ไหม", "นาน", "แรง", "ทำงาน", "พยายาม")
_OMENS = listed("omens")
_NO_FAMILY = listed("name_places") | _NOT_NAMES | (_STOPS - {"มี"})
_GLUE = frozenset(
    ["โดย", "และ", "กับ", "หรือ", "คือ", "ให้", "ว่า", "ของ", "ครู", "ช่าง", "ประธานาธิบดี", "นักร้อง", "นักแสดง", "ล่าสุด"]
)
_MARKS = frozenset("()“”‘’\"'")
_NO_FIRST = frozenset(["ราย", "พรรค", "เดือน", "ประกาศ", "สายพันธุ์", "พันธุ์", "ช่วง", "ส่วน"])
_MOST_PIECES = 5
_LONGEST_FAMILY, _LONGEST_STRANGE, _LONGEST_SURE = 16, 10, 12
_LONGEST_EVERYDAY, _LONGEST_RARE, _LONGEST_SYLLABLES = 9, 7, 10


def paired_names(words: list[str], at: list[int], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`words` are the text's, beginning at the places `at`; `taken`: spans that are names already."""
    lists, signs, last, n = known(), _signs(), len(words) - 1, 0
    for _ in range(words.count(" ")):
        n = words.index(" ", n) + 1
        if n < 2 or n > last:
            continue
        before = words[n - 2]
        if before not in signs and before in lists.words and words[max(n - 3, 0)] in lists.words:
            continue
        if not (_thai(words[n]) and _thai(before)):
            continue
        first, end = _run_before(words, n - 1), _run_after(words, n)
        if end == n or first == n - 1:
            continue
        stop = _clan(words, first, n - 1, end, lists) or _pair(words, first, n - 1, end, lists)
        if stop and not place_before(words, first) and not _crosses(at[first], at[stop], taken):
            yield at[first], at[stop]


def _crosses(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """It shares signs with a name found before, and does not hold all of it."""
    return any(s < end and start < e and not (start <= s and e <= end) for s, e in taken)


def _thai(word: str) -> bool:
    return "ก" <= word[0] <= "ไ"


@cache
def _signs() -> frozenset[str]:
    """Names and clans that may stand before a space."""
    return (
        _CLANS
        | frozenset(name for name in known().given | known().family if len(name) >= 3) - _STOPS - _NO_FIRST - _NOT_NAMES
    )


def _run_before(words: list[str], space: int) -> int:
    """Where the run begins that ends at the space; after what joins it to the sentence ('โดย', 'นายกรัฐมนตรี')."""
    n = space
    while n and space - n <= _MOST_PIECES and _thai(words[n - 1]):
        if words[n - 1] in _GLUE or words[n - 1] in _ROLES:
            break
        n -= 1
    return n if space - n <= _MOST_PIECES else space


def _run_after(words: list[str], n: int) -> int:
    """Where the run ends that begins here: at what is not Thai, at an everyday verb, at what somebody is."""
    end = n
    while end < len(words) and end - n <= _MOST_PIECES and _thai(words[end]):
        if words[end] in _ROLES or (words[end] in _STOPS and words[end] != "มี"):
            break
        end += 1
    return end if end - n <= _MOST_PIECES else n


def _clan(words: list[str], first: int, space: int, end: int, lists: Known) -> int:
    """'สี จิ้น เฉิง', 'จาง หลาน', 'ฝาง เฟิงหมิง': a known clan, and a name that is no everyday word."""
    if words[space - 1] not in _CLANS or space - first != 1:
        return 0
    given, stop = words[space + 1 : end], end
    third = end + 1
    if third < len(words) and words[end] == " " and _thai(words[third]) and words[third] not in _STOPS:
        until = _run_after(words, third)
        until = until if third < until and len("".join(words[third:until])) <= 5 else third + 1
        if len("".join(words[third:until])) <= 5 and len("".join(given)) <= 4:
            given, stop = given + words[third:until], until
    odd = any(word not in lists.words or (len(given) > 1 and word not in lists.ends) for word in given)
    odd = odd or (given[0] in _CLANS and (stop > end or given[0] not in lists.ends))
    return stop if odd and 3 <= len("".join(given)) <= _LONGEST_SYLLABLES else 0


def _pair(words: list[str], first: int, space: int, end: int, lists: Known) -> int:
    given, family = words[first:space], words[space + 1 : end]
    marked = first > 0 and words[first - 1][-1] in _MARKS and end < len(words) and words[end][0] in _MARKS
    sure = marked or given[0] in lists.sure
    whole = _alone(words, end)
    if whole and _strange(words, first, space, lists) and _like_family(family, lists):
        return end
    if (
        len(given) == 1
        and given[0] in _signs()
        and (
            _family(family, lists, whole=whole, sure=sure, foreign=given[0] in _FOREIGN)
            or (sure and whole and _everyday(family))
        )
    ):
        return end
    return 0


def _strange(words: list[str], first: int, space: int, lists: Known) -> bool:
    """ริน-ลฎา, รุต-ชนันญ์: alone before the space, and no word."""
    given = words[first:space]
    if first and _thai(words[first - 1]) and words[first - 1] not in _GLUE | _ROLES:
        return False
    if not 4 <= len("".join(given)) <= _LONGEST_STRANGE or not _NO_FAMILY.isdisjoint(given):
        return False
    return any(word not in lists.words and "." not in word for word in given) and not any(
        len(word) >= 4 and word in lists.ends for word in given
    )


def _like_family(family: list[str], lists: Known) -> bool:
    """ศรี-ผ่อง, จันทร์-ตรง: of pieces that names are made of, or no words."""
    length = len("".join(family))
    if len(family) < 2 or not 5 <= length <= _LONGEST_FAMILY or not _NO_FAMILY.isdisjoint(family):
        return False
    return any(word in _OMENS or word in lists.sure for word in family)


def _everyday(family: list[str]) -> bool:
    """'วรรณา สวนสัน', 'วิภา มีเมตตา': everyday words, alone behind a sure name; what is a place, a kind or a deed is none."""
    if len(family) > 2 or not 3 <= len("".join(family)) <= _LONGEST_EVERYDAY or family[-1].endswith(_DEGREES):
        return False
    return _NO_FAMILY.isdisjoint(family)


def _alone(words: list[str], end: int) -> bool:
    return end == len(words) or words[end] in _ROLES or (words[end] != "." and not _thai(words[end]))


def _family(family: list[str], lists: Known, *, whole: bool, sure: bool, foreign: bool) -> bool:
    """`whole`: nothing Thai touches it. `sure`: the name before it is one, or both stand in brackets."""
    length = len("".join(family))
    odd = any(word not in lists.words for word in family)
    if foreign and odd and length <= _LONGEST_FAMILY:
        return True
    if not 4 <= length <= _LONGEST_FAMILY or family[0] in lists.ends or family[0] in _NOT_NAMES:
        return False
    if odd or family[-1] in LAST or family[0] in lists.sure:
        return True
    return whole and 2 <= len(family) <= 3 and length <= (_LONGEST_SURE if sure else _LONGEST_RARE)
