"""What a move may ask for: one row a field. Rules of substance (is this code known?) stand in the effects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused


@dataclass(frozen=True)
class Field:
    """What to call it, how to ask for it, how long (or large) it may be. A `choice` is checked by its effect.

    `sealed`: names of people, which stand in no event; the row that the event writes keeps them, sealed.
    """

    label: Any
    kind: str  # text | choice | number | date | flag | checks (a choice for each of several questions)
    most: int = 5000
    least: int = 1
    hint: Any = ""
    sealed: bool = False


CODE = 100
"""No code is longer than this; a longer one is not looked for, and not kept."""
_WHY = _("ผู้ร้องจะเห็นข้อความนี้ เขียนด้วยคำง่าย ๆ")

FIELDS: dict[str, Field] = {
    # words
    "question": Field(_("คำถามถึงผู้ร้อง"), "text", 1000, 5, _("ถามทีละอย่าง ด้วยคำง่าย ๆ")),
    "text": Field(_("ข้อความ"), "text", 5000, 2),
    "reason": Field(_("เหตุผล"), "text", 2000, 2),
    "finding": Field(_("ตรวจพบอะไร"), "text", 5000, 10, _("ข้อเท็จจริงที่ท่านตรวจเอง ไม่ใช่ข้อความของผู้ร้องซ้ำ")),
    "instruction": Field(_("ขอให้หน่วยงานทำอะไร"), "text", 2000, 5, _("ข้อเสนอของท่าน ทำอะไร ที่ไหน ให้เสร็จเมื่อไร")),
    "citizen_told": Field(_("แจ้งผู้ร้องไว้ว่าอย่างไร"), "text", 2000, 5, _WHY),
    "result": Field(_("ผลการดำเนินการ"), "text", 5000, 5, _("ทำอะไรไปแล้ว เมื่อไร ผลเป็นอย่างไร")),
    "answer": Field(_("คำตอบถึงผู้ร้อง"), "text", 5000, 10, _("บอกว่าทำอะไรแล้ว ผลเป็นอย่างไร และถ้ายังไม่เรียบร้อยให้ทำอย่างไร")),
    "tried": Field(_("ตรวจพบอะไร และได้ทำอะไรไปแล้ว"), "text", 5000, 5),
    "obstacle": Field(_("ทำไมจึงแก้ไม่ได้ในระดับนี้"), "text", 5000, 5),
    "asked": Field(_("ขอให้ระดับเหนือทำอะไร"), "text", 5000, 5),
    "comment": Field(_("อยากบอกอะไรเราเพิ่ม"), "text", 2000, 0),
    "to_whom": Field(_("ถามใคร"), "text", 200, 2, _("ชื่อหน่วยงาน หรือบทบาทของพยาน เช่น ผู้ใหญ่บ้านหมู่ 4")),
    "body": Field(_("หน่วยงานหรือองค์กรที่รับเรื่อง"), "text", 300, 3),
    "body_email": Field(_("อีเมลของผู้รับ"), "text", 254, 0, _("ถ้าใส่ไว้ ระบบจะส่งลิงก์ให้ตอบได้โดยไม่ต้องมีบัญชี")),
    "members": Field(_("ผู้เข้าร่วม"), "text", 2000, 2),
    "agenda": Field(_("เรื่องที่จะประชุม"), "text", 2000, 2),
    "minutes": Field(_("ผลการประชุมและใครต้องทำอะไร"), "text", 5000, 10),
    "team": Field(_("ผู้ลงพื้นที่"), "text", 1000, 2),
    "place": Field(_("จุดที่ไป"), "text", 500, 0, _("เช่น หน้าโรงเรียนบ้านสันทราย ไม่ต้องใส่ชื่อผู้ร้อง")),
    "to_check": Field(_("ให้ตรวจอะไร"), "text", 2000, 5),
    "findings": Field(_("พบอะไรในพื้นที่"), "text", 5000, 5),
    "follow_up": Field(_("ต้องทำอะไรต่อ"), "text", 2000, 0),
    "people_met": Field(_("พบใครบ้าง"), "text", 2000, 0, _("ชื่อและหน้าที่ เราปิดผนึกไว้ ผู้ที่เปิดดูต้องบอกเหตุผล"), sealed=True),
    "giver": Field(_("ใครเป็นผู้ให้"), "text", 300, 2),
    "legal_basis": Field(_("ข้อกฎหมาย"), "text", 1000, 0),
    # choices
    "agency": Field(_("หน่วยงาน"), "choice"),
    "office": Field(_("ศูนย์ดำรงธรรมที่จะดูแลต่อ"), "choice"),
    "category": Field(_("ประเภทเรื่อง"), "choice"),
    "settlement": Field(_("เรื่องจบอย่างไร"), "choice"),
    "assignee": Field(_("ผู้รับผิดชอบ"), "choice"),
    "duty": Field(_("งานที่ค้างอยู่"), "choice"),
    "refusal_reason": Field(_("ไม่รับพิจารณาเพราะ"), "choice"),
    "suspend_reason": Field(_("พักเรื่องเพราะ"), "choice"),
    "outcome": Field(_("ผล"), "choice"),
    "visit_outcome": Field(_("ผลการลงพื้นที่"), "choice"),
    "relief_kind": Field(_("ช่วยอะไร"), "choice"),
    "other_kind": Field(_("ถามฝ่ายใด"), "choice"),
    "body_kind": Field(_("ประเภทของหน่วยงานที่รับ"), "choice"),
    "urgency": Field(_("ความเร่งด่วน"), "choice"),
    "service_class": Field(_("ชั้นของเรื่อง"), "choice"),
    "nature": Field(_("ลักษณะของเรื่อง"), "choice"),
    "accused_type": Field(_("ผู้ถูกร้อง"), "choice"),
    "policy": Field(_("นโยบายสำคัญ"), "choice"),
    "accused_office": Field(_("หน่วยงานที่ถูกร้อง"), "choice"),
    "accused_person": Field(_("เจ้าหน้าที่ที่ถูกร้อง"), "choice"),
    "secrecy": Field(_("ชั้นความลับ"), "choice"),
    "checks": Field(_("การตรวจรับคำร้อง"), "checks"),
    "into": Field(_("เลขที่เรื่องหลัก"), "text", 60, 5),
    "solved": Field(_("ปัญหาของท่านได้รับการแก้ไขหรือไม่"), "choice"),
    "wish_met": Field(_("ได้ตามที่ขอไว้หรือไม่"), "choice"),
    "anyway": Field(_("ข้าพเจ้าอ่านแล้ว และยืนยันให้ส่งตามนี้"), "flag"),
    # numbers and dates
    "rating": Field(_("การดูแลเรื่องของท่านเป็นอย่างไร"), "number", 5, 1),
    "rating_result": Field(_("ผลที่ได้เป็นอย่างไร"), "number", 5, 1),
    "distress_after": Field(_("ตอนนี้เรื่องนี้ยังทำให้ท่านทุกข์ใจแค่ไหน"), "number", 10, 0),
    "baht": Field(_("จำนวนเงิน (บาท)"), "number", 1_000_000_000, 0),
    "households": Field(_("ช่วยกี่ครัวเรือน"), "number", 1_000_000, 0),
    "due_on": Field(_("ให้เสร็จภายในวันที่"), "date"),
    "visited_on": Field(_("วันที่ลงพื้นที่"), "date"),
    "given_on": Field(_("วันที่ให้"), "date"),
    "meets_on": Field(_("วันที่ประชุม"), "date"),
}


def check(name: str, value: Any, *, needed: bool) -> None:
    """Whether this may be the value of the field. Raises Refused with the field's name."""
    field = FIELDS.get(name)
    if field is None:  # a file: checked where it is read
        return
    label = {"label": field.label, "most": f"{field.most:,}", "least": f"{field.least:,}"}
    if value is None or (isinstance(value, str) and not value.strip()) or value == {}:
        if needed:
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
        return
    _CHECKS[field.kind](name, field, value, label)


