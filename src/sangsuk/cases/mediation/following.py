"""When the case goes where its mediation cannot follow, the mediation ends too: in the event's transaction."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from ..models import Case, CaseEvent, Mediation, Session
from . import parties, recording, telling, words


class StillTalking(Refused):
    """The sides still have time, by the law or by their own consent; `until` when."""

    def __init__(self, until: datetime) -> None:
        super().__init__("docket_open", _("เรื่องนี้ยังอยู่ในสารบบไกล่เกลี่ย และยังไม่ครบเวลาที่กฎหมายให้"), "move")
        self.until = until


def _open(case: Case) -> Mediation | None:
    mediation = Mediation.objects.open().filter(case=case).first()
    if mediation is not None:
        mediation.case = case
    return mediation


def _dismissed(mediation: Mediation, why: str, event: CaseEvent, by: Actor) -> None:
    if mediation.session_at is not None:
        Session.objects.filter(mediation=mediation, no=mediation.session_no).update(result="ended")
    changes = {
        "status": words.DISMISSED, "why_dismissed": why, "ended_at": event.at, "session_at": None, "session_mode": "",
        "session_place": "",
    }  # fmt: skip
    happened = recording.advance(mediation, "dismiss", changes, by=by, data={"why": why}, now=event.at)
    recording.witness(mediation, happened, now=event.at)


def _withdrawn(case: Case, event: CaseEvent, by: Actor) -> None:
    """A citizen takes her case back: dismissed as withdrawn; the other side, who may have a day in her calendar, is told."""
    if mediation := _open(case):
        _dismissed(mediation, words.WITHDRAWN, event, by)
        if mediation.consent_other:
            telling.tell(mediation, "mediation-dismissed", now=event.at)


def _taken_over(case: Case, event: CaseEvent, by: Actor) -> None:
    """A superior takes the case: the mediation ends with that step, and both sides are told.

    Only a district has a docket (State Administration Act s.61/2), so nobody could go on with this one; and a superior who
    steps in, for instance because the district itself is complained of, must not be held up by it. Those who want to go on
    talking may ask anew at the district. Source: docs/law.md#mediation-taken-over
    """
    if mediation := _open(case):
        _dismissed(mediation, words.LEFT_DISTRICT, event, by)
        _tell_both(mediation, event.at)


def _climbed(case: Case, event: CaseEvent, by: Actor) -> None:
    """The case climbs by itself because it is late: dismissed when the time of the law is over, and both sides are told.

    As long as there is time, by the law or by the consent of both to an extension, nothing is late: the machine is refused
    and looks again when that time is over.
    """
    if mediation := _open(case):
        if event.at <= mediation.due_at:
            raise StillTalking(mediation.due_at)
        _dismissed(mediation, words.TIME_OVER, event, by)
        _tell_both(mediation, event.at)


def _tell_both(mediation: Mediation, now: datetime) -> None:
    """Who asked hears of it, for the case's own message does not say it; the other side when it was ever asked."""
    people = parties.present(mediation)
    if not mediation.consent_other:
        people = [party for party in people if party.side == words.REQUESTER]
    telling.tell(mediation, "mediation-dismissed", now=now, only=people, reporter_too=True)


def _ends_in_the_docket(case: Case, event: CaseEvent, by: Actor) -> None:
    """While a docket is open, the mediation ends there and nowhere else: the docket closes first, then the case goes on."""
    if _open(case):
        raise Refused("docket_open", _("เรื่องนี้ยังอยู่ในสารบบไกล่เกลี่ย กรุณาบันทึกผลในสารบบ"), "move")


WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {
    "withdraw": _withdrawn,
    "take_over": _taken_over,
    "escalate": _climbed,
    "mediation_ends": _ends_in_the_docket,
}
