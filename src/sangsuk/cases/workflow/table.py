"""The one table, put together; what may be done now, and whether this may be done."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves

from . import agencies, centre, citizens, endings, fields, machine, sealing, transfers
from .move import Facts, Move, holds

_ORDER = (
    "screen", "accept", "serve", "take", "delegate", "ask", "proceed", "inform", "note", "attach", "categorise", "classify", "checklist",
    "hand_to_agency", "add_agency", "recall", "agency_accept", "agency_return", "report", "send_back", "confirm_task", "chase",
    "order_visit", "report_visit", "cancel_visit", "relieve", "refer", "ask_other", "other_answers", "meet", "minutes",
    "tell_result", "close", "settle", "propose", "approve", "disapprove", "take_back", "refuse", "refer_out", "referral_answer",
    "pass_up", "return_down", "redirect", "take_over", "direct", "watch", "suspend", "resume", "to_mediation", "mediation_ends",
    "link", "unlink", "merge", "unmerge", "add", "answer", "agree", "object", "withdraw", "rate", "reopen", "appeal",
    "accuse", "seal", "entrust", "ask_unseal", "unseal", "keep_sealed",
    "remind", "lapse", "escalate", "step_aside", "seal_late", "settle_told", "clocks_moved",
)  # fmt: skip
_ALL = {
    move.name: move
    for part in (centre, agencies, transfers, endings, citizens, sealing, machine)
    for move in part.MOVES
}  # fmt: skip
MOVES: dict[str, Move] = {name: _ALL[name] for name in _ORDER}

CLOCK_OF = {
    "accepted": "progress", "in_progress": "progress", "sent_back": "progress", "assigned": "agency_report",
    "agency_accepted": "agency_report", "result_reported": "tell_result", "review": "approval", "told": "settle_told",
    "escalated": "hand_off", "settled": "stops", "refused": "stops", "referred_out": "stops", "suspended": "suspend",
}  # fmt: skip
"""Where the effect of a move chooses the status: the promise that belongs to it."""

SUBMITTED = _("%(office)s ได้รับเรื่องแล้ว")
IMPORTED = _("นำประวัติเข้าจากระบบเดิม ซึ่งบันทึกสถานะไว้ว่า “%(theirs)s”")
SAID = {
    "submit": SUBMITTED, "import": IMPORTED, "convert": _("ปรับรูปแบบประวัติ"),
    "docket": _("บันทึกรอยประทับของสารบบไกล่เกลี่ย"),
    "letter": _("%(office)s ออกหนังสือ ที่ %(letter)s"),
    "restore": _("กู้เรื่องนี้คืนจากใบรับเรื่องที่เจ้าของเรื่องเก็บไว้"),
    "forget": _("%(office)s ลบถ้อยคำบางส่วนของเรื่องนี้ ตามสิทธิของเจ้าของข้อมูลหรือเมื่อครบเวลาเก็บ"),
}  # fmt: skip
"""What the timeline says of events that are no moves: nobody has a button for them."""


def available(facts: Facts, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, facts.status, standings, lambda move: holds(move.condition, facts))


def check(name: str, facts: Facts, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why: not this person's (403), not now (403), or something is missing (422)."""
    move = moves.find(
        MOVES, name, facts.status, standings, holds=lambda move: holds(move.condition, facts),
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับเรื่องนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้กับเรื่องนี้ไม่ได้ กรุณาเปิดดูเรื่องอีกครั้ง"),
    )  # fmt: skip
    for name_ in (*move.needs, *move.takes):
        fields.check(name_, given.get(name_), needed=name_ in move.needs)
    return move
