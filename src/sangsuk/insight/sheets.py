"""A report as an Excel workbook, as CSV, and as the values of a paper. Values in, bytes or values out."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sangsuk import thai
from sangsuk.common.cells import csv_file
from sangsuk.papers.values import Book

from .reports.shape import GROUP, PART, SUM, Row, Told
from .reports.words import language

FACE = "Sarabun"
HEAD = PatternFill("solid", fgColor="E4EFF0")
LINE = Border(bottom=Side(style="thin", color="84837C"))
WIDEST = 42


def workbook(told: Told) -> bytes:
    """Real numbers, a frozen head; on a second sheet what the figures mean and up to when they are counted."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _sheet_name(_("รายงาน"))
    _table(sheet, told)
    _meaning(book.create_sheet(_sheet_name(_("คำอธิบาย"))), told)
    book.properties.title = told.report.heading
    book.properties.creator = told.office
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def comma_separated(told: Told) -> bytes:
    """One row for each row of the table, with its code."""
    heads = "code", told.report.lead, *told.report.columns
    return csv_file([heads, *((row.code, row.label, *row.values) for row in told.report.rows)])


def _sheet_name(name: str) -> str:
    return name[:31]


def _table(sheet: Worksheet, told: Told) -> None:
    report = told.report
    _put(sheet, 1, 1, report.heading, Font(name=FACE, size=16, bold=True))
    _put(sheet, 2, 1, f"{told.office} · {told.period}", Font(name=FACE, size=12))
    _put(sheet, 3, 1, report.finding, Font(name=FACE, size=12))
    _put(sheet, 4, 1, as_of_words(told), Font(name=FACE, size=10, italic=True))
    head = 6
    for at, name in enumerate((report.lead, *report.columns), start=1):
        cell = _put(sheet, head, at, name, Font(name=FACE, size=12, bold=True))
        cell.fill, cell.border = HEAD, LINE
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if at == 1 else "right")
    for line, row in enumerate(report.rows, start=head + 1):
        _row(sheet, line, row)
    if not report.rows:
        _put(sheet, head + 1, 1, report.empty, Font(name=FACE, size=12))
    sheet.freeze_panes = sheet.cell(head + 1, 2)
    _widths(sheet, told)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"


def _row(sheet: Worksheet, line: int, row: Row) -> None:
    font = Font(name=FACE, size=12, bold=row.kind in (SUM, GROUP))
    label = _put(sheet, line, 1, row.label, font)
    label.alignment = Alignment(indent=2 if row.kind == PART else 0, wrap_text=True, vertical="top")
    for at, n in enumerate(row.values, start=2):
        cell = sheet.cell(line, at, n)
        cell.font, cell.number_format = font, "#,##0"


def _put(sheet: Worksheet, line: int, at: int, text: str, font: Font) -> Cell:
    """As text, whatever it begins with: a name that begins with '=' is no formula."""
    cell = sheet.cell(line, at)
    assert isinstance(cell, Cell)
    cell.value, cell.data_type, cell.font = text, "s", font
    return cell


def _widths(sheet: Worksheet, told: Told) -> None:
    longest = max((_width(row.label) for row in told.report.rows), default=12)
    sheet.column_dimensions["A"].width = min(WIDEST, max(18, longest + 4))
    for at, name in enumerate(told.report.columns, start=2):
        words = max((_width(part) for part in name.split()), default=8)
        sheet.column_dimensions[get_column_letter(at)].width = min(24, max(11, words + 3))


def _width(text: str) -> int:
    """How many places a text takes: vowels and tone marks above and below take none."""
    return len(thai.graphemes(text))


def _meaning(sheet: Worksheet, told: Told) -> None:
    lines = [(_("รายงาน"), told.report.heading), (_("ศูนย์"), told.office), (_("ช่วงเวลา"), told.period)]
    lines += [(_("นับถึง"), as_of_words(told)), *told.report.definitions]
    for line, (term, words) in enumerate(lines, start=1):
        _put(sheet, line, 1, term, Font(name=FACE, size=12, bold=True)).alignment = Alignment(vertical="top")
        cell = _put(sheet, line, 2, words, Font(name=FACE, size=12))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    sheet.freeze_panes = "B1"


def as_of_words(told: Told) -> str:
    """Up to when everything is counted."""
    if not told.complete or told.as_of is None:
        return _("กำลังนับใหม่ทั้งหมด ตัวเลขนี้จึงยังไม่ครบ")
    return _("ตัวเลขถึงวันที่ %(date)s เวลา %(time)s") % {
        "date": thai.date_in(told.as_of, language(), "long"), "time": thai.time_in(told.as_of, language()),
    }  # fmt: skip


def paper(told: Told) -> Book:
    """For `papers.printing`: the same table on lying paper."""
    report = told.report
    wide = max(2.2, 0.22 * len(report.columns))
    columns = range(len(report.columns))
    rows = tuple(
        (row.label, *(_figure(row.values[at] if at < len(row.values) else None) for at in columns))
        for row in report.rows
    )
    return Book(
        title=report.heading, subtitle=f"{told.office} · {told.period}", finding=report.finding,
        heads=(report.lead, *report.columns), widths=(wide, *(1.0 for _column in columns)), rows=rows,
        kinds=tuple(row.kind for row in report.rows), numbers=True, note=as_of_words(told),
        notes=tuple(f"{term}: {words}" for term, words in report.definitions), empty=report.empty,
    )  # fmt: skip


def _figure(n: int | None) -> str:
    return "" if n is None else f"{n:,}"
