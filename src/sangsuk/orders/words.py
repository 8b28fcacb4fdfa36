"""What kinds, states and stages of orders are called."""

from django.utils.translation import gettext_lazy as _

ORDER, CIRCULAR, NOTICE = "order", "circular", "notice"
KINDS = {ORDER: _("ข้อสั่งการ"), CIRCULAR: _("หนังสือเวียน"), NOTICE: _("ประกาศภายใน")}

DRAFT, WAITING, SIGNED, ISSUED, CORRECTED, CANCELLED, DROPPED = (
    "draft", "waiting", "signed", "issued", "corrected", "cancelled", "dropped",
)  # fmt: skip
STATUSES = {
    DRAFT: _("ร่าง"), WAITING: _("รอลงนาม"), SIGNED: _("ลงนามแล้ว"), ISSUED: _("ใช้บังคับ"), CORRECTED: _("มีฉบับใหม่แก้ไขแล้ว"),
    CANCELLED: _("ยกเลิกแล้ว"), DROPPED: _("ทิ้งร่างแล้ว"),
}  # fmt: skip
OUT = [ISSUED, CORRECTED, CANCELLED]
"""It has a number, and those it was for can read it."""
OURS = [DRAFT, WAITING, SIGNED]

READ, ACKNOWLEDGE, REPORT = "read", "acknowledge", "report"
ASKS = {READ: _("อ่านเพื่อทราบ"), ACKNOWLEDGE: _("รับทราบ"), REPORT: _("รับทราบ และรายงานผล")}

PROVINCE, DISTRICT = "province", "district"
LEVELS = {PROVINCE: _("จังหวัด"), DISTRICT: _("อำเภอ")}
CHIEF, OFFICER, EXECUTIVE, OPERATOR = "chief", "officer", "executive", "operator"
ROLES = {CHIEF: _("หัวหน้าศูนย์"), OFFICER: _("เจ้าหน้าที่"), EXECUTIVE: _("ผู้บริหาร"), OPERATOR: _("ผู้ดูแลระบบ")}

ACK, OWES_REPORT = "ack", "report"
OWES = {ACK: _("ยังไม่รับทราบ"), OWES_REPORT: _("ยังไม่รายงานผล")}
OFFICE, ABOVE, ISSUER = "office", "upper", "issuer"
TOLD = {OFFICE: _("หน่วยงานที่ต้องทำ"), ABOVE: _("หน่วยงานนั้นและหน่วยงานเหนือ"), ISSUER: _("หน่วยงานนั้น หน่วยงานเหนือ และผู้ออก")}
