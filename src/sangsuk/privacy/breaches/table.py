"""The life of a breach, one table. Anybody at the desk records it; the officer does the rest. Pure."""

from django.utils.translation import gettext_lazy as _

from ..life import move, table

STATUSES = {
    "recorded": _("รอประเมิน"), "assessed": _("ประเมินแล้ว"), "notified": _("แจ้งสำนักงานแล้ว"), "closed": _("ปิดเหตุแล้ว"),
}  # fmt: skip
RISKS = {
    "none": _("ไม่มีความเสี่ยงต่อสิทธิของใคร"), "some": _("มีความเสี่ยง ต้องแจ้งสำนักงานภายใน 72 ชั่วโมง"),
    "high": _("ความเสี่ยงสูง ต้องแจ้งสำนักงาน และแจ้งเจ้าของข้อมูลด้วย"),
}  # fmt: skip
KINDS = {
    "name": _("ชื่อ"), "contact": _("เบอร์โทรหรืออีเมล"), "id_number": _("เลขประจำตัวประชาชน"), "address": _("ที่อยู่"),
    "story": _("เรื่องที่ร้องทุกข์"), "files": _("รูปหรือเอกสาร"), "health": _("สุขภาพหรือข้อมูลอ่อนไหวอื่น"), "money": _("การเงินหรือบัญชีธนาคาร"),
    "minor": _("ข้อมูลของผู้เยาว์"), "whistle": _("ตัวตนของผู้แจ้งเบาะแส"),
}  # fmt: skip

MOVES = table(
    move("assess", "recorded assessed notified", "assessed", "dpo", _("ประเมิน"), _("ประเมินความเสี่ยง"),
         "risk assessment", "kinds people", main=True),
    move("notify", "assessed", "notified", "dpo", _("บันทึกว่าแจ้งสำนักงานแล้ว"), _("แจ้งสำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล"),
         "notified_how", "late_reason", main=True),
    move("explain", "assessed notified", "", "dpo", _("บันทึกเหตุที่แจ้งช้า"), _("ชี้แจงเหตุที่แจ้งช้า"), "late_reason"),
    move("tell", "assessed notified", "", "dpo", _("แจ้งเจ้าของข้อมูล"), _("แจ้งเจ้าของข้อมูล"), "cases text"),
    move("close", "recorded assessed notified", "closed", "dpo", _("ปิดเหตุ"), _("ปิดเหตุ"), "measures"),
)  # fmt: skip
