"""The spreadsheet of one area and period: made with codes, names and last values, filled in anywhere, read back without loss."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import Cell as Square
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from sangsuk.cases.repeats import sheets
from sangsuk.common.cells import EXCEL_READS_UTF_8, MAKES_A_FORMULA
from sangsuk.common.errors import Refused
from sangsuk.places import queries as places

from ..models import Entry, Sheet
from ..periods import parse
from . import asking, numbers, pasting
from .asking import Asked, Key

MARK = "sangsuk-sheet"
FORMS = ("xlsx", "csv")
FILE_BYTES = 5_000_000
WIDTHS = (26, 12, 34, 46, 18, 12, 22, 16, 16, 14, 40)


@dataclass(frozen=True)
class Row:
    """One line of the table, as values."""

    key: Key
    project: str
    name: str
    group: str
    unit: str
    last: str
    number: Decimal | None
    base: Decimal | None
    none: bool
    note: str
    keys: tuple[str, ...] | None


def rows_of(sheet: Sheet, language: str = "th") -> list[Row]:
    """Three queries, however many numbers."""
    asked = asking.of_sheet(sheet)
    names = {one.code: one.name(language) for one in asking.projects(sheet.programme_id)}
    period = asking.period_of(sheet)
    codes = [one.code for one in asked]
    stored = Entry.objects.filter(
        indicator__in=codes, area_code=sheet.area_code, period=sheet.period,
        starts_on__in=[period.starts_on, period.previous.starts_on],
    )  # fmt: skip
    entries = {(one.starts_on, one.indicator_id, one.cell): one for one in stored}
    found = []
    for one in asked:
        for key in one.keys:
            entry, last = (entries.get((on, *key)) for on in (period.starts_on, period.previous.starts_on))
            found.append(_row(one, key, entry, last, names, language))
    return found


def _row(one: Asked, key: Key, entry: Entry | None, last: Entry | None, names: dict[str, str], language: str) -> Row:
    cell = next((cell for cell in one.cells if cell.code == key[1]), None)
    keys = tuple(entry.keys) if entry is not None and entry.keys is not None else None
    return Row(
        key, names.get(one.card.project, ""), one.card.name(language), cell.name(language) if cell else "",
        one.card.unit.name(language), one.said(last), entry.number if entry else None, entry.base if entry else None,
        bool(entry and entry.none), entry.note if entry else "", keys,
    )  # fmt: skip


def headings() -> list[str]:
    return [
        _("รหัส"), _("รหัสกลุ่ม"), _("โครงการ"), _("ตัวชี้วัด"), _("กลุ่ม"), _("หน่วย"), _("ค่าของช่วงก่อน"), _("ค่า"), _("ตัวหาร"),
        _("ไม่มีอะไรต้องรายงาน"), _("หมายเหตุ"),
    ]  # fmt: skip


def identity(sheet: Sheet) -> list[str]:
    return [MARK, sheet.programme_id, sheet.area_code, asking.period_of(sheet).code]


def how_to() -> str:
    return _("กรอกเฉพาะช่อง ค่า ตัวหาร และหมายเหตุ ถ้าไม่มีอะไรต้องรายงาน ใส่ - ในช่องค่า อย่าลบแถวบนสุดและคอลัมน์รหัส")


def name_of(sheet: Sheet, form: str) -> str:
    return f"sangsuk-{sheet.programme_id}-{sheet.area_code}-{asking.period_of(sheet).code}.{form}"


def made(sheet: Sheet, form: str, language: str = "th") -> bytes:
    rows = rows_of(sheet, language)
    return workbook(sheet, rows) if form == "xlsx" else csv_file(sheet, rows)


def _cells(row: Row) -> list[Any]:
    number: Any = " ".join(row.keys) if row.keys is not None else row.number
    number = "-" if row.none else number
    return [
        row.key[0], row.key[1], row.project, row.name, row.group, row.unit, row.last, number, row.base, "x" if row.none else "",
        row.note,
    ]  # fmt: skip


def csv_file(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """What would make a formula, or begins as our own guard does, stands behind one apostrophe; reading takes one away."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    out.write(EXCEL_READS_UTF_8)
    writer.writerow(identity(sheet))
    writer.writerow([how_to()])
    writer.writerow(headings())
    for row in rows:
        cells = [
            "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell) for cell in _cells(row)
        ]
        writer.writerow([_guarded(cell) if at not in (7, 8) else cell for at, cell in enumerate(cells)])
    return out.getvalue().encode()


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith((*MAKES_A_FORMULA, "'")) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") else text


