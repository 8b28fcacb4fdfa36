"""Traffic lights: how far a figure is on its way to its target. The rule is shown beside every light."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from sangsuk.common.remember import remembered

from . import words
from .models import LightRule

GREEN, AMBER, RED, NONE = "green", "amber", "red", "none"
LIGHTS = (GREEN, AMBER, RED, NONE)


@dataclass(frozen=True)
class Rule:
    """From which share of its target a figure is green, and from which amber. `code`: the row it stands in."""

    code: str
    green_from: Fraction
    amber_from: Fraction
    source: str = ""


def share(value: Fraction, target: Fraction, direction: str) -> Fraction | None:
    """Which part of its target a figure has reached; for what should be little, target / figure. None: all of it."""
    if direction == words.DOWN:
        return target / value if value > 0 else None
    return value / target if target > 0 else None if value >= target else Fraction(0)


def light(
    value: Fraction | Decimal | None, target: Fraction | Decimal | None, direction: str, rule: Rule | None,
    part: Fraction = Fraction(1),
) -> str:  # fmt: skip
    """Green, amber or red; "none" where there is no figure, no target, no rule, or better lies nowhere.

    `part`: how much of the target should be reached by now, see pace.py; "none" where it is nothing yet.
    """
    if value is None or target is None or rule is None or direction == words.NEUTRAL or not part:
        return NONE
    reached = share(Fraction(value), Fraction(target) * part, direction)
    if reached is None or reached >= rule.green_from:
        return GREEN
    return AMBER if reached >= rule.amber_from else RED


def in_words(rule: Rule, direction: str, over_time: str = "") -> str:
    """The rule as a sentence for the page; and for what adds up over time, how a period is held that is not over."""
    said = _of_whole(rule, direction)
    if direction == words.NEUTRAL or over_time != words.SUM:
        return said
    return f"{said} · {_('ช่วงที่ยังไม่จบ เทียบกับเป้าหมายเฉพาะส่วนที่ครบกำหนดรายงานแล้ว')}"


def _of_whole(rule: Rule, direction: str) -> str:
    said = {"green": _percent(rule.green_from), "amber": _percent(rule.amber_from)}
    if direction == words.NEUTRAL:
        return _("ตัวชี้วัดนี้ไม่มีสีไฟ เพราะมากหรือน้อยไม่ได้แปลว่าดีกว่า")
    if direction == words.DOWN:
        return _("ยิ่งน้อยยิ่งดี นำค่าเป้าหมายหารด้วยผลจริง: เขียวตั้งแต่ %(green)s %% เหลืองตั้งแต่ %(amber)s %% ต่ำกว่านั้นเป็นสีแดง") % said
    return _("เขียวตั้งแต่ %(green)s %% ของเป้าหมาย เหลืองตั้งแต่ %(amber)s %% ต่ำกว่านั้นเป็นสีแดง") % said


def _percent(of: Fraction) -> str:
    return f"{Decimal((of * 100).numerator) / (of * 100).denominator:f}".removesuffix(".00")


def rule_for(indicator: str, on: date) -> Rule | None:
    """The rule of that indicator on that day, or the one of all that have none of their own."""
    rules: dict[str, Rule] = _rules(on)
    return rules.get(indicator) or rules.get("")


@remembered
def _rules(on: date) -> dict[str, Rule]:
    valid = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    rows = LightRule.objects.filter(valid).order_by("valid_from", "code")
    return {
        row.indicator_id or "": Rule(row.code, Fraction(row.green_from), Fraction(row.amber_from), row.source)
        for row in rows
    }
