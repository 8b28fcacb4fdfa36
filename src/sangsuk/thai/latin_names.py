"""Names in Latin letters: after a title, after "my name is", or two capitalised words of which one is a known name."""

import re
from collections.abc import Iterator

from .lists import listed

_WORD = r"[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)?"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Khun|Nai|Nang(?:sao)?|Dr|Prof|Rev|Phra|Kamnan|Lung|Pol\.? ?(?:Lt|Capt|Maj|Col|Gen|Sgt)(?:\. ?(?:Gen|Col|Maj))?"
    r"|Police (?:Lieutenant|Captain|Major|Colonel|General|Sergeant)|Sgt|Capt|Lt|Col|Gen)\b(?:\.\s*|\s+)"
    rf"{_WORD}(?:\s+(?!The\b|Is\b|And\b){_WORD}){{0,2}}"
)
_AFTER_THAI_TITLE = re.compile(rf"(?<![ก-๎])(?:นาย|นาง|นางสาว|น\.ส\.|คุณ|ดร\.|พี่|น้อง)\s?{_WORD}(?:\s{_WORD}){{0,2}}")
_IN_LATIN_TOO = re.compile(rf"\s?\(\s?(?P<name>(?:{_WORD}\.?\s?){{1,4}})\)")
_SAID = re.compile(
    rf"(?i:\b(?:my name is|i am called|named|name\s?[:=]|called|i am|i'm|contact person\s?[:=]?))\s+(?P<name>{_WORD}\s+{_WORD}|{_WORD}(?=\s*[,.)]))"
)
_PAIR = re.compile(rf"\b(?P<first>{_WORD})\s+(?P<last>{_WORD})\b")
_LISTED = listed("latin_names")
_ALONE = frozenset(name[1:] for name in _LISTED if name[0] == "*")
_NAMES = frozenset(name.lstrip("*") for name in _LISTED)
_NOT = listed("not_latin_names")
# "Somchai Road" is a place.
_PLACE_AFTER = re.compile(
    r"\s+(?:Road|Rd|Street|St|Soi|Village|Temple|School|Hospital|Market|Company|Co|Ltd|Bridge|District|Province|Park|Hotel|University|Bank)\b"
)
_SURE_ALONE = re.compile(r"\b[A-Z][a-z]{4,}\b")


def latin_names(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`found`: names in Thai letters; what stands behind one in brackets is the same name in Latin ones."""
    for pattern in (_TITLED, _AFTER_THAI_TITLE):
        for hit in pattern.finditer(text):
            yield hit.span()
    for _, end in found:
        if same := _IN_LATIN_TOO.match(text, end):
            yield same.span("name")
    for hit in _SAID.finditer(text):
        if hit["name"].split()[0].lower() not in _NOT:
            yield hit.span("name")
    pair = _PAIR.search(text)
    while pair:
        first, last = pair["first"].lower(), pair["last"].lower()
        named = (first in _NAMES or last in _NAMES) and first not in _NOT and last not in _NOT
        named = named and not _PLACE_AFTER.match(text, pair.end())
        if named:
            yield pair.span()
        pair = _PAIR.search(text, pair.end() if named else pair.start("last"))
    for one in _SURE_ALONE.finditer(text):
        if one.group().lower() in _ALONE and not _PLACE_AFTER.match(text, one.end()):
            yield one.span()
