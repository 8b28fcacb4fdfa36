"""What holds a sheet up, and what needs a word. Errors stop handing in, the value is kept all the same; a warning is
answered with a note beside the number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .. import checks
from ..checks import ERROR, WARNING
from ..models import Entry, Evidence, Sheet
from ..words import FILLING
from . import asking, numbers
from .asking import Asked, Key

_OF_A_CELL = ("least", "whole")


@dataclass(frozen=True)
class Problem:
    """`explained`: a warning beside which a note stands."""

    indicator: str
    cell: str
    level: str
    code: str
    sentence: str
    field: str = "number"
    explained: bool = False

    @property
    def stops(self) -> bool:
        return self.level == ERROR or not self.explained


def of_sheet(sheet: Sheet) -> list[Problem]:
    """Of what is still to be signed. Four queries."""
    entries = {(one.indicator_id, one.cell): one for one in Entry.objects.filter(sheet=sheet)}
    shown = set(Evidence.objects.filter(entry__sheet=sheet).values_list("entry__indicator", flat=True))
    spared = asking.not_applicable(sheet.area_code, sheet.programme_id)
    return problems(asking.of_sheet(sheet), entries, before_of(sheet), spared, shown)


def before_of(sheet: Sheet) -> dict[Key, Entry]:
    """The same area's entries of the period before. One query."""
    last = asking.period_of(sheet).previous
    rows = Entry.objects.filter(area_code=sheet.area_code, period=sheet.period, starts_on=last.starts_on)
    codes = [one.code for one in asking.of_sheet(sheet)]
    return {(one.indicator_id, one.cell): one for one in rows.filter(indicator__in=codes)}


def problems(
    asked: Iterable[Asked], entries: Mapping[Key, Entry], before: Mapping[Key, Entry], spared: Collection[str],
    shown: Collection[str],
) -> list[Problem]:  # fmt: skip
    """`spared`: projects that do not apply here; `shown`: indicators that have evidence."""
    asked = [one for one in asked if one.card.project not in spared]
    others = {one.code: _number(entries.get((one.code, ""))) for one in asked}
    found: list[Problem] = []
    for one in asked:
        entry = entries.get((one.code, ""))
        if entry is not None and entry.state != FILLING:
            continue
        found += _of_one(one, entry, entries, before, others, one.code in shown)
    return found


def _number(entry: Entry | None) -> Decimal | None:
    return None if entry is None else Decimal(0) if entry.none else entry.number


def _of_one(
    one: Asked, entry: Entry | None, entries: Mapping[Key, Entry], before: Mapping[Key, Entry],
    others: Mapping[str, Decimal | None], has_evidence: bool,  # noqa: FBT001 - a fact among facts
) -> list[Problem]:  # fmt: skip
    note = entry.note if entry else ""
    if entry is None or (entry.number is None and not entry.none):
        filled = [c for c in one.cells if _given(entries.get((one.code, c.code)))]
        if filled:
            return [_problem(one, "no_total", _("กรอกรายกลุ่มแล้ว แต่ยังไม่ได้กรอกยอดรวม"))]
        sentence = _("ยังไม่ได้กรอก ถ้าไม่มีอะไรต้องรายงาน ให้เลือกว่าไม่มี ถ้ายังไม่ได้ตัวเลข กรุณาบอกเหตุผลในหมายเหตุ")
        return [_problem(one, "missing", sentence, level=WARNING, explained=bool(note.strip()))]
    found = []
    if entry.copied:
        found.append(_problem(one, "copied", _("คัดลอกมาจากช่วงก่อน ยังไม่มีใครดูว่ายังถูกต้อง")))
    if not entry.none:
        if one.card.has_base and entry.base is None:
            found.append(
                _problem(one, "no_base", _("ยังไม่ได้กรอกตัวหาร: %(base)s") % {"base": one.card.base_th}, field="base")
            )
        last = _number(before.get((one.code, "")))
        for seen in checks.problems(one.card.checks, entry.number, entry.base, before=last, others=others):
            found.append(
                _problem(
                    one, seen.code, seen.sentence, level=seen.level, field=seen.field, explained=bool(note.strip())
                )
            )
        if one.card.evidence and not has_evidence:
            sentence = _("ตัวชี้วัดนี้ขอหลักฐานประกอบ กรุณาแนบ หรือบอกเหตุผลในหมายเหตุ")
            found.append(_problem(one, "no_evidence", sentence, level=WARNING, explained=bool(note.strip())))
    return found + _of_cells(one, entry, entries)


def _problem(one: Asked, code: str, sentence: str, *, level: str = ERROR, **more: Any) -> Problem:
    return Problem(one.code, "", level, code, sentence, **more)


def _given(entry: Entry | None) -> bool:
    return entry is not None and (entry.number is not None or entry.none)


def _of_cells(one: Asked, whole: Entry, entries: Mapping[Key, Entry]) -> list[Problem]:
    """The cells of each axis add up to the whole, as soon as one of them is filled in."""
    found = []
    rules = {name: value for name, value in one.card.checks.items() if name in _OF_A_CELL}
    for cells in one.of_axis().values():
        rows = [entries.get((one.code, cell.code)) for cell in cells]
        given = [row for row in rows if row is not None and _given(row)]
        if not given:
            continue
        for row in given:
            for seen in checks.problems(rules, row.number, row.base):
                found.append(
                    replace(_problem(one, seen.code, seen.sentence, level=seen.level, field=seen.field), cell=row.cell)
                )
        if len(given) < len(rows):
            found.append(_problem(one, "cells_missing", _("กรอกรายกลุ่มยังไม่ครบ กรุณากรอกทุกกลุ่ม หรือเว้นว่างทุกกลุ่ม")))
            continue
        for name in ("number", "base") if one.card.has_base else ("number",):
            total = sum((getattr(row, name) or Decimal(0) for row in given), Decimal(0))
            if total != (getattr(whole, name) or Decimal(0)):
                sentence = _("รายกลุ่มรวมกันได้ %(sum)s แต่ยอดรวมคือ %(whole)s กรุณาแก้ให้เท่ากัน")
                told = {"sum": numbers.typed(total), "whole": numbers.typed(getattr(whole, name) or Decimal(0))}
                found.append(_problem(one, "cells_differ", sentence % told, field=name))
    return found
