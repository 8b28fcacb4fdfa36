"""Duties beside the agencies' tasks: visits, questions to others, referrals, meetings, mediation; and relief."""

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices

from .. import duties as owed
from ..models import Visit
from ..sealed import way
from ..visits import phone_report
from ..workflow import IN_PROGRESS, RESULT_REPORTED
from .base import Changes, Doing, Effect, among, due_of, past_day, term, which

OTHERS = ("agency", "witness", "office", "expert")


def _visit(doing: Doing) -> Changes:
    return {
        "duties": owed.opened(doing.duties, owed.VISIT, doing.seq, who=doing.case.office_id, **due_of("visit", doing))
    }


def _visited(doing: Doing) -> Changes:
    """A report closes the visit it was made for; one made without an order, or after another's, is an addition."""
    if doing.data.get("visit_outcome"):
        among(doing, "visit_outcome", [*phone_report.OUTCOMES], _("กรุณาเลือกผลการลงพื้นที่"))
    past_day(doing, "visited_on")
    open_ = owed.of_kind(doing.duties, owed.VISIT)
    named = str(doing.data.get("duty") or "")
    if not open_ or (named and named not in open_):
        return {}
    key = which(doing, owed.VISIT)
    return {"duties": owed.without(doing.duties, key)} if _was_sent(doing, key) else {}


def _was_sent(doing: Doing, key: str) -> bool:
    """The office that answers and those above it close a visit; of others only who is of its team. The rest adds to it."""
    by, office = doing.by, doing.case.office_id
    if by.role != "agency" and (by.office_code == office or offices.is_above(by.office_code, office)):
        return True
    return Visit.objects.filter(case=doing.case.pk, duty=key, team=by.user_id).exists()


def _cancelled(doing: Doing) -> Changes:
    return {"duties": owed.without(doing.duties, which(doing, owed.VISIT))}


def _asked(doing: Doing) -> Changes:
    among(doing, "other_kind", list(OTHERS), _("กรุณาเลือกว่าถามฝ่ายใด"))
    way.check_named(doing.case, doing.data["to_whom"], "to_whom")
    told = {"who": str(doing.data["to_whom"])} | due_of("question", doing)
    return {"duties": owed.opened(doing.duties, owed.QUESTION, doing.seq, **told)}


def _answered(doing: Doing) -> Changes:
    if doing.by.kind == "outside":
        return {"duties": owed.without(doing.duties, doing.by.duty)}
    return {"duties": owed.without(doing.duties, which(doing, owed.QUESTION))}


def _relieved(doing: Doing) -> Changes:
    term(doing, "relief_kind", "relief")
    past_day(doing, "given_on")
    return {}


def _referred(doing: Doing, *, ends: bool) -> Changes:
    term(doing, "body_kind", "referred_to")
    way.check_named(doing.case, doing.data["body"], "body")
    told = {"who": str(doing.data["body"]), "ends": ends} | due_of("referral", doing)
    return {"duties": owed.opened(doing.duties, owed.REFERRAL, doing.seq, **told)}


def _refer(doing: Doing) -> Changes:
    return _referred(doing, ends=False)


def _refer_out(doing: Doing) -> Changes:
    if owed.unfinished(doing.duties):
        raise Refused("open_duty", _("ยังมีงานค้างอยู่ในเรื่องนี้ กรุณาทำให้เสร็จหรือยกเลิกก่อนส่งออกไป"), "move")
    return _referred(doing, ends=True)


def _receiver_said(doing: Doing) -> Changes:
    """Accepted, a case that went out is closed; declined, it is the centre's again, as it was all the time."""
    outcome = among(doing, "outcome", ["accepted", "declined"], _("กรุณาเลือกว่ารับหรือไม่รับ"))
    key = doing.by.duty if doing.by.kind == "outside" else which(doing, owed.REFERRAL)
    left = owed.without(doing.duties, key)
    if outcome == "accepted" and doing.duties[key].get("ends"):
        return {"duties": left, "status": "referred_out", "closed_at": doing.now}
    return {"duties": left}


def _meeting(doing: Doing) -> Changes:
    way.check_named(doing.case, doing.data.get("members"), "members")
    told = due_of("visit", _on_day(doing))
    return {"duties": owed.opened(doing.duties, owed.MEETING, doing.seq, who=doing.by.office_code, **told)}


def _on_day(doing: Doing) -> Doing:
    return Doing(doing.case, doing.move, doing.by, {**doing.data, "due_on": doing.data["meets_on"]}, doing.now)


def _met(doing: Doing) -> Changes:
    return {"duties": owed.without(doing.duties, which(doing, owed.MEETING))}


def _to_mediation(doing: Doing) -> Changes:
    """Not while another body is asked to take the whole case: its yes would end a talk that has just begun."""
    if any(duty.get("ends") for duty in owed.of_kind(doing.duties, owed.REFERRAL).values()):
        raise Refused("open_duty", _("เรื่องนี้ส่งให้หน่วยงานอื่นรับไปแล้วและยังรอคำตอบ กรุณารอคำตอบก่อนนำเข้าไกล่เกลี่ย"), "move")
    told = {"who": doing.case.office_id} | due_of("mediation", doing)
    return {"duties": owed.opened(doing.duties, owed.MEDIATION, doing.seq, **told)}


def _from_mediation(doing: Doing) -> Changes:
    outcome = among(doing, "outcome", ["settled", "dismissed"], _("กรุณาเลือกว่าตกลงกันได้หรือไม่"))
    status = RESULT_REPORTED if outcome == "settled" else IN_PROGRESS
    return {"duties": owed.without(doing.duties, *owed.of_kind(doing.duties, owed.MEDIATION)), "status": status}


EFFECTS: dict[str, Effect] = {
    "order_visit": _visit,
    "report_visit": _visited,
    "cancel_visit": _cancelled,
    "ask_other": _asked,
    "other_answers": _answered,
    "relieve": _relieved,
    "refer": _refer,
    "refer_out": _refer_out,
    "referral_answer": _receiver_said,
    "meet": _meeting,
    "minutes": _met,
    "to_mediation": _to_mediation,
    "mediation_ends": _from_mediation,
}
