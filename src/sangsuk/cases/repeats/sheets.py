"""A list of names as people keep it in Excel or CSV: which column is which, which rows are good, which are not and why.

The file comes from outside and is read with suspicion: sizes are checked before anything is unpacked, formulas are no
values, and reading stops where the limits are.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from sangsuk import thai
from sangsuk.common.errors import Refused

from .. import checking, scanning

MOST_ROWS, MOST_LINES, MOST_COLUMNS = 5_000, 20_000, 30
FILE_BYTES, UNPACKED_BYTES, PARTS = 5_000_000, 60_000_000, 200
WORDS_BYTES, OTHER_BYTES, ROW_BYTES = 6_000_000, 1_000_000, 1_000_000
"""Of a workbook: all its words, any part that is no page, and one row. A file of 14 kB held one row that took 800 MB."""
MOST_SHOWN = 50
CELL = 100_000
HEADINGS = {
    "name": ("ชื่อนามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "ชื่อผู้ร้อง", "ชื่อผู้เดือดร้อน", "ชื่อ", "name", "fullname"),
    "surname": ("นามสกุล", "สกุล", "surname", "lastname"),
    "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"),
    "phone": ("โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "เบอร์", "โทร", "มือถือ", "เบอร์มือถือ", "phone",
              "tel", "telephone", "mobile"),
    "email": ("อีเมล", "อีเมล์", "email"),
    "house": ("บ้านเลขที่", "เลขที่"),
    "address": ("ที่อยู่", "ที่อยู่ปัจจุบัน", "address"),
    "village": ("หมู่บ้าน", "หมู่", "หมู่ที่", "บ้าน", "ชุมชน", "village"),
}  # fmt: skip
"""Column -> what people write above it, without spaces, dashes and brackets."""


_ROW = re.compile(rb"[<:]row[\s/>]")


@dataclass(frozen=True)
class Person:
    """One good row; `row` is its number in the file."""

    row: int
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass
class Sheet:
    """What was found: the people, the rows in error and why, the rows that repeat another, the columns left out."""

    people: list[Person] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


def read(content: bytes, name: str) -> Sheet:
    """Raises Refused when the file cannot be read, is too large, or has no column of names."""
    sheet = Sheet()
    head: dict[int, str] = {}
    for number, cells in enumerate(lines(content, name), start=1):
        if number > MOST_LINES or len(sheet.people) + len(sheet.wrong) > MOST_ROWS:
            raise Refused("too_many_rows", _("รายชื่อยาวเกินไป ขอไม่เกิน 5,000 แถวต่อไฟล์ กรุณาแบ่งเป็นหลายไฟล์"), "file")
        if not head:
            head = _head(cells, sheet) if number <= 15 else {}
            if not head and number >= 15:
                break
        elif any(cells):
            _row(number, cells, head, sheet)
    if not head:
        raise Refused("no_name_column", _("ไม่พบหัวคอลัมน์ “ชื่อ” กรุณาใส่หัวตารางตามไฟล์ตัวอย่าง"), "file")
    if not sheet.people and not sheet.wrong:
        raise Refused("empty", _("ไม่พบรายชื่อในไฟล์นี้"), "file")
    return sheet


def lines(content: bytes, name: str) -> Iterator[list[str]]:
    """The cells of a workbook's first page or of a CSV file, line by line. Raises Refused."""
    if len(content) > FILE_BYTES:
        raise Refused("too_large", _("ไฟล์ใหญ่เกินไป ขอไม่เกิน 5 เมกะไบต์"), "file")
    scanning.before_opening(content, field="file")
    return _workbook(content) if content[:4] == b"PK\x03\x04" else _plain(content, name)


