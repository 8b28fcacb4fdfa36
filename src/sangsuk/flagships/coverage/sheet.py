"""The matrix as a file: one line for each district and project, also where nobody has said anything."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sangsuk.common.cells import csv_file, no_formula
from sangsuk.places import queries as places

from ..areas import districts as areas
from ..models import Programme
from ..programme.queries import Card
from . import queries
from .words import ALL, LOOKS, MARKS, MISSING

WIDTHS = (18, 10, 26, 10, 40, 24, 14, 40, 18)


def rows(programme: Programme, cards: Sequence[Card], code: str, language: str) -> Iterator[tuple[Any, ...]]:
    """Heads first."""
    cells = {(cell.district_code, cell.project_id): cell for cell in queries.every(programme, code)}
    yield (
        _("จังหวัด"), _("รหัสอำเภอ"), _("อำเภอ"), _("โครงการที่"), _("โครงการ"), _("อยู่ขั้นไหน"), _("ตั้งแต่วันที่"), _("เหตุผล"), _("จังหวัด (ดูแล้วหรือยัง)"),
    )  # fmt: skip
    for province, districts in areas.by_province().items():
        for place in districts if province.startswith(code[:2]) else ():
            if not place.code.startswith(code):
                continue
            for card in cards:
                cell = cells.get((place.code, card.project.pk))
                state = cell.state if cell else MISSING
                yield (
                    places.title(province, language), place.code, place.title(language), card.project.number, card.name(language),
                    str(ALL[state]), cell.since_on if cell else None, cell.why if cell else "", str(LOOKS[cell.look]) if cell else "",
                )  # fmt: skip


def comma_separated(programme: Programme, cards: Sequence[Card], code: str, language: str) -> bytes:
    return csv_file(rows(programme, cards, code, language))


def workbook(programme: Programme, cards: Sequence[Card], code: str, language: str) -> bytes:
    """The matrix itself on the first sheet, a mark in each square; the lines on the second."""
    book = Workbook()
    matrix, lines = book.active, book.create_sheet(_("รายการ"))
    assert matrix is not None
    matrix.title = _("ตาราง")
    told = list(rows(programme, cards, code, language))
    words = {str(word): MARKS[state] for state, word in ALL.items()}
    matrix.append([_("จังหวัด"), _("อำเภอ"), *(f"{card.project.number}. {card.name(language)}" for card in cards)])
    many = len(cards) or 1
    for at in range(1, len(told), many):
        block = told[at : at + many]
        matrix.append([block[0][0], block[0][2], *(f"{words[row[5]]} {row[5]}" for row in block)])
    for row in told:
        lines.append([no_formula(cell) if isinstance(cell, str) else cell for cell in row])
    for sheet, widths in ((matrix, (18, 26, *(18 for _card in cards))), (lines, WIDTHS)):
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
