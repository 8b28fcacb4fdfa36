"""Taking a case up: who has it, what it is about, how grave it is, and the pause while the citizen is asked."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices

from .. import admission
from ..daily import absences
from ..sealed import way
from ..workflow import SUSPENDED
from .base import Changes, Doing, Effect, among, term

URGENCIES = ("normal", "urgent", "life")


def _mine(doing: Doing) -> Changes:
    return {"assignee_id": doing.by.user_id}


def _screen(doing: Doing) -> Changes:
    return {"assignee_id": doing.case.assignee_id or doing.by.user_id}


def _accept(doing: Doing) -> Changes:
    return {"assignee_id": doing.by.user_id, "accepted_at": doing.case.accepted_at or doing.now}


def _delegate(doing: Doing) -> Changes:
    chosen = str(doing.data["assignee"])  # a form sends digits, the API a number
    colleague = next((c for c in offices.colleagues(doing.case.office_id) if str(c.user_id) == chosen), None)
    if colleague is None:
        raise Refused("bad_choice", _("กรุณาเลือกผู้รับผิดชอบจากรายชื่อของสำนักงานนี้"), "assignee")
    # who is meant stays in the event's data; who gets it, in its changes
    gets = absences.stand_in(colleague.user_id, office_code=doing.case.office_id, now=doing.now)
    for one in (colleague.user_id, gets):
        way.check_person(doing.case, one, "assignee")
    return {"assignee_id": gets}


def _ask(doing: Doing) -> Changes:
    return {"paused_at": doing.now, "assignee_id": doing.case.assignee_id or doing.by.user_id}


def go_on(doing: Doing) -> Changes:
    """The clock runs again; the time spent waiting is given back, where the rule of the promise says so."""
    if doing.case.paused_at is None:
        return {}
    if not deadlines.pauses(doing.case.finish_rule, "suspend" if doing.case.status == SUSPENDED else "ask"):
        return {"paused_at": None}
    waited = max(0, (doing.now - doing.case.paused_at) // timedelta(minutes=1))  # clocks of two servers differ a little
    return {"paused_at": None, "waited_minutes": doing.case.waited_minutes + waited}


def _categorise(doing: Doing) -> Changes:
    known = [category.code for category in catalog.categories()]
    return {"category_id": among(doing, "category", known, _("กรุณาเลือกประเภทเรื่องจากรายการ"))}


def _classify(doing: Doing) -> Changes:
    return {
        "urgency": among(doing, "urgency", list(URGENCIES), _("กรุณาเลือกความเร่งด่วนจากรายการ")),
        "service_class": term(doing, "service_class", "service_class"),
        "nature": term(doing, "nature", "nature"),
        "accused_type": term(doing, "accused_type", "accused") or doing.case.accused_type,
        "policy_code": term(doing, "policy", "policy"),
    }


def _checklist(doing: Doing) -> Changes:
    return {"admissible": admission.verdict(doing.case, doing.data["checks"])}


EFFECTS: dict[str, Effect] = {
    "screen": _screen,
    "accept": _accept,
    "take": _mine,
    "delegate": _delegate,
    "ask": _ask,
    "proceed": go_on,
    "answer": go_on,
    "resume": go_on,
    "categorise": _categorise,
    "classify": _classify,
    "checklist": _checklist,
}
