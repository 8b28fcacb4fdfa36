"""What the kinds, levels, ways of adding up and rules of an indicator are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import periods, words

KINDS = {
    words.REPORTED: _("พื้นที่รายงาน"), words.FACT: _("ระบบนับจากงานจริง"), words.FORMULA: _("คำนวณจากตัวชี้วัดอื่น"),
}  # fmt: skip
LEVELS = {
    words.VILLAGE: _("หมู่บ้าน"), words.SUBDISTRICT: _("ตำบล"), words.DISTRICT: _("อำเภอ"), words.PROVINCE: _("จังหวัด"),
    words.COUNTRY: _("ประเทศ"),
}  # fmt: skip
FREQUENCIES = {periods.MONTH: _("ทุกเดือน"), periods.QUARTER: _("ทุกไตรมาส"), periods.YEAR: _("ทุกปีงบประมาณ")}
OVER_AREAS = {
    words.SUM: _("บวกทุกพื้นที่"), words.MEAN: _("รวมตัวตั้งและตัวหารของทุกพื้นที่ แล้วจึงหาร"), words.DISTINCT: _("นับสิ่งที่ไม่ซ้ำกัน"),
}  # fmt: skip
OVER_TIME = {
    words.SUM: _("บวกทุกช่วง"), words.MEAN: _("รวมตัวตั้งและตัวหารของทุกช่วง แล้วจึงหาร"), words.LAST: _("ใช้ค่าล่าสุดของแต่ละพื้นที่"),
    words.DISTINCT: _("นับสิ่งที่ไม่ซ้ำกัน"),
}  # fmt: skip
DIRECTIONS = {words.UP: _("ยิ่งมากยิ่งดี"), words.DOWN: _("ยิ่งน้อยยิ่งดี"), words.NEUTRAL: _("ดูไว้ประกอบ มากหรือน้อยไม่ได้แปลว่าดีกว่า")}
EVIDENCE = {"": _("ไม่ต้องแนบ"), "photo": _("รูปถ่าย"), "file": _("เอกสาร")}
STANDINGS = {
    words.OFFICIAL: _("ตามเอกสารทางการ"), words.CONFIRMED: _("กรมการปกครองยืนยันแล้ว"), words.INFERRED: _("ร่างของเรา ยังไม่ได้รับการยืนยัน"),
}  # fmt: skip
AXES = {"sex": _("เพศ"), "age": _("ช่วงอายุ"), "disability": _("ความพิการ")}
WAYS = {
    "equal": _("แบ่งเท่ากันทุกพื้นที่"), "by_last_year": _("แบ่งตามผลของช่วงเดียวกันปีก่อน"), "by_base": _("แบ่งตามตัวชี้วัดอื่นที่บอกขนาดของพื้นที่"),
    "same": _("ใช้ค่าเดียวกันทุกพื้นที่"),
}  # fmt: skip
_RULES = {
    "least": _("ไม่น้อยกว่า %(value)s"), "most": _("ไม่เกิน %(value)s"), "usual_least": _("ถ้าน้อยกว่า %(value)s ระบบถามซ้ำ"),
    "usual_most": _("ถ้ามากกว่า %(value)s ระบบถามซ้ำ"), "jump": _("ถ้าต่างจากช่วงก่อนเกิน %(value)s เท่า ระบบถามซ้ำ"),
    "whole": _("เป็นจำนวนเต็ม"), "part": _("ไม่เกินตัวหาร"), "at_most": _("ไม่เกินค่าของ “%(value)s”"),
    "adds_up": _("ถ้าไม่เท่าผลรวมของ “%(value)s” ระบบถามซ้ำ"),
}  # fmt: skip


def axis(code: str) -> Any:
    return AXES.get(code, code)


def rules(checks: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """Each rule of input as people say it. `names`: of indicators, by code."""
    return [str(_RULES[rule]) % {"value": _value(value, names)} for rule, value in checks.items() if rule in _RULES]


def _value(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return " + ".join(names.get(code, code) for code in value)
    return names.get(value, value) if isinstance(value, str) else f"{value:,}"
