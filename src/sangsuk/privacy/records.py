"""The record of processing of section 39: what the tables of the product really hold, joined with the rows the officer keeps."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.apps import apps
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sangsuk.cases import repeats
from sangsuk.common.cells import csv_file

from . import rules
from .models import Activity, RetentionRule, RightsRequest
from .models.requests import DECIDED
from .requests.table import KINDS
from .retention.declared import HOLDS


@dataclass(frozen=True)
class Line:
    """One activity as the Act wants it recorded."""

    name: str
    purpose: str
    basis: str
    subjects: str
    data: tuple[str, ...]
    recipients: str
    kept: tuple[str, ...]
    measures: str
    source: str


@dataclass(frozen=True)
class Refusal:
    """A right that was refused, which section 39 (7) wants in the record, with its reason."""

    number: str
    kind: str
    on: datetime
    ground: str


@dataclass(frozen=True)
class Record:
    made_at: datetime
    controller: str
    officer: str
    contact: str
    lines: tuple[Line, ...]
    refusals: tuple[Refusal, ...]


def record(now: datetime) -> Record:
    """As of this moment, in the language of the reader."""
    english = get_language() == "en"
    officer = rules.officer(now)
    kept = rules.retention(now)
    name = (officer.name_en if english else officer.name_th) if officer else ""
    return Record(
        now, _("กรมการปกครอง กระทรวงมหาดไทย"), name, f"{officer.phone} {officer.email}" if officer else "",
        tuple(_line(row, kept, english, repeats.kept_months(now)) for row in rules.activities(now)), tuple(_refusals(english)),
    )  # fmt: skip


def _line(row: Activity, kept: dict[str, RetentionRule], english: bool, months: int | None) -> Line:
    targets = row.targets.split()
    end = "en" if english else "th"

    def word(field: str) -> str:
        return str(getattr(row, f"{field}_{end}"))

    return Line(
        word("name"), word("purpose"), word("basis"), word("subjects"), _data(targets), word("recipients"),
        tuple(_kept(kept[target], end, months) for target in targets if target in kept), word("measures"), row.source,
    )  # fmt: skip


def _data(targets: Sequence[str]) -> tuple[str, ...]:
    """The columns that really are in the tables of these rules."""
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    return tuple(
        f"{label}: {', '.join(holds.fields)}"
        for label, holds in sorted(HOLDS.items())
        if label in known and set(holds.targets) & set(targets)
    )


def _kept(rule: RetentionRule, end: str, months: int | None) -> str:
    """`months`: what the table of time limits says, for a rule that leaves it to that table."""
    what, starts = getattr(rule, f"what_{end}"), getattr(rule, f"starts_{end}")
    if rule.action == "keep":
        return _("%(what)s: เก็บไว้ตลอด") % {"what": what}
    if rule.amount is None:
        if months is None:
            return _("%(what)s: ตามตารางกำหนดเวลา %(starts)s") % {"what": what, "starts": starts}
        return f"{what}: {_long(months, 'months')} {starts}"
    return f"{what}: {_long(rule.amount, rule.unit)} {starts}"


def _long(amount: int, unit: str) -> str:
    if unit == "months" and amount % 12 == 0:
        amount, unit = amount // 12, "years"
    words = {
        "hours": ngettext("%(n)s ชั่วโมง", "%(n)s ชั่วโมง", amount), "months": ngettext("%(n)s เดือน", "%(n)s เดือน", amount),
        "calendar_days": ngettext("%(n)s วัน", "%(n)s วัน", amount), "years": ngettext("%(n)s ปี", "%(n)s ปี", amount),
    }  # fmt: skip
    return words[unit] % {"n": amount}


def _refusals(english: bool) -> list[Refusal]:
    found = RightsRequest.objects.filter(status__in=DECIDED).exclude(ground="").order_by("-decided_at")[:1000]
    told = []
    for row in found:
        ground = rules.ground(row.ground)
        words = (ground.name_en if english else ground.name_th) if ground else row.ground
        told.append(Refusal(row.number, str(KINDS[row.kind]), row.decided_at or row.opened_at, words))
    return told


def heads() -> tuple[str, ...]:
    return (
        _("กิจกรรม"), _("วัตถุประสงค์"), _("ฐานกฎหมาย"), _("เจ้าของข้อมูล"), _("ข้อมูลที่เก็บ"), _("ผู้รับข้อมูล"), _("เก็บนานเท่าไร"),
        _("มาตรการรักษาความปลอดภัย"), _("ที่มา"),
    )  # fmt: skip


def rows(told: Record) -> list[tuple[str, ...]]:
    return [tuple("\n".join(v) if isinstance(v, tuple) else str(v) for v in vars(line).values()) for line in told.lines]


def comma_separated(told: Record) -> bytes:
    return csv_file([heads(), *rows(told)])


def as_json(told: Record) -> dict[str, Any]:
    return asdict(told)


def workbook(told: Record) -> bytes:
    """Two sheets: the activities, and what was refused."""
    book = Workbook()
    first = book.active
    assert first is not None
    _fill(first, _("บันทึกรายการกิจกรรม"), heads(), rows(told))
    refused = [(r.number, r.kind, r.on.date().isoformat(), r.ground) for r in told.refusals]
    _fill(book.create_sheet(), _("คำขอที่ปฏิเสธ"), (_("เลขที่คำขอ"), _("เรื่องที่ขอ"), _("วันที่ตอบ"), _("เหตุตามกฎหมาย")), refused)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, title: str, names: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    sheet.title = title[:31]
    for at, row in enumerate([names, *lines], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            cell.value, cell.data_type = str(text), "s"
            cell.font = Font(name="Sarabun", size=12, bold=at == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(names) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 34
    sheet.freeze_panes = "B2"
