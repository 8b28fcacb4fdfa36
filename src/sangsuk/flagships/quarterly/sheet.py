"""The form on paper and as a workbook. Values in, values or bytes out."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from sangsuk.papers import forms as printing

from ..showing.numbers import text
from .form import Form

FACE = "Sarabun"


def heading(form: Form, language: str) -> tuple[str, str]:
    name = form.programme.name(language)
    return _("แบบรายงานผลการดำเนินงานรายไตรมาส"), f"{name} · {form.quarter.name(language)}"


def fields(form: Form, language: str) -> list[tuple[str, str]]:
    """Fields 1 to 6.6 with their labels, as text; several lines where there are several."""
    project = form.project
    found = [
        (_("1 หน่วยงาน"), form.agency(language)),
        (_("2 ชื่อโครงการ"), f"{project.project.number}. {project.name(language)}"),
        (
            _("3 ตัวชี้วัด"),
            "\n".join(f"{at}. {one.card.name(language)}" for at, one in enumerate(form.results, start=1))
            or _("ยังไม่มีตัวชี้วัด"),
        ),
        (_("4 งบประมาณ"), form.budget()),
        (_("5 ห้วงการรายงาน"), form.quarter.name(language)),
    ]
    for field, label in form.labels():
        found.append((f"{field} {label}", "\n".join(form.served(field, language)) or form.unserved(field)))
    if form.situations:
        told = "\n".join(
            f"{one.tag_th if language.startswith('th') or not one.tag_en else one.tag_en}: {one.why}"
            for one in form.situations
        )
        found.append((_("สถานการณ์ที่ตอบ"), told))
    return found


def heads(form: Form, language: str) -> list[str]:
    quarters = [_("ไตรมาส %(n)s") % {"n": one.number} for one in form.quarters]
    return [_("ตัวชี้วัด"), _("หน่วย"), _("เป้าหมายทั้งปี"), *quarters, _("ทั้งปีถึงขณะนี้"), _("รายงานแล้ว")]


def rows(form: Form, language: str) -> list[list[str]]:
    found = []
    for one in form.results:
        reported = f"{one.entries:,}" if one.expected is None else f"{one.entries:,}/{one.expected:,}"
        quarters = ["" if one.yearly else text(value) for value in one.quarters]
        found.append(
            [
                one.card.name(language),
                one.card.unit.name(language),
                text(one.target),
                *quarters,
                text(one.year),
                reported,
            ]
        )
    return found


def notes() -> tuple[str, ...]:
    return (
        _("ตัวเลขนับเฉพาะที่จังหวัดผ่านแล้วหรือกรมรับแล้ว ขีดหมายถึงยังไม่มีรายงาน ช่องว่างหมายถึงตัวชี้วัดที่รายงานเป็นรายปี"),
        _("รายงานแล้ว: จำนวนรายงานที่นับแล้ว จากจำนวนที่ควรมีทั้งปี"),
    )


def paper(form: Form, language: str) -> printing.Form:
    title, subtitle = heading(form, language)
    columns = heads(form, language)
    return printing.Form(
        title=title, subtitle=subtitle, facts=tuple(fields(form, language)), results=_("7 ผลการดำเนินงานรายไตรมาส"), heads=tuple(columns),
        widths=(4.0, 1.2, *(1.3 for _column in columns[2:])), rows=tuple(tuple(row) for row in rows(form, language)),
        empty=_("ยังไม่มีตัวชี้วัด"), notes=notes(),
    )  # fmt: skip


def pdf(forms: Sequence[Form], language: str) -> bytes:
    """Raises: NoThaiFont."""
    return printing.pdf([paper(form, language) for form in forms])


def workbook(forms: Sequence[Form], language: str) -> bytes:
    """One sheet for each project; figures are numbers."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for form in forms:
        _page(book.create_sheet(f"{form.project.project.number}"), form, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _page(sheet: Worksheet, form: Form, language: str) -> None:
    title, subtitle = heading(form, language)
    _put(sheet, 1, 1, title, bold=True)
    _put(sheet, 2, 1, subtitle)
    line = 4
    for label, words in fields(form, language):
        _put(sheet, line, 1, label, bold=True)
        _put(sheet, line, 2, words)
        line += 1
    _put(sheet, line + 1, 1, _("7 ผลการดำเนินงานรายไตรมาส"), bold=True)
    line += 2
    for at, head in enumerate(heads(form, language), start=1):
        _put(sheet, line, at, head, bold=True)
    for one in form.results:
        line += 1
        _put(sheet, line, 1, one.card.name(language))
        _put(sheet, line, 2, one.card.unit.name(language))
        for at, value in enumerate((one.target, *one.quarters, one.year, one.entries), start=3):
            cell = sheet.cell(line, at, value)
            cell.number_format = "#,##0" + (
                "." + "0" * one.card.unit.decimals if one.card.unit.decimals and at < 4 + len(one.quarters) + 1 else ""
            )
    for note in notes():
        line += 1
        _put(sheet, line + 1, 1, note)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 60
    for letter in "CDEFGHI":
        sheet.column_dimensions[letter].width = 15
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _put(sheet: Worksheet, line: int, at: int, words: str, *, bold: bool = False) -> None:
    """As text, whatever it begins with."""
    cell = sheet.cell(line, at)
    assert isinstance(cell, Cell)
    cell.value, cell.data_type = words, "s"
    cell.font = Font(name=FACE, size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=at == 2, vertical="top")
