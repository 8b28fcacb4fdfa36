"""The list of a fiscal year for appraisal: who was praised, in which stories, with which certificates.

For the chief of the office and for the province only, in the order of names: it is no ranking, and says so.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sangsuk import thai
from sangsuk.common.cells import no_formula
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.papers.values import Book
from sangsuk.thai.dates import fiscal_year_span

from .. import naming
from ..models import Certificate, Praise
from . import asking, people
from .naming import TITLE

HEADS = ("ที่", "ชื่อ", "ตำแหน่งหรือฝ่าย", "เรื่องประทับใจ", "วันที่ได้รับเรื่อง", "เกียรติบัตร", "หมายเหตุ")
WIDTHS = (0.7, 3.2, 3, 5.2, 2.4, 1.8, 2.6)
NOTE = _("เรียงตามตัวอักษร ไม่ใช่ลำดับความดีความชอบ จำนวนเรื่องขึ้นกับจำนวนผู้มาใช้บริการและผู้ที่เล่า จึงใช้เทียบคนต่อคนไม่ได้")
"""The page says it in the reader's language; the papers are Thai."""


@dataclass(frozen=True)
class Line:
    """One person or team of the list."""

    name: str
    position: str
    stories: tuple[tuple[str, datetime], ...]
    certificates: tuple[str, ...]
    asked: bool


@dataclass(frozen=True)
class Year:
    """The list of an office and a fiscal year of the Buddhist era."""

    office: str
    year_be: int
    lines: tuple[Line, ...]


def listed(office_code: str, year_be: int, *, by: Actor) -> Year:
    """Praise by when its story came in. Three queries. Raises NotAllowed, Refused."""
    if not people.may_appraise(office_code, by):
        raise NotAllowed("chief_only", _("รายชื่อประจำปีเปิดได้เฉพาะนายอำเภอและจังหวัด"))
    if not 2500 <= year_be <= 2700:
        raise Refused("bad_year", _("กรุณาใส่ปีงบประมาณเป็น พ.ศ. เช่น 2570"), "year")
    first, until = fiscal_year_span(year_be)
    rows = (
        people.live_to(by)
        .filter(praised__office=office_code, story__received_at__gte=first, story__received_at__lt=until)
        .exclude(story__in=asking.left_out())
    )
    asked = set(rows.filter(story__in=asking.asked_about()).values_list("pk", flat=True))
    by_person: dict[int, list[Praise]] = {}
    for one in rows.select_related("story", "praised").order_by("story__received_at", "pk"):
        by_person.setdefault(one.praised_id, []).append(one)
    papers: dict[int, list[str]] = {}
    given = Certificate.objects.filter(office=office_code, issued_at__gte=first, issued_at__lt=until, revoked_at=None)
    for person, number in given.order_by("issued_at").values_list("praised_id", "number"):
        papers.setdefault(person, []).append(number)
    lines = [_line(praise, papers, asked, by) for praise in by_person.values()]
    return Year(
        naming.office_called(office_code, "th"),
        year_be,
        tuple(sorted(lines, key=lambda line: (thai.in_order(TITLE.sub("", line.name)), line.position))),
    )


def _line(praise: list[Praise], papers: dict[int, list[str]], asked: set[int], by: Actor) -> Line:
    person = praise[0].praised
    told = tuple((f"{p.story.code} {p.story.title_shown}", p.story.received_at) for p in praise)
    return Line(
        people.name_of(person, by),
        person.position,
        told,
        tuple(papers.get(person.pk, ())),
        any(p.pk in asked for p in praise),
    )


def _cells(year: Year, between: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for no, line in enumerate(year.lines, start=1):
        stories = between.join(title for title, _day in line.stories)
        days = between.join(thai.thai_date(day, "day") for _title, day in line.stories)
        note = "มีข้อสังเกตรอพิจารณา" if line.asked else ""
        rows.append((str(no), line.name, line.position, stories, days, between.join(line.certificates), note))
    return rows


def _note() -> str:
    with override("th"):
        return str(NOTE)


def book(year: Year) -> Book:
    """The values of the paper."""
    return Book(
        title="รายชื่อผู้ได้รับคำชมจากประชาชน", subtitle=f"{year.office} ปีงบประมาณ พ.ศ. {year.year_be}", heads=HEADS,
        widths=WIDTHS, rows=tuple(_cells(year, " ; ")), note=f"รวม {len(year.lines):,} รายการ {_note()}", empty="ไม่มีรายการในปีนี้",
    )  # fmt: skip


def workbook(year: Year) -> bytes:
    """The same as Excel; nothing in a cell is ever reckoned with."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = str(year.year_be)
    sheet.append(["รายชื่อผู้ได้รับคำชมจากประชาชน"])
    sheet.append([f"{year.office} ปีงบประมาณ พ.ศ. {year.year_be}"])
    sheet.append([_note()])
    sheet.append([])
    sheet.append(list(HEADS))
    for row in _cells(year, "\n"):
        sheet.append([no_formula(cell) for cell in row])
    sheet["A1"].font = Font(name="Sarabun", size=16, bold=True)
    for at, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = 8 + width * 6
        sheet.cell(5, at).font = Font(name="Sarabun", bold=True)
        sheet.cell(5, at).fill = PatternFill("solid", fgColor="E4EFF0")
    for row_ in sheet.iter_rows(min_row=6):
        for cell in row_:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A6"
    out = BytesIO()
    made.save(out)
    return out.getvalue()
