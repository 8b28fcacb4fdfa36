"""A programme as a table that people take into Excel and bring back: its words, its parts, what its projects serve.

One line for each thing, `what` says which: programme, part, project, text, alignment. Reading gives back exactly what was
written; a line that is wrong is named by its number, and then nothing of the file is taken over.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.cases.repeats import sheets
from sangsuk.common.cells import EXCEL_READS_UTF_8, MAKES_A_FORMULA
from sangsuk.common.errors import Refused

from .. import words
from . import given as giving
from .given import Share, Text

PROGRAMME, PART, PROJECT, TEXT, ALIGNMENT = "programme", "part", "project", "text", "alignment"
COLUMNS = (
    "what", "project", "number", "part", "other_parts", "framework", "aim", "weight", "name_th", "name_en", "about_th", "about_en",
    "owner_th", "owner_en", "budget_baht", "why_th", "why_en", "standing", "source",
)  # fmt: skip
NEEDED = {"what", "project", "framework", "aim", "weight"}
MOST_LINES, MOST_WRONG = 2000, 20
_KEPT_AS_TEXT = (*MAKES_A_FORMULA, "'")


@dataclass(frozen=True)
class Name:
    """The words of a programme or of a part."""

    name_th: str
    name_en: str
    source: str
    about_th: str = ""
    about_en: str = ""


@dataclass(frozen=True)
class Place:
    """In which part a project lies."""

    number: int
    part: int
    others: tuple[int, ...] = ()
    standing: str = words.INFERRED


@dataclass
class Told:
    """A whole programme as values. `at`: of what was read, in which line each thing stood."""

    programme: Name | None = None
    parts: dict[int, Name] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    shares: dict[tuple[str, str], list[Share]] = field(default_factory=dict)
    at: dict[Any, int] = field(default_factory=dict, compare=False)


class WrongLines(Refused):
    """`lines`: number of the line, and what is wrong with it."""

    def __init__(self, lines: Sequence[tuple[int, str]]) -> None:
        message = _("มี %(n)s บรรทัดที่ยังไม่ถูก จึงยังไม่ได้นำเข้าเลย กรุณาแก้แล้วส่งไฟล์อีกครั้ง") % {"n": len(lines)}
        super().__init__("wrong_lines", message, "file")
        self.lines = lines[:MOST_WRONG]


def rows(told: Told) -> Iterator[dict[str, str]]:
    """Its lines, without the empty cells."""
    if told.programme:
        yield {"what": PROGRAMME, **_name(told.programme)}
    for number, name in told.parts.items():
        yield {"what": PART, "number": str(number), **_name(name)}
    for code, place in told.places.items():
        others = " ".join(str(one) for one in place.others)
        yield {
            "what": PROJECT, "project": code, "number": str(place.number), "part": str(place.part), "other_parts": others,
            "standing": place.standing,
        }  # fmt: skip
    for code, text in told.texts.items():
        values = {name: value for name, value in vars(text).items() if name != "budget_baht"}
        baht = "" if text.budget_baht is None else str(text.budget_baht)
        yield {"what": TEXT, "project": code, "budget_baht": baht, **values}
    for (code, framework), shares in told.shares.items():
        for one in shares:
            values = vars(one) | {"weight": str(one.weight.normalize())}
            yield {"what": ALIGNMENT, "project": code, "framework": framework, **values}


def _name(name: Name) -> dict[str, str]:
    return {column: str(value) for column, value in vars(name).items()}


def csv_bytes(told: Told) -> bytes:
    """As Excel opens it: nothing in it becomes a formula, and what begins with an apostrophe keeps it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows(told):
        writer.writerow([_guarded(row.get(column, "")) for column in COLUMNS])
    return (EXCEL_READS_UTF_8 + out.getvalue()).encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_KEPT_AS_TEXT) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_KEPT_AS_TEXT) else cell


def read(content: bytes, name: str) -> Told:
    """Raises Refused for a file that is no such table, WrongLines for what is wrong inside."""
    told, wrong, head = Told(), list[tuple[int, str]](), list[str]()
    for number, cells in enumerate(_lines(content, name), start=1):
        if number > MOST_LINES:
            raise Refused("too_many_rows", _("ไฟล์ยาวเกินไป ขอไม่เกิน %(most)s บรรทัด") % {"most": MOST_LINES}, "file")
        if not head:
            head = [cell.strip().lower() for cell in cells]
            if not set(head) >= NEEDED:
                raise Refused("no_heading", _("ไม่พบหัวตารางในบรรทัดแรก กรุณาเริ่มจากไฟล์ที่ส่งออกจากหน้านี้"), "file")
        elif any(cell.strip() for cell in cells):
            row = {column: _unguarded(cell.strip()) for column, cell in zip(head, cells, strict=False)}
            try:
                _take(row, number, told)
            except Refused as refused:
                wrong.append((number, str(refused)))
    wrong += _not_whole(told, {number for number, _sentence in wrong})
    if wrong:
        raise WrongLines(sorted(wrong))
    if not told.at:
        raise Refused("empty", _("ไม่พบข้อมูลในไฟล์นี้"), "file")
    return told