def _number(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("not_a_number", _("“%(label)s” ต้องเป็นตัวเลข") % label, name)
    if not field.least <= value <= field.most:
        raise Refused("bad_choice", _("“%(label)s” ต้องอยู่ระหว่าง %(least)s ถึง %(most)s") % label, name)


def _choice(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    if not _is_code(value):
        raise Refused("bad_choice", _("กรุณาเลือก “%(label)s” จากรายการ") % label, name)


def _is_code(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= CODE and "\x00" not in value
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _date(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    try:
        good = isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        good = False
    if not good:
        raise Refused("bad_date", _("“%(label)s” ต้องเป็นวันที่") % label, name)


def _several(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    good = isinstance(value, dict) and len(value) <= 40
    if not good or not all(_is_code(k) and _is_code(v) and isinstance(v, str) for k, v in value.items()):
        raise Refused("bad_choice", _("กรุณาเลือก “%(label)s” จากรายการ") % label, name)


def _text(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    if not isinstance(value, str):
        raise Refused("not_text", _("“%(label)s” ต้องเป็นข้อความ") % label, name)
    check_length(name, field, value)


def check_length(name: str, field: Field, value: str) -> None:
    """Not too short, not too long, and of signs that a database keeps. Raises Refused."""
    label = {"label": field.label, "most": field.most}
    if "\x00" in value:
        raise Refused("bad_sign", _("“%(label)s” มีอักขระที่ใช้ไม่ได้") % label, name)
    if len(value.strip()) < field.least:
        raise Refused("too_short", _("กรุณาเขียน “%(label)s” ให้ยาวกว่านี้อีกนิด") % label, name)
    if len(value) > field.most:
        raise Refused("too_long", _("“%(label)s” ยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % label, name)


def _flag(name: str, field: Field, value: Any, label: Mapping[str, Any]) -> None:
    if value not in (True, False, "yes", "on", "true"):
        raise Refused("bad_choice", _("กรุณาเลือก “%(label)s” จากรายการ") % label, name)


_CHECKS = {"flag": _flag, "number": _number, "choice": _choice, "date": _date, "checks": _several, "text": _text}
