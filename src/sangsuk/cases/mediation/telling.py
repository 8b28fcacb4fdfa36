"""Telling both sides: invitation, appointment, the end. Nothing of the complaint beyond the subject, and no names."""

from collections.abc import Iterable
from datetime import datetime

from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.thai import date_in, time_in

from .. import reporters
from ..models import Mediation, Party
from ..telling import office_name, recipient
from . import parties, words

TO_OTHER_SIDE = ("mediation-invitation",)
BESIDE_THE_CASE = ("mediation-settled", "mediation-dismissed")
"""The case's own message tells the reporter of these; she is not told twice."""


def tell(
    mediation: Mediation, code: str, *, now: datetime, only: Iterable[Party] | None = None, reporter_too: bool = False
) -> None:
    """Queue one message for everybody concerned, in the transaction of the event; one address gets it once.

    `reporter_too`: the case's own message says nothing of the mediation this time.
    """
    people = list(only) if only is not None else parties.present(mediation)
    skipped = _reporter(mediation) if code in BESIDE_THE_CASE and not reporter_too else None
    told: set[tuple[str, str]] = set()
    for party in people:
        if party.side == words.ACCUSED or (code in TO_OTHER_SIDE and party.side != words.OTHER):
            continue
        to = recipient(parties.contact(party), party.language)
        if to is None or (to.carrier, to.address) in told | {skipped}:
            continue
        told.add((to.carrier, to.address))
        _queue(mediation, code, party, to, now)


def _queue(mediation: Mediation, code: str, party: Party, to: Recipient, now: datetime) -> None:
    gaps = gaps_of(mediation)
    key = f"mediation:{mediation.pk}:{mediation.version}:{party.no}:{code}"
    notifications.queue(
        code, to=to, about=mediation.number, office_code=mediation.office_id, gaps=gaps, key=key, now=now
    )


def gaps_of(mediation: Mediation) -> dict[str, object]:
    """What the sentences say, each in the language of who reads it."""
    at, mode, why = mediation.session_at, mediation.session_mode, mediation.why_dismissed
    return {
        "docket": mediation.docket,
        "office": office_name(mediation.office_id),
        "subject": mediation.subject,
        "at": (lambda language: moment(at, language)) if at else "",
        "place": mediation.session_place,
        "mode": (lambda language: str(words.MODES[mode])) if mode else "",
        "why": (lambda language: str(words.REASONS[why])) if why else "",
        "no_recording": lambda language: str(words.NO_RECORDING),
    }


def moment(at: datetime, language: str) -> str:
    """'วันพุธที่ 18 พฤศจิกายน 2569 09.30 น.'"""
    return f"{date_in(at, language, 'full')} {time_in(at, language)}"


def _reporter(mediation: Mediation) -> tuple[str, str] | None:
    to = recipient(reporters.contact(mediation.case), mediation.case.language)
    return (to.carrier, to.address) if to else None
