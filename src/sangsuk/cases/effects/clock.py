"""The dates of a case after a move: what is promised next, by when the matter is to be finished, when the machine acts."""

from datetime import datetime, timedelta
from typing import Any

from sangsuk.deadlines import clock as working
from sangsuk.deadlines import queries as deadlines

from .. import duties as owed
from .. import ladder
from ..workflow import CLOCK_OF, CLOSED, WITH_AGENCY
from .base import Changes, Doing, promised, terms_of

_NONE: Changes = {"due_kind": "", "due_at": None, "due_rule": "", "due_from": None}


def clock(doing: Doing, changes: Changes) -> Changes:
    """The next date we promise. News to the citizen starts the same kind of promise again, unless she is the one asked."""
    found = _finish(doing, changes)
    kind = _kind(doing, changes)
    if kind is None:
        return found | _of_tasks(doing, changes)
    if kind == "stops":
        return found | _NONE | {"reminders": 0}
    if kind == "agency_report":
        return found | _of_tasks(doing, changes) | {"reminders": 0}
    due = promised(kind, doing, changes)
    dates: Changes = {"due_kind": due.kind, "due_at": due.due_at, "due_rule": due.rule_code, "due_from": doing.now}
    finish_at = found.get("finish_due_at", doing.case.finish_due_at)
    if kind == "progress" and finish_at and doing.now < finish_at < due.due_at:
        rule = found.get("finish_rule", doing.case.finish_rule)
        begun = changes.get("finish_from", doing.case.finish_from)
        dates |= {"due_kind": "finish", "due_at": finish_at, "due_rule": rule, "due_from": begun}
    return found | dates | {"reminders": 0}


def _kind(doing: Doing, changes: Changes) -> str | None:
    status = changes.get("status", doing.case.status)
    kind = doing.move.clock
    if status in CLOSED:
        return "stops"
    if status in WITH_AGENCY and doing.move.target != "info_requested":
        return "agency_report" if kind else None
    if kind == "status":
        return CLOCK_OF.get(status) if "status" in changes else None
    if kind == "again":
        kind = doing.case.due_kind if doing.case.due_kind != "finish" else "progress"
        return "progress" if kind == "progress" else None
    return kind


def _of_tasks(doing: Doing, changes: Changes) -> Changes:
    """With agencies, the case is due when the first of their tasks is."""
    if changes.get("status", doing.case.status) not in WITH_AGENCY:
        return {}
    first = owed.earliest(owed.tasks(changes.get("duties", doing.duties)).values())
    if first is None:
        return {}
    return {
        "due_kind": "agency_report", "due_at": owed.due_at(first), "due_rule": first["rule"],
        "due_from": datetime.fromisoformat(first["from_at"]),
    }  # fmt: skip


def _finish(doing: Doing, changes: Changes) -> Changes:
    """By when it is to be finished: by the rule, later by the time that we waited for the citizen or a court.

    A new category may shorten what was promised, never lengthen it.
    """
    again = "finish_from" in changes
    waited = changes.get("waited_minutes", doing.case.waited_minutes)
    if not again and waited == doing.case.waited_minutes and doing.move.name not in ("categorise", "classify"):
        return {}
    begun = changes.get("finish_from", doing.case.finish_from)
    if begun is None or (doing.case.finish_due_at is None and not again):
        return {}
    terms = terms_of(doing.case, changes)
    finish = deadlines.promise("finish", at=begun, **terms)
    due = working.extended(finish.due_at, waited, deadlines.calendar(terms["province_code"]))
    before = doing.case.finish_due_at
    if not again and before is not None:
        if doing.move.name in ("categorise", "classify") and due >= before:
            return {}
        grown = waited != doing.case.waited_minutes
        due = max(due, before) if grown else due
    return {"finish_due_at": due, "finish_rule": finish.rule_code}


def next_tick(doing: Doing, changes: Changes) -> Changes:
    """The moment at which the machine looks again."""
    case = doing.case
    names = ("status", "duties", "due_at", "due_from", "transfer", "reminders")
    state: dict[str, Any] = {name: changes.get(name, getattr(case, name)) for name in names}
    step = ladder.next_step(state, **terms_of(case, changes))
    at = step.at if step else None
    if (
        at is not None and at <= doing.now
    ):  # what is overdue is looked at again after this event, not in the same moment
        at = doing.now + timedelta(seconds=1)
    return {"tick_at": at}
