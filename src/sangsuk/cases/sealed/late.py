"""Cases that came before there were seals: which of them the rule of today would seal, read from their own words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ..intake import SERVED, New
from ..models import Case, CaseEvent
from . import intake

BATCH = 500


@dataclass(frozen=True)
class Late:
    """One that would be sealed: nothing of its words. `people`: how many officials are accused themselves."""

    pk: int
    number: str
    status: str
    office: str
    accused: tuple[str, ...]
    people: int
    secrecy: str


def unasked() -> Any:
    """Cases of which no event says whom they accuse, and whose seal nobody has taken off: the younger ones say it with
    their first event, be it that they accuse nobody. What a counter answered on the spot is sealed today neither."""
    said = CaseEvent.objects.filter(Q(changes__has_key="accused") | Q(move="unseal"), case_id=OuterRef("pk"))
    return Case.objects.filter(~Exists(said)).exclude(routing_reason_th=SERVED.reason_th).order_by("pk")


def look(on: date, *, after: int = 0, batch: int = BATCH) -> Iterator[Late]:
    """Those that the rule would seal, in the order of their keys. One query for so many cases; nothing is written."""
    while rows := list(unasked().filter(pk__gt=after)[:batch]):
        for case in rows:
            seal = seal_today(case, on)
            if adds(seal, case):
                yield Late(
                    case.pk, case.number, case.status, case.office_id, seal.accused, len(seal.people), seal.secrecy
                )
        after = rows[-1].pk


def seal_today(case: Case, on: date) -> intake.Seal:
    """As if it came in today and nobody had asked her: only what is grave in her words accuses."""
    told = New(
        client_id=case.client_id, description=case.description, identity=case.identity, wish=case.wish,
        category=case.category_id, mission=case.mission, nature=case.nature, accused_type=case.accused_type,
    )  # fmt: skip
    return intake.seal_of(told, case.district_id or "", on)


def adds(seal: intake.Seal, case: Case) -> bool:
    """Whether the case is less than this by now."""
    return (
        intake.strictest(seal.secrecy, case.secrecy) != case.secrecy
        or not set(seal.accused) <= set(case.accused)
        or not set(seal.people) <= set(case.accused_people)
    )
