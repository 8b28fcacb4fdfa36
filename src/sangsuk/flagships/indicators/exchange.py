"""Indicators as a table that can be carried away, changed in a spreadsheet and brought back: a line for each version."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.cells import MAKES_A_FORMULA
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from .. import checks, formulas
from ..models import Indicator, IndicatorVersion, Project
from . import actions
from .draft import FIXED, SAID, Fixed, Said, fixed_of, said_of
from .standing import need_keeper

COLUMNS = (*FIXED, "version", *SAID)
MOST_BYTES, MOST_LINES = 2_000_000, 2_000


@dataclass(frozen=True)
class Line:
    """`number`: as a spreadsheet counts, the heads being 1."""

    number: int
    fixed: Fixed
    version: int
    said: Said


@dataclass(frozen=True)
class Problem:
    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Brought:
    """What came of a file. Where there is a problem nothing was kept."""

    made: int = 0
    changed: int = 0
    same: int = 0
    problems: tuple[Problem, ...] = ()


def rows(versions: Iterable[IndicatorVersion]) -> Iterator[list[str]]:
    """Heads first; every version with what never changes of its indicator."""
    yield list(COLUMNS)
    for row in versions:
        yield cells_of(Line(0, fixed_of(row.indicator), row.version, said_of(row)))


def versions_of(programme: str, project: str = "") -> Iterable[IndicatorVersion]:
    found = IndicatorVersion.objects.filter(indicator__project__programme=programme)
    if project:
        found = found.filter(indicator__project=project)
    return found.select_related("indicator").order_by("indicator__project", "indicator__order", "indicator", "version")


def cells_of(line: Line) -> list[str]:
    values = {name: getattr(line.fixed, name) for name in FIXED} | {name: getattr(line.said, name) for name in SAID}
    return [_written(values | {"version": line.version}, name) for name in COLUMNS]


def _written(values: Mapping[str, Any], name: str) -> str:
    value = values[name]
    if value is None:
        return ""
    if name == "checks":
        return json.dumps(value, ensure_ascii=False) if value else ""
    if name == "axes":
        return " ".join(value)
    if isinstance(value, date):
        return value.isoformat()
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    risky = isinstance(value, str) and text.startswith((*MAKES_A_FORMULA, "'"))
    return f"'{text}" if risky else text


def lines_of(path: Path) -> list[Line]:
    """Of a file of our own. Raises Refused at its first mistake."""
    found, problems = read(path.read_bytes())
    if problems:
        raise Refused("bad_file", f"{path.name}:{problems[0].line} {problems[0].sentence}")
    return found


def read(data: bytes) -> tuple[list[Line], list[Problem]]:
    """The lines, and what is wrong with those that cannot be read. Raises Refused when it is no such file at all."""
    if len(data) > MOST_BYTES:
        raise Refused("file_too_large", _("ไฟล์ใหญ่เกินไป กรุณาแบ่งเป็นหลายไฟล์"), "file")
    try:
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Refused("bad_file", _("อ่านไฟล์นี้ไม่ได้ กรุณาบันทึกเป็น CSV แบบ UTF-8 แล้วส่งใหม่"), "file") from None
    if not table or sorted(table[0]) != sorted(COLUMNS):
        raise Refused("bad_heads", _("หัวตารางไม่ตรง กรุณาเริ่มจากไฟล์ที่ส่งออกจากหน้านี้"), "file")
    if len(table) > MOST_LINES:
        raise Refused("file_too_large", _("ไฟล์มีเกิน %(most)s แถว กรุณาแบ่งเป็นหลายไฟล์") % {"most": MOST_LINES}, "file")
    lines, problems = [], []
    for number, row in enumerate(table[1:], start=2):
        if not any(row):
            continue
        try:
            if len(row) != len(COLUMNS):
                raise Refused("bad_line", _("จำนวนช่องไม่ตรงกับหัวตาราง"))
            lines.append(_line(number, dict(zip(table[0], map(_unescaped, row), strict=True))))
        except Refused as refused:
            problems.append(Problem(number, refused.field or "", str(refused)))
    return lines, problems


def _unescaped(cell: str) -> str:
    return cell.removeprefix("'").strip() if cell.startswith("'") else cell.strip()


def _line(number: int, cells: Mapping[str, str]) -> Line:
    fixed: dict[str, Any] = {name: cells[name] for name in FIXED}
    fixed |= {
        "order": _read(cells, "order", _count), "valid_from": _read(cells, "valid_from", date.fromisoformat),
        "valid_to": _read(cells, "valid_to", date.fromisoformat) if cells["valid_to"] else None,
    }  # fmt: skip
    said: dict[str, Any] = {name: cells[name] for name in SAID}
    said |= {
        "since": _read(cells, "since", date.fromisoformat), "axes": tuple(cells["axes"].split()),
        "checks": checks.read(_read(cells, "checks", _rules)) if cells["checks"] else {},
        "baseline": _read(cells, "baseline", _number) if cells["baseline"] else None,
    }  # fmt: skip
    if cells["formula"]:
        said["formula"] = formulas.parse(cells["formula"], within=cells["project"]).text(cells["project"])
    _short_enough(cells)
    return Line(number, Fixed(**fixed), _read(cells, "version", _count), Said(**said))


def _read(cells: Mapping[str, str], name: str, reads: Callable[[str], Any]) -> Any:
    try:
        return reads(cells[name])
    except ValueError:
        raise Refused("bad_cell", _("อ่านค่า “%(value)s” ไม่ได้") % {"value": cells[name][:40]}, name) from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise ValueError(text)
    return int(text)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14 or number != round(number, 6):
        raise ValueError(text)
    return Decimal(f"{number.normalize():f}")


def _rules(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError(text) from None
    if not isinstance(found, dict):
        raise ValueError(text)
    return found


def _short_enough(cells: Mapping[str, str]) -> None:
    for model in (Indicator, IndicatorVersion):
        for name in (*FIXED, *SAID):
            if any(field.name == name for field in model._meta.concrete_fields):
                most = getattr(model._meta.get_field(name), "max_length", None)
                if most is not None and len(cells[name]) > most:
                    raise Refused("too_long", _("ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": most}, name)
    if any("\x00" in cell for cell in cells.values()):
        raise Refused("bad_cell", _("มีอักขระที่ใช้ไม่ได้"))


@transaction.atomic
def bring(data: bytes, *, programme: str, by: Actor, now: datetime | None = None) -> Brought:
    """Take a whole file in, or nothing of it. A line may lean on another that stands further down. Raises NotAllowed, Refused."""
    need_keeper(by)
    lines, problems = read(data)
    told = {"made": 0, "changed": 0, "same": 0}
    pending = [] if problems else lines
    while pending:
        failed: list[tuple[Line, Refused]] = []
        for line in pending:
            try:
                with transaction.atomic():
                    told[_take(line, lines, programme, by, now)] += 1
            except Refused as refused:
                failed.append((line, refused))
        if len(failed) == len(pending):
            problems = [Problem(line.number, refused.field or "", str(refused)) for line, refused in failed]
            break
        pending = [line for line, _refused in failed]
    if problems:
        transaction.set_rollback(True)
        return Brought(problems=tuple(sorted(problems, key=lambda one: one.line)))
    return Brought(told["made"], told["changed"], told["same"])


def _take(line: Line, lines: Iterable[Line], programme: str, by: Actor, now: datetime | None) -> str:
    """made, changed or same. Raises Refused."""
    row = Indicator.objects.filter(pk=line.fixed.code).first()
    if not Project.objects.filter(pk=line.fixed.project, programme=programme).exists():
        raise Refused("bad_choice", _("โครงการนี้ไม่ได้อยู่ในโครงการประจำปีที่เปิดอยู่"), "project")
    if row is None:
        if line.version != 1:
            raise Refused("bad_version", _("ตัวชี้วัดใหม่ต้องเริ่มที่ฉบับ 1"), "version")
        ends = any(one.fixed.code == line.fixed.code and one.said.since == one.fixed.valid_to for one in lines)
        actions.make(replace(line.fixed, valid_to=None) if ends else line.fixed, line.said, by=by, now=now)
        return "made"
    if replace(fixed_of(row), valid_to=None) != replace(line.fixed, valid_to=None):
        raise Refused("fixed", _("รหัส ชนิด ระดับ ความถี่ และวิธีรวมของตัวชี้วัดเดิมเปลี่ยนไม่ได้ กรุณาสร้างตัวชี้วัดใหม่"), "code")
    found = {one.version: one for one in row.versions.all()}
    if line.version in found:
        if said_of(found[line.version]) != line.said:
            last = max(found)
            raise Refused("kept", _("ฉบับที่บันทึกแล้วแก้ไม่ได้ กรุณาเพิ่มแถวใหม่เป็นฉบับ %(next)s") % {"next": last + 1}, "version")
        return "same"
    if line.version != max(found) + 1:
        raise Refused("bad_version", _("ฉบับถัดไปต้องเป็น %(next)s") % {"next": max(found) + 1}, "version")
    if line.said.since == line.fixed.valid_to:
        actions.end(row, line.said.since, why=line.said.why, by=by, now=now)
    else:
        actions.change(row, line.said, by=by, now=now)
    return "changed"
