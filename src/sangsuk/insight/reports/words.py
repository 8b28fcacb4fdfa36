"""What codes and figures are called on reports, and what each figure means in one plain sentence."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.thai.dates import BE_OFFSET, MONTHS, MONTHS_EN, MONTHS_SHORT

from .. import folding

MEASURES: dict[str, Any] = {
    folding.NEW: gettext_lazy("เรื่องใหม่"),
    folding.REOPENED: gettext_lazy("เปิดเรื่องอีกครั้ง"),
    folding.MOVED_IN: gettext_lazy("รับจากศูนย์อื่น"),
    "settled": gettext_lazy("ยุติเรื่อง"),
    "withdrawn": gettext_lazy("ผู้ร้องถอนเรื่อง"),
    "refused": gettext_lazy("ไม่รับพิจารณา"),
    "referred_out": gettext_lazy("ส่งหน่วยงานภายนอก"),
    "merged": gettext_lazy("รวมเรื่อง"),
    folding.REPORTED: gettext_lazy("รายงานผลแล้ว"),
    folding.RETURNED: gettext_lazy("ส่งคืนศูนย์ดำรงธรรม"),
    folding.TAKEN_BACK: gettext_lazy("ศูนย์เรียกงานคืนหรือเรื่องจบไปก่อน"),
}

DEFINITIONS: dict[str, tuple[Any, Any]] = {
    "carried": (gettext_lazy("ยกมา"), gettext_lazy("เรื่องที่ยังไม่จบเมื่อเริ่มช่วงเวลานี้")),
    "came_in": (
        gettext_lazy("เข้ามา"),
        gettext_lazy("เรื่องใหม่ เรื่องที่เปิดอีกครั้ง และเรื่องที่รับต่อจากศูนย์อื่น นับในเดือนที่เกิดขึ้นจริง"),
    ),
    "new": (gettext_lazy("เรื่องใหม่"), gettext_lazy("เรื่องที่ส่งเข้ามาครั้งแรก นับในเดือนที่ส่ง ให้ศูนย์ที่รับไว้ตอนนั้น")),
    "changed": (
        gettext_lazy("ปรับข้อมูลเรื่อง"),
        gettext_lazy("เรื่องที่ถูกระบุใหม่ระหว่างทาง เช่น เปลี่ยนประเภท นับที่เข้ามาลบที่ออกไป รวมทุกช่องแล้วเป็นศูนย์"),
    ),
    "ended": (
        gettext_lazy("ยุติ"),
        gettext_lazy("เรื่องที่จบในช่วงนี้ทุกทาง คือ ยุติเรื่อง ถอนเรื่อง ไม่รับพิจารณา ส่งหน่วยงานภายนอก หรือรวมกับเรื่องอื่น"),
    ),
    "passed_on": (
        gettext_lazy("ส่งให้ศูนย์อื่น"),
        gettext_lazy("เรื่องที่ศูนย์นอกขอบเขตของรายงานนี้รับไปดูแลต่อ เรื่องที่ย้ายกันภายในขอบเขตไม่นับว่าย้าย"),
    ),
    "remaining": (gettext_lazy("คงเหลือ"), gettext_lazy("เรื่องที่ยังไม่จบเมื่อสิ้นช่วงเวลานี้ หรือถึงขณะนี้ถ้าช่วงยังไม่สิ้นสุด")),
    "origin": (gettext_lazy("ปีที่รับเรื่อง"), gettext_lazy("ปีงบประมาณที่ส่งเรื่องเข้ามาครั้งแรก ไม่เปลี่ยนแม้เรื่องจะเปิดอีกครั้ง")),
    "all_in": (
        gettext_lazy("รับทั้งหมด"),
        gettext_lazy("เรื่องของปีนั้นที่เข้ามาจนถึงสิ้นเดือนที่เลือก หักเรื่องที่ส่งให้ศูนย์อื่นแล้ว เรื่องที่เปิดอีกครั้งนับอีกครั้ง"),
    ),
    "tasks": (
        gettext_lazy("งานของหน่วยงาน"),
        gettext_lazy("งานหนึ่งชิ้นคือการขอให้หน่วยงานหนึ่งช่วยเรื่องหนึ่ง เรื่องเดียวอาจมีหลายงาน"),
    ),
    "district": (gettext_lazy("พื้นที่"), gettext_lazy("อำเภอที่เกิดเหตุ ไม่ว่าศูนย์ใดจะเป็นผู้ดูแลเรื่อง")),
}


def definitions(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(DEFINITIONS[name][0]), str(DEFINITIONS[name][1])) for name in names)


def language() -> str:
    return get_language() or "th"


def month_name(month: int, *, short: bool = False) -> str:
    """'พฤศจิกายน 2569', 'November 2026'; short without the year."""
    year, number = divmod(month, 100)
    if language().startswith("th"):
        return MONTHS_SHORT[number - 1] if short else f"{MONTHS[number - 1]} {year + BE_OFFSET}"
    return MONTHS_EN[number - 1][:3] if short else f"{MONTHS_EN[number - 1]} {year}"


def year_name(year_be: int) -> str:
    return _("ปีงบประมาณ %(year)s") % {"year": year_be}


def category(code: str) -> str:
    card = catalog.all_categories().get(code)
    return card.name(language()).replace(" ๆ", "\u00a0ๆ") if card else _("ยังไม่ระบุประเภท")


def channel(code: str) -> str:
    return next((card.name(language()) for card in catalog.channels() if card.code == code), code)


def mission(code: str) -> str:
    return next((card.name(language()) for card in catalog.missions() if card.code == code), code)


def term(axis: str, code: str) -> str:
    card = catalog.all_terms(axis).get(code)
    return card.name(language()) if card else code or _("ยังไม่ระบุ")


def office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(language()) if card else code


def place(code: str) -> str:
    return places.title(code, language())


IDENTITIES: dict[str, Any] = {
    "named": gettext_lazy("ออกนาม"),
    "hidden": gettext_lazy("ไม่ประสงค์ออกนาม"),
    "none": gettext_lazy("ไม่ปรากฏผู้ร้อง"),
}
TERMS = {
    folding.NATURE: axes.NATURE,
    folding.ACCUSED: axes.ACCUSED,
    folding.COMPLAINANT: axes.COMPLAINANT,
    folding.POLICY: axes.POLICY,
}


def trait(axis: str, code: str) -> str:
    if axis == folding.IDENTITY:
        return str(IDENTITIES.get(code, code))
    return term(TERMS[axis], code)
