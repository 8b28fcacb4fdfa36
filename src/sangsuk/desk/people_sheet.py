"""A list of people to make accounts for, as an office keeps it in Excel or CSV: read, checked line by line, never half done."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Font

from sangsuk.cases.repeats import sheets
from sangsuk.common.errors import Refused
from sangsuk.offices import appointing, staff
from sangsuk.offices.actor import Actor

from .people_words import ROLES

MOST = 300
HEADINGS = {
    "name": ("ชื่อนามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "ชื่อ", "name"), "email": ("อีเมล", "อีเมล์", "อีเมลราชการ", "email"),
    "office": ("รหัสหน่วยงาน", "หน่วยงาน", "office"), "role": ("บทบาท", "role"),
}  # fmt: skip


@dataclass
class Looked:
    """The good rows as they would be made, and those that are wrong with the reason."""

    good: list[dict[str, str]] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)


def read(content: bytes, name: str, *, by: Actor) -> Looked:
    """Raises Refused when the file as a whole cannot be used."""
    looked, head, seen = Looked(), dict[int, str](), set[str]()
    for number, cells in enumerate(sheets.lines(content, name), start=1):
        if not head:
            head = _head(cells)
        elif any(cell.strip() for cell in cells):
            if len(looked.good) + len(looked.wrong) >= MOST:
                raise Refused("too_many_rows", _("ขอไม่เกิน %(most)s คนต่อไฟล์ กรุณาแบ่งเป็นหลายไฟล์") % {"most": MOST}, "file")
            row = {column: cells[at].strip() if at < len(cells) else "" for at, column in head.items()}
            _look(row, number, looked, seen, by)
    if not head:
        raise Refused("no_heading", _("ไม่พบหัวตาราง ชื่อ-นามสกุล อีเมล รหัสหน่วยงาน บทบาท กรุณาใช้ไฟล์ตัวอย่าง"), "file")
    if not looked.good and not looked.wrong:
        raise Refused("empty", _("ไม่พบรายชื่อในไฟล์นี้"), "file")
    return looked


def _head(cells: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        plain = re.sub(r"[\s\-–_.()/*:]+", "", cell).lower()
        column = next((c for c, words in HEADINGS.items() if plain in words and c not in found.values()), None)
        if column:
            found[at] = column
    return found if set(found.values()) == set(HEADINGS) else {}


def _look(row: dict[str, str], number: int, looked: Looked, seen: set[str], by: Actor) -> None:
    row = row | {"role": role_of(row["role"]), "email": row["email"].lower()}
    try:
        if row["email"] in seen:
            raise Refused("twice", _("อีเมลนี้อยู่ในไฟล์แล้ว"))
        if any(value.startswith("=") for value in row.values()):
            raise Refused("formula", _("มีสูตรอยู่ในแถวนี้ กรุณาวางเป็นค่าแทนสูตร"))
        if row["role"] not in appointing.ROLES:
            raise Refused("unknown_role", _("ไม่รู้จักบทบาทนี้ กรุณาเลือกบทบาทจากรายการ"))
        staff.check(email=row["email"], name=row["name"], office_code=row["office"], role=row["role"], by=by)
    except Refused as refused:
        looked.wrong.append((number, str(refused)))
        return
    seen.add(row["email"])
    looked.good.append(row)


def role_of(typed: str) -> str:
    """By its code or by its word."""
    return next((code for code, word in ROLES.items() if typed in (code, str(word))), typed)


def roles(by: Actor) -> Iterator[str]:
    for code, word in ROLES.items():
        if code in appointing.OF_A_CENTRE | appointing.OF_AN_AGENCY or by.office_level == "ministry":
            yield f"{code} = {word}"


def template(by: Actor) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([_("ชื่อ-นามสกุล"), _("อีเมล"), _("รหัสหน่วยงาน"), _("บทบาท")])
    page.append([_("ตัวอย่าง: สมหญิง ใจดี (ลบแถวนี้)"), "somying@example.go.th", by.office_code, "officer"])
    for letter, width in zip("ABCD", (34, 32, 18, 14), strict=True):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].font = Font(bold=True)
    for row in range(2, MOST + 2):
        page[f"C{row}"].number_format = "@"
    told = book.create_sheet(_("บทบาท"))
    for line in roles(by):
        told.append([line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
