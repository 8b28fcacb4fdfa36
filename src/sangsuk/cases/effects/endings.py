"""How a case ends, and how it begins again. No ending passes over what somebody still owes."""

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused

from .. import duties as owed
from .base import Changes, Doing, Effect, among, term
from .transfers import move_to, upper_of

SUSPENSIONS = ("court", "anonymous_letter", "complainant_away", "other")


def _nothing_owed(doing: Doing) -> None:
    left = {k: d for k, d in owed.unfinished(doing.duties).items() if d["kind"] != owed.APPROVAL}
    if left:
        raise Refused(
            "open_duty", _("ยังมีงานค้างอยู่ %(count)s งาน กรุณาทำให้เสร็จหรือยกเลิกก่อนจบเรื่อง") % {"count": len(left)}, "move"
        )


def _settlement(doing: Doing) -> Changes:
    known = [settlement.code for settlement in catalog.settlements()]
    return {"settlement_id": among(doing, "settlement", known, _("กรุณาเลือกว่าเรื่องจบอย่างไรจากรายการ"))}


def _close(doing: Doing) -> Changes:
    _nothing_owed(doing)
    return _settlement(doing) | {"closed_at": doing.now, "duties": {}}


def _tell(doing: Doing) -> Changes:
    _nothing_owed(doing)
    return _settlement(doing) | {"duties": {}}


def _serve(doing: Doing) -> Changes:
    _nothing_owed(doing)
    term(doing, "body_kind", "referred_to")
    if doing.case.mission == "referral" and not doing.data.get("body"):
        raise Refused("needed", _("กรุณาบอกว่าส่งต่อให้หน่วยงานใด"), "body")
    usual = "handed_over" if doing.data.get("body") else "explained"
    ended = _settlement(doing) if doing.data.get("settlement") else {"settlement_id": usual}
    who = doing.case.assignee_id or doing.by.user_id
    return ended | {
        "closed_at": doing.now,
        "duties": {},
        "assignee_id": who,
        "accepted_at": doing.case.accepted_at or doing.now,
    }


def _end(doing: Doing) -> Changes:
    return {"closed_at": doing.now, "duties": {}}


def _refuse(doing: Doing) -> Changes:
    """Only with a coded reason; and the list of questions must speak against it, or not have been asked at all."""
    code = term(doing, "refusal_reason", "refusal")
    if doing.case.admissible == "":
        raise Refused("no_checklist", _("กรุณาตรวจรับคำร้องก่อน แล้วจึงตัดสินว่ารับหรือไม่รับพิจารณา"), "move")
    if owed.unfinished(doing.duties):
        _nothing_owed(doing)
    return {"refusal_code": code, "closed_at": doing.now, "duties": {}}


def _suspend(doing: Doing) -> Changes:
    among(doing, "suspend_reason", list(SUSPENSIONS), _("กรุณาเลือกว่าพักเรื่องเพราะอะไร"))
    return {"paused_at": doing.now}


def _withdraw(doing: Doing) -> Changes:
    return {"closed_at": doing.now, "paused_at": None, "duties": {}}


def _rate(doing: Doing) -> Changes:
    among(doing, "solved", ["yes", "partly", "no"], _("กรุณาเลือกว่าปัญหาได้รับการแก้ไขหรือไม่"))
    if doing.data.get("wish_met"):
        among(doing, "wish_met", ["yes", "partly", "no"], _("กรุณาเลือกว่าได้ตามที่ขอไว้หรือไม่"))
    given = doing.data
    return {
        "solved": given["solved"], "rating": given["rating"], "rating_result": given.get("rating_result"),
        "wish_met": given.get("wish_met", ""), "distress_after": given.get("distress_after"),
    }  # fmt: skip


_AGAIN: Changes = {
    "closed_at": None, "settlement_id": None, "solved": "", "rating": None, "rating_result": None, "wish_met": "",
    "distress_after": None, "paused_at": None, "waited_minutes": 0, "refusal_code": "",
}  # fmt: skip


def _reopen(doing: Doing) -> Changes:
    return _AGAIN | {"reopened_count": doing.case.reopened_count + 1, "finish_from": doing.now}


def _appeal(doing: Doing) -> Changes:
    """To the next level; what it does not take up climbs on, it never goes back to the office that is complained of."""
    return _AGAIN | move_to(doing, upper_of(doing), transfer="up") | {
        "appeals": doing.case.appeals + 1, "finish_from": doing.now, "attention": "",
    }  # fmt: skip


def _object(doing: Doing) -> Changes:
    return {"settlement_id": None}


EFFECTS: dict[str, Effect] = {
    "close": _close,
    "tell_result": _tell,
    "serve": _serve,
    "settle": _end,
    "agree": _end,
    "settle_told": _end,
    "refuse": _refuse,
    "suspend": _suspend,
    "withdraw": _withdraw,
    "rate": _rate,
    "reopen": _reopen,
    "appeal": _appeal,
    "object": _object,
}
