"""What the stages of an item are called."""

from django.utils.translation import gettext_lazy as _

WAITING, TAKEN_UP, DOING, JOINED, DONE, DROPPED, GONE = (
    "waiting", "taken_up", "doing", "joined", "done", "dropped", "gone",
)  # fmt: skip
STATUSES = {
    WAITING: _("รอรับทราบ"), TAKEN_UP: _("รับทราบแล้ว รอวางแผน"), DOING: _("กำลังปรับปรุง"), JOINED: _("รวมกับรายการอื่น"),
    DONE: _("ปรับปรุงแล้ว"), DROPPED: _("ไม่ต้องปรับปรุง"), GONE: _("ออกจากรายการแล้ว"),
}  # fmt: skip
OPEN = [WAITING, TAKEN_UP, DOING]
CLOSED = [DONE, DROPPED, GONE]
