"""What happens by itself when a date has passed and nobody acted: nothing is forgotten, and nobody has to remember."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import ESCALATED, HERE, MEDIATION, NEW, OPEN, REVIEW, SETTLED, SUSPENDED, SYSTEM, TOLD, WITH_AGENCY

ITSELF = frozenset({SYSTEM})

MOVES = (
    Move("remind", OPEN, None, ITSELF, _("เตือน"), _("ระบบเตือนให้ดำเนินการ เพราะเลยกำหนดแล้ว"),
        takes=("duty",), shown="agency"),
    Move(
        "lapse", NEW, None, ITSELF, _("ส่งกลับเพราะไม่มีผู้รับ"), _("ยังไม่มีผู้รับเรื่องที่%(before)s เรื่องจึงกลับมาอยู่ที่%(office)s"),
        clock="progress", tells="case-moved", outcomes=("in_progress",), condition="lapsing",
    ),
    Move(
        "escalate", HERE | WITH_AGENCY | {SUSPENDED, MEDIATION, REVIEW}, ESCALATED, ITSELF, _("ส่งระดับเหนือเพราะเลยกำหนด"),
        _("เลยกำหนดนานเกินไป ระบบจึงส่งเรื่องจาก%(before)s ให้%(office)s ดูแลต่อ"), clock="hand_off", tells="case-passed-up",
        condition="has_upper",
    ),
    Move(
        "settle_told", frozenset({TOLD}), SETTLED, ITSELF, _("ยุติเรื่อง"), _("แจ้งผลแล้วและไม่มีข้อทักท้วง จึงยุติเรื่อง"),
        clock="stops", tells="case-settled",
    ),
    Move(
        "clocks_moved", OPEN, None, ITSELF, _("ปรับกำหนด"), _("กำหนดเปลี่ยนเพราะมีประกาศวันหยุดราชการ"),
    ),
)  # fmt: skip
