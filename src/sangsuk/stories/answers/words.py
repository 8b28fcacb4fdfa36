"""What the stages of a promise are called, on the desk and outside."""

from django.utils.translation import gettext_lazy as _

from ..models.answers import BROKEN, CONFIRMED, DISPUTED, DONE, GIVEN_UP, PROMISED

STATUSES = {
    # code: (what an official reads, what everybody reads)
    PROMISED: (_("ยังไม่ถึงกำหนด"), _("อำเภอรับว่าจะทำ")),
    BROKEN: (_("เลยกำหนด"), _("เลยกำหนดแล้ว ยังไม่ได้ทำตามที่รับไว้")),
    DONE: (_("แจ้งว่าทำแล้ว รอผู้เล่ายืนยัน"), _("อำเภอแจ้งว่าทำแล้ว ผู้เล่ายังไม่ได้ยืนยัน")),
    CONFIRMED: (_("ผู้เล่ายืนยันแล้ว"), _("เกิดขึ้นจริง ผู้เล่ายืนยันแล้ว")),
    DISPUTED: (_("ผู้เล่าบอกว่ายังไม่เกิดขึ้น"), _("ผู้เล่าบอกว่ายังไม่เกิดขึ้น อำเภอกำลังแก้ไข")),
    GIVEN_UP: (_("แจ้งว่าทำไม่ได้"), _("อำเภอแจ้งว่าทำไม่ได้")),
}
TONES = {PROMISED: "going", BROKEN: "late", DONE: "waiting", CONFIRMED: "done", DISPUTED: "late", GIVEN_UP: "quiet"}
"""Words of the look."""
WAITING_FOR_OFFICE = (PROMISED, BROKEN, DISPUTED)
