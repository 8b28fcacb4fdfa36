"""Who is what to an order: writes for the office, signs for it, or receives it."""

from datetime import datetime

from sangsuk.cases.daily import absences
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import Staff

from .models import Order

WRITER, SIGNER, MACHINE = "writer", "signer", "machine"
WRITING, ISSUING = ("officer", "chief"), ("ministry", "dopa", "province")


def issues(actor: Actor) -> bool:
    """Whether her office has somebody below it to whom it gives orders, and she works on them."""
    card = offices.directory().get(actor.office_code)
    return actor.is_staff and card is not None and card.kind in ISSUING


def writes(actor: Actor) -> bool:
    return issues(actor) and actor.role in WRITING


def signs(actor: Actor) -> bool:
    return issues(actor) and (actor.role in ("chief", "executive") or actor.leads)


def standings(order: Order, by: Actor) -> frozenset[str]:
    if by.kind == "system":
        return frozenset({MACHINE})
    if by.office_code != order.office_id:
        return frozenset()
    return frozenset(what for what, so in ((WRITER, writes(by)), (SIGNER, signs(by))) if so)


def signers(office_code: str) -> list[Staff]:
    """Who signs for an office: its chief and its executives; without any, whoever leads there."""
    here = [one for one in offices.staff() if one.office_code == office_code and one.role != "agency"]
    return [one for one in here if one.commands or one.leads]


def may_acknowledge(by: Actor, now: datetime) -> str:
    """For whom she says that the office has taken notice: "chief", "acting" in the chief's place, or "" when she may not."""
    if not by.is_staff or by.role not in (*WRITING, "executive"):
        return ""
    if by.role == "chief":
        return "chief"
    if by.leads:
        return "acting"
    chiefs = {one.user_id for one in offices.staff() if one.office_code == by.office_code and one.role == "chief"}
    return "acting" if chiefs & set(absences.covered(by, now)) else ""
