"""The values that an invitation and a contract are printed from. Names come by `parties.reveal`, which writes who looked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from ..models import Mediation, MediationEvent
from . import mediators, parties, recording, words


@dataclass(frozen=True)
class Invitation:
    """To one person of the other side: nothing of the complaint beyond its subject, and not who asked."""

    docket: str
    office: str
    office_code: str
    to: str
    subject: str
    session_at: datetime | None
    session_mode: str
    session_place: str
    no_recording: str


@dataclass(frozen=True)
class Contract:
    """A settlement as both sides sign it. `terms` one by one, as they were written down."""

    docket: str
    office: str
    office_code: str
    case_number: str
    kind: str
    subject: str
    value_baht: int | None
    requesters: tuple[str, ...]
    others: tuple[str, ...]
    chair: str
    mediators: tuple[str, ...]
    terms: tuple[str, ...]
    signed_on: date | None
    signed_place: str


def invitation(
    mediation: Mediation, party_no: int, *, by: Actor, reason: str, now: datetime | None = None
) -> Invitation:
    """Raises NotAllowed, Refused (no reason), Missing (no such person)."""
    known = parties.reveal(mediation, by=by, reason=reason, now=now)
    to = next((one for one in known if one.no == party_no and one.side != words.ACCUSED), None)
    if to is None:
        raise Missing("no_party", _("ไม่พบคู่กรณีคนนี้"))
    return Invitation(
        mediation.docket, offices.known()[mediation.office_id].name_th, mediation.office_id, to.person.name,
        mediation.subject, mediation.session_at, mediation.session_mode, mediation.session_place, str(words.NO_RECORDING),
    )  # fmt: skip


def contract(mediation: Mediation, *, by: Actor, reason: str, now: datetime | None = None) -> Contract:
    """Only when there are terms to sign. Raises NotAllowed, Refused."""
    if mediation.status not in (words.TERMS, words.SETTLED):
        raise Refused("no_terms", _("ยังไม่มีข้อตกลงที่จะทำสัญญา"))
    known = parties.reveal(mediation, by=by, reason=reason, now=now)
    reached = MediationEvent.objects.filter(mediation=mediation, move="reach").order_by("-seq").first()
    told = recording.said_in(reached).get("terms", "") if reached else ""
    chair, *beside = mediators.names(mediation.panel)
    return Contract(
        docket=mediation.docket, office=offices.known()[mediation.office_id].name_th, office_code=mediation.office_id,
        case_number=mediation.case.number, kind=mediation.kind, subject=mediation.subject,
        value_baht=mediation.value_baht, requesters=_of(known, words.REQUESTER), others=_of(known, words.OTHER),
        chair=chair, mediators=tuple(beside), terms=tuple(line.strip() for line in told.splitlines() if line.strip()),
        signed_on=mediation.signed_on, signed_place=mediation.signed_place,
    )  # fmt: skip


def _of(known: list[parties.Known], side: str) -> tuple[str, ...]:
    return tuple(one.person.name for one in known if one.side == side)
