"""What things of a programme are called."""

from django.utils.translation import gettext_lazy as _

from .. import words

STATES = {words.DRAFT: _("ร่าง"), words.OPEN: _("ใช้อยู่"), words.CLOSED: _("ปิดแล้ว")}
STANDINGS = {
    words.OFFICIAL: _("ตามเอกสารราชการ"), words.CONFIRMED: _("กรมการปกครองยืนยันแล้ว"), words.INFERRED: _("เราอนุมานเอง ยังไม่มีผู้ยืนยัน"),
}  # fmt: skip
FRAMEWORKS = {
    words.NATIONAL_STRATEGY: _("ยุทธศาสตร์ชาติ 20 ปี"), words.MASTER_PLAN: _("แผนแม่บทภายใต้ยุทธศาสตร์ชาติ"),
    words.PLAN_13: _("แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ ฉบับที่ 13"), words.CABINET_POLICY: _("นโยบายคณะรัฐมนตรี"),
    words.MINISTRY_POLICY: _("นโยบายและภารกิจกระทรวงมหาดไทย"), words.SDG_GOAL: _("เป้าหมายการพัฒนาที่ยั่งยืน (SDGs)"),
    words.SDG_TARGET: _("เป้าประสงค์ของ SDGs"),
}  # fmt: skip
"""In the order of fields 6.1 to 6.6 of the ministry's form."""
SHORT = {
    words.NATIONAL_STRATEGY: _("ด้านที่ %(code)s"), words.MASTER_PLAN: _("แผนที่ %(code)s"), words.PLAN_13: _("หมุดหมายที่ %(code)s"),
    words.CABINET_POLICY: _("ข้อ %(code)s"), words.MINISTRY_POLICY: _("ข้อ %(code)s"), words.SDG_GOAL: _("เป้าหมายที่ %(code)s"),
    words.SDG_TARGET: _("เป้าประสงค์ที่ %(code)s"),
}  # fmt: skip
URGENT = _("เรื่องเร่งด่วนที่ %(code)s")


def numbered(framework: str, code: str) -> str:
    """ "ด้านที่ 1", "เป้าประสงค์ที่ 16.9"; of the cabinet's urgent matters (u9) "เรื่องเร่งด่วนที่ 9"; m3 is the ministry's third."""
    if framework == words.CABINET_POLICY and code.startswith("u"):
        return str(URGENT % {"code": code[1:]})
    return str(SHORT[framework] % {"code": code.removeprefix("m") if framework == words.MINISTRY_POLICY else code})
