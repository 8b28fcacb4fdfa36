"""Agencies' work: tasks are opened, accepted, returned, reported, looked at. The status follows the tasks."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices

from .. import duties as owed
from ..sealed import way
from ..workflow import SENT_BACK
from .base import Changes, Doing, Effect, due_of, which
from .transfers import also

OUTSIDE = "outside"
"""The choice that stands for a body without an account."""


def _with(doing: Doing, duties: owed.Duties) -> Changes:
    """These duties, and the status that follows from them."""
    return {"duties": duties, "status": owed.status_by_tasks(duties)}


def _task(doing: Doing, *, lead: bool) -> owed.Duties:
    code = str(doing.data["agency"])
    if code == OUTSIDE:
        return _outside(doing, lead=lead)
    agency = offices.directory().get(code)
    if agency is None or agency.kind not in ("agency", "khet"):
        raise Refused("bad_choice", _("กรุณาเลือกหน่วยงานจากรายการ"), "agency")
    way.check_office(doing.case, code, "agency")
    if owed.task_of(doing.duties, code):
        raise Refused("same_agency", _("หน่วยงานนี้มีงานของเรื่องนี้อยู่แล้ว กรุณาเลือกหน่วยงานอื่น"), "agency")
    told = {"who": code, "lead": lead, "status": owed.WAITING} | due_of("agency_report", doing)
    return owed.opened(doing.duties, owed.TASK, doing.seq, **told)


def _outside(doing: Doing, *, lead: bool) -> owed.Duties:
    """A body without an account: named in words, and answering through a link."""
    body = str(doing.data.get("body") or "").strip()
    if not body:
        raise Refused("needed", _("กรุณาบอกชื่อหน่วยงานที่ไม่มีบัญชีในระบบ"), "body")
    way.check_named(doing.case, body, "body")
    told = {"who": f"{OUTSIDE}:{doing.seq}", "outside": True, "name": body, "lead": lead, "status": owed.WAITING}
    return owed.opened(doing.duties, owed.TASK, doing.seq, **told, **due_of("agency_report", doing))


def _held(doing: Doing) -> Changes:
    code = str(doing.data["agency"])
    return {} if code == OUTSIDE else {"holders": also(doing.case, code)}


def _hand(doing: Doing) -> Changes:
    """Whoever led before and has reported leads no more: one agency does, and it is the one the citizen is told of."""
    duties = _task(doing, lead=True)
    for key in owed.tasks(doing.duties):
        duties[key]["lead"] = False
    return {
        "duties": duties,
        **_held(doing),
        "assignee_id": doing.case.assignee_id or doing.by.user_id,
        "accepted_at": doing.case.accepted_at or doing.now,
    }


def _add(doing: Doing) -> Changes:
    return _with(doing, _task(doing, lead=False)) | _held(doing)


def own_task(doing: Doing, among: Mapping[str, owed.Duty] | None = None) -> str:
    """An agency speaks of its own task; who answers through a link, of the duty of that link; the owner chooses."""
    if doing.by.kind == "outside":
        return doing.by.duty
    if doing.by.at_agency:
        return owed.task_of(doing.duties, doing.by.office_code)
    return which(doing, owed.TASK, among=owed.tasks(doing.duties) if among is None else among)


def _accepted(doing: Doing) -> Changes:
    return _with(doing, owed.changed(doing.duties, own_task(doing), status=owed.ACCEPTED))


def _returned(doing: Doing) -> Changes:
    return _without(doing, own_task(doing))


def _recalled(doing: Doing) -> Changes:
    return _without(doing, own_task(doing))


def _without(doing: Doing, key: str) -> Changes:
    return _with(doing, owed.without(doing.duties, key))


def _reported(doing: Doing) -> Changes:
    """The owner may report what she has done herself; with tasks open, she reports for the one she names."""
    running = {k: d for k, d in owed.tasks(doing.duties).items() if d["status"] != owed.REPORTED}
    if not running and doing.by.kind == "staff":
        return {"status": "result_reported"}
    return _with(doing, owed.changed(doing.duties, own_task(doing, running), status=owed.REPORTED, reminders=0))


def _sent_back(doing: Doing) -> Changes:
    """To the agency that reported it, with as many days again; what the centre did itself it does further."""
    reported = {k: d for k, d in owed.tasks(doing.duties).items() if d["status"] == owed.REPORTED}
    if not reported:
        return {"status": SENT_BACK}
    again = {"status": owed.ACCEPTED, "reminders": 0} | due_of("agency_report", doing)
    return _with(doing, owed.changed(doing.duties, which(doing, owed.TASK, among=reported), **again))


def _confirmed(doing: Doing) -> Changes:
    reported = {k: d for k, d in owed.tasks(doing.duties).items() if d["status"] == owed.REPORTED}
    return _without(doing, which(doing, owed.TASK, among=reported))


def _chased(doing: Doing) -> Changes:
    running = {k: d for k, d in owed.tasks(doing.duties).items() if d["status"] != owed.REPORTED}
    key = which(doing, owed.TASK, among=running)
    return {"duties": owed.changed(doing.duties, key, chased=int(doing.duties[key].get("chased", 0)) + 1)}


EFFECTS: dict[str, Effect] = {
    "hand_to_agency": _hand,
    "add_agency": _add,
    "recall": _recalled,
    "agency_accept": _accepted,
    "agency_return": _returned,
    "report": _reported,
    "send_back": _sent_back,
    "confirm_task": _confirmed,
    "chase": _chased,
}
