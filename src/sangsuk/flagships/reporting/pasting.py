"""A block from a spreadsheet, understood line by line: by code, by name, or in the order of the page. Nothing of it is lost:
what is not understood stands there with its text and with what is wrong, and a person says where it goes. Pure."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.thai import arabic_digits

from . import numbers
from .actions import Said
from .asking import Asked, Key

MOST_LINES, MOST_CELLS, MOST_SIGNS = 2000, 40, 400_000
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("รหัส", "code"), "cell": ("รหัสกลุ่ม", "cell"), "number": ("ค่า", "ค่าของช่วงนี้", "value", "number"),
    "base": ("ตัวหาร", "จากทั้งหมด", "base"), "none": ("ไม่มีอะไรต้องรายงาน", "ไม่มี", "none"), "note": ("หมายเหตุ", "note"),
}  # fmt: skip
YES = ("x", "1", "true", "ใช่", "yes", "/", "✓", "จริง")


@dataclass(frozen=True)
class Line:
    """One line of the block. `key`: where it goes, None where nobody can tell; `said`: what it says; `trouble`: what is wrong."""

    no: int
    cells: tuple[str, ...]
    key: Key | None = None
    said: Said | None = None
    trouble: str = ""

    @property
    def text(self) -> str:
        return " · ".join(cell for cell in self.cells if cell)


def lines_of(text: str) -> list[list[str]]:
    """As Excel puts them on the clipboard: tabs, newlines, and quotes around cells that have either inside."""
    if len(text) > MOST_SIGNS:
        raise Refused("too_long", _("ข้อความที่วางยาวเกินไป กรุณาวางครั้งละไม่เกิน 2,000 บรรทัด"), "block")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    if len(rows) > MOST_LINES:
        raise Refused("too_long", _("ข้อความที่วางยาวเกินไป กรุณาวางครั้งละไม่เกิน 2,000 บรรทัด"), "block")
    return [[cell.strip() for cell in row[:MOST_CELLS]] for row in rows]


def read(
    text: str, asked: Sequence[Asked], *, start: Key | None = None, chosen: Mapping[int, Key] | None = None,
    left: Collection[int] = (),
) -> list[Line]:  # fmt: skip
    """`start`: the field into which a block of bare numbers was pasted; `chosen`: lines whose place a person has said;
    `left`: lines that a person has crossed out."""
    known = _Known(asked)
    chosen = chosen or {}
    columns: dict[str, int] | None = None
    waiting = known.from_(start)
    found: list[Line] = []
    for no, cells in enumerate(lines_of(text), 1):
        if not any(cells):
            continue
        named = heading(cells)
        if named is not None and columns is None:
            columns = named
            continue
        said = chosen.get(no)
        line = _by_columns(no, cells, columns, known, said) if columns else _by_guess(no, cells, known, waiting, said)
        if line is not None and no not in left:
            found.append(line)
    return _once(found)


class _Known:
    """What is asked, by everything by which people call it."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.order = [key for one in asked for key in one.keys]
        self.of = {one.code: one for one in asked}
        self.names: dict[str, Key] = {}
        self.twice: set[str] = set()
        for one in asked:
            card = one.card
            for name in {plain(name) for name in (card.name_th, card.name_en, card.number_th, card.number_en) if name}:
                if name in self.names:
                    self.twice.add(name)
                self.names[name] = (one.code, "")
        for name in self.twice:
            del self.names[name]
        self.codes = {code.casefold(): code for code in self.of}

    def find(self, text: str) -> Key | None:
        code = self.codes.get(text.casefold())
        return (code, "") if code else self.names.get(plain(text))

    def cell(self, code: str, text: str) -> str | None:
        """The cell of a breakdown that is meant; None when it is none of this indicator's."""
        for cell in self.of[code].cells:
            if text.casefold() == cell.code.casefold() or plain(text) in (plain(cell.name_th), plain(cell.name_en)):
                return cell.code
        return None

    def from_(self, start: Key | None) -> list[Key]:
        return self.order[self.order.index(start) :] if start in self.order else []


def plain(text: str) -> str:
    return re.sub(r"[\s\u200b()\[\]:.,/-]+", "", arabic_digits(text)).casefold()


