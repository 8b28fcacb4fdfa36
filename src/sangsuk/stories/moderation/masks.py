"""Personal data and names in a story, and what stands there instead: of an official the position, of the others who they are.

Praise may name an official who agreed to it; criticism never names anybody (domain B4). So a name is always proposed
for masking; `why` says which rule holds, and only `praise` may be kept, with that person's consent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sangsuk.thai import redaction

from .found import MASK, Proposal
from .signs import Lexicon, alternatives, around

_TITLES = r"(?:นางสาว|น\.ส\.|นาง|นาย|คุณ|ท่าน|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|พี่|น้อง|ว่าที่|ดร\.)"
_I = r"(?:กระผม|ข้าพเจ้า|ดิฉัน|เดี๊ยน|ผม|ฉัน|หนู)"
_AUTHOR = re.compile(rf"({_I})\s*(?:เป็น|คือ)?\s*(?:ชื่อจริง|ชื่อ)?\s*(?:ว่า)?\s*$")
_FORMAL = re.compile(
    r"(?:นางสาว|น\.ส\.|นาง|นาย|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง)\s*[ก-ฮเ-ไ]\S|(?:คุณ|ดร\.|ว่าที่)\s*\S+\s+[ก-ฮเ-ไ]\S"
)
_CHILD = re.compile(r"เด็กหญิง|เด็กชาย|ด\.ญ\.|ด\.ช\.")
_JOIN = r"\s*(?:ที่|ซึ่ง)?(?:มี)?(?:ชื่อว่า|ชื่อเล่นว่า|ชื่อเล่น|ชื่อ|คือ|นามว่า)?\s*(?:ท่าน|คุณ)?\s*"
_AGAIN = {"ท่านหนึ่ง": "ท่านนั้น", "คนหนึ่ง": "คนนั้น", "บุคคลหนึ่ง": "บุคคลนั้น", "รูปหนึ่ง": "รูปนั้น"}
NOBODY, CHILD, OFFICER = "บุคคลหนึ่ง", "เด็กคนหนึ่ง", "เจ้าหน้าที่ท่านหนึ่ง"


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom a name stands for: the span with the position beside it, the words instead, the rule."""

    start: int
    end: int
    instead: str
    why: str


def masks(text: str, lexicon: Lexicon, *, praise: bool) -> list[Proposal]:
    """What may not be shown, in the order of the text."""
    found: list[Proposal] = []
    seen: dict[str, _Person] = {}
    for one in redaction.redact(text).found:
        if one.kind != "name":
            found.append(Proposal(MASK, one.kind, one.start, one.end, redaction.TOKENS[one.kind], "data"))
            continue
        bare = _bare(text[one.start : one.end], lexicon)
        person = _person(text, one.start, one.end, lexicon, praise=praise)
        if (before := seen.get(bare)) and person.why != "author":
            better = person if before.instead == NOBODY else before
            person = _Person(person.start, person.end, _again(better.instead), better.why)
        seen.setdefault(bare, person)
        name = text[one.start : one.end]
        found.append(Proposal(MASK, "name", person.start, person.end, person.instead, person.why, name=name))
    return list(_untangled(found))


def _person(text: str, start: int, end: int, lexicon: Lexicon, *, praise: bool) -> _Person:
    name, before, after = text[start:end], text[max(0, start - 60) : start], text[end : end + 60]
    if _CHILD.match(name) or _CHILD.search(before[-12:]):
        return _Person(start, end, CHILD, "child")
    if author := _AUTHOR.search(before):
        return _Person(start - len(before) + author.start(), end, author[1], "author")
    official = "praise" if praise else "criticism"
    patterns = _patterns(lexicon)
    if role := patterns.left.search(before):
        return _Person(start - len(before) + role.start(), end, _shown(role[1], lexicon), official)
    if role := patterns.right.match(after):
        return _Person(start, end + role.end(), _shown(role[1], lexicon), official)
    if role := patterns.role.match(name):
        return _Person(start, end, _shown(role[0], lexicon), official)
    kin = patterns.kin.match(name) or patterns.kin.search(before[-8:])
    near_staff = any(word in around(text, start, end, 40) for word in lexicon.words("staff"))
    if kin and not (near_staff and kin[0] in ("พี่", "น้อง")):
        first = start if kin.string == name else start - len(kin[0]) if before.endswith(kin[0]) else start
        return _Person(first, end, lexicon.sign_of("kin_name", kin[0]).instead, "private")
    if near_staff:
        return _Person(start, end, OFFICER, official)
    return _Person(start, end, NOBODY, "private")


@dataclass(frozen=True, slots=True)
class _Patterns:
    left: re.Pattern[str]
    right: re.Pattern[str]
    role: re.Pattern[str]
    kin: re.Pattern[str]


@lru_cache(maxsize=4)
def _compiled(roles: tuple[str, ...], kin: tuple[str, ...]) -> _Patterns:
    role = alternatives(roles)
    return _Patterns(
        re.compile(rf"({role}){_JOIN}$"),
        re.compile(rf"\s*\(?\s*(?:ซึ่งเป็น|ที่เป็น|เป็น|ตำแหน่ง)?\s*({role})\)?"),
        re.compile(role),
        re.compile(alternatives(kin)),
    )


def _patterns(lexicon: Lexicon) -> _Patterns:
    return _compiled(lexicon.words("role"), lexicon.words("kin_name"))


def _shown(role: str, lexicon: Lexicon) -> str:
    return lexicon.sign_of("role", role).instead


def _bare(name: str, lexicon: Lexicon) -> str:
    """The given name without titles, so that the same person is called the same throughout."""
    return untitled(name, lexicon).split(" ")[0] or name


def untitled(name: str, lexicon: Lexicon) -> str:
    """Without titles, positions and words of kin before it."""
    before = alternatives((*lexicon.words("role"), *lexicon.words("kin_name")))
    return re.sub(rf"^(?:(?:{_TITLES}|{before})\s*)+", "", name)


def is_nobodys(name: str) -> bool:
    """What a mask left, read as a name with the word behind it: "ท่านหนึ่ง อยู่เย็น"."""
    return name.startswith(tuple(word for pair in _AGAIN.items() for word in pair))


def is_formal(name: str, *, strict: bool = False) -> bool:
    """Nobody calls anything but a person so: a title of the register, or any title with a family name behind. `strict`:
    "คุณ" is enough, as in criticism, which names nobody."""
    return _FORMAL.match(name) is not None or (strict and name.startswith("คุณ"))


def _again(instead: str) -> str:
    for first, later in _AGAIN.items():
        if instead.endswith(first):
            return instead.removesuffix(first) + later
    return instead


def _untangled(found: list[Proposal]) -> Iterator[Proposal]:
    """A position between two names belongs to one of them only: the later span begins where the earlier ends."""
    at = 0
    for one in sorted(found, key=lambda p: (p.start, p.end)):
        start = max(one.start, at)
        if start < one.end:
            yield replace(one, start=start)
            at = one.end
