"""Plain text with a little form: a heading begins with #, a list with - or with a number. Pure; nothing in it is ever HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sangsuk.thai import arabic_digits

HEADING, PARAGRAPH, BULLETS, NUMBERED = "heading", "paragraph", "bullets", "numbered"
_HEADING = re.compile(r"#{1,4}\s*(\S.*)")
_BULLET = re.compile(r"[-•*–]\s+(\S.*)")
_NUMBER = re.compile(r"([0-9๐-๙]{1,3})[.)]\s+(\S.*)")


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph has one line. `first`: the number that a numbered list begins with."""

    kind: str
    lines: tuple[str, ...]
    first: int = 1

    @property
    def line(self) -> str:
        return " ".join(self.lines)


def blocks(text: str) -> list[Block]:
    """The text in its parts, in order. A line that is none of these goes on with the paragraph before it."""
    made: list[Block] = []
    fresh = True
    for kind, line, number in _lines(text):
        last = made[-1] if made and not fresh else None
        fresh = kind == ""
        if kind == "":
            continue
        if last is not None and last.kind == kind and kind != HEADING:
            made[-1] = Block(kind, (*last.lines, line), last.first)
        else:
            made.append(Block(kind, (line,), number))
    return made


def _lines(text: str) -> Iterator[tuple[str, str, int]]:
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = raw.strip()
        if not line:
            yield "", "", 1
        elif found := _HEADING.fullmatch(line):
            yield HEADING, found[1], 1
        elif found := _BULLET.fullmatch(line):
            yield BULLETS, found[1], 1
        elif found := _NUMBER.fullmatch(line):
            yield NUMBERED, found[2], int(arabic_digits(found[1]))
        else:
            yield PARAGRAPH, line, 1


def for_paper(text: str) -> str:
    """The same as the paragraphs of an official letter: lists as numbered or dashed lines."""
    out: list[str] = []
    for block in blocks(text):
        if block.kind == NUMBERED:
            out += [f"{block.first + at}. {line}" for at, line in enumerate(block.lines)]
        elif block.kind == BULLETS:
            out += [f"- {line}" for line in block.lines]
        else:
            out.append(block.line)
    return "\n".join(out)
