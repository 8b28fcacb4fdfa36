"""A number as people type it: 1,234 and ๑,๒๓๔, with or without its unit, "-" for nothing to report. Pure."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from sangsuk.common.errors import Refused
from sangsuk.thai import arabic_digits

MOST_DIGITS, MOST_DECIMALS = 14, 6
NONE = ("-", "–", "—", "ไม่มี", "none", "nil", "n/a")
"""What people write where there is nothing to report. Never 0, and never an empty field."""
_BLANKS = re.compile(r"[\s\u00a0\u200b\u202f\ufeff]+")
_PLAIN = re.compile(r"[-+−]?\d+(?:\.\d*)?|[-+−]?\.\d+")
_GROUPED = re.compile(r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")


def says_none(text: str) -> bool:
    return _BLANKS.sub("", text).casefold() in NONE


def read(text: str, units: Iterable[str] = ()) -> Decimal | None:
    """None of an empty field. `units`: words that may stand after it. Raises Refused with a sentence that says what to mend."""
    plain = _BLANKS.sub("", arabic_digits(text))
    for unit in sorted((_BLANKS.sub("", one) for one in units if one), key=len, reverse=True):
        if plain.endswith(unit) and plain != unit:
            plain = plain.removesuffix(unit)
            break
    if not plain:
        return None
    if "," in plain and not _GROUPED.fullmatch(plain):
        raise _no(_("เครื่องหมายจุลภาคใน “%(text)s” ไม่อยู่ที่หลักพัน กรุณาพิมพ์ใหม่ เช่น 1,234 หรือ 1234.5"), text)
    plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain):
        raise _no(_("“%(text)s” ไม่ใช่ตัวเลข กรุณาพิมพ์เฉพาะตัวเลข เช่น 1,234 ถ้าไม่มีอะไรต้องรายงาน ให้พิมพ์ -"), text)
    number = Decimal(plain.replace("−", "-"))
    whole, _point, decimals = f"{abs(number):f}".partition(".")
    if len(whole) > MOST_DIGITS or len(decimals.rstrip("0")) > MOST_DECIMALS:
        raise _no(_("“%(text)s” ยาวเกินไป เรารับไม่เกิน 14 หลัก และทศนิยมไม่เกิน 6 ตำแหน่ง"), text)
    return number.quantize(Decimal(1).scaleb(-MOST_DECIMALS)).normalize() + 0


def number_or_keys(text: str, units: Iterable[str], *, distinct: bool) -> tuple[Decimal | None, tuple[str, ...] | None]:
    """What stands in the field of a number: a number, or, where different things are counted once, their codes; neither where
    there is nothing to report. Raises Refused."""
    if says_none(text):
        return None, None
    if not distinct:
        return read(text, units), None
    return None, tuple(keys_in(text)) if text.strip() else None


def _no(sentence: str, text: str) -> Refused:
    return Refused("not_a_number", sentence % {"text": text.strip()[:40]}, "number")


def typed(number: Decimal | None) -> str:
    """As somebody would have typed it, to the last digit: no exponent, no zeros at the end, thousands apart."""
    if number is None:
        return ""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(number: Decimal | None, decimals: int) -> str:
    """For looking at: rounded to the unit's decimals, half to even."""
    if number is None:
        return ""
    return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):,f}"


def keys_in(text: str) -> list[str]:
    """The codes of an indicator that counts distinct things, each once, in order. Raises Refused."""
    keys = sorted({one for one in re.split(r"[\s,;]+", arabic_digits(text)) if one})
    for key in keys:
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,39}", key):
            raise Refused(
                "bad_key", _("“%(key)s” ไม่ใช่รหัส กรุณาใส่เฉพาะรหัส คั่นด้วยช่องว่าง และห้ามใส่ชื่อบุคคล") % {"key": key[:40]}, "keys"
            )
    return keys
