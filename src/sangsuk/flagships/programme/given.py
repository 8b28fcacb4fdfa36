"""What somebody gives for a programme, as values that have been checked. No database is asked here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.common.errors import Refused
from sangsuk.thai import arabic_digits

from .. import words

NAME, LINE, LONG, SOURCE = 300, 200, 4000, 300
MOST_BAHT = Decimal("99999999999999.99")
WEIGHT = Decimal("0.0001")
LABELS = {
    "name_th": gettext_lazy("ชื่อ ภาษาไทย"), "name_en": gettext_lazy("ชื่อ ภาษาอังกฤษ"), "about_th": gettext_lazy("คำอธิบาย ภาษาไทย"),
    "about_en": gettext_lazy("คำอธิบาย ภาษาอังกฤษ"), "owner_th": gettext_lazy("หน่วยงานรับผิดชอบ ภาษาไทย"),
    "owner_en": gettext_lazy("หน่วยงานรับผิดชอบ ภาษาอังกฤษ"), "budget_baht": gettext_lazy("งบประมาณ (บาท)"), "source": gettext_lazy("ที่มา"),
    "standing": gettext_lazy("ถือตามใคร"), "why": gettext_lazy("แก้เพราะอะไร"), "why_th": gettext_lazy("เหตุผล ภาษาไทย"),
    "why_en": gettext_lazy("เหตุผล ภาษาอังกฤษ"), "weight": gettext_lazy("น้ำหนัก"), "tag_th": gettext_lazy("สถานการณ์ ภาษาไทย"),
    "tag_en": gettext_lazy("สถานการณ์ ภาษาอังกฤษ"),
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """What a project is called and is for."""

    name_th: str
    name_en: str
    about_th: str = ""
    about_en: str = ""
    owner_th: str = ""
    owner_en: str = ""
    budget_baht: Decimal | None = None
    standing: str = words.INFERRED
    source: str = ""


@dataclass(frozen=True)
class Share:
    """That a project serves an aim (by its code in the framework), with which weight and why."""

    aim: str
    weight: Decimal
    why_th: str
    why_en: str = ""
    standing: str = words.INFERRED
    source: str = ""


def line(given: Mapping[str, Any], name: str, *, most: int, needed: bool = True) -> str:
    """One value without what surrounds it. Raises Refused."""
    text = str(given.get(name) or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    label = {"label": LABELS.get(name, name)}
    if needed and not text:
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
    if len(text) > most:
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % (label | {"most": most}), name)
    if "\x00" in text:
        raise Refused("bad_sign", _("“%(label)s” มีอักขระที่ใช้ไม่ได้ กรุณาพิมพ์ใหม่") % label, name)
    return text


def standing(given: Mapping[str, Any]) -> str:
    """By its code. Raises Refused."""
    found = str(given.get("standing") or "").strip()
    if found not in words.STANDINGS:
        raise Refused("bad_choice", _("“ถือตามใคร” ต้องเป็น official, confirmed หรือ inferred"), "standing")
    return found


def text(given: Mapping[str, Any]) -> Text:
    """Raises Refused for the first thing that is wrong."""
    return Text(
        name_th=line(given, "name_th", most=NAME), name_en=line(given, "name_en", most=NAME),
        about_th=line(given, "about_th", most=LONG, needed=False), about_en=line(given, "about_en", most=LONG, needed=False),
        owner_th=line(given, "owner_th", most=LINE, needed=False), owner_en=line(given, "owner_en", most=LINE, needed=False),
        budget_baht=baht(given.get("budget_baht")), standing=standing(given), source=line(given, "source", most=SOURCE),
    )  # fmt: skip


def share(given: Mapping[str, Any]) -> Share:
    """Raises Refused for the first thing that is wrong."""
    return Share(
        aim=line(given, "aim", most=20), weight=weight(given.get("weight")), why_th=line(given, "why_th", most=LONG),
        why_en=line(given, "why_en", most=LONG, needed=False), standing=standing(given), source=line(given, "source", most=SOURCE),
    )  # fmt: skip


def number(said: Any) -> Decimal:
    """As people write it: Thai digits, commas. Raises InvalidOperation."""
    found = said if isinstance(said, Decimal) else Decimal(arabic_digits(str(said)).replace(",", "").strip())
    if not found.is_finite():
        raise InvalidOperation
    return found


def baht(said: Any) -> Decimal | None:
    if said is None or not str(said).strip():
        return None
    try:
        found = number(said)
    except InvalidOperation:
        raise Refused("bad_number", _("งบประมาณอ่านไม่ออก กรุณาพิมพ์เป็นตัวเลข เช่น 1250000.00"), "budget_baht") from None
    if not 0 <= found <= MOST_BAHT or found != found.quantize(Decimal("0.01")):
        raise Refused("bad_number", _("งบประมาณต้องไม่ติดลบ และมีทศนิยมไม่เกินสองตำแหน่ง"), "budget_baht")
    return found.quantize(Decimal("0.01"))


def weight(said: Any) -> Decimal:
    """A share of 1, or a percentage with its sign: 0.6 and 60% are the same. Raises Refused."""
    typed = str(said if said is not None else "").strip()
    try:
        found = number(typed.removesuffix("%")) / (100 if typed.endswith("%") else 1)
        if not 0 < found <= 1 or found != found.quantize(WEIGHT):
            raise InvalidOperation
    except InvalidOperation:
        raise Refused("bad_weight", _("น้ำหนักต้องมากกว่า 0 และไม่เกิน 1 มีทศนิยมไม่เกินสี่ตำแหน่ง เช่น 0.6"), "weight") from None
    return found.quantize(WEIGHT)


def whole(shares: Sequence[Share]) -> Sequence[Share]:
    """The shares of one project in one framework: each aim once, together exactly 1; or none at all. Raises Refused."""
    aims = [one.aim for one in shares]
    if twice := next((aim for aim in aims if aims.count(aim) > 1), None):
        raise Refused("twice", _("มี “%(aim)s” ซ้ำสองแถว กรุณารวมเป็นแถวเดียว") % {"aim": twice}, "aim")
    if shares and (total := added(shares)) != 1:
        raise Refused(
            "not_whole", _("น้ำหนักรวมกันได้ %(total)s ต้องรวมกันได้ 1 พอดี") % {"total": total.normalize()}, "weight"
        )
    return shares


def added(shares: Iterable[Share]) -> Decimal:
    return sum((one.weight for one in shares), Decimal(0))
