"""What a row of the table is, and the facts of a case that it may ask about."""

from collections.abc import Callable
from dataclasses import dataclass

from sangsuk.common import moves

from .statuses import ACCEPTED, IN_PROGRESS, SENT_BACK


@dataclass(frozen=True)
class Move(moves.Move):
    """One row of the table.

    `outcomes` are the statuses that the effect chooses among. `onward`: work begins with
    it, so that what was only accepted or sent back is in progress. `clock`: the promise that begins, "stops", "again"
    (news: the same promise once more), "status" (the one that belongs to the status it ends in), or None to leave it
    running. `shown`: who sees the event: citizen (everybody), agency (centre and agency), centre, own (the
    centre, and of an agency's events its own people). `reads`: the fields that the citizen may read. `condition` names a fact that must hold, see `Facts`.
    """

    clock: str | None = None
    shown: str = "citizen"
    reads: tuple[str, ...] = ()
    condition: str = ""
    outcomes: tuple[str, ...] = ()
    onward: bool = False

    def lands(self, status: str) -> str | None:
        """The status after this move from `status`; None when it stays, or when its effect chooses."""
        if self.target is not None:
            return self.target
        return IN_PROGRESS if self.onward and status in (ACCEPTED, SENT_BACK) else None

    @property
    def ends_in(self) -> tuple[str, ...]:
        """Every status that this move may lead to, for the picture and the tests."""
        ends = self.outcomes if self.target is None else (self.target,)
        begun = self.onward and self.sources & {ACCEPTED, SENT_BACK}
        return (*ends, IN_PROGRESS) if begun and IN_PROGRESS not in ends else ends


@dataclass(frozen=True)
class Facts:
    """What the table must know of a case, and of who asks, beside the status."""

    status: str
    has_upper: bool = False
    has_origin: bool = False
    reopenable: bool = False
    rated: bool = False
    mine: bool = False
    appealable: bool = False
    tasks: bool = False  # an agency has work open
    reported: bool = False  # an agency's work waits to be looked at
    visits: bool = False
    questions: bool = False  # to others than the citizen
    referrals: bool = False
    meetings: bool = False
    second: bool = False  # somebody else proposed what waits for approval
    proposer: bool = False  # this person did
    my_task: bool = False  # for an agency: its own work is not reported yet
    waits: bool = False  # for an agency: its own work waits to be accepted
    undoable: bool = False  # merged not long ago
    lapsing: bool = False  # passed on, and not taken up yet
    short: bool = False  # a mission that may be answered at once
    attention: bool = False  # a superior was asked to look
    sealed: bool = False
    sealed_whole: bool = False  # sealed, and nobody has proposed to open it
    unsealing: bool = False  # somebody proposed it
    unseal_second: bool = False  # somebody else did
    linked: bool | Callable[[], bool] = (
        False  # joined with another; asked of the database, and only when a move needs it
    )


def holds(condition: str, facts: Facts) -> bool:
    """Whether the named fact holds; `not_…` asks the opposite."""
    if not condition:
        return True
    fact = getattr(facts, condition.removeprefix("not_"))
    return bool(fact() if callable(fact) else fact) != condition.startswith("not_")
