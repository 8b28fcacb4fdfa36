"""When a citizen takes her case back, the mediation that hangs on it ends too: in the event's transaction."""

from collections.abc import Callable

from sangsuk.offices.actor import Actor

from ..models import Case, CaseEvent, Mediation, Session
from . import recording, telling, words


def _withdrawn(case: Case, event: CaseEvent, by: Actor) -> None:
    """Dismissed as withdrawn; the other side, who may have a day in her calendar, is told."""
    mediation = Mediation.objects.open().filter(case=case).first()
    if mediation is None:
        return
    mediation.case = case
    if mediation.session_at is not None:
        Session.objects.filter(mediation=mediation, no=mediation.session_no).update(result="ended")
    changes = {
        "status": words.DISMISSED, "why_dismissed": words.WITHDRAWN, "ended_at": event.at, "session_at": None,
        "session_mode": "", "session_place": "",
    }  # fmt: skip
    recording.advance(mediation, "dismiss", changes, by=by, data={"why": words.WITHDRAWN}, now=event.at)
    if mediation.consent_other:
        telling.tell(mediation, "mediation-dismissed", now=event.at)


WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {"withdraw": _withdrawn}
