"""The panels as rows, for a spreadsheet or another program: real numbers, the weighed number, the interval."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from sangsuk.common.cells import csv_file
from sangsuk.stories import words

from ..reports.words import language, month_name
from ..sheets import FACE
from . import saying, scopes
from .estimating import Estimate
from .panels import Panel, Part

Row = tuple[Any, ...]


def heads() -> Row:
    return (
        _("คำถาม"), _("รายการ"), _("เสียง"), _("เสียงที่ประทับใจ"), _("ร้อยละ"), _("ต่ำสุด"), _("สูงสุด"), _("จำนวนหลังถ่วงน้ำหนัก"),
    )  # fmt: skip


def rows(panel: Panel) -> Iterator[Row]:
    """What is too little stays empty."""
    seen, good, happy, months = (
        _("ประชาชนมองเราอย่างไร"), _("ประชาชนได้รับสิ่งดี ๆ อะไร"), _("อะไรทำให้ประชาชนมีความสุข"), _("แนวโน้ม"),
    )  # fmt: skip
    yield seen, _("ทั้งหมด"), panel.voices, None, None, None, None, None
    for tone, label in words.TONES.items():
        yield _share(seen, str(label), panel.tones[tone])
    for one, label in words.EXPECTATIONS.items():
        yield _share(seen, str(label), panel.expectations[one])
    for axis, parts in ((words.SERVICES, panel.services), (words.THEMES, panel.themes)):
        yield from (_part(good, saying.term(axis, part.code), part) for part in parts)
    for key in panel.words:
        yield happy, key.word, key.above + key.others, key.above, None, None, None, None
    for month in panel.months:
        if month.n:
            yield _share(months, month_name(month.month), month.positive, month.n)


def _share(question: str, label: str, one: Estimate, n: int | None = None) -> Row:
    ends = one.interval
    low, high = (ends.low, ends.high) if ends else (None, None)
    return question, label, n, None, one.share, low, high, round(one.of, 1)


def _part(question: str, label: str, part: Part) -> Row:
    return question, label, part.n, part.good, None, None, None, None


def title(panel: Panel) -> str:
    name = scopes.name(panel.scope, language())
    return _("ประชาชนเห็นอะไรใน%(name)s %(period)s") % {"name": name, "period": panel.period.name()}


def as_csv(panel: Panel) -> bytes:
    return csv_file([heads(), *rows(panel)])


def as_workbook(panel: Panel) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("เสียงประชาชน")
    for line in ((title(panel),), heads(), *rows(panel)):
        sheet.append([None if one is None else one for one in line])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=FACE, size=12, bold=cell.row <= 2)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif isinstance(cell.value, float) and cell.column in (5, 6, 7):
                cell.number_format = "0%"
    for column, width in zip("ABCDEFGH", (32, 32, 12, 16, 12, 12, 12, 22), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
