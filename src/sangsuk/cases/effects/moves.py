"""What each move changes beside the status. Pure but for the directory of offices and the rule rows it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..intake import holders_of
from ..models import Case
from ..workflow import Move

Changes = dict[str, Any]
WAY_BACK = 8
"""How many offices `came_from` remembers, so that a case can go back step by step; the last one is the nearest."""


@dataclass(frozen=True)
class Doing:
    """One move being made."""

    case: Case
    move: Move
    by: Actor
    data: Mapping[str, Any]
    now: datetime


def changes_of(doing: Doing) -> Changes:
    """Every state field that this move sets: the status, what is particular to it, and the clock. Raises Refused."""
    changes: Changes = {}
    if doing.move.target:
        changes["status"] = doing.move.target
    changes |= _PARTICULAR.get(doing.move.name, _nothing)(doing)
    changes |= _clock(doing, changes)
    if doing.move.tells:
        changes["told_at"] = doing.now
    return changes


def _nothing(doing: Doing) -> Changes:
    return {}


def _mine(doing: Doing) -> Changes:
    return {"assignee_id": doing.by.user_id}


def _accept(doing: Doing) -> Changes:
    return {"assignee_id": doing.by.user_id, "accepted_at": doing.case.accepted_at or doing.now}


def _delegate(doing: Doing) -> Changes:
    chosen = str(doing.data["assignee"])  # a form sends digits, the API a number
    colleague = next((c for c in offices.colleagues(doing.case.office_id) if str(c.user_id) == chosen), None)
    if colleague is None:
        raise Refused("bad_choice", _("กรุณาเลือกผู้รับผิดชอบจากรายชื่อของสำนักงานนี้"), "assignee")
    return {"assignee_id": colleague.user_id}


def _ask(doing: Doing) -> Changes:
    return {"paused_at": doing.now, "assignee_id": doing.case.assignee_id or doing.by.user_id}


def _go_on(doing: Doing) -> Changes:
    """The clock runs again; the time spent waiting for the citizen is given back."""
    case = doing.case
    if case.paused_at is None:
        return {}
    later = case.finish_due_at + (doing.now - case.paused_at) if case.finish_due_at else None
    return {"paused_at": None, "finish_due_at": later}


def _categorise(doing: Doing) -> Changes:
    code = doing.data["category"]
    if code not in {category.code for category in catalog.categories()}:
        raise Refused("unknown_code", _("กรุณาเลือกประเภทเรื่องจากรายการ"), "category")
    return {"category_id": code}


def _hand_to_agency(doing: Doing) -> Changes:
    agency = offices.directory().get(str(doing.data["agency"]))
    if agency is None or agency.kind not in ("agency", "khet"):
        raise Refused("bad_choice", _("กรุณาเลือกหน่วยงานจากรายการ"), "agency")
    return {
        "agency_id": agency.code,
        "holders": _also(doing.case, agency.code),
        "assignee_id": doing.case.assignee_id or doing.by.user_id,
        "accepted_at": doing.case.accepted_at or doing.now,
    }


def _without_agency(doing: Doing) -> Changes:
    return {"agency_id": None}


def _move_to(doing: Doing, code: str) -> Changes:
    return {
        "office_id": code,
        "agency_id": None,
        "assignee_id": None,
        "came_from": " ".join([*doing.case.came_from.split(), doing.case.office_id][-WAY_BACK:]),
        "holders": _also(doing.case, code),
    }


def _also(case: Case, code: str) -> list[str]:
    return list(dict.fromkeys([*case.holders, *holders_of(code)]))


def _pass_up(doing: Doing) -> Changes:
    upper = offices.parent_of(doing.case.office_id)
    if upper is None:
        raise Refused("no_upper", _("เรื่องนี้อยู่ที่ระดับสูงสุดแล้ว"), "move")
    return _move_to(doing, upper.code)


def _return_down(doing: Doing) -> Changes:
    *before, origin = doing.case.came_from.split()
    return _move_to(doing, origin) | {"came_from": " ".join(before)}


def _redirect(doing: Doing) -> Changes:
    office = offices.directory().get(str(doing.data["office"]))
    if office is None or not office.is_centre:
        raise Refused("bad_choice", _("กรุณาเลือกศูนย์ดำรงธรรมจากรายการ"), "office")
    if office.code == doing.case.office_id:
        raise Refused("same_office", _("เรื่องอยู่ที่ศูนย์นี้แล้ว กรุณาเลือกศูนย์อื่น"), "office")
    return _move_to(doing, office.code)


def _take_over(doing: Doing) -> Changes:
    taken = _move_to(doing, doing.by.office_code) | _go_on(doing)
    return taken | {"assignee_id": doing.by.user_id, "accepted_at": doing.case.accepted_at or doing.now}


def _close(doing: Doing) -> Changes:
    code = doing.data["settlement"]
    if code not in {settlement.code for settlement in catalog.settlements()}:
        raise Refused("unknown_code", _("กรุณาเลือกว่าเรื่องจบอย่างไรจากรายการ"), "settlement")
    return {"settlement_id": code, "closed_at": doing.now}


def _withdraw(doing: Doing) -> Changes:
    return {"closed_at": doing.now, "paused_at": None}


def _rate(doing: Doing) -> Changes:
    if doing.data["solved"] not in ("yes", "partly", "no"):
        raise Refused("bad_choice", _("กรุณาเลือกว่าปัญหาได้รับการแก้ไขหรือไม่"), "solved")
    if not 1 <= doing.data["rating"] <= 5:
        raise Refused("bad_choice", _("กรุณาให้คะแนน 1 ถึง 5"), "rating")
    return {"solved": doing.data["solved"], "rating": doing.data["rating"]}


def _reopen(doing: Doing) -> Changes:
    return {
        "closed_at": None, "settlement_id": None, "agency_id": None, "solved": "", "rating": None,
        "reopened_count": doing.case.reopened_count + 1,
    }  # fmt: skip


_PARTICULAR: dict[str, Callable[[Doing], Changes]] = {
    "accept": _accept,
    "take": _mine,
    "delegate": _delegate,
    "ask": _ask,
    "proceed": _go_on,
    "answer": _go_on,
    "categorise": _categorise,
    "hand_to_agency": _hand_to_agency,
    "recall": _without_agency,
    "agency_return": _without_agency,
    "send_back": _without_agency,
    "close": _close,
    "pass_up": _pass_up,
    "return_down": _return_down,
    "redirect": _redirect,
    "take_over": _take_over,
    "withdraw": _withdraw,
    "rate": _rate,
    "reopen": _reopen,
}


def _clock(doing: Doing, changes: Changes) -> Changes:
    """The next date we promise. News to the citizen starts the same kind of promise again, unless she is the one asked."""
    kind = doing.move.clock
    if kind is None:
        return _finish_again(doing, changes)
    if kind == "stops":
        return {"due_kind": "", "due_at": None, "due_rule": ""}
    if kind == "again":
        kind = doing.case.due_kind if doing.case.due_kind != "finish" else "progress"
        if kind != "progress":
            return {}
    due = deadlines.promise(kind, at=doing.now, **_terms(doing, changes))
    clock: Changes = {"due_kind": due.kind, "due_at": due.due_at, "due_rule": due.rule_code}
    if doing.move.name == "reopen":
        finish = deadlines.promise("finish", at=doing.now, **_terms(doing, changes))
        clock |= {"finish_due_at": finish.due_at, "finish_rule": finish.rule_code}
    finish_at = changes.get("finish_due_at", doing.case.finish_due_at)
    if kind == "progress" and finish_at and doing.now < finish_at < due.due_at:
        rule = changes.get("finish_rule", doing.case.finish_rule)
        clock |= {"due_kind": "finish", "due_at": finish_at, "due_rule": rule}
    return clock


def _finish_again(doing: Doing, changes: Changes) -> Changes:
    """Another category has another promise; it counts from the day of receipt, never later than was promised."""
    if doing.move.name != "categorise" or doing.case.reopened_count:
        return {}
    finish = deadlines.promise("finish", at=doing.case.deemed_received_at, **_terms(doing, changes))
    if doing.case.finish_due_at and finish.due_at >= doing.case.finish_due_at:
        return {}
    return {"finish_due_at": finish.due_at, "finish_rule": finish.rule_code}


def _terms(doing: Doing, changes: Changes) -> dict[str, Any]:
    office = offices.known()[changes.get("office_id", doing.case.office_id)]
    return {
        "mission": doing.case.mission,
        "category": changes.get("category_id", doing.case.category_id) or "",
        "level": office.level,
        "province_code": office.province_code or doing.case.province_code,
    }
