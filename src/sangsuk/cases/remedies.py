"""What she can do who is not content with the end of her case: ask again, ask the next level, and until which day.

The rule rows `reopen` and `appeal` give the days, a refusal's own row whether it may be appealed against, and the tree of
offices who is asked. The table of moves (`standing.facts`) and her page both ask here, so that they say the same.
"""

from dataclasses import dataclass
from datetime import datetime

from sangsuk.catalog import queries as catalog
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices

from . import workflow
from .models import Case
from .sealed import way

TOP, REASON, DAYS = "top", "reason", "days"
"""Why nobody else is asked any more: nobody stands above; the reason of the refusal does not allow it; the days are over."""


@dataclass(frozen=True)
class Remedies:
    """The way she still has. `reopen_until` and `appeal_until` are None where the way is closed, `appeal_to` is the code
    of the office that would look at it; where no way is left, `closed` says why and `ended` which was the last day."""

    reopen_until: datetime | None = None
    appeal_until: datetime | None = None
    appeal_to: str = ""
    closed: str = ""
    ended: datetime | None = None


def until(kind: str, case: Case) -> datetime | None:
    """The last moment for `kind` (reopen, appeal, merge_undo ...), counted from the end of the case; None while it is open,
    and where no rule speaks of it.

    Source: the promise row of that kind, see docs/law.md#reopen and docs/law.md#appeal
    """
    if case.closed_at is None:
        return None
    card = offices.known().get(case.office_id)
    found = deadlines.maybe(
        kind, at=case.closed_at, mission=case.mission, category=case.category_id or "",
        level=card.level if card else "", province_code=case.province_code,
    )  # fmt: skip
    return found.due_at if found else None


def within(kind: str, case: Case, now: datetime) -> bool:
    """Whether the days that the rule gives after the end are not over."""
    last = until(kind, case)
    return last is not None and now <= last


def may_appeal(case: Case) -> bool:
    """A refusal says itself whether it may be appealed against; any other end may."""
    if case.status != workflow.REFUSED:
        return True
    reason = catalog.all_terms("refusal").get(case.refusal_code)
    return reason is None or reason.can_appeal


def of_case(case: Case, now: datetime) -> Remedies | None:
    """None while the case is open, and where it ended as she wished or goes on under another number."""
    moves = workflow.MOVES
    kinds = [kind for kind in ("reopen", "appeal") if case.status in moves[kind].sources]
    if case.closed_at is None or not kinds:
        return None
    upper = way.upper(case, now)
    open_to = {"reopen": True, "appeal": bool(upper) and may_appeal(case)}
    last = {kind: until(kind, case) for kind in kinds if open_to[kind]}
    still = {kind: at for kind, at in last.items() if at is not None and now <= at}
    if still:
        asked = upper if "appeal" in still else ""
        return Remedies(still.get("reopen"), still.get("appeal"), asked)
    ended = max((at for at in last.values() if at is not None), default=None)
    if ended is not None:
        return Remedies(closed=DAYS, ended=ended)
    return Remedies(closed=TOP if may_appeal(case) else REASON)