def heading(cells: Sequence[str]) -> dict[str, int] | None:
    """The columns, when this line names them: at least the code and the value."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, words in HEADINGS.items():
            if plain(cell) in {plain(word) for word in words} and name not in found:
                found[name] = at
    return found if {"code", "number"} <= found.keys() else None


def _by_columns(
    no: int, cells: Sequence[str], columns: Mapping[str, int], known: _Known, chosen: Key | None
) -> Line | None:
    def cell(name: str) -> str:
        at = columns.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""

    told = tuple(cell(name) for name in ("number", "base", "none", "note"))
    if not any(told) and not chosen:
        return None  # nobody has filled this line in
    code, which = cell("code"), cell("cell")
    key = chosen or (known.find(code) if code else None)
    if key is None:
        trouble = _("ไม่รู้จักรหัส “%(code)s” กรุณาเลือกว่าเป็นตัวชี้วัดใด") % {"code": code[:60]}
        return Line(no, tuple(cells), trouble=trouble if code else _("บรรทัดนี้ไม่มีรหัส กรุณาเลือกว่าเป็นตัวชี้วัดใด"))
    if not chosen and which:
        found = known.cell(key[0], which)
        if found is None:
            return Line(no, tuple(cells), trouble=_("ไม่รู้จักกลุ่ม “%(cell)s” ของตัวชี้วัดนี้") % {"cell": which[:60]})
        key = (key[0], found)
    number, base, none, note = told
    return _said(no, cells, key, known, number, base, note, none=none.strip().casefold() in YES, extra=[])


def _by_guess(no: int, cells: Sequence[str], known: _Known, waiting: list[Key], chosen: Key | None) -> Line:
    """A line without headings: a code or a name somewhere, else the next field of the page; then numbers, then words."""
    at = next((at for at, cell in enumerate(cells) if cell and known.find(cell)), None)
    key = chosen or (known.find(cells[at]) if at is not None else None)
    rest = [cell for place, cell in enumerate(cells) if cell and place != at]
    if key is not None and not chosen and rest and (found := known.cell(key[0], rest[0])):
        key, rest = (key[0], found), rest[1:]
    units = known.of[key[0]].units if key else ()
    values = [cell for cell in rest if _is_value(cell, units)]
    words_ = [cell for cell in rest if not _is_value(cell, units)]
    if key is None and waiting and values and not words_:
        key = waiting.pop(0)
    if key is None:
        return Line(no, tuple(cells), trouble=_("ไม่รู้ว่าบรรทัดนี้เป็นตัวชี้วัดใด กรุณาเลือก"))
    if not values:
        return Line(no, tuple(cells), key, trouble=_("บรรทัดนี้ไม่มีตัวเลขที่อ่านได้"))
    has_base = known.of[key[0]].card.has_base
    number, base, extra = values[0], "", values[1:]
    if has_base and extra:
        base, extra = extra[0], extra[1:]
    if known.of[key[0]].distinct and not key[1]:
        number, extra = " ".join(values), []
    return _said(no, cells, key, known, number, base, " ".join(words_), none=False, extra=extra)


def _is_value(text: str, units: Iterable[str]) -> bool:
    if numbers.says_none(text):
        return True
    try:
        return numbers.read(text, units) is not None
    except Refused:
        return False


def _said(
    no: int, cells: Sequence[str], key: Key, known: _Known, number: str, base: str, note: str, *, none: bool,
    extra: Sequence[str],
) -> Line:  # fmt: skip
    asked = known.of[key[0]]
    try:
        if number.startswith("="):
            raise Refused("formula", _("เป็นสูตรที่ยังไม่ได้คำนวณ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกอีกครั้ง หรือพิมพ์ตัวเลข"), "number")
        if extra:
            told = {"many": len(extra) + 1}
            raise Refused("too_many", _("มีตัวเลข %(many)s ตัวในบรรทัดนี้ ไม่รู้ว่าจะใช้ตัวใด กรุณากรอกเอง") % told, "number")
        none = none or numbers.says_none(number)
        value, keys = numbers.number_or_keys(number, asked.units, distinct=asked.distinct and not key[1])
        under = numbers.read(base, asked.units)
        if none and (value is not None or under is not None or keys):
            raise Refused("both", _("บอกว่าไม่มีอะไรต้องรายงาน แต่มีตัวเลขด้วย"), "number")
        if under is not None and not asked.card.has_base:
            raise Refused("no_base", _("ตัวชี้วัดนี้ไม่มีตัวหาร"), "base")
    except Refused as refused:
        return Line(no, tuple(cells), key, trouble=str(refused))
    return Line(no, tuple(cells), key, Said(value, under, none, note, keys))


def _once(lines: Sequence[Line]) -> list[Line]:
    """Two lines for one number: neither is taken before somebody has said which."""
    seen: dict[Key, int] = {}
    for line in lines:
        if line.key is not None and line.said is not None:
            seen[line.key] = seen.get(line.key, 0) + 1
    return [
        Line(line.no, line.cells, line.key, trouble=_("มีค่านี้มากกว่าหนึ่งบรรทัด กรุณาลบบรรทัดที่ไม่ใช้"))
        if line.said is not None and line.key is not None and seen[line.key] > 1
        else line
        for line in lines
    ]
