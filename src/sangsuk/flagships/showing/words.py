"""What the page says of figures, in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.offices import queries as offices

from .. import lights
from ..areas import naming
from ..folding.queries import Value
from ..indicators import queries as indicators
from ..indicators.cards import IndicatorCard
from ..indicators.words import axis
from ..models import Statement
from ..periods import MONTH, QUARTER, YEAR, Period, year
from ..words import ACCEPTED, DISTINCT, DOWN, FILLING, FORMULA, HANDED_IN, LAST, MEAN, NOW, PASSED, RETURNED
from . import board, change, numbers
from .passport import Passport, Source

LIGHT = {
    lights.GREEN: (gettext_lazy("ถึงเป้าหมาย"), "done"), lights.AMBER: (gettext_lazy("ใกล้เป้าหมาย"), "waiting"),
    lights.RED: (gettext_lazy("ต่ำกว่าเป้าหมาย"), "late"), lights.NONE: ("", "quiet"),
}  # fmt: skip
STATE = {
    FILLING: gettext_lazy("กำลังกรอก"), HANDED_IN: gettext_lazy("ส่งแล้ว รอจังหวัดตรวจ"), RETURNED: gettext_lazy("จังหวัดส่งกลับมาถาม"),
    PASSED: gettext_lazy("จังหวัดรับรองแล้ว"), ACCEPTED: gettext_lazy("กรมรับรองแล้ว"),
}  # fmt: skip
BETTER = {
    board.BETTER: gettext_lazy("ดีขึ้น"),
    board.WORSE: gettext_lazy("แย่ลง"),
    board.SAME: gettext_lazy("เท่าเดิม"),
    "": "",
}
BAND = {
    change.BETTER: gettext_lazy("ดีขึ้นชัดเจน"), change.WORSE: gettext_lazy("แย่ลงชัดเจน"), change.SAME: gettext_lazy("ไม่ต่างจากที่ขึ้นลงเป็นปกติ"),
    change.UNKNOWN: gettext_lazy("ยังบอกไม่ได้ เพราะมีตัวเลขไม่พอ"),
}  # fmt: skip
Link = Callable[[str, str, Period], str]
"""The address of a passport: of an indicator, an area, a period."""


def board_context(found: board.Board, language: str, link: Link) -> dict[str, Any]:
    """Everything that `components/flagship_board.html` shows."""
    return {
        "area_name": naming.name(found.area, language),
        "period_name": found.period.name(language),
        "view_now": found.view == NOW,
        "tally": _tally(found.lines),
        "chapters": [
            {"number": one.number, "code": one.code, "name": one.name(language), "rows": [_row(line, found, language, link) for line in one.lines]}
            for one in found.chapters
        ],
    }  # fmt: skip


def _tally(lines: Iterable[board.Line]) -> list[dict[str, Any]]:
    """How many indicators are green, amber, red: the minister's minute."""
    counts = dict.fromkeys(LIGHT, 0)
    for line in lines:
        counts[line.light] += 1
    return [
        {"light": light, "word": LIGHT[light][0], "tone": LIGHT[light][1], "n": n}
        for light, n in counts.items()
        if n and light != lights.NONE
    ]


def _row(line: board.Line, found: board.Board, language: str, link: Link) -> dict[str, Any]:
    card, value = line.card, line.value
    change = line.change
    word, tone = LIGHT[line.light]
    so_far = Fraction(line.target.number) * line.part if line.target and line.part != 1 else None
    return {
        "code": card.code, "name": card.name(language), "unit": card.unit.name(language), "value": numbers.text(line.shown),
        "url": link(card.code, found.area, found.period), "target": numbers.text(card.unit.rounded(line.target.number)) if line.target else "",
        "so_far": "" if so_far is None else numbers.text(card.unit.rounded(so_far)), "down": card.direction == DOWN,
        "light": word, "tone": tone, "change": signed(change), "better": BETTER[line.better],
        "entries": value.entries if value else 0, "expected": line.expected,
        "whole": line.expected is None or (value is not None and value.entries >= line.expected),
    }  # fmt: skip


def signed(number: Decimal | None) -> str:
    """ "+12", "−3" with a real minus; nothing where there is no change to speak of."""
    if number is None:
        return ""
    return f"+{number:,f}" if number > 0 else f"−{-number:,f}" if number < 0 else "0"


def league_context(
    card: IndicatorCard, within: str, period: Period, found: Iterable[change.Moved], language: str, link: Link
) -> dict[str, Any]:
    """Everything that `components/flagship_change.html` shows: bands, and in each the areas by name."""
    bands: dict[str, list[dict[str, Any]]] = {band: [] for band in change.BANDS}
    for one in found:
        bands[one.band].append({
            "name": naming.name(one.area, language), "url": link(card.code, one.area, period),
            "now": numbers.text(numbers.shown(card, one.now)), "change": signed(None if one.change is None else card.unit.rounded(one.change)),
        })  # fmt: skip
    return {
        "name": card.name(language), "unit": card.unit.name(language), "area_name": naming.name(within, language),
        "period_name": period.name(language), "previous_name": period.previous.name(language), "times": change.NOISE,
        "bands": [{"code": band, "word": BAND[band], "rows": rows} for band, rows in bands.items() if rows],
    }  # fmt: skip


def periods(fiscal: int, chosen: Period, today: date, language: str) -> list[tuple[str, str, bool]]:
    """The year, its quarters and its months that have begun, for a list to choose from."""
    whole = year(fiscal)
    every = [whole, *whole.inside(QUARTER), *whole.inside(MONTH)]
    return [
        (one.code, one.name(language), one == chosen) for one in every if one.starts_on <= today or one.kind == YEAR
    ]


