"""What somebody still owes on a case: an agency's work, a visit, an answer, a confirmation, a second person's word.

Duties stand in the case's own row, so that an event changes them together with everything else and the database itself
can refuse a settled case with an open one. The key is the kind's first letter and the event that opened it: "t3". Pure.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from . import workflow

TASK, VISIT, QUESTION, REFERRAL, APPROVAL, MEETING, MEDIATION, UNSEAL = (
    "task", "visit", "question", "referral", "approval", "meeting", "docket", "unseal",
)  # fmt: skip
WAITING, ACCEPTED, REPORTED = "waiting", "accepted", "reported"
Duty = Mapping[str, Any]
Duties = dict[str, dict[str, Any]]


def opened(duties: Mapping[str, Duty], kind: str, seq: int, **told: Any) -> Duties:
    """With one more; `due_at` as a moment. The number of the event makes the key its own."""
    return {
        **_plain(duties),
        f"{kind[0]}{seq}": {"kind": kind, "reminders": 0} | {k: _json(v) for k, v in told.items()},
    }


def changed(duties: Mapping[str, Duty], key: str, **told: Any) -> Duties:
    return {**_plain(duties), key: {**duties[key], **{k: _json(v) for k, v in told.items()}}}


def without(duties: Mapping[str, Duty], *keys: str) -> Duties:
    return {key: dict(duty) for key, duty in duties.items() if key not in keys}


def of_kind(duties: Mapping[str, Duty], kind: str) -> dict[str, Duty]:
    return {key: duty for key, duty in duties.items() if duty["kind"] == kind}


def tasks(duties: Mapping[str, Duty]) -> dict[str, Duty]:
    return of_kind(duties, TASK)


def task_of(duties: Mapping[str, Duty], office_code: str) -> str:
    """The key of this agency's open task, "" when it has none."""
    return next((key for key, duty in tasks(duties).items() if duty["who"] == office_code), "")


def lead(duties: Mapping[str, Duty]) -> str:
    """The key of the leading task; when the lead is done, of the first of the others."""
    found = tasks(duties)
    return next((key for key, duty in found.items() if duty.get("lead")), next(iter(found), ""))


def status_by_tasks(duties: Mapping[str, Duty]) -> str:
    """Where a case stands that agencies work on."""
    words = [duty["status"] for duty in tasks(duties).values()]
    if not words:
        return workflow.IN_PROGRESS
    if all(word == REPORTED for word in words):
        return workflow.RESULT_REPORTED
    return workflow.ASSIGNED if duties[lead(duties)]["status"] == WAITING else workflow.AGENCY_ACCEPTED


def unfinished(duties: Mapping[str, Duty]) -> dict[str, Duty]:
    """What stands in the way of an ending: all but work that was reported, which the ending itself looks at."""
    return {key: duty for key, duty in duties.items() if duty.get("status") != REPORTED}


def due_at(duty: Duty) -> datetime | None:
    return datetime.fromisoformat(duty["due_at"]) if duty.get("due_at") else None


def earliest(duties: Iterable[Duty]) -> Duty | None:
    """The task that is due first among those not yet reported."""
    running = [duty for duty in duties if duty.get("status") != REPORTED and duty.get("due_at")]
    return min(running, key=lambda duty: str(duty["due_at"]), default=None)


def _plain(duties: Mapping[str, Duty]) -> Duties:
    return {key: dict(duty) for key, duty in duties.items()}


def _json(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
