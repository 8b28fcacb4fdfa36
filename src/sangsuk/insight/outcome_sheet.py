"""The outcomes as an Excel workbook: real numbers, how many answered, the interval; what is too little stays empty."""

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .outcome_words import MEASURES, Value
from .outcomes import Outcome
from .shares import Mean, Share
from .sheets import FACE, HEAD, LINE

HEAD_ROW = 4


def workbook(heading: str, finding: str, lead: str, lines: Sequence[tuple[str, Outcome]]) -> bytes:
    """One row for each name and outcome."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _("ผลที่เกิดกับประชาชน")
    _text(sheet, 1, 1, heading, bold=True)
    _text(sheet, 2, 1, finding)
    for at, word in enumerate(_heads(lead), start=1):
        cell = _text(sheet, HEAD_ROW, at, word, bold=True)
        cell.fill, cell.border = HEAD, LINE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(at)].width = 40 if at == 1 else 14
    for line, (name, outcome) in enumerate(lines, start=HEAD_ROW + 1):
        _text(sheet, line, 1, name, bold=not outcome.code)
        _row(sheet, line, outcome)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    _meaning(book.create_sheet(_("คำอธิบาย")))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _heads(lead: str) -> list[str]:
    heads = [lead]
    for measure in MEASURES:
        label, kind = str(measure.label), measure.of(_NOBODY)
        heads.append(label)
        if isinstance(kind, (Mean, Share)):
            heads.append(_("%(measure)s: จำนวนคำตอบ") % {"measure": label})
        if isinstance(kind, Share):
            heads += [_("%(measure)s: ต่ำสุด") % {"measure": label}, _("%(measure)s: สูงสุด") % {"measure": label}]
    return heads


def _row(sheet: Worksheet, line: int, outcome: Outcome) -> None:
    cells = [cell for measure in MEASURES for cell in _cells(measure.of(outcome))]
    for at, (value, shape) in enumerate(cells, start=2):
        cell = sheet.cell(line, at, value)
        cell.font, cell.number_format = Font(name=FACE, size=12), shape


def _cells(value: Value) -> list[tuple[float | None, str]]:
    if isinstance(value, int):
        return [(value, "#,##0")]
    if isinstance(value, Mean):
        return [(value.mean, "0.0"), (value.of, "#,##0")]
    between = value.interval
    low, high = (between.low, between.high) if between else (None, None)
    return [(value.share, "0%"), (value.of, "#,##0"), (low, "0%"), (high, "0%")]


def _text(sheet: Worksheet, line: int, at: int, text: str, *, bold: bool = False) -> Cell:
    """As text, whatever it begins with."""
    cell = sheet.cell(line, at)
    assert isinstance(cell, Cell)
    cell.value, cell.data_type, cell.font = text, "s", Font(name=FACE, size=12, bold=bold)
    return cell


def _meaning(sheet: Worksheet) -> None:
    for line, measure in enumerate(MEASURES, start=1):
        _text(sheet, line, 1, str(measure.label), bold=True)
        _text(sheet, line, 2, str(measure.meaning)).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 90


_NOBODY = Outcome(
    "", 0, 0, 0, Mean(0, 0), Share(0, 0), Mean(0, 0), Share(0, 0), Share(0, 0), Mean(0, 0), Share(0, 0), Share(0, 0),
    Share(0, 0), 0, 0, 0,
)  # fmt: skip
