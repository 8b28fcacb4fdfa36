"""Ready words beside the form of a step: what is offered for this case, with the gaps filled that the house can fill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sangsuk.cases.daily import gaps, replies
from sangsuk.cases.models import Case
from sangsuk.offices.actor import Actor

from ..doors import language


@dataclass(frozen=True)
class Offer:
    """One choice. `text` has its gaps filled for this case; `left` are those that the officer fills."""

    code: str
    field: str
    name: str
    text: str
    left: tuple[str, ...]
    own: bool


def offers(move: str, case: Case, actor: Actor, now: datetime) -> list[Offer]:
    found = replies.for_move(move, actor.office_code)
    return [_offer(one, move, case, actor, now) for one in found]


def _offer(one: replies.Ready, move: str, case: Case, actor: Actor, now: datetime) -> Offer:
    spoken = replies.language_for(case, move, one.field)
    told = replies.values(case, by=actor, now=now, language=spoken)
    return filled(one, told, spoken)


def filled(one: replies.Ready, told: Mapping[str, str], spoken: str) -> Offer:
    """Ready words in one language, with what is known in their gaps."""
    text = gaps.fill(one.text(spoken), told)
    return Offer(one.code, one.field, one.name(language()), text, tuple(gaps.found(text)), bool(one.office_code))
