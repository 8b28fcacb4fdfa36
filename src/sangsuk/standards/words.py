"""What kinds, stages and items are called, in the code and on the page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SERVICE, ACCESS = "service", "access"
ABOUT = {SERVICE: _("มาตรฐานการบริการ"), ACCESS: _("การเข้าถึงสำหรับทุกคน")}
"""What a form asks about. A score counts of the first; the facts of the second are told to everybody."""

COUNT, CHOICE, YES_NO = "count", "choice", "yes_no"
KINDS = {COUNT: _("นับสิ่งที่มี"), CHOICE: _("เลือกหนึ่งข้อ"), YES_NO: _("มีหรือไม่มี")}
OFFICIAL, CONFIRMED, INFERRED = "official", "confirmed", "inferred"
BASES = {
    OFFICIAL: _("ตามแบบของกรมการปกครอง"), CONFIRMED: _("กรมการปกครองยืนยันแล้ว"), INFERRED: _("โครงการอนุมานเอง รอกรมการปกครองยืนยัน"),
}  # fmt: skip
DRAFT, RELEASED, REPLACED = "draft", "released", "replaced"
FORM_STATES = {
    DRAFT: pgettext_lazy("form", "ฉบับร่าง"), RELEASED: pgettext_lazy("form", "ใช้อยู่"), REPLACED: pgettext_lazy("form", "เลิกใช้แล้ว"),
}  # fmt: skip

FILLING, OFFERED, HANDED_IN, TAKEN_UP, PLANNED, REPORTED, CONFIRMED_, OBJECTED, FINAL, DROPPED = (
    "filling", "offered", "handed_in", "taken_up", "planned", "reported", "confirmed", "objected", "final", "dropped",
)  # fmt: skip
STATUSES = {
    FILLING: pgettext_lazy("assessment", "กำลังกรอก"), OFFERED: pgettext_lazy("assessment", "รอผู้ส่งตรวจ"),
    HANDED_IN: pgettext_lazy("assessment", "ส่งจังหวัดแล้ว"), TAKEN_UP: pgettext_lazy("assessment", "จังหวัดรับแล้ว รอนัดวัน"),
    PLANNED: pgettext_lazy("assessment", "นัดวันตรวจเยี่ยมแล้ว"), REPORTED: pgettext_lazy("assessment", "ตรวจเยี่ยมแล้ว รอรับรองผล"),
    CONFIRMED_: pgettext_lazy("assessment", "แจ้งผลแล้ว รออำเภอตอบ"), OBJECTED: pgettext_lazy("assessment", "อำเภอทักท้วง รอจังหวัดวินิจฉัย"),
    FINAL: pgettext_lazy("assessment", "ผลเป็นที่สุด"), DROPPED: pgettext_lazy("assessment", "ยกเลิก"),
}  # fmt: skip
OPEN = (FILLING, OFFERED, HANDED_IN, TAKEN_UP, PLANNED, REPORTED, CONFIRMED_, OBJECTED)
AT_DISTRICT, AT_PROVINCE = (FILLING, OFFERED, CONFIRMED_), (HANDED_IN, TAKEN_UP, PLANNED, REPORTED, OBJECTED)
TOLD = (CONFIRMED_, OBJECTED, FINAL)
"""From here on the district reads what the visitors found."""

OWN, VISIT, OBJECTION = "own", "visit", "objection"
STAGES = {OWN: _("อำเภอแนบเอง"), VISIT: _("จากการตรวจเยี่ยม"), OBJECTION: _("แนบกับข้อทักท้วง")}

ITEMS = {
    "speed": _("ความรวดเร็ว"), "hours": _("วันและเวลาที่เปิดให้บริการ"), "contact": _("ติดต่อง่าย"),
    "manner": _("การแต่งกายและกิริยามารยาท"), "advice": _("คำแนะนำที่ได้รับ"),
}  # fmt: skip
"""The five items of the department's satisfaction form of 2566, in our words; its service types and bands stand in the catalog."""
LEVELS = {5: _("ดีมาก"), 4: _("ดี"), 3: _("พอใช้"), 2: _("ควรปรับปรุง"), 1: _("ไม่ดี")}
POINTS_A_LEVEL, LEAST_POINTS, MOST_POINTS = 4, 20, 100
"""4, 8, 12, 16, 20 points an item; five items are 100."""
QR, WEB = "qr", "web"
CHANNELS = {QR: _("สแกนจากป้าย"), WEB: _("เว็บไซต์")}
MOST_WORDS = 1000
SERVICES, AGES, CONDITIONS = "service_kind", "age_band", "condition"
"""Axes of the catalog."""
AXES = {"age_band": _("ตามอายุ"), "condition": _("ตามผู้รับบริการ"), "service": _("ตามงานที่มาติดต่อ")}
