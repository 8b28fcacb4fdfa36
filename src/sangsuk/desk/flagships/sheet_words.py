"""How sheets are spoken of at the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.flagships.models import Sheet
from sangsuk.flagships.words import ACCEPTED, FILLING, HANDED_IN, PASSED, PROVINCE, READY, RETURNED

AXES: dict[str, Any] = {"sex": _("แยกตามเพศ"), "age": _("แยกตามช่วงอายุ"), "disability": _("แยกตามความพิการ")}
STATES: dict[str, tuple[Any, str]] = {
    FILLING: (_("ยังไม่ได้ส่ง"), "waiting"), READY: (_("รอลงนาม"), "waiting"), HANDED_IN: (_("ส่งแล้ว รอจังหวัดตรวจ"), "going"),
    PASSED: (_("จังหวัดให้ผ่านแล้ว"), "going"), ACCEPTED: (_("กรมรับแล้ว"), "done"),
}  # fmt: skip
ENTRY_STATES: dict[str, tuple[Any, str]] = {
    FILLING: (_("ยังไม่ได้ส่ง"), "quiet"), HANDED_IN: (_("รอตรวจ"), "going"), RETURNED: (_("มีคำถาม"), "late"),
    PASSED: (_("ผ่านแล้ว"), "done"), ACCEPTED: (_("กรมรับแล้ว"), "done"),
}  # fmt: skip
KINDS: dict[str, Any] = {
    "typed": _("กรอก"), "copied": _("คัดลอกจากช่วงก่อน"), "looked": _("ดูแล้วว่ายังถูกต้อง"), "late": _("กรอกภายหลัง"),
    "corrected": _("แก้ไข"), "explained": _("อธิบาย"), "handed_in": _("ลงนามส่ง"), "asked": _("ส่งคืนพร้อมคำถาม"),
    "passed": _("ให้ผ่าน"), "accepted": _("กรมรับ"), "sent_back": _("กรมส่งคืนให้จังหวัดตรวจอีกครั้ง"), "counted": _("ระบบนับ"),
    "imported": _("นำเข้า"),
}  # fmt: skip
WAYS: dict[str, Any] = {
    "excel": _("จาก Excel"), "csv": _("จากไฟล์ CSV"), "paste": _("วางจากตาราง"), "offline": _("จากโทรศัพท์"), "copy": _("คัดลอก"),
    "api": _("จากระบบอื่น"), "dhis2": _("จาก DHIS2"), "machine": _("ระบบ"),
}  # fmt: skip
PLACES: dict[str, Any] = {
    "inside": _("ถ่ายในพื้นที่"), "outside": _("ตำแหน่งในรูปอยู่นอกพื้นที่ กรุณาดูว่าเป็นรูปที่ถูกต้อง"), "unknown": _("รูปไม่บอกตำแหน่ง"),
}  # fmt: skip
TIMES: dict[str, Any] = {
    "inside": _("ถ่ายในช่วงที่รายงาน"), "outside": _("วันที่ในรูปอยู่นอกช่วงที่รายงาน กรุณาดูว่าเป็นรูปที่ถูกต้อง"), "unknown": _("รูปไม่บอกวันที่"),
}  # fmt: skip
LEVELS: dict[str, Any] = {
    "village": _("หมู่บ้าน"),
    "subdistrict": _("ตำบล"),
    "district": _("อำเภอ"),
    "province": _("จังหวัด"),
}
AT_PROVINCE = {HANDED_IN: _("ส่งแล้ว รอกรมตรวจ")}
RUNGS: dict[str, Any] = {
    "": _("ส่งแล้ว รอกำนันหรืออำเภอรับรอง"),
    "subdistrict": _("กำนันรับรองแล้ว รออำเภอ"),
    "district": _("อำเภอรับรองแล้ว รอจังหวัด"),
}


def state_of(sheet: Sheet) -> tuple[Any, str]:
    """A word and a tone."""
    if sheet.returned:
        return _("มีคำถาม รอคำตอบ"), "late"
    if sheet.state == FILLING and sheet.handed_in_at:
        return _("กำลังแก้ไขหลังส่ง"), "waiting"
    if sheet.state == HANDED_IN and sheet.level in ("village", "subdistrict"):
        return RUNGS[sheet.rung], "going"
    if sheet.state == HANDED_IN and sheet.level == PROVINCE:
        return AT_PROVINCE[HANDED_IN], "going"
    return STATES[sheet.state]