def passport_context(found: Passport, language: str, link: Link) -> dict[str, Any]:
    """Everything that `components/flagship_passport.html` shows."""
    card = found.card
    word, tone = LIGHT[found.light]
    return {
        "found": found, "card": card, "name": card.name(language), "definition": card.definition(language),
        "unit": card.unit.name(language), "area_name": naming.name(found.area, language), "period_name": found.period.name(language),
        "group": _group(found.cell, language),
        "shown": numbers.text(numbers.shown(card, found.value)), "exact": found.value.value if found.value else None, "again": found.again,
        "how": how(found), "formula": card.formula.text(card.project) if card.formula else "",
        "number_label": card.number_label(language), "base_label": card.base_label(language),
        "target": numbers.text(card.unit.rounded(found.target.number)) if found.target else "", "light": word, "tone": tone,
        "light_rule": lights.in_words(found.light_rule, card.direction, card.over_time) if found.light_rule else "",
        "parts": [_below(one, language, link, of_formula=card.formula is not None) for one in found.parts],
        "times": [_below(one, language, link, of_time=True) for one in found.times],
        "states": [(STATE[state], n) for state, n in found.states.items()],
        "missing": [naming.name(code, language) for code in found.missing[:60]], "missing_more": max(0, len(found.missing) - 60),
        "sources": [_source(one, language) for one in found.sources],
        "axes": _axes(found, language, link), "few": found.few,
        "corrections": [_said_of(one, language) | {"row": one, "number": _plain(one.number)} for one in found.corrections],
        "view_now": found.view == NOW,
    }  # fmt: skip


def _group(cell: str, language: str) -> str:
    known = indicators.cells().get(cell)
    return known.name(language) if known else cell


def _axes(found: Passport, language: str, link: Link) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Axis by axis, each group in its place: its name, the address of its passport, its figure."""
    said = {one.cell: one for one in found.cells}
    address = link(found.card.code, found.area, found.period)
    axes: dict[str, list[tuple[str, str, str]]] = {}
    for cell in indicators.cells().values():
        if cell.code in said:
            row = (
                cell.name(language),
                f"{address}?{urlencode({'cell': cell.code})}",
                numbers.text(numbers.shown(found.card, said[cell.code])),
            )
            axes.setdefault(str(axis(cell.axis)), []).append(row)
    return list(axes.items())


def _source(one: Source, language: str) -> dict[str, Any]:
    entry = one.entry
    return {
        "source": one, "area": naming.name(entry.area_code, language), "state": STATE[entry.state],
        "period": Period(entry.starts_on, entry.period).name(language), "number": _plain(entry.number), "base": _plain(entry.base),
        "said": [
            {"row": said, "number": _plain(said.number), "base": _plain(said.base), "kind": kind(said.kind), "office": _office(said.office_code, language)}
            for said in one.said
        ],
    }  # fmt: skip


def _said_of(one: Statement, language: str) -> dict[str, Any]:
    entry = one.entry
    return {
        "area": naming.name(entry.area_code, language),
        "period": Period(entry.starts_on, entry.period).name(language),
    }


def _below(one: Any, language: str, link: Link, *, of_formula: bool = False, of_time: bool = False) -> dict[str, Any]:
    value: Value | None = one.value
    label = one.period.name(language) if of_time else naming.name(one.area, language)
    return {
        "label": board.card(one.indicator, one.period).name(language) if of_formula else label, "url": link(one.indicator, one.area, one.period),
        "number": _plain(value.number) if value else "–", "base": _plain(value.base) if value and value.base is not None else "",
        "value": _plain(value.value) if value else "–", "entries": value.entries if value else 0,
    }  # fmt: skip


def how(found: Passport) -> str:
    """By which rule it adds up, as one sentence."""
    card = found.card
    if card.kind == FORMULA:
        return _("คำนวณจากตัวชี้วัดอื่นของพื้นที่และช่วงเวลาเดียวกัน หลังจากรวมยอดแล้ว")
    if DISTINCT in (card.over_areas, card.over_time):
        return _("นับสิ่งที่ไม่ซ้ำกัน สิ่งเดียวกันที่หลายแห่งหรือหลายเดือนรายงาน นับเป็นหนึ่ง")
    if card.has_base:
        return _("รวมตัวตั้งของทุกพื้นที่ หารด้วยผลรวมของตัวหาร ไม่ใช่ค่าเฉลี่ยของร้อยละ")
    if MEAN in (card.over_areas, card.over_time):
        return _("ค่าเฉลี่ยต่อหนึ่งรายงาน")
    if card.over_time == LAST:
        return _("ใช้ค่าล่าสุดของแต่ละพื้นที่ในช่วงเวลานี้ แล้วรวมทุกพื้นที่")
    return _("รวมทุกพื้นที่และทุกเดือนในช่วงเวลานี้")


_KINDS = {
    "typed": gettext_lazy("กรอก"), "pasted": gettext_lazy("วางจาก Excel"), "copied": gettext_lazy("ยกมาจากงวดก่อน"),
    "handed_in": gettext_lazy("ส่ง"), "signed": gettext_lazy("ลงนาม"), "passed": gettext_lazy("จังหวัดรับรอง"),
    "returned": gettext_lazy("ส่งกลับมาถาม"), "accepted": gettext_lazy("กรมรับรอง"), "corrected": gettext_lazy("แก้ไข"),
    "counted": gettext_lazy("ระบบนับ"), "explained": gettext_lazy("ชี้แจง"),
}  # fmt: skip


def kind(code: str) -> str:
    return str(_KINDS.get(code, code))


def _office(code: str, language: str) -> str:
    card = offices.known().get(code)
    return card.name(language) if card else ""


def _plain(number: Decimal | None) -> str:
    """All its digits and no more."""
    if number is None:
        return "–"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
