"""Results in words, for any face: figures to one decimal, and what a change means."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.catalog import queries as catalog

from . import rules, words
from .estimating import Estimate
from .results import Cell, Result

OF_AXIS = {"age_band": words.AGES, "condition": words.CONDITIONS, "service": words.SERVICES}
CHANGES = {1: "up", 0: "same", -1: "down"}


def quarters(found: Sequence[Result], language: str) -> list[dict[str, Any]]:
    """Each quarter as a page tells it."""
    return [_quarter(one, language) for one in found]


def _quarter(one: Result, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "year": one.quarter.year_be,
        "no": one.quarter.no,
        "waits": one.waits,
        "first": one.quarter.first,
    }
    if one.estimate is None or one.points is None:
        return row
    band = rules.band_of("survey", one.points, one.quarter.first)
    return row | _figures(one.estimate) | {
        "band": band.name(language) if band else "", "change": CHANGES.get(one.change) if one.change is not None else "",
        "said": _change(one.change),
        "items": [(words.ITEMS[item], f"{mean:.1f}", mean * 5) for item, mean in one.items.items()],
        "axes": [(words.AXES[axis], [_cell(cell, axis, language) for cell in cells]) for axis, cells in one.cells.items()],
    }  # fmt: skip


def _figures(one: Estimate) -> dict[str, Any]:
    return {
        "n": one.n,
        "mean": f"{one.mean:.1f}",
        "low": f"{one.low:.1f}",
        "high": f"{one.high:.1f}",
        "width": one.mean,
    }


def _cell(cell: Cell, axis: str, language: str) -> dict[str, Any]:
    known = {term.code: term.name(language) for term in catalog.terms(OF_AXIS[axis])}
    name = known.get(cell.value, _("ไม่บอก"))
    return {"name": name, "hidden": cell.hidden} | (_figures(cell.estimate) if cell.estimate else {})


def _change(change: int | None) -> str:
    if change is None:
        return ""
    said = {1: _("ดีขึ้นจากไตรมาสก่อน"), 0: _("ไม่ต่างจากไตรมาสก่อนอย่างชัดเจน"), -1: _("ลดลงจากไตรมาสก่อน")}
    return said[change]
