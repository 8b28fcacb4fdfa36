"""Targets as a table: carried away, changed in a spreadsheet, brought back."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.cells import MAKES_A_FORMULA
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from .. import periods
from ..indicators import queries as indicators
from ..indicators.exchange import MOST_BYTES, Problem
from ..models import Target
from ..periods import Period
from . import actions, areas, queries

COUNTRY = "TH"
"""What stands in the table for the whole country, whose code is ''."""
COLUMNS = ("indicator", "period", "area", "area_name", "number", "why")
MOST_LINES = 100_000


@dataclass(frozen=True)
class Brought:
    """`put`: how many targets changed. Where there is a problem nothing was kept."""

    put: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Line:
    number: int
    indicator: str
    period: Period
    area: str
    target: Decimal | None
    why: str


def rows(programme: str, year: Period, *, province: str = "", language: str = "th") -> Iterator[list[str]]:
    """Heads first; every target in force of the periods of a fiscal year. `province`: only it and its districts."""
    yield list(COLUMNS)
    found = Target.objects.filter(
        indicator__project__programme=programme, starts_on__gte=year.starts_on, starts_on__lt=year.before
    )
    if province:
        found = found.filter(area_code__startswith=province)
    for one in queries.newest(found).iterator(chunk_size=2000):
        if one.number is None:
            continue
        yield [
            one.indicator_id, Period(one.starts_on, one.period).code, one.area_code or COUNTRY,
            areas.name(one.area_code, language), f"{one.number.normalize():f}", _safe(one.why),
        ]  # fmt: skip


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith((*MAKES_A_FORMULA, "'")) else text


@transaction.atomic
def bring(data: bytes, *, programme: str, by: Actor, now: datetime | None = None) -> Brought:
    """Take a whole file in, or nothing of it. Lines of one indicator and period are set together, so that a sum may hold.
    Raises Refused when it is no such file."""
    lines, problems = _read(data)
    together: dict[tuple[str, Period, str, str], list[_Line]] = defaultdict(list)
    for line in lines:
        together[line.indicator, line.period, areas.level_of(line.area), line.why].append(line)
    put = 0
    top_down = sorted(together.items(), key=lambda one: (len(one[1][0].area), bool(one[0][3])))
    for (code, period, _level, why), some in top_down:
        try:
            with transaction.atomic():
                card = indicators.by_code(programme, period.starts_on).get(code)
                if card is None:
                    raise Refused("no_indicator", _("ไม่มีตัวชี้วัดรหัส %(code)s") % {"code": code}, "indicator")
                numbers = {line.area: line.target for line in some}
                put += len(actions.put(card, numbers, period, by=by, why=why, source=_("จากไฟล์"), now=now))
        except Refused as refused:
            problems.append(Problem(some[0].number, refused.field or "", str(refused)))
    if problems:
        transaction.set_rollback(True)
        return Brought(problems=tuple(sorted(problems, key=lambda one: one.line)))
    return Brought(put)


def _read(data: bytes) -> tuple[list[_Line], list[Problem]]:
    if len(data) > MOST_BYTES * 5:
        raise Refused("file_too_large", _("ไฟล์ใหญ่เกินไป กรุณาแบ่งเป็นหลายไฟล์"), "file")
    try:
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Refused("bad_file", _("อ่านไฟล์นี้ไม่ได้ กรุณาบันทึกเป็น CSV แบบ UTF-8 แล้วส่งใหม่"), "file") from None
    if not table or tuple(table[0]) != COLUMNS:
        raise Refused("bad_heads", _("หัวตารางไม่ตรง กรุณาเริ่มจากไฟล์ที่ส่งออกจากหน้านี้"), "file")
    if len(table) > MOST_LINES:
        raise Refused("file_too_large", _("ไฟล์มีเกิน %(most)s แถว กรุณาแบ่งเป็นหลายไฟล์") % {"most": MOST_LINES}, "file")
    lines, problems = [], []
    seen: set[tuple[str, Period, str]] = set()
    for number, row in enumerate(table[1:], start=2):
        if not any(row):
            continue
        try:
            line = _line(number, row)
            if (key := (line.indicator, line.period, line.area)) in seen:
                raise Refused("twice", _("ค่าเป้าหมายเดียวกันมีสองแถว"))
            seen.add(key)
            lines.append(line)
        except Refused as refused:
            problems.append(Problem(number, refused.field or "", str(refused)))
    return lines, problems


def _line(number: int, row: list[str]) -> _Line:
    if len(row) != len(COLUMNS):
        raise Refused("bad_line", _("จำนวนช่องไม่ตรงกับหัวตาราง"))
    indicator, period, area, _name, target, why = (cell.strip() for cell in row)
    area = "" if area == COUNTRY else area or "?"
    areas.level_of(area)
    return _Line(number, indicator, periods.parse(period), area, number_of(target), why.removeprefix("'")[:500])


def number_of(text: str) -> Decimal | None:
    """What somebody typed as a number; '' is none. Raises Refused."""
    bare = text.replace(",", "").strip()
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise Refused("bad_number", _("อ่านค่า “%(value)s” ไม่ได้") % {"value": text[:40]}, "number") from None
    if not number.is_finite():
        raise Refused("bad_number", _("อ่านค่า “%(value)s” ไม่ได้") % {"value": text[:40]}, "number")
    return number
