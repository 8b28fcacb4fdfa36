"""From one centre to another: each transfer waits to be taken up, and comes back when nobody does."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import ESCALATED, HERE, IN_PROGRESS, OPEN, OWNER, RECEIVED, RETURNED, SUPERIOR

OWN = frozenset({OWNER})

MOVES = (
    Move(
        "pass_up", HERE, ESCALATED, OWN, _("เสนอระดับเหนือ"), _("ส่งเรื่องให้%(office)s ดูแลต่อ เพราะเกินกำลังของ%(before)s"),
        needs=("tried", "obstacle", "asked", "citizen_told"), takes=("anyway",), clock="hand_off", tells="case-passed-up", condition="has_upper",
        reads=("citizen_told",),
    ),
    Move(
        "return_down", HERE, RETURNED, OWN, _("ส่งกลับพร้อมเหตุผล"), _("%(before)s ส่งเรื่องกลับให้%(office)s ดูแลต่อ"),
        needs=("reason",), clock="hand_off", tells="case-moved", reads=("reason",), condition="has_origin",
    ),
    Move(
        "redirect", HERE, RECEIVED, OWN, _("ส่งให้ศูนย์อื่นที่รับผิดชอบ"), _("%(before)s ส่งเรื่องให้%(office)s ซึ่งรับผิดชอบเรื่องนี้"),
        needs=("office", "reason"), takes=("finding",), clock="hand_off", tells="case-moved", reads=("reason",),
    ),
    Move(
        "take_over", OPEN, IN_PROGRESS, frozenset({SUPERIOR}), _("รับเรื่องมาดำเนินการแทน"),
        _("%(office)s รับเรื่องนี้มาดูแลต่อจาก%(before)s"), needs=("reason",), clock="progress", tells="case-accepted",
    ),
)  # fmt: skip
