"""What each move changes beside the status. Pure but for the directory of offices, the rule rows and the catalog.

base.py        one move being made; registry.py the table of effects, for whoever needs another's
clock.py       the dates after any move
taking.py      taking up, sorting, asking the citizen
agencies.py    the tasks of agencies; owing.py all other duties
transfers.py   from centre to centre
endings.py     how it ends and begins again; second.py endings that two must agree to
sealing.py     who is accused, how secret it is
merging.py     two cases that are one; joined.py the rows of that
machine.py     when a date has passed
"""

from collections.abc import Mapping

from .. import duties as owed
from ..workflow import ACCEPTED, CLOSED, IN_PROGRESS, MEDIATION, NEW, REVIEW, SENT_BACK
from . import agencies, endings, machine, merging, owing, sealing, second, taking, transfers
from .base import Changes, Doing
from .clock import clock, next_tick
from .registry import EFFECTS, particular

__all__ = ["EFFECTS", "Changes", "Doing", "changes_of", "particular", "second"]

for part in (taking, agencies, transfers, owing, endings, second, machine, merging, sealing):
    EFFECTS.update(part.EFFECTS)


def changes_of(doing: Doing) -> Changes:
    """Every state field that this move sets: the status, what is particular to it, and the clock. Raises Refused."""
    changes: Changes = {}
    if status := doing.move.lands(doing.case.status):
        changes["status"] = status
    changes |= particular(doing)
    if doing.move.name == "unmerge":  # all as it was before, the dates too
        return changes | next_tick(doing, changes)
    if doing.move.name in ("categorise", "classify"):
        changes |= sealing.by_kind(doing, changes)
    changes |= _follow(doing, changes)
    changes |= clock(doing, changes)
    changes |= next_tick(doing, changes)
    if doing.move.tells:
        changes["told_at"] = doing.now
    return changes


def _follow(doing: Doing, changes: Changes) -> Changes:
    """What follows whatever the move was: the agency and the status from the tasks, nothing owed when it has ended, no
    transfer that waits once somebody has taken it up."""
    found: Changes = {}
    status = changes.get("status", doing.case.status)
    duties = changes.get("duties", doing.duties)
    if over := _over(duties, status):
        found["duties"] = duties = owed.without(duties, *over)
    if status in CLOSED:
        found |= {"duties": {}, "transfer": "", "attention": "", "paused_at": None}
        duties = {}
    elif status in (ACCEPTED, IN_PROGRESS, SENT_BACK) and "status" in changes and owed.tasks(duties):
        found["status"] = status = owed.status_by_tasks(duties)
    if status not in NEW and doing.case.transfer:
        found["transfer"] = ""
    lead = owed.lead(duties)
    who = duties[lead]["who"] if lead and not duties[lead].get("outside") else None
    workers = [d["who"] for d in owed.tasks(duties).values() if not d.get("outside")]
    if who != doing.case.agency_id:
        found["agency_id"] = who
    if workers != list(doing.case.workers):
        found["workers"] = workers
    return found


def _over(duties: Mapping[str, owed.Duty], status: str) -> list[str]:
    """What nobody can answer any more: a proposal once the case is no longer in review, the wait for a mediation once it
    has gone on without it."""
    gone = {owed.APPROVAL: status != REVIEW, owed.MEDIATION: status != MEDIATION}
    return [key for key, duty in duties.items() if gone.get(duty["kind"])]
