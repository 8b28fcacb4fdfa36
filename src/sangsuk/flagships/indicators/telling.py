"""An indicator told to whoever reads its figures: who counts what, and how it becomes one number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import formulas, lights
from .. import words as columns
from ..facts import FACTS
from ..folding import queries as figures
from ..folding.arithmetic import rounded
from ..formulas import Formula
from ..periods import Period
from ..targets import areas
from . import queries, words
from .cards import IndicatorCard

Names = Mapping[str, str]


def names(cards: Mapping[str, IndicatorCard], language: str) -> dict[str, str]:
    return {code: card.name(language) for code, card in cards.items()}


def told(card: IndicatorCard, names: Names, on: date, language: str) -> list[tuple[str, list[str]]]:
    """Label and lines, in the order in which people ask."""
    found = [(_("ใครนับ"), [_who(card)]), (_("นับอะไร"), _what(card, names, language))]
    if card.kind != columns.FORMULA:
        found += [
            (_("รวมหลายพื้นที่"), [str(words.OVER_AREAS[card.over_areas])]),
            (_("รวมหลายช่วงเวลา"), [str(words.OVER_TIME[card.over_time])]),
        ]
    found += [(_("หน่วย"), [card.unit.name(language)]), (_("ทางไหนดี"), [str(words.DIRECTIONS[card.direction])])]
    if card.axes:
        cells = {axis: [cell.name(language) for cell in queries.cells_of([axis])] for axis in card.axes}
        found.append((_("แจกแจงตาม"), [f"{words.axis(axis)}: {', '.join(some)}" for axis, some in cells.items()]))
    if card.evidence:
        found.append((_("หลักฐาน"), [str(words.EVIDENCE[card.evidence])]))
    if card.checks:
        found.append((_("ระบบตรวจว่า"), words.rules(card.checks, names)))
    if card.baseline is not None:
        found.append((_("ค่าฐาน"), [_baseline(card, language)]))
    if (rule := lights.rule_for(card.code, on)) is not None:
        found.append((_("สีไฟ"), [lights.in_words(rule, card.direction, card.over_time)]))
    found.append((_("ที่มา"), [str(words.STANDINGS[card.standing]), card.source]))
    return found


def _who(card: IndicatorCard) -> str:
    said = {"level": words.LEVELS[card.level], "often": words.FREQUENCIES[card.frequency]}
    if card.kind == columns.FACT:
        return _("ระบบนับจากงานที่บันทึกไว้ ราย%(level)s %(often)s ไม่มีใครพิมพ์ตัวเลข") % said
    if card.kind == columns.FORMULA:
        return _("ระบบคำนวณ หลังจากรวมตัวเลขของพื้นที่และช่วงเวลาแล้ว")
    return _("%(level)sรายงาน %(often)s") % said


def _what(card: IndicatorCard, names: Names, language: str) -> list[str]:
    if card.kind == columns.FORMULA and card.formula is not None:
        used = [f"{code.partition('.')[2]}: {names.get(code, code)}" for code in card.formula.needs]
        return [card.formula.text(card.project), *used]
    if card.kind == columns.FACT and not card.has_base:
        return [str(FACTS[card.fact].label)] if card.fact in FACTS else []
    number = card.number_label(language) or card.name(language)
    return (
        [_("%(number)s หารด้วย %(base)s") % {"number": number, "base": card.base_label(language)}]
        if card.has_base
        else [number]
    )


def _baseline(card: IndicatorCard, language: str) -> str:
    said = {"value": f"{card.baseline:,f}", "unit": card.unit.name(language), "of": card.baseline_of}
    return _("%(value)s %(unit)s (%(of)s)") % said if card.baseline_of else _("%(value)s %(unit)s") % said


@dataclass(frozen=True)
class Preview:
    """What a formula would have said of an area: its parts as shown, and its result."""

    area: str
    parts: list[str]
    value: str


def preview(
    formula: Formula, unit: str, cards: Mapping[str, IndicatorCard], period: Period, language: str
) -> list[Preview]:
    """With the figures of a period: the country, and the provinces that have most of them. Raises Refused for a circle."""
    parts = [*dict.fromkeys(_parts(formula, cards))]
    places = ["", *areas.children("")]
    known = figures.values(parts, places, [period])
    wanted = queries.units()[unit]
    rows = []
    for area in places:
        values = {code: known.get((code, area, period)) for code in parts}
        exact = {
            code: cards[code].amount(one.number, one.base) if one is not None else None for code, one in values.items()
        }
        amounts = _reckoned(exact, cards) | formulas.given(period)
        found = formula.value(amounts)
        shown = [
            _shown(cards[code].shown(amounts.get(code)), cards[code].unit.decimals)
            for code in formula.needs
            if code in cards
        ]
        result = None if found is None else found / wanted.factor
        there = sum(value is not None for value in exact.values())
        rows.append(
            (area != "", -there, area, Preview(areas.name(area, language), shown, _shown(result, wanted.decimals)))
        )
    return [row for _low, there, _area, row in sorted(rows, key=lambda one: one[:3]) if there][:6]


def _parts(formula: Formula, cards: Mapping[str, IndicatorCard], depth: int = 0) -> list[str]:
    """What is counted, and not reckoned, that a formula leans on in the end."""
    found = []
    for code in formula.needs:
        card = cards.get(code)
        if card is not None and card.formula is not None and depth < formulas.DEEPEST:
            found += _parts(card.formula, cards, depth + 1)
        elif card is not None:
            found.append(code)
    return found


def _reckoned(amounts: formulas.Values, cards: Mapping[str, IndicatorCard]) -> dict[str, formulas.Value]:
    """With what the formulas among the cards say of them."""
    found = dict(amounts)
    trees = {code: card.formula for code, card in cards.items() if card.formula is not None}
    for code in formulas.ordered(trees):
        found[code] = trees[code].value(found)
    return found


def _shown(value: formulas.Value, decimals: int) -> str:
    return "–" if value is None else f"{rounded(value, decimals):,f}"