def _lines(content: bytes, name: str) -> Iterator[list[str]]:
    """A workbook as others read it; CSV here, where the separator is the one between the headings."""
    if content[:4] == b"PK\x03\x04" or name.lower().endswith(".xls"):
        yield from sheets.lines(content, name)
        return
    if len(content) > sheets.FILE_BYTES:
        raise Refused("too_large", _("ไฟล์ใหญ่เกินไป ขอไม่เกิน 5 เมกะไบต์"), "file")
    text = _decoded(content)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV"), "file") from None


def _decoded(content: bytes) -> str:
    """UTF-8, or as an older Excel in Thailand saves it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874", errors="replace")


def _take(row: Mapping[str, str], line: int, told: Told) -> None:
    """Raises Refused."""
    what = row.get("what", "").strip().lower()
    if what not in _TAKES:
        known = ", ".join(_TAKES)
        raise Refused("unknown", _("ช่อง what ต้องเป็นคำใดคำหนึ่งใน %(known)s") % {"known": known}, "what")
    key = _TAKES[what](row, told)
    if key in told.at and what != ALIGNMENT:
        raise Refused("twice", _("มีบรรทัดแบบเดียวกันแล้วที่บรรทัด %(line)s") % {"line": told.at[key]}, "what")
    told.at.setdefault(key, line)


def _take_programme(row: Mapping[str, str], told: Told) -> object:
    told.programme = _named(row, giving.LINE)
    return PROGRAMME


def _take_part(row: Mapping[str, str], told: Told) -> object:
    number = _number(row, "number")
    told.parts[number] = replace(_named(row, giving.LONG), about_th="", about_en="")
    return PART, number


def _named(row: Mapping[str, str], most: int) -> Name:
    name = {column: giving.line(row, column, most=most) for column in ("name_th", "name_en")}
    about = {column: giving.line(row, column, most=giving.LONG, needed=False) for column in ("about_th", "about_en")}
    return Name(**name, **about, source=giving.line(row, "source", most=giving.SOURCE))


def _take_project(row: Mapping[str, str], told: Told) -> object:
    code = _code(row)
    others = tuple(_number({"part": one}, "part") for one in row.get("other_parts", "").replace(",", " ").split())
    told.places[code] = Place(_number(row, "number"), _number(row, "part"), others, giving.standing(row))
    return PROJECT, code


def _take_text(row: Mapping[str, str], told: Told) -> object:
    code = _code(row)
    told.texts[code] = giving.text(row)
    return TEXT, code


def _take_alignment(row: Mapping[str, str], told: Told) -> object:
    code, framework = _code(row), row.get("framework", "").strip().lower()
    if framework not in words.FRAMEWORKS:
        raise Refused("bad_choice", _("ไม่รู้จัก framework “%(name)s”") % {"name": framework}, "framework")
    share = giving.share(row)
    told.shares.setdefault((code, framework), []).append(share)
    return ALIGNMENT, code, framework


_TAKES: dict[str, Callable[[Mapping[str, str], Told], object]] = {
    PROGRAMME: _take_programme, PART: _take_part, PROJECT: _take_project, TEXT: _take_text, ALIGNMENT: _take_alignment,
}  # fmt: skip


def _code(row: Mapping[str, str]) -> str:
    code = row.get("project", "").strip()
    if not code:
        raise Refused("needed", _("ช่อง project ว่างอยู่ กรุณาใส่รหัสโครงการ"), "project")
    return code


def _number(row: Mapping[str, str], column: str) -> int:
    typed = row.get(column, "").strip()
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:4]) <= 99 or len(typed) > 2:
        raise Refused("bad_number", _("ช่อง %(column)s ต้องเป็นเลข 1 ถึง 99") % {"column": column}, column)
    return int(typed)


def _not_whole(told: Told, bad: set[int]) -> Iterator[tuple[int, str]]:
    """Shares of a project in a framework that do not add up to 1, told at the first of their lines. Where a line could not be
    read at all, the sum says nothing."""
    for (code, framework), shares in told.shares.items():
        try:
            giving.whole(shares)
        except Refused as refused:
            if not (bad and refused.code == "not_whole"):
                yield told.at[ALIGNMENT, code, framework], f"{code} {framework}: {refused}"