def workbook(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = asking.period_of(sheet).code
    bold, wash = Font(bold=True), PatternFill("solid", fgColor="E4EFF0")
    for at, cell in enumerate(identity(sheet), 1):
        _put(page.cell(1, at), cell)
    _put(page.cell(2, 1), how_to())
    for at, cell in enumerate(headings(), 1):
        _put(page.cell(3, at), cell)
        page.cell(3, at).font = bold
    for no, row in enumerate(rows, 4):
        for at, value in enumerate(_cells(row), 1):
            square = page.cell(no, at)
            _put(square, value)
            square.alignment = Alignment(wrap_text=True, vertical="top")
            if at in (8, 9, 10, 11):
                square.fill = wash
            if at in (8, 9):
                square.number_format = "#,##0.######" if isinstance(value, Decimal) else "General"
    for at, width in enumerate(WIDTHS):
        page.column_dimensions[chr(ord("A") + at)].width = width
    page.freeze_panes = "E4"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(square: Square, value: Any) -> None:
    """Words never become a formula; a number that a spreadsheet would round stands there as words."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        rough = Decimal(repr(float(value)))
        square.value = value if rough == value and abs(value) < 10**15 else f"{value:f}"
    else:
        square.value = str(value)
        square.data_type = "s"


def read(data: bytes, sheet: Sheet) -> str:
    """The lines of a file as a block to be pasted, after its first two rows. Raises Refused, kindly, for the sheet of another
    area or period, and for what is no table."""
    if len(data) > FILE_BYTES:
        raise Refused("too_big", _("ไฟล์นี้ใหญ่เกิน 5 เมกะไบต์ กรุณาใช้แบบที่ดาวน์โหลดจากหน้านี้"), "file")
    rows = _workbook(data) if data[:2] == b"PK" else _table(data)
    rows = [row for row in rows if any(row)]
    at = next((at for at, row in enumerate(rows[:10]) if row and row[0].strip() == MARK), None)
    if at is None:
        raise Refused(
            "not_ours", _("ไฟล์นี้ไม่ใช่แบบที่ดาวน์โหลดจากหน้านี้ ถ้าเป็นตารางของท่านเอง ให้คัดลอกจากตารางแล้ววางในช่องแทน"), "file"
        )
    _same(rows[at], sheet)
    begins = next((no for no, row in enumerate(rows[at + 1 : at + 10], at + 1) if pasting.heading(row)), at + 1)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows[begins:])
    return out.getvalue()


def _same(row: Sequence[str], sheet: Sheet) -> None:
    told = [cell.strip() for cell in (*row, "", "", "")[1:4]]
    if told == identity(sheet)[1:]:
        return
    _programme, area, period = told
    try:
        whose, when = places.title(area), parse(period).name("th")
    except Refused:
        raise Refused(
            "not_ours", _("หัวไฟล์ถูกแก้ไข จึงไม่รู้ว่าเป็นของอำเภอและช่วงใด กรุณาดาวน์โหลดแบบใหม่แล้วคัดลอกตัวเลขไปวาง"), "file"
        ) from None
    mine = {"area": places.title(sheet.area_code), "period": asking.period_of(sheet).name("th")}
    raise Refused(
        "another_sheet",
        _("ไฟล์นี้เป็นของ%(whose)s %(when)s แต่หน้านี้คือ%(area)s %(period)s ยังไม่ได้นำอะไรเข้า กรุณาเลือกไฟล์ให้ตรง")
        % ({"whose": whose, "when": when} | mine),
        "file",
    )


def _table(data: bytes) -> list[list[str]]:
    text = sheets.decoded(data)
    separator = "\t" if text.split("\n", 1)[0].count("\t") else ";" if text.split("\n", 1)[0].count(";") else ","
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix(EXCEL_READS_UTF_8), newline=""), delimiter=separator))
    except csv.Error as trouble:
        raise _unreadable() from trouble
    return [[_unguarded(cell) if at not in (7, 8) else cell for at, cell in enumerate(row)] for row in rows]


def _workbook(data: bytes) -> list[list[str]]:
    """A cell of a formula gives what Excel last reckoned; one that was never reckoned, the formula itself."""
    sheets.guard(data)
    try:
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False).worksheets[0]
        written = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False).worksheets[0]
        most = min(values.max_row, sheets.MOST_LINES), min(values.max_column, sheets.MOST_COLUMNS)
        return [
            [_text(values.cell(no, at).value, written.cell(no, at)) for at in range(1, most[1] + 1)]
            for no in range(1, most[0] + 1)
        ]
    except (InvalidFileException, KeyError, ValueError, IndexError, TypeError, SyntaxError, EOFError, OSError,
            AttributeError) as trouble:  # fmt: skip
        raise _unreadable() from trouble


def _text(value: Any, written: Square) -> str:
    if value is None:
        return str(written.value) if written.data_type == "f" else ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, (date, datetime, time)):
        return _("%(date)s (Excel เปลี่ยนเป็นวันที่)") % {"date": value.isoformat()}
    return str(value).replace("\r\n", "\n")


def _number(value: float | Decimal) -> str:
    """A spreadsheet reckons in binary: 0.1 + 0.2 is 0.30000000000000004, and 0.3 is meant."""
    try:
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        short = round(exact, numbers.MOST_DECIMALS)
    except (InvalidOperation, OverflowError):
        return str(value)
    near = abs(exact - short) <= abs(exact) * Decimal("1e-13")
    return f"{short if near else exact:f}"


def _unreadable() -> Refused:
    return Refused("unreadable", _("อ่านไฟล์นี้ไม่ได้ กรุณาใช้ไฟล์ Excel (.xlsx) หรือ CSV ที่ดาวน์โหลดจากหน้านี้"), "file")
