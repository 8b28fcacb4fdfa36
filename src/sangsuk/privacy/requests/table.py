"""The life of a request, one table: who may do what, from where, with which words. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..life import move, table

OPEN = "received working waiting"
STATUSES = {
    "received": _("รับคำขอแล้ว"), "working": _("กำลังตรวจ"), "waiting": _("รอคำตอบจากท่าน"), "granted": _("ทำตามที่ขอแล้ว"),
    "partly": _("ทำให้ได้บางส่วน"), "refused": _("ทำให้ไม่ได้"), "withdrawn": _("ถอนคำขอแล้ว"),
}  # fmt: skip
KINDS = {
    "access": _("ขอดูข้อมูลของตน"), "copy": _("ขอสำเนาข้อมูลของตน"), "correct": _("ขอแก้ข้อมูลให้ถูกต้อง"), "erase": _("ขอให้ลบข้อมูล"),
    "restrict": _("ขอให้ระงับการใช้ และเก็บไว้ก่อน"), "object": _("คัดค้านการใช้ข้อมูล"), "complain": _("ร้องเรียนเรื่องการดูแลข้อมูล"),
}  # fmt: skip
SCOPES = {"contact": _("ชื่อ เบอร์ และอีเมล"), "all": _("ทุกอย่างที่บอกได้ว่าเป็นใคร")}
IDENTITY = {
    "key": _("เลขที่และรหัสลับของเรื่อง"), "card": _("แสดงบัตรประชาชนที่ศูนย์"), "thaid": _("ยืนยันตัวด้วย ThaID"),
    "power": _("ผู้รับมอบอำนาจพร้อมหนังสือมอบอำนาจ"),
}  # fmt: skip

MOVES = table(
    move("take_up", "received", "working", "dpo", _("รับไว้ตรวจ"), _("เจ้าหน้าที่คุ้มครองข้อมูลรับคำขอไว้ตรวจ"), main=True),
    move("grant", "received working", "granted", "dpo", _("ทำตามที่ขอ"), _("ทำตามคำขอแล้ว"), "answer", "scope", main=True),
    move("grant_part", "received working", "partly", "dpo", pgettext_lazy("request", "ทำให้ได้บางส่วน"), _("ทำตามคำขอได้บางส่วน"), "answer ground", "scope"),
    move("ask", "received working", "waiting", "dpo", _("ขอทราบเพิ่ม"), _("ขอทราบเพิ่มจากผู้ขอ"), "question"),
    move("extend", "received working", "", "dpo", _("ขยายเวลา"), _("ขยายเวลาตอบ"), "ground"),
    move("refuse", "received working", "refused", "dpo", _("ปฏิเสธคำขอ"), _("ปฏิเสธคำขอ"), "ground answer"),
    move("resume", "waiting", "working", "dpo", _("ตรวจต่อโดยไม่รอคำตอบ"), _("ตรวจต่อโดยไม่รอคำตอบ")),
    move("reply", "waiting", "working", "citizen", _("ส่งคำตอบ"), _("ผู้ขอตอบแล้ว"), "text", main=True),
    move("withdraw", OPEN, "withdrawn", "citizen dpo", pgettext_lazy("request", "ถอนคำขอ"), _("ถอนคำขอ")),
)  # fmt: skip
