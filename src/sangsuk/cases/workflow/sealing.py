"""Who is accused, how secret it is, and who may read it. What takes a seal off needs two people."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import ESCALATED, OPEN, OWNER, STATUSES, SUPERIOR, SYSTEM

HANDS = frozenset({OWNER, SUPERIOR})

MOVES = (
    Move(
        "accuse", OPEN, None, HANDS, _("ระบุผู้ถูกร้อง"), _("%(before)s ระบุผู้ถูกร้องเพิ่ม"), needs=("accused_office", "reason"),
        takes=("accused_person",), shown="centre", clock="status", outcomes=(ESCALATED,),
    ),
    Move(
        "step_aside", OPEN, ESCALATED, frozenset({SYSTEM}), _("ส่งพ้นผู้ถูกร้อง"),
        _("%(office)s ดูแลเรื่องนี้ต่อจาก%(before)s เพื่อความเป็นกลาง"), clock="hand_off", tells="case-moved",
    ),
    Move(
        "seal_late", frozenset(STATUSES), None, frozenset({SYSTEM}), _("ปิดผนึกเรื่องที่เข้ามาก่อนมีกติกา"),
        _("เรื่องนี้เข้ามาก่อนมีกติกาปิดผนึก เราปิดผนึกให้แล้ว และ%(office)s เป็นผู้ดูแล"), shown="centre", clock="status",
        outcomes=(ESCALATED,),
    ),
    Move(
        "seal", OPEN, None, HANDS, _("ปิดผนึกเรื่อง"), _("%(who)s ปิดผนึกเรื่องนี้"), needs=("secrecy", "reason"), shown="centre",
    ),
    Move(
        "entrust", OPEN, None, HANDS, _("ให้เพื่อนร่วมงานอ่านได้"), _("ให้%(assignee)s อ่านเรื่องนี้ได้"), needs=("assignee", "reason"),
        shown="centre", condition="sealed",
    ),
    Move(
        "ask_unseal", OPEN, None, HANDS, _("เสนอเปิดผนึก"), _("%(who)s เสนอเปิดผนึกเรื่องนี้"), needs=("reason",),
        takes=("accused_office",), shown="centre", condition="sealed_whole",
    ),
    Move(
        "unseal", OPEN, None, HANDS, _("เห็นชอบให้เปิดผนึก"), _("%(who)s เห็นชอบให้เปิดผนึก"), needs=("reason",), shown="centre",
        condition="unseal_second",
    ),
    Move(
        "keep_sealed", OPEN, None, HANDS, _("ไม่เปิดผนึก"), _("%(who)s ให้ปิดผนึกต่อไป"), needs=("reason",), shown="centre",
        condition="unsealing",
    ),
)  # fmt: skip
