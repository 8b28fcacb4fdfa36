"""Pieces put together by the grammar, which docs/flagships.md prints.

sum     = product { ("+" | "-") product }
product = factor { ("*" | "/") factor }
factor  = "-" factor | number | name | word "(" sum { "," sum } ")" | "(" sum ")"
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

from .lexer import END, Piece, cut, refused
from .tree import ARGUMENTS, Call, Name, Negative, Node, Number, Pair

DEEPEST = 20
"""How many brackets and signs may stand within each other."""


def parse(text: str, *, within: str = "", given: frozenset[str] = frozenset()) -> Node:
    """`within`: the project whose indicators are called by their short names. Raises Refused, and nothing else."""
    reading = _Reading(cut(text), within, given)
    node = reading.sum(0)
    if reading.here.kind != END:
        raise reading.unexpected()
    return node


class _Reading:
    def __init__(self, pieces: list[Piece], within: str, given: frozenset[str]) -> None:
        self.pieces, self.next, self.within, self.given = pieces, 0, within, given

    @property
    def here(self) -> Piece:
        return self.pieces[self.next]

    def take(self) -> Piece:
        piece = self.here
        self.next += piece.kind != END
        return piece

    def sees(self, *signs: str) -> bool:
        return self.here.kind == "sign" and self.here.text in signs

    def sum(self, depth: int) -> Node:
        left = self.product(depth)
        while self.sees("+", "-"):
            sign = self.take()
            left = Pair(sign.text, left, self.product(depth), sign.at)
        return left

    def product(self, depth: int) -> Node:
        left = self.factor(depth)
        while self.sees("*", "/"):
            sign = self.take()
            left = Pair(sign.text, left, self.factor(depth), sign.at)
        return left

    def factor(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise refused("formula_too_deep", _("วงเล็บซ้อนกันลึกเกิน %(most)s ชั้น") % {"most": DEEPEST}, self.here.at)
        if self.sees("-"):
            return Negative(at=self.take().at, of=self.factor(depth + 1))
        if self.sees("("):
            self.take()
            inner = self.sum(depth + 1)
            self.close()
            return inner
        piece = self.here
        if piece.kind == "number":
            self.take()
            return Number(Decimal(piece.text), piece.at)
        if piece.kind == "name":
            self.take()
            return self.call(piece, depth) if self.sees("(") else self.name(piece)
        raise self.unexpected()

    def name(self, piece: Piece) -> Name:
        if piece.text in ARGUMENTS:
            raise refused("formula_word", _("หลังคำว่า %(word)s ต้องมีวงเล็บ") % {"word": piece.text}, piece.at)
        whole = "." in piece.text or piece.text in self.given
        if not whole and not self.within:
            raise refused("formula_name", _("กรุณาใช้รหัสเต็มของตัวชี้วัด เช่น f2564_04.settled"), piece.at)
        return Name(piece.text if whole else f"{self.within}.{piece.text}", piece.at)

    def call(self, piece: Piece, depth: int) -> Call:
        if piece.text not in ARGUMENTS:
            known = ", ".join(sorted(ARGUMENTS))
            raise refused(
                "formula_word",
                _("ไม่รู้จักคำว่า %(word)s ใช้ได้: %(known)s") % {"word": piece.text, "known": known},
                piece.at,
            )
        self.take()
        given = [self.sum(depth + 1)]
        while self.sees(","):
            self.take()
            given.append(self.sum(depth + 1))
        self.close()
        least, most = ARGUMENTS[piece.text]
        if not least <= len(given) <= most:
            raise refused("formula_count", _how_many(piece.text, least, most), piece.at)
        return Call(piece.text, tuple(given), piece.at)

    def close(self) -> None:
        if not self.sees(")"):
            raise self.unexpected(_("ตรงนี้ต้องเป็นวงเล็บปิดหรือเครื่องหมายคำนวณ"))
        self.take()

    def unexpected(self, why: str = "") -> Refused:
        piece = self.here
        if not why and piece.kind == END:
            why = _("สูตรยังไม่จบ กรุณาเติมชื่อตัวชี้วัดหรือตัวเลข")
        return refused("formula_grammar", why or _("ไม่เข้าใจ %(text)s ตรงนี้") % {"text": piece.text}, piece.at)


def _how_many(word: str, least: int, most: int) -> str:
    if least == most:
        return _("%(word)s ต้องมี %(count)s ค่าในวงเล็บ คั่นด้วยจุลภาค") % {"word": word, "count": least}
    return _("%(word)s มีค่าในวงเล็บได้ %(least)s ถึง %(most)s ค่า") % {"word": word, "least": least, "most": most}
