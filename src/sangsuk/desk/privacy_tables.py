"""The tables of personal data that the data protection officer keeps: notices, time limits, grounds, keeping, the record."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.privacy.models import Activity, Ground, Notice, Officer, RetentionRule, TimeLimit

KEEPERS = ("dpo", "operator")
DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("notices", _("ประกาศความเป็นส่วนตัว"), Notice, "code", ("audience", "version", *DAYS),
             ("code", "audience", "version", "short_th", "short_en", "said_th", "said_en", "full_th", "full_en", "approved_by", *DAYS),
             ("code", "version"), fixed=("code", "audience", "version"), keepers=KEEPERS),
        make("keeping", _("กำหนดเก็บข้อมูลส่วนบุคคล"), RetentionRule, "code", ("what_th", "amount", "unit", *DAYS),
             ("code", "target", "action", "amount", "unit", "other_rule", "needs_approval", "what_th", "what_en", "starts_th", "starts_en", *DAYS),
             ("code", "what_th", "what_en"), fixed=("code", "target"), keepers=KEEPERS),
        make("rights", _("กำหนดเวลาเรื่องข้อมูลส่วนบุคคล"), TimeLimit, "code", ("kind", "amount", "unit", *DAYS),
             ("code", "kind", "amount", "unit", *DAYS), ("code",), fixed=("code", "kind"), keepers=KEEPERS),
        make("grounds", _("เหตุตามกฎหมายเรื่องข้อมูลส่วนบุคคล"), Ground, "code", ("name_th", "axis", *DAYS),
             ("code", "axis", "kinds", "name_th", "name_en", "basis_th", "basis_en", "order", *DAYS),
             ("code", "name_th", "name_en"), fixed=("code", "axis"), keepers=KEEPERS),
        make("officers", _("ผู้ที่ประชาชนถามเรื่องข้อมูลได้"), Officer, "code", ("name_th", "phone", *DAYS),
             ("code", "name_th", "name_en", "address_th", "address_en", "phone", "email", *DAYS),
             ("name_th", "name_en"), fixed=("code",), keepers=KEEPERS),
        make("activities", _("กิจกรรมการประมวลผล (มาตรา 39)"), Activity, "code", ("name_th", *DAYS),
             ("code", "name_th", "name_en", "purpose_th", "purpose_en", "basis_th", "basis_en", "subjects_th", "subjects_en",
              "recipients_th", "recipients_en", "targets", "measures_th", "measures_en", "order", *DAYS),
             ("code", "name_th", "name_en"), fixed=("code",), keepers=KEEPERS),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "audience": _("บอกใคร"), "version": _("รุ่น"), "short_th": _("ฉบับสั้น ภาษาไทย"), "short_en": _("ฉบับสั้น ภาษาอังกฤษ"),
    "said_th": _("คำที่เจ้าหน้าที่พูด ภาษาไทย"), "said_en": _("คำที่เจ้าหน้าที่พูด ภาษาอังกฤษ"), "full_th": _("ฉบับเต็ม ภาษาไทย"),
    "full_en": _("ฉบับเต็ม ภาษาอังกฤษ"), "approved_by": _("ผู้อนุมัติ"), "action": pgettext_lazy("keeping", "ทำอะไร"),
    "other_rule": _("หรือตามกำหนดเวลาชนิด"), "needs_approval": _("ต้องอนุมัติก่อนลบ"), "what_th": _("ข้อมูลอะไร ภาษาไทย"),
    "what_en": _("ข้อมูลอะไร ภาษาอังกฤษ"), "starts_th": _("นับจากเมื่อไร ภาษาไทย"), "starts_en": _("นับจากเมื่อไร ภาษาอังกฤษ"),
    "kinds": _("ใช้กับคำขอชนิด"), "address_en": _("ที่อยู่ ภาษาอังกฤษ"), "purpose_th": _("วัตถุประสงค์ ภาษาไทย"),
    "purpose_en": _("วัตถุประสงค์ ภาษาอังกฤษ"), "subjects_th": _("เจ้าของข้อมูล ภาษาไทย"), "subjects_en": _("เจ้าของข้อมูล ภาษาอังกฤษ"),
    "recipients_th": _("ผู้รับข้อมูล ภาษาไทย"), "recipients_en": _("ผู้รับข้อมูล ภาษาอังกฤษ"), "targets": _("กติกาเก็บที่เกี่ยวข้อง"),
    "measures_th": _("มาตรการ ภาษาไทย"), "measures_en": _("มาตรการ ภาษาอังกฤษ"), "target": _("ใช้กับ"),
}  # fmt: skip
WORDS: dict[str, Any] = {
    "reporter": _("ผู้ร้อง"), "supporter": _("ผู้เดือดร้อนร่วม"), "staff": _("เจ้าหน้าที่"), "delete": pgettext_lazy("keeping", "ลบ"),
    "anonymise": _("ทำให้ไม่รู้ว่าเป็นใคร"), "keep": pgettext_lazy("keeping", "เก็บ"), "rights_answer": _("ตอบคำขอของเจ้าของข้อมูล"),
    "rights_extension": _("ขยายเวลาตอบคำขอ"), "copy_open": _("เปิดสำเนาข้อมูลไว้"), "breach_notice": _("แจ้งสำนักงานเมื่อเกิดเหตุ"),
    "breach_reason": _("ชี้แจงเหตุที่แจ้งช้า"), "breach_warning": _("เตือนก่อนครบ 72 ชั่วโมง"), "refusal": _("เหตุปฏิเสธคำขอ"),
    "extension": _("เหตุขยายเวลา"), "disclosure": _("ฐานที่เปิดเผยได้"), "quiet": _("เหตุที่ยังไม่บอกเจ้าของข้อมูล"), "hold": _("เหตุที่สั่งให้เก็บไว้"),
}  # fmt: skip
