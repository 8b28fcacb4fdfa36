"""What an event says, written into tables of its own where it must be summed or searched: in the event's transaction."""

from collections.abc import Callable, Mapping

from sangsuk.offices.actor import Actor

from . import outside, relief
from .effects import joined
from .mediation import following
from .models import Case, CaseEvent
from .visits import event_rows

Writer = Callable[[Case, CaseEvent, Actor], None]

WRITERS: dict[str, Writer] = {**joined.WRITERS, **event_rows.WRITERS, **following.WRITERS, "relieve": relief.keep}
"""One writer a move, where there is one."""


def write(case: Case, event: CaseEvent, *, by: Actor, sealed: Mapping[str, str] | None = None) -> None:
    """`sealed`: what was said with the event and must not stand in it, for the one writer that keeps it."""
    writer = WRITERS.get(event.move)
    if writer is not None:
        writer(case, event, by)
    if event.move == "report_visit":
        event_rows.reported(case, event, by, people_met=(sealed or {}).get("people_met", ""))
    if event.data.get("body_email"):
        outside.send(case, event, by)
    joined.ended(case, event)
