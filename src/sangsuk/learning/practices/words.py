"""What the stages of a practice and of taking it over are called. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DRAFT, CHECKING, RETURNED, PUBLISHED, RETIRED = "draft", "checking", "returned", "published", "retired"
STATUSES = {
    DRAFT: pgettext_lazy("practice", "กำลังเขียน"), CHECKING: pgettext_lazy("practice", "รอจังหวัดตรวจ"), RETURNED: pgettext_lazy("lesson state", "ส่งกลับให้แก้"),
    PUBLISHED: pgettext_lazy("practice", "เผยแพร่แล้ว"), RETIRED: pgettext_lazy("practice", "เลิกแนะนำ"),
}  # fmt: skip
MORE, LESS = "more", "less"
DIRECTIONS = {MORE: _("ยิ่งมากยิ่งดี"), LESS: _("ยิ่งน้อยยิ่งดี")}

RUNNING, REPORTED, STOPPED = "running", "reported", "stopped"
ADOPTION_STATUSES = {
    RUNNING: pgettext_lazy("adoption", "กำลังลองทำ"), REPORTED: pgettext_lazy("adoption", "รายงานผลแล้ว"),
    STOPPED: pgettext_lazy("adoption", "หยุดก่อนรายงานผล"),
}  # fmt: skip
SUCCESS, PARTLY, NOT = "success", "partly", "not"
RESULTS = {SUCCESS: _("ได้ผล"), PARTLY: _("ได้ผลบางส่วน"), NOT: _("ไม่ได้ผล")}
