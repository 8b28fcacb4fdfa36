"""Takes out of a text what points to a person: phone, identity number, e-mail, account, plate, house number, name.

Rather one word too many than one person known; a court, a road and an office keep their names. Every detector runs
only when its cheap sign is there (a digit, an '@', a title), because this is called for every row of an import.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .addresses import houses, plates
from .dates import arabic_digits
from .name_lists import known, pieces
from .names import found_names
from .numbers import LEAST_DIGITS, check_digit, numbers
from .online import online, passports

__all__ = ["TOKENS", "Finding", "Redacted", "check_digit", "redact"]

TOKENS = {
    "phone": "[เบอร์โทร]",
    "id": "[เลขประจำตัว]",
    "email": "[อีเมล]",
    "account": "[เลขบัญชี]",
    "card": "[เลขบัตรธนาคาร]",
    "passport": "[เลขหนังสือเดินทาง]",
    "line": "[ไลน์]",
    "social": "[บัญชีออนไลน์]",
    "plate": "[ทะเบียนรถ]",
    "house": "[บ้านเลขที่]",
    "name": "[ชื่อบุคคล]",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something personal stood in the text given, and what kind; never the value itself."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text that may be indexed and shown widely, and what was taken out."""

    text: str
    found: tuple[Finding, ...]
    words: tuple[str, ...] | None = None
    """What `segment(text)` gives, if the search for names had to cut it anyway and found none."""


def redact(text: str) -> Redacted:
    """Replace what points to a person by tokens such as [เบอร์โทร]; the rest stays as it was written."""
    if _UNSEEN.search(text):
        return _seen_through(text)
    plain = arabic_digits(text).translate(_PLAIN) if _UNUSUAL.search(text) else text  # a sign for a sign: places stay
    latin = _LATIN.search(plain) is not None
    found = [Finding(*one) for one in online(plain)] if latin or _ONLINE_SIGN.search(plain) else []
    digits = len(_DIGIT.findall(plain))
    for least, detect in _DETECTORS:
        if digits >= least:
            found += [Finding(*one) for one in detect(plain)]
    if digits < LEAST_DIGITS and (latin or _SPOKEN.search(plain)):
        found += [Finding(*one) for one in numbers(plain)]
    words = pieces(plain) if _THAI.search(plain) else []
    found += [Finding("name", start, end) for start, end in found_names(plain, words)]
    if found:
        return _replaced(text, found)
    return Redacted(
        text, (), tuple(words) if words and plain is text and known().only_names.isdisjoint(words) else None
    )


def _seen_through(text: str) -> Redacted:
    """Signs that nobody sees (zero-width ones, a mark of byte order) stand within names and numbers too."""
    places = [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]
    found = redact(_UNSEEN.sub("", text)).found
    return _replaced(text, [Finding(f.kind, places[f.start], places[f.end - 1] + 1) for f in found])


def _replaced(text: str, found: list[Finding]) -> Redacted:
    # Where two findings touch the same signs, the one named first in TOKENS is the surer one; of a kind, the longer.
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: (_RANK[f.kind], f.start - f.end)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    kept.sort(key=lambda f: f.start)
    parts: list[str] = []
    at = 0
    for one in kept:
        parts += (text[at : one.start], TOKENS[one.kind])
        at = one.end
    return Redacted("".join(parts) + text[at:], tuple(kept))


_RANK = {kind: rank for rank, kind in enumerate(TOKENS)}
_THAI = re.compile("[ก-ฮ]")
_LATIN = re.compile("[A-Za-z]")
_DIGIT = re.compile("[0-9]")
_SPOKEN = re.compile("ศูนย์|แปด")
_ONLINE_SIGN = re.compile("@|แอ[ดท็]|ไลน|ไอ[ดจ]|เฟ[สซ]|ติ๊ก|ทวิต")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_PLAIN = (
    dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
    | dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
    | {ord("０") + n: str(n) for n in range(10)}
)  # fmt: skip
_UNUSUAL = re.compile(f"[๐-๙{''.join(map(chr, _PLAIN))}]")
_DETECTORS: tuple[tuple[int, Callable[[str], Iterator[tuple[str, int, int]]]], ...] = (
    (LEAST_DIGITS, numbers),
    (6, passports),
    (1, houses),
    (1, plates),
)
"""How many digits a text must hold before it is worth a look."""
