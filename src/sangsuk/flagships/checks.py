"""Rules of input: what a number must be to be believed, and what is asked about when it is unusual. Pure.

The rules stand in an indicator's version as data:

    least, most          no number outside this is taken (least is 0 where nothing is said)
    usual_least, usual_most   outside this is asked about
    whole                no fractions
    part                 the number is some of the base, so not above it
    at_most              a code: not above that indicator's number of the same sheet
    adds_up              codes: the number is asked about when it is not their sum
    jump                 asked about when it is so many times the period before, or so many times less
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused

ERROR, WARNING = "error", "warning"
AMOUNTS = ("least", "most", "usual_least", "usual_most", "jump")
YES = ("whole", "part")
CODES = ("at_most", "adds_up")
RULES = (*AMOUNTS, *YES, *CODES)
DIGITS, DECIMALS = 14, 6
"""What the database keeps of a number: before the point, and after."""
FEW = 10
"""Below this a change by some times says nothing: 1 last month, 4 now."""


@dataclass(frozen=True)
class Problem:
    """`level`: an error is not taken, a warning is asked about. `field`: number or base."""

    level: str
    code: str
    sentence: str
    field: str = "number"


def problems(
    checks: Mapping[str, Any],
    number: Decimal | None,
    base: Decimal | None,
    *,
    before: Decimal | None = None,
    others: Mapping[str, Decimal | None] | None = None,
) -> list[Problem]:
    """What is wrong with a number, errors first. `before`: the number of the period before; `others`: by indicator code."""
    found: list[Problem] = []
    if base is not None:
        found += _bounds({}, base, "base")
    if number is not None:
        found += _bounds(checks, number, "number")
        found += _beside_base(checks, number, base)
        found += _beside_others(checks, number, others or {})
        found += _jump(checks, number, before)
    return sorted(found, key=lambda one: one.level != ERROR)


def _bounds(checks: Mapping[str, Any], amount: Decimal, field: str) -> list[Problem]:
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** DIGITS:
        return [Problem(ERROR, "too_large", _("ตัวเลขนี้มากเกินกว่าที่จะบันทึกได้"), field)]
    if amount != round(amount, DECIMALS):
        return [Problem(ERROR, "too_fine", _("ใช้ทศนิยมได้ไม่เกิน %(most)s ตำแหน่ง") % {"most": DECIMALS}, field)]
    found = []
    least, most = _amount(checks, "least", Decimal(0)), _amount(checks, "most")
    if least is not None and amount < least:
        found.append(Problem(ERROR, "too_small", _("ตัวเลขต้องไม่น้อยกว่า %(least)s") % {"least": _said(least)}, field))
    if most is not None and amount > most:
        found.append(Problem(ERROR, "too_large", _("ตัวเลขต้องไม่เกิน %(most)s") % {"most": _said(most)}, field))
    if checks.get("whole") and amount != amount.to_integral_value():
        found.append(Problem(ERROR, "not_whole", _("ตัวเลขนี้ต้องเป็นจำนวนเต็ม"), field))
    return found or _usual(checks, amount, field)


def _usual(checks: Mapping[str, Any], amount: Decimal, field: str) -> list[Problem]:
    least, most = _amount(checks, "usual_least"), _amount(checks, "usual_most")
    if least is not None and amount < least:
        sentence = _("ตัวเลขนี้น้อยกว่าที่พบทั่วไป (%(least)s) กรุณาดูอีกครั้ง") % {"least": _said(least)}
        return [Problem(WARNING, "unusually_small", sentence, field)]
    if most is not None and amount > most:
        sentence = _("ตัวเลขนี้มากกว่าที่พบทั่วไป (%(most)s) กรุณาดูอีกครั้ง") % {"most": _said(most)}
        return [Problem(WARNING, "unusually_large", sentence, field)]
    return []


def _beside_base(checks: Mapping[str, Any], number: Decimal, base: Decimal | None) -> list[Problem]:
    if checks.get("part") and base is not None and number > base:
        sentence = _("ตัวเลขนี้ต้องไม่เกินจำนวนทั้งหมดที่ใช้เป็นฐาน (%(base)s)") % {"base": _said(base)}
        return [Problem(ERROR, "above_base", sentence)]
    return []


def _beside_others(checks: Mapping[str, Any], number: Decimal, others: Mapping[str, Decimal | None]) -> list[Problem]:
    found = []
    above = others.get(checks.get("at_most") or "")
    if above is not None and number > above:
        said = {"code": checks["at_most"], "other": _said(above)}
        found.append(Problem(ERROR, "above_other", _("ตัวเลขนี้ต้องไม่เกิน %(other)s ซึ่งเป็นค่าของ %(code)s") % said))
    parts = [others.get(code) for code in checks.get("adds_up") or ()]
    there = [part for part in parts if part is not None]
    if there and len(there) == len(parts) and sum(there) != number:
        sentence = _("รวมจากรายการย่อยได้ %(sum)s ไม่เท่ากับตัวเลขนี้ กรุณาดูอีกครั้ง") % {"sum": _said(sum(there, Decimal(0)))}
        found.append(Problem(WARNING, "does_not_add_up", sentence))
    return found


def _jump(checks: Mapping[str, Any], number: Decimal, before: Decimal | None) -> list[Problem]:
    times = _amount(checks, "jump")
    if times is None or before is None or before <= 0 or max(number, before) < FEW:
        return []
    said = {"before": _said(before), "times": _said(times)}
    if number > before * times:
        return [Problem(WARNING, "jump", _("มากกว่าช่วงก่อน (%(before)s) เกิน %(times)s เท่า กรุณาดูอีกครั้ง") % said)]
    if number * times < before:
        return [Problem(WARNING, "jump", _("น้อยกว่าช่วงก่อน (%(before)s) เกิน %(times)s เท่า กรุณาดูอีกครั้ง") % said)]
    return []


def read(checks: Mapping[str, Any]) -> dict[str, Any]:
    """The rules as they are kept, in their own order, without those that say nothing. Raises Refused for what is none."""
    strange = sorted(set(checks) - set(RULES))
    if strange:
        raise _refused(_("ไม่รู้จักเกณฑ์ตรวจ %(rule)s") % {"rule": strange[0]})
    kept: dict[str, Any] = {}
    for rule in RULES:
        value = checks.get(rule)
        if value is None or value is False or value in ("", [], ()):
            continue
        kept[rule] = _read(rule, value)
    for low, high in (("least", "most"), ("usual_least", "usual_most")):
        least, most = _amount(kept, low), _amount(kept, high)
        if least is not None and most is not None and least > most:
            raise _refused(_("ค่าต่ำสุดต้องไม่มากกว่าค่าสูงสุด"))
    return kept


def _read(rule: str, value: Any) -> Any:
    if rule in YES:
        if value is not True:
            raise _refused(_("เกณฑ์ %(rule)s ต้องเป็น true") % {"rule": rule})
        return True
    if rule in CODES:
        codes = [value] if rule == "at_most" else value
        if not isinstance(codes, Sequence) or not all(isinstance(code, str) and code for code in codes):
            raise _refused(_("เกณฑ์ %(rule)s ต้องเป็นรหัสตัวชี้วัด") % {"rule": rule})
        return value if rule == "at_most" else list(value)
    try:
        amount = Decimal(str(value))
        good = amount.is_finite() and abs(amount) < Decimal(10) ** DIGITS and (rule != "jump" or amount > 1)
    except InvalidOperation:
        good = False
    if not good or isinstance(value, bool):
        raise _refused(_("เกณฑ์ %(rule)s ต้องเป็นตัวเลข (การเพิ่มหรือลดผิดปกติต้องมากกว่า 1 เท่า)") % {"rule": rule})
    return int(amount) if amount == amount.to_integral_value() else str(amount.normalize())


def _refused(sentence: str) -> Refused:
    return Refused("bad_checks", sentence, "checks")


def _amount(checks: Mapping[str, Any], rule: str, without: Decimal | None = None) -> Decimal | None:
    value = checks.get(rule)
    return without if value is None else Decimal(str(value))


def _said(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
