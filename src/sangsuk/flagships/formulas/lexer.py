"""The text of a formula cut into pieces."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

LONGEST, MOST_PIECES, MOST_DIGITS = 1000, 200, 15
_PIECE = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|(?P<sign>[-+*/(),])|[ \t\r\n]+"
)
END = "end"


@dataclass(frozen=True)
class Piece:
    """`kind`: number, name, sign or end. `at` counts from 0."""

    kind: str
    text: str
    at: int


def refused(code: str, why: str, at: int) -> Refused:
    """`why` says what is wrong; the place is told as people count, from 1."""
    return Refused(code, _("%(why)s (ตำแหน่งที่ %(place)s ของสูตร)") % {"why": why, "place": at + 1}, "formula")


def cut(text: str) -> list[Piece]:
    """Raises Refused where something is no piece of the language, or there is too much."""
    if len(text) > LONGEST:
        raise refused("formula_too_long", _("สูตรยาวเกิน %(most)s ตัวอักษร") % {"most": LONGEST}, LONGEST)
    found, at = [], 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise refused("formula_unknown", _("สูตรใช้เครื่องหมายนี้ไม่ได้: %(sign)s") % {"sign": repr(text[at])[1:-1]}, at)
        if match.lastgroup:
            found.append(Piece(match.lastgroup, match[0], at))
        at = match.end()
    for piece in found:
        if piece.kind == "number" and len(piece.text) > MOST_DIGITS:
            raise refused(
                "formula_number", _("ตัวเลขนี้ยาวเกินไป ใช้ได้ไม่เกิน %(most)s หลัก") % {"most": MOST_DIGITS}, piece.at
            )
        if piece.kind == "name" and len(piece.text) > 40:
            raise refused("formula_name", _("ชื่อนี้ยาวเกินไป"), piece.at)
    if len(found) > MOST_PIECES:
        raise refused("formula_too_long", _("สูตรมีส่วนประกอบมากเกินไป"), found[MOST_PIECES].at)
    return [*found, Piece(END, "", len(text))]
