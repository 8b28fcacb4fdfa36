"""A form as comma-separated text: one line for each criterion, what is of the whole form said again in every line.

Written and read without loss. Lists (parts, points) stand in one cell, with | between.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import cells
from sangsuk.common.errors import Refused

from . import scoring
from .models import Form
from .words import ABOUT, BASES, YES_NO

OF_FORM = (
    "form", "year_be", "version", "about", "title_th", "title_en", "valid_from", "valid_to", "hand_in_by", "form_source",
)  # fmt: skip
OF_LINE = (
    "section", "section_th", "section_en", "no", "code", "text_th", "text_en", "kind", "parts_th", "parts_en", "points",
    "evidence", "basis", "source",
)  # fmt: skip
HEADS = (*OF_FORM, *OF_LINE)
BETWEEN, YES, MOST_LINES, MOST_BYTES = "|", "yes", 300, 1_000_000


@dataclass(frozen=True)
class CriterionGiven:
    no: int
    code: str
    text_th: str
    text_en: str
    kind: str
    parts: tuple[dict[str, str], ...]
    points: tuple[Decimal, ...]
    evidence: bool
    basis: str
    source: str


@dataclass(frozen=True)
class SectionGiven:
    no: int
    title_th: str
    title_en: str
    criteria: tuple[CriterionGiven, ...] = ()


@dataclass(frozen=True)
class FormGiven:
    """A whole form as somebody says it."""

    code: str
    year_be: int
    about: str
    title_th: str
    title_en: str
    valid_from: date
    source: str
    version: int = 1
    valid_to: date | None = None
    hand_in_by: date | None = None
    sections: tuple[SectionGiven, ...] = field(default=())


def given_of(form: Form) -> FormGiven:
    """Two queries."""
    sections = tuple(
        SectionGiven(one.no, one.title_th, one.title_en, tuple(
            CriterionGiven(
                c.no, c.code, c.text_th, c.text_en, c.kind, tuple(dict(part) for part in c.parts), tuple(c.points),
                c.evidence, c.basis, c.source,
            ) for c in one.criteria.all()
        )) for one in form.sections.prefetch_related("criteria")
    )  # fmt: skip
    return FormGiven(
        form.code, form.year_be, form.about, form.title_th, form.title_en, form.valid_from, form.source, form.version,
        form.valid_to, form.hand_in_by, sections,
    )  # fmt: skip


def table(given: FormGiven) -> Iterator[Sequence[object]]:
    """Heads, then a row for each criterion; a section or a form without any has a row of its own."""
    yield HEADS
    whole = (
        given.code, given.year_be, given.version, given.about, given.title_th, given.title_en, given.valid_from,
        given.valid_to or "", given.hand_in_by or "", given.source,
    )  # fmt: skip
    blank = ("",) * (len(OF_LINE) - 3)
    if not given.sections:
        yield (*whole, "", "", "", *blank)
    for section in given.sections:
        named = (section.no, section.title_th, section.title_en)
        if not section.criteria:
            yield (*whole, *named, *blank)
        for one in section.criteria:
            yield (
                *whole, *named, one.no, one.code, one.text_th, one.text_en, one.kind,
                BETWEEN.join(part["th"] for part in one.parts), BETWEEN.join(part.get("en", "") for part in one.parts),
                BETWEEN.join(f"{point:f}" for point in one.points), YES if one.evidence else "", one.basis, one.source,
            )  # fmt: skip


def csv_of(form: Form) -> bytes:
    return cells.csv_file(table(given_of(form)))


def read(data: bytes) -> FormGiven:
    """Raises Refused with the line at fault."""
    if len(data) > MOST_BYTES:
        raise Refused("too_big", _("ไฟล์ใหญ่เกินไป แบบหนึ่งมีได้ไม่เกิน %(n)s ข้อ") % {"n": MOST_LINES}, "file")
    try:
        text = data.decode("utf-8-sig")
        rows = [{k: _plain(v) for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text), strict=True)]
    except (UnicodeDecodeError, csv.Error):
        raise Refused("bad_file", _("อ่านไฟล์นี้ไม่ได้ กรุณาบันทึกเป็น CSV UTF-8 แล้วเลือกใหม่"), "file") from None
    if not rows or set(HEADS) - rows[0].keys():
        missing = ", ".join(sorted(set(HEADS) - (rows[0].keys() if rows else set())))
        raise Refused("bad_file", _("ไฟล์นี้ไม่มีคอลัมน์ %(names)s") % {"names": missing}, "file")
    if len(rows) > MOST_LINES:
        raise Refused("too_big", _("ไฟล์ใหญ่เกินไป แบบหนึ่งมีได้ไม่เกิน %(n)s ข้อ") % {"n": MOST_LINES}, "file")
    first = rows[0]
    for at, row in enumerate(rows, start=2):
        if any(row[name] != first[name] for name in OF_FORM):
            raise _wrong(at, _("ข้อมูลของแบบต้องเหมือนกันทุกบรรทัด"))
    return _form(first, _sections(rows))


def _plain(cell: Any) -> str:
    """What `cells.no_formula` has put before a word is taken off again."""
    text = cell.strip() if isinstance(cell, str) else ""
    return text[1:] if text.startswith("'") and text[1:].startswith(cells.MAKES_A_FORMULA) else text


def _wrong(line: int, what: Any) -> Refused:
    return Refused("bad_file", _("บรรทัดที่ %(line)s: %(what)s") % {"line": line, "what": what}, "file")


def _form(row: dict[str, str], sections: tuple[SectionGiven, ...]) -> FormGiven:
    try:
        return FormGiven(
            row["form"], int(row["year_be"]), _one_of(row["about"], ABOUT), row["title_th"], row["title_en"],
            date.fromisoformat(row["valid_from"]), row["form_source"], int(row["version"] or 1), _day(row["valid_to"]),
            _day(row["hand_in_by"]), sections,
        )  # fmt: skip
    except (ValueError, KeyError):
        raise _wrong(2, _("ปี รุ่น วันที่ (เช่น 2026-10-01) หรือชนิดของแบบไม่ถูกรูปแบบ")) from None


def _sections(rows: list[dict[str, str]]) -> tuple[SectionGiven, ...]:
    found: dict[int, tuple[dict[str, str], list[CriterionGiven]]] = {}
    for at, row in enumerate(rows, start=2):
        if not row["section"]:
            continue
        try:
            _first, lines = found.setdefault(int(row["section"]), (row, []))
            if row["code"]:
                lines.append(_criterion(row))
        except (ValueError, KeyError, InvalidOperation):
            raise _wrong(at, _("เลขหมวด ลำดับ ชนิด คะแนน หรือที่มาไม่ถูกรูปแบบ")) from None
        except Refused as refused:
            raise _wrong(at, refused.message) from None
    return tuple(
        SectionGiven(no, row["section_th"], row["section_en"], tuple(lines))
        for no, (row, lines) in sorted(found.items())
    )


def _criterion(row: dict[str, str]) -> CriterionGiven:
    thai = [one.strip() for one in row["parts_th"].split(BETWEEN) if one.strip()]
    english = [one.strip() for one in row["parts_en"].split(BETWEEN)] + [""] * len(thai)
    points = tuple(Decimal(one.strip()) for one in row["points"].split(BETWEEN))
    if any(not one.is_finite() for one in points):
        raise ValueError(row["points"])
    scoring.check_scale(row["kind"], len(thai), points)
    return CriterionGiven(
        int(row["no"]), row["code"], row["text_th"], row["text_en"], row["kind"],
        tuple({"th": th, "en": en} for th, en in zip(thai, english, strict=False)) if row["kind"] != YES_NO else (),
        points, row["evidence"].lower() == YES, _one_of(row["basis"], BASES), row["source"],
    )  # fmt: skip


def _one_of(value: str, known: dict[str, Any]) -> str:
    if value not in known:
        raise ValueError(value)
    return value


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
