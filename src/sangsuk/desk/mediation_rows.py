"""A mediation as the desk shows it: one line of the docket, and which step comes next."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from sangsuk.cases import queries as cases
from sangsuk.cases import story
from sangsuk.cases.mediation import queries as mediations
from sangsuk.cases.mediation import telling, words
from sangsuk.cases.mediation.table import Move
from sangsuk.cases.models import Mediation
from sangsuk.cases.queries import DeskCase
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines.say import remaining
from sangsuk.offices.actor import Actor
from sangsuk.thai import date_in

from .doors import WORKING, language

TONES = {words.ASKED: "waiting", words.SETTLED: "done", words.DISMISSED: "quiet"}
NEAR = ("refuse", "adjourn", "postpone", "identify", "talk_again", "add_party")
MOST_NEAR = 2


@dataclass(frozen=True)
class Row:
    """`subject` is empty for who only sees the outside."""

    number: str
    docket: str
    subject: str
    office: str
    status: str
    tone: str
    clock: str
    late: bool
    session: str
    value: str
    requested: str


def row_of(one: Mediation, now: datetime, *, inside: bool) -> Row:
    return Row(
        one.number, one.docket, one.subject if inside else "", story.office_name(one.office_id),
        str(words.STATUSES[one.status][1]), tone_of(one, now), clock_of(one, now), one.is_open and one.due_at < now,
        telling.moment(one.session_at, language()) if one.session_at else "",
        f"{one.value_baht:,}" if one.value_baht is not None else "", date_in(one.requested_at, language(), "short"),
    )  # fmt: skip


def tone_of(one: Mediation, now: datetime) -> str:
    return "late" if one.is_open and one.due_at < now else TONES.get(one.status, "going")


def clock_of(one: Mediation, now: datetime) -> str:
    """How long the law still gives; empty when it is over."""
    if not one.is_open:
        return ""
    return remaining(one.due_at, now, deadlines.calendar(one.province_code), language())


@dataclass(frozen=True)
class Bar:
    """`next` the likely step or None, `near` a few beside it, `rest` the others."""

    next: Move | None
    near: list[Move]
    rest: list[Move]


def bar_of(one: Mediation, moves: list[Move], now: datetime) -> Bar:
    may = {move.name: move for move in moves}
    first = may.get(_likely(one, may, now))
    near = [may[name] for name in NEAR if name in may and may[name] is not first][:MOST_NEAR]
    return Bar(first, near, [move for move in moves if move is not first and move not in near])


def _likely(one: Mediation, may: dict[str, Move], now: datetime) -> str:
    if now > one.due_at and one.status != words.TERMS:
        return "dismiss"
    match one.status:
        case words.DOCKETED:
            agreed = one.consent_requester == words.SAID_YES
            return "ask_consent" if "ask_consent" in may else "add_party" if agreed else "agree"
        case words.TERMS:
            return "sign" if "sign" in may else "identify"
        case words.APPOINTED:
            return "reach"
    return {words.ASKED: "agree", words.AGREED: "choose_panel"}.get(one.status, "appoint")


def dockets_of(found: DeskCase, actor: Actor) -> list[Mediation]:
    """The dockets of a case, newest first; asks nothing when its story has none."""
    if not any(line.move == "to_mediation" for line in found.lines):
        return []
    return mediations.of_case(found.case, actor)


def at_docket(number: str, doing: str, actor: Actor) -> str:
    """Where a step of a case is really made: a district enters and ends a mediation in its docket. Else ''."""
    if doing == "to_mediation" and actor.office_level == "district" and actor.role in WORKING:
        return f"{reverse('desk:mediation_new')}?{urlencode({'case': number})}"
    if doing == "mediation_ends":
        case = cases.seen(number, actor)
        docket = next((one for one in mediations.of_case(case, actor) if one.is_open), None)
        return reverse("desk:mediation", args=[docket.number]) if docket else ""
    return ""