def _head(cells: list[str], sheet: Sheet) -> dict[int, str]:
    """Position -> column, when this line is the heading."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        plain = re.sub(r"[\s\-–_.()/*:]+", "", thai.normalise(cell)).lower()
        column = next((c for c, words in HEADINGS.items() if plain in words and c not in found.values()), None)
        if column:
            found[at] = column
    if "name" not in found.values():
        return {}
    sheet.columns = {column: cells[at].strip() for at, column in found.items()}
    sheet.ignored = [c.strip() for at, c in enumerate(cells) if at not in found and c.strip()]
    return found


def _row(number: int, cells: list[str], head: dict[int, str], sheet: Sheet) -> None:
    told = {column: cells[at].strip() for at, column in head.items() if at < len(cells)}
    if not any(told.values()):
        return
    try:
        person = _person(number, told)
    except Refused as refused:
        sheet.wrong.append((number, str(refused.message)))
        return
    if same(person) in sheet.known:
        sheet.twice.append(number)
    else:
        sheet.people.append(person)
        sheet.known.add(same(person))


def same(person: Person) -> str:
    """Two rows with the same of this are one person: name and telephone; without a telephone name and address."""
    name = re.sub(r"^(นาย|นางสาว|น\.ส\.|นาง|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง)\s*", "", person.name)
    return "\x00".join("".join(part.split()).lower() for part in (name, person.phone or person.address))


def _person(number: int, told: dict[str, str]) -> Person:
    if any(value.startswith("=") for value in told.values()):
        raise Refused("formula", _("มีสูตรอยู่ในแถวนี้ กรุณาวางเป็นค่าแทนสูตร"))
    parts = (told.get("title", "") + told.get("name", ""), told.get("surname", ""))
    name = thai.normalise(" ".join(" ".join(parts).split()))
    if not name:
        raise Refused("needed", _("ไม่มีชื่อ"))
    if len(name) > 200 or not re.search("[^\\W\\d_]", name):
        raise Refused("bad_name", _("ชื่อไม่ถูกต้อง"))
    where = " ".join(filter(None, (told.get("house"), told.get("address"), _village(told.get("village", "")))))
    return Person(number, name, checking.phone(_zero(told.get("phone", ""))), checking.email(told.get("email", "")),
                  thai.normalise(where)[:500])  # fmt: skip


def _village(typed: str) -> str:
    return f"หมู่ {thai.arabic_digits(typed)}" if thai.arabic_digits(typed).isdigit() else typed


def _zero(typed: str) -> str:
    """Excel takes a telephone number for a number and drops its zero."""
    digits = re.sub(r"[\s\-.]", "", thai.arabic_digits(typed))
    return f"0{digits}" if re.fullmatch("[2-9][0-9]{7,8}", digits) else typed


def _plain(content: bytes, name: str) -> Iterator[list[str]]:
    if name.lower().endswith(".xls") or content[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused("old_excel", _("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) กรุณาบันทึกเป็น .xlsx หรือ .csv"), "file")
    text = decoded(content)
    if "\x00" in text:
        raise Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV"), "file")
    first = text[:4000]
    separator = max(",;\t", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(len(cell) > CELL for cell in line):  # the module's own bound is one for the whole process
                raise csv.Error("a cell without an end")
            yield line[:MOST_COLUMNS]
    except csv.Error as trouble:
        raise Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV"), "file") from trouble


def decoded(content: bytes) -> str:
    """As Excel saves CSV in Thailand: UTF-8 with its mark, UTF-16, or Windows-874."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874", errors="replace")


def _workbook(content: bytes) -> Iterator[list[str]]:
    guard(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
        for line in page.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_text(cell) for cell in line]
    except Refused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, TypeError, SyntaxError, EOFError,
            AttributeError) as trouble:  # fmt: skip
        raise Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV"), "file") from trouble


def guard(content: bytes) -> None:
    """Nothing that unpacks into far more than it is, and no XML that defines entities."""
    bad = Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV"), "file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            parts = pack.infolist()
            if (
                len(parts) > PARTS
                or sum(p.file_size for p in parts) > UNPACKED_BYTES
                or any(p.flag_bits & 1 for p in parts)
            ):
                raise bad
            if not all(_is_harmless(pack, part) for part in parts):
                raise bad
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as trouble:
        raise bad from trouble


def _is_harmless(pack: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Looked through without building anything of it: a page by its rows, everything else by its size."""
    if not part.filename.endswith((".xml", ".rels")):
        with pack.open(part) as file:  # a picture, but no page under another name
            return not file.read(200).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")
    page = part.filename.startswith("xl/worksheets/")
    if not page and part.file_size > (WORDS_BYTES if part.filename.endswith("sharedStrings.xml") else OTHER_BYTES):
        return False
    run, last = 0, b""
    with pack.open(part) as file:
        while piece := file.read(64 * 1024):
            if not last and b"<!" in piece[:2000]:
                return False
            rows = [found.start() for found in _ROW.finditer(last[-8:] + piece)]
            run = len(piece) - rows[-1] if rows else run + len(piece)
            if page and run > ROW_BYTES:
                return False
            last = piece
    return True


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:2000]


def template() -> bytes:
    """An empty list with its headings, and one row that shows how."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = _("รายชื่อผู้เดือดร้อน")
    page.append([_("ชื่อ-นามสกุล"), _("โทรศัพท์"), _("อีเมล"), _("บ้านเลขที่"), _("หมู่บ้าน")])
    page.append([_("ตัวอย่าง: สมหญิง ใจดี (ลบแถวนี้)"), "081-555-0100", "", "12/3", "4"])
    for letter, width in zip("ABCDE", (34, 18, 26, 14, 20), strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = Font(bold=True)
    for row in range(2, 2001):
        page[f"B{row}"].number_format = "@"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
