"""Redaction: what share of marked people, numbers and addresses goes, what share of what goes was one, and how fast.

On our own adversarial sentences (`redaction_lines.py`), and on ThaiNER (CC BY 3.0, not ours, never kept here) when --file
or SANGSUK_SAMPLES says where it lies. `recall` is of whole marks: one counts as found only when every letter and digit of it
is gone, the title of a name too. `letters` is the share of all marked letters that are gone. `precision` is of what was cut:
right when it touches a mark. ThaiNER is told in parts as well: the misses of three quarters (`seen`) are read when the
rules for names are changed, those of the fourth (`unseen`) never: whoever changes them looks at its number only, and seldom.
"""

import gzip
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sangsuk import thai

from .figures import Figure
from .redaction_lines import Line, lines

TAGS = {"PERSON": "name", "PHONE": "phone", "EMAIL": "email"}
HOTLINE = 6
"""A telephone number shorter than this belongs to the public and stays."""


def measure(file: Path | None = None) -> Iterator[Figure]:
    yield from _figures("own", list(lines()))
    path = file or Path(os.environ.get("SANGSUK_SAMPLES", "")) / "thai-ner" / "data.conll.gz"
    if not path.is_file():
        print("redaction: no ThaiNER here; --file or SANGSUK_SAMPLES says where data.conll.gz lies.", file=sys.stderr)
        return
    marked = list(_tagged(path))
    yield from _figures("thainer", marked, kinds=set(TAGS.values()))
    for half, rows in (("seen", [r for r in marked if not _unseen(r)]), ("unseen", [r for r in marked if _unseen(r)])):
        yield from _figures(f"thainer.{half}", rows, kinds={"name"}, speed=False)


def _unseen(line: Line) -> bool:
    return hashlib.sha256(line[0].encode()).digest()[0] % 4 == 3


def _figures(name: str, marked: list[Line], kinds: set[str] | None = None, *, speed: bool = True) -> Iterator[Figure]:
    thai.redact(marked[0][0])  # the lists are read once
    began = time.process_time()
    results = [thai.redact(text) for text, _ in marked]
    spent = time.process_time() - began
    asked, gone, cut, right, beside, letters = Counter(), Counter(), Counter(), Counter(), 0, 0  # type: ignore[var-annotated]
    said, covers = Counter(), Counter()  # type: ignore[var-annotated]
    for (text, marks), result in zip(marked, results, strict=True):
        covered = {at for one in result.found for at in range(one.start, one.end)}
        meant = {at for _, start, end in marks for at in range(start, end)}
        for kind, start, end in marks:
            places = [at for at in range(start, end) if _said(text[at])]
            asked[kind] += 1
            gone[kind] += covered.issuperset(places)
            said[kind] += len(places)
            covers[kind] += len(covered.intersection(places))
        for one in result.found:
            cut[one.kind] += 1
            right[one.kind] += any(start < one.end and one.start < end for _, start, end in marks)
        beside += sum(_said(text[at]) for at in covered - meant)
        letters += sum(map(_said, text))
    for kind in sorted(asked):
        if kinds is None or kind in kinds:
            yield Figure(
                f"redaction.{name}.{kind}.recall", gone[kind] / asked[kind], "share of whole marks", cases=asked[kind]
            )
            yield Figure(
                f"redaction.{name}.{kind}.letters",
                covers[kind] / said[kind],
                "share of their letters",
                cases=asked[kind],
            )
            if cut[kind]:
                yield Figure(
                    f"redaction.{name}.{kind}.precision", right[kind] / cut[kind], "share of cuts", cases=cut[kind]
                )
    yield Figure(f"redaction.{name}.beside", beside / letters, "share of all letters")
    if speed:
        yield Figure(f"redaction.{name}.speed", letters / spent, "characters/s")


def _said(sign: str) -> bool:
    return sign.isalnum() or "ก" <= sign <= "๎"


def missed(marked: Iterable[Line]) -> Iterator[str]:
    """What was left and what was cut wrongly, for the one who improves the rules: python -m bench.redaction"""
    for text, marks in marked:
        found = thai.redact(text).found
        covered = {at for one in found for at in range(one.start, one.end)}
        for kind, start, end in marks:
            if not all(at in covered for at in range(start, end) if _said(text[at])):
                yield f"left  {kind:8} {text[start:end]}  in  {text}"
        for one in found:
            if not any(start < one.end and one.start < end for _, start, end in marks):
                yield f"cut   {one.kind:8} {text[one.start : one.end]}  in  {text}"


def _tagged(path: Path) -> Iterator[Line]:
    """Sentences of a file with one word and its tag a line. A name's own tag covers what words of it follow."""
    text, marks = "", []  # type: ignore[var-annotated]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            word, _, tag = line.rstrip("\n").rpartition("\t")
            if not word:
                if text:
                    yield text, [m for m in marks if m[0] in TAGS.values() and not _public(text, m)]
                text, marks = "", []
                continue
            start, text = len(text), text + word
            kind = TAGS.get(tag[2:], tag[2:])
            if tag[:2] == "I-" and marks and marks[-1][0] == kind and marks[-1][2] == start:
                marks[-1] = (kind, marks[-1][1], len(text))
            elif tag[:2] in ("B-", "I-"):
                marks.append((kind, start, len(text)))


def _public(text: str, mark: tuple[str, int, int]) -> bool:
    return mark[0] == "phone" and sum(map(str.isdigit, text[mark[1] : mark[2]])) < HOTLINE


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print("\n".join(missed(_tagged(given) if given else lines())))
