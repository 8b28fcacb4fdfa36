"""What lessons, quizzes and their stages are called. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CASE, STORY, PROCEDURE = "case", "story", "procedure"
KINDS = {CASE: _("จากเรื่องที่จบแล้ว"), STORY: _("จากเรื่องเล่าของประชาชน"), PROCEDURE: _("จากระเบียบและวิธีทำงาน")}

DRAFT, CHECKING, RETURNED, PUBLISHED, WITHDRAWN, RETIRED, GONE = (
    "draft", "checking", "returned", "published", "withdrawn", "retired", "gone",
)  # fmt: skip
STATUSES = {
    DRAFT: pgettext_lazy("lesson", "กำลังเขียน"), CHECKING: _("รอคนที่สองตรวจว่าไม่บอกตัวคน"), RETURNED: pgettext_lazy("lesson state", "ส่งกลับให้แก้"),
    PUBLISHED: pgettext_lazy("lesson", "ใช้เรียนอยู่"), WITHDRAWN: _("พักไว้ รอทบทวน"), RETIRED: _("เลิกใช้"), GONE: _("ลบแล้ว"),
}  # fmt: skip
OPEN = (DRAFT, CHECKING, RETURNED, WITHDRAWN)

NEEDED_USES = ("publish", "quote")
"""What the author of a story must allow, for her words to be learned from."""

SEALED, RESTS, FORGOTTEN, TAKEN_BACK = "sealed", "rests", "forgotten", "taken_back"
CAUSES = {
    SEALED: _("เรื่องต้นทางถูกปิดลับหรือมีการกล่าวหา"), RESTS: _("เจ้าของเรื่องต้นทางขอให้ระงับการใช้ข้อมูล"),
    FORGOTTEN: _("ถ้อยคำของเรื่องต้นทางถูกลบตามกำหนดเวลาเก็บ กรุณาทบทวนก่อนใช้ต่อ"),
    TAKEN_BACK: _("เรื่องเล่าต้นทางไม่เผยแพร่แล้ว หรือผู้เล่าไม่อนุญาตให้ยกข้อความ"),
}  # fmt: skip

LEARNERS = {
    "officer": _("เจ้าหน้าที่"), "chief": _("หัวหน้าศูนย์ นายอำเภอ"), "executive": _("ผู้บริหาร"), "operator": _("ผู้ดูแลระบบ"),
}  # fmt: skip
"""Roles of memberships of those who learn here."""

ONE, SEVERAL, ORDER, FREE = "one", "several", "order", "free"
QUESTION_KINDS = {
    ONE: _("ถูกข้อเดียว"), SEVERAL: _("ถูกหลายข้อ"), ORDER: _("เรียงลำดับขั้นตอน"), FREE: _("คิดเอง แล้วเทียบกับสิ่งที่ทำจริง (ไม่ให้คะแนน)"),
}  # fmt: skip
QUIZ_STATES = {
    "draft": pgettext_lazy("lesson", "กำลังเขียน"), "open": pgettext_lazy("quiz", "เปิดให้ทำ"), "closed": pgettext_lazy("quiz", "ปิดแล้ว"),
}  # fmt: skip

PASS, REPORT_AFTER, NEW_FOR = "pass_percent", "report_after_days", "new_for_days"
RULES = {
    PASS: _("เกณฑ์ผ่านแบบทดสอบ (ร้อยละ)"), REPORT_AFTER: _("รายงานผลของวิธีทำงานที่รับไปทำ หลังจากเริ่ม (วัน)"),
    NEW_FOR: _("บทเรียนนับว่าใหม่ (วัน)"),
}  # fmt: skip
