"""What stages of a trip, kinds of counts and of rules are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PLANNED, ANNOUNCED, HELD, REPORTED, SEEN, RETURNED, POSTPONED, CANCELLED = (
    "planned", "announced", "held", "reported", "seen", "returned", "postponed", "cancelled",
)  # fmt: skip
STATUSES = {
    PLANNED: _("อยู่ในแผน ยังไม่ประกาศ"), ANNOUNCED: _("ประกาศแล้ว"), HELD: _("ออกหน่วยแล้ว รอรายงาน"), REPORTED: _("รายงานแล้ว รอจังหวัดดู"),
    SEEN: _("จังหวัดรับทราบแล้ว"), RETURNED: _("จังหวัดส่งกลับให้แก้รายงาน"), POSTPONED: _("เลื่อน ยังไม่กำหนดวันใหม่"), CANCELLED: _("ยกเลิก"),
}  # fmt: skip
TONES = {
    PLANNED: "quiet", ANNOUNCED: "going", HELD: "waiting", REPORTED: "going", SEEN: "done", RETURNED: "late",
    POSTPONED: "waiting", CANCELLED: "quiet",
}  # fmt: skip
HAPPENED = [HELD, REPORTED, SEEN, RETURNED]
"""The unit was there: the village counts as visited."""
AHEAD = [PLANNED, ANNOUNCED]
OWES_REPORT = [HELD, RETURNED]
OFF = [POSTPONED, CANCELLED]

PEOPLE = "people"
"""What a sheet counts that is no service: whoever came, each once."""
SEXES = {
    "female": pgettext_lazy("sex", "หญิง"),
    "male": pgettext_lazy("sex", "ชาย"),
    "unsaid": pgettext_lazy("sex", "ไม่ระบุ"),
}
BANDS = {"under_18": _("ต่ำกว่า 18 ปี"), "18_59": _("18 ถึง 59 ปี"), "60_up": _("60 ปีขึ้นไป")}
"""Elderly from 60: Act on the Elderly B.E. 2546 s.3; child below 18: Child Protection Act B.E. 2546 s.4."""
CELLS = [(sex, band) for sex in SEXES for band in BANDS]
"""The order in which a sheet keeps its nine numbers."""

VISIT, REPORT, ANNOUNCE, ESCALATE, PHOTO = "visit_months", "report_days", "announce_days", "escalate_days", "photo_km"
WHATS = {
    VISIT: _("ไปทุกหมู่บ้านภายใน (เดือน)"), REPORT: _("รายงานหลังออกหน่วยภายใน (วันทำการ)"), ANNOUNCE: _("ประกาศก่อนวันออกหน่วย (วัน)"),
    ESCALATE: _("แจ้งจังหวัดเมื่อรายงานช้าเกิน (วันทำการ)"), PHOTO: _("รูปถ่ายอยู่ห่างจากที่นัดได้ (กิโลเมตร)"),
}  # fmt: skip
