"""What a person is called as well: 'นายสมชาย ใจดี หรือ เปี๊ยก', '(แดง)', 'ฉายา เสือ'."""

import re
from collections.abc import Iterator

from .family_ends import APART, RUN, SURNAME, family_end
from .lists import grouped, listed
from .name_lists import known, run_pieces

_ALIAS = re.compile(r" ?(?:หรือ|\(|ฉายา|ชื่อเล่น(?:ว่า)?|นามแฝง) ?(?=[ก-ฮเ-ไ])")
_KIN = grouped("kin")["any"]
_STOPS, _ROLES = listed("stops"), listed("roles")
_MOST = 3
_LONGEST, _LONGEST_ODD = 8, 14


def aliases(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Those behind the name that ends here, one after the other: 'น.ส.เอ (สุดา ใจงาม หรือ รุ้ง อายุ 16)'."""
    for _ in range(_MOST):
        sign = _ALIAS.match(text, end)
        until = _alias_end(text, sign.end()) if sign else 0
        if not sign or not until:
            return
        yield sign.end(), until
        end = until


def _alias_end(text: str, start: int) -> int:
    run = RUN.match(text, start)
    if run is None or text[run.end() : run.end() + 1] == ".":
        return 0
    lists, whole = known(), run_pieces(run.group())
    parts = whole[: next((n for n, part in enumerate(whole) if n and part in lists.ends), len(whole))]
    odd = any(part not in lists.words for part in parts)
    if len(parts) < len(whole) and text[run.end() : run.end() + 1] in APART and not _says(whole):
        parts, odd = whole, True  # ไม-มู-เราะห์
    length = sum(map(len, parts))
    short = length <= (_LONGEST_ODD if odd else _LONGEST)
    short = short and _STOPS.isdisjoint(parts) and (len(parts) > 1 or parts[0] not in lists.ends)
    if not (short or parts[0] in lists.sure or parts[0] in lists.nick or parts[0] not in lists.words):
        return 0
    end = start + (length if short else len(parts[0]))
    return _second_run(text, end, parts)


def _says(words: list[str]) -> bool:
    """It says something: all words, or a verb or an office among them."""
    return known().words.issuperset(words) or not _STOPS.isdisjoint(words) or not _ROLES.isdisjoint(words)


def _second_run(text: str, end: int, parts: list[str]) -> int:
    """'หรือ เฮีย ตี๋', '(สุดา ใจงาม'."""
    gap, lists = SURNAME.match(text, end), known()
    more = RUN.match(text, gap.end()) if gap else None
    if gap is None or more is None or len(parts) > 1:
        return end
    if parts[0] in _KIN:
        return gap.end() + len(run_pieces(more.group())[0])
    follows = run_pieces(more.group())
    if parts[0] in lists.sure:
        return family_end(text, gap.end()) or end
    return more.end() if len(follows) == 1 and parts[0] in lists.nick and follows[0] not in lists.ends else end
