"""When a citizen takes her case back, the mediation that hangs on it ends too: in the event's transaction."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
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


def _ends_in_the_docket(case: Case, event: CaseEvent, by: Actor) -> None:
    """While a docket is open, the mediation ends there and nowhere else: the docket closes first, then the case goes on."""
    if Mediation.objects.open().filter(case=case).exists():
        raise Refused("docket_open", _("เรื่องนี้ยังอยู่ในสารบบไกล่เกลี่ย กรุณาบันทึกผลในสารบบ"), "move")


WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {
    "withdraw": _withdrawn,
    "mediation_ends": _ends_in_the_docket,
}
