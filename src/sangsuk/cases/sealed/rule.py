"""Who does not see a case although his office holds it. One rule, in parts; each part is a condition that must hold.

`Case.visible_to` joins it to what the offices hold, and everything else asks `visible_to`: lists, search, counts, sums,
exports, what is alike, presence, letters, visits, mediations. `PARTS` is a tuple so that a test can take out each part
and see that the examples of the rule then fail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

OPEN_CLASS = "normal"
CLASSES = (OPEN_CLASS, "secret", "very_secret", "top_secret")
"""From open to all who hold it, to the most secret; codes of the catalog's axis of secrecy."""


@dataclass(frozen=True)
class Part:
    """One condition. `over` is the way to the case from the rows that are asked ("" or "case__")."""

    name: str
    holds: Callable[["Actor", str], Q]


def _office(actor: "Actor", over: str) -> Q:
    """Nobody of an office that is accused, whatever his role."""
    return ~Q(**{f"{over}accused__overlap": [actor.office_code]})


def _person(actor: "Actor", over: str) -> Q:
    """Nobody who is accused himself, wherever he works by now."""
    return ~Q(**{f"{over}accused_people__overlap": [actor.user_id]}) if actor.user_id else Q()


def _need(actor: "Actor", over: str) -> Q:
    """Of a sealed case: who opens what comes in under seal, who has it in hand, and to whom it was given to read."""
    if actor.leads:
        return Q()
    named = Q(**{f"{over}assignee": actor.user_id}) | Q(**{f"{over}readers__overlap": [actor.user_id]})
    return Q(**{f"{over}secrecy": OPEN_CLASS}) | named if actor.user_id else Q(**{f"{over}secrecy": OPEN_CLASS})


PARTS = (
    Part("not of an accused office", _office),
    Part("not accused himself", _person),
    Part("needs to know", _need),
)


def visible(actor: "Actor", over: str = "") -> Q:
    """The condition on cases, or on rows of which `over` leads to the case."""
    found = Q()
    for part in PARTS:
        found &= part.holds(actor, over)
    return found


def unaccused(actor: "Actor", over: str = "") -> Q:
    """Without the need to know: for work that names its people itself, as the team of a visit."""
    return _office(actor, over) & _person(actor, over)
