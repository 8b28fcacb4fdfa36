"""What differs between what was told and what will be shown, word by word. Pure."""

import difflib
from dataclasses import dataclass

from sangsuk.thai import segment

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that stands in both, only in the first, or only in the second."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Part]:
    """The parts in the order of reading; what is gone stands before what came for it."""
    old, new = _words(before), _words(after)
    parts: list[Part] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part(SAME, "".join(old[a:b])))
            continue
        parts += [Part(kind, text) for kind, text in ((GONE, "".join(old[a:b])), (NEW, "".join(new[c:d]))) if text]
    return parts


def _words(text: str) -> list[str]:
    return [word for line in text.splitlines(keepends=True) for word in segment(line)]
