"""What the citizen herself does with her case."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import (
    CITIZEN,
    ESCALATED,
    IN_PROGRESS,
    INFO_REQUESTED,
    OPEN,
    REFERRED_OUT,
    REFUSED,
    REOPENED,
    SENT_BACK,
    SETTLED,
    TOLD,
    WITHDRAWN,
)  # fmt: skip

HER = frozenset({CITIZEN})

MOVES = (
    Move("add", OPEN, None, HER, _("เพิ่มข้อมูล"), _("%(who)sให้ข้อมูลเพิ่ม"), needs=("text",), reads=("text",)),
    Move(
        "answer", frozenset({INFO_REQUESTED}), IN_PROGRESS, HER, _("ตอบคำถาม"), _("%(who)sตอบคำถามแล้ว"),
        needs=("text",), clock="progress", reads=("text",),
    ),
    Move(
        "agree", frozenset({TOLD}), SETTLED, HER, _("เรียบร้อยแล้ว"), _("%(who)sยืนยันว่าเรียบร้อยแล้ว"),
        takes=("comment",), clock="stops", reads=("comment",),
    ),
    Move(
        "object", frozenset({TOLD}), SENT_BACK, HER, _("ยังไม่เรียบร้อย"), _("%(who)sบอกว่ายังไม่เรียบร้อย"),
        needs=("text",), clock="progress", reads=("text",),
    ),
    Move(
        "withdraw", OPEN, WITHDRAWN, HER, _("ถอนเรื่อง"), _("%(who)sขอถอนเรื่อง"),
        takes=("comment",), clock="stops", tells="case-withdrawn", reads=("comment",),
    ),
    Move(
        "rate", frozenset({SETTLED}), None, HER, _("บอกผล"), _("%(who)sบอกผลและให้คะแนน"),
        needs=("solved", "rating"), takes=("rating_result", "wish_met", "distress_after", "comment"),
        reads=("solved", "rating", "rating_result", "wish_met", "distress_after", "comment"), condition="not_rated",
    ),
    Move(
        "reopen", frozenset({SETTLED}), REOPENED, HER, _("ขอให้เปิดเรื่องอีกครั้ง"), _("%(who)sขอให้เปิดเรื่องอีกครั้ง"),
        needs=("text",), clock="accept", tells="case-reopened", reads=("text",), condition="reopenable",
    ),
    Move(
        "appeal", frozenset({SETTLED, REFUSED, REFERRED_OUT}), ESCALATED, HER, _("ขอให้ระดับเหนือพิจารณาใหม่"),
        _("%(who)sขอให้%(office)s พิจารณาใหม่"), needs=("text",), clock="hand_off", tells="case-appealed", reads=("text",),
        condition="appealable",
    ),
)  # fmt: skip
