"""A sheet as a phone carries it: every number as it stands, in words and fields that need no server."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.flagships.models import Sheet
from sangsuk.flagships.reporting import numbers
from sangsuk.flagships.reporting.actions import Conflict
from sangsuk.flagships.reporting.asking import period_of
from sangsuk.flagships.reporting.queries import Block, CellRow, Row, SheetPage
from sangsuk.flagships.reporting.telling import area_name
from sangsuk.thai.dates import bangkok_date, date_in

from ..doors import language
from .sheet_words import AXES, ENTRY_STATES, state_of


def carried(sheet: Sheet, page: SheetPage | None = None) -> dict[str, Any]:
    """For the list; with its page, for the phone."""
    told: dict[str, Any] = {
        "id": sheet.pk, "period": period_of(sheet).name(language()), "area": area_name(sheet.area_code)(language()),
        "due": _("ส่งภายใน%(day)s") % {"day": date_in(sheet.due_on, language(), "full")}, "word": str(state_of(sheet)[0]),
        "late": sheet.due_on < bangkok_date(timezone.now()) and sheet.handed_in_at is None,
        "url": reverse("desk:sheet", args=[sheet.pk]),
    }  # fmt: skip
    if page is not None:
        told["projects"] = [_project(block) for block in page.blocks if block.rows and not block.spared]
    return told


def _project(block: Block) -> dict[str, Any]:
    return {
        "code": block.project.code, "number": block.project.number, "name": block.project.name(language()),
        "rows": [_row(row) for row in block.rows],
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    card = row.asked.card
    entry = row.entry
    return {
        "indicator": row.code, "name": card.name(language()), "about": card.definition(language()),
        "number_label": card.number_label(language()), "base_label": card.base_label(language()) if card.has_base else "",
        "unit": card.unit.name(language()), "units": list(row.asked.units), "distinct": row.asked.distinct,
        "last": row.last, "year_ago": row.year_ago, "target": row.target, "state": row.state,
        "state_word": str(ENTRY_STATES[row.state][0]), "question": row.question, "number": row.number, "base": row.base,
        "none": bool(entry and entry.none), "note": entry.note if entry else "", "seq": row.seq,
        "copied": bool(entry and entry.copied), "evidence": card.evidence, "photos": len(row.evidence),
        "axes": [{"name": str(AXES.get(axis, axis)), "cells": [_cell(one, bool(card.has_base)) for one in cells]}
                 for axis, cells in row.cells],
    }  # fmt: skip


def _cell(one: CellRow, has_base: bool) -> dict[str, Any]:  # noqa: FBT001 - a fact among facts
    return {
        "cell": one.cell.code, "name": one.cell.name(language()), "number": one.number, "base": one.base, "has_base": has_base,
        "none": bool(one.entry and one.entry.none), "seq": one.entry.seq if one.entry else 0,
    }  # fmt: skip


def conflict(one: Conflict) -> dict[str, Any]:
    """Both values, and the place from which one may go on."""
    mine, theirs = one.told.said, one.entry
    return {
        "indicator": one.told.indicator, "cell": one.told.cell, "seq": theirs.seq,
        "mine": {"number": _text(mine.number, mine.keys), "base": numbers.typed(mine.base), "none": mine.none, "note": mine.note},
        "theirs": {"number": _text(theirs.number, theirs.keys), "base": numbers.typed(theirs.base), "none": theirs.none,
                   "note": theirs.note},
    }  # fmt: skip


def _text(number: Any, keys: Any) -> str:
    return " ".join(keys) if keys is not None else numbers.typed(number)
