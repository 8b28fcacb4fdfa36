"""Endings that two people must agree to: one proposes, another approves. What was proposed waits in the case's row."""

from dataclasses import replace

from sangsuk.catalog import queries as catalog

from .. import duties as owed
from ..models import Case
from ..workflow import MOVES, Move
from .base import Changes, Doing, Effect, due_of
from .registry import particular

HELD = ("close", "tell_result", "refuse", "suspend")


def needed(case: Case, move: Move, data: dict[str, object]) -> bool:
    """Whether this ending of this case needs a second person: its class asks for it, the reason of the refusal does, or
    nobody signed what is put aside."""
    if move.name not in HELD:
        return False
    if move.name == "suspend":
        return data.get("suspend_reason") == "anonymous_letter"
    reason = catalog.all_terms("refusal").get(str(data.get("refusal_reason"))) if move.name == "refuse" else None
    if reason is not None and reason.second_person:
        return True
    card = next((t for t in catalog.terms("service_class") if t.code == case.service_class), None)
    return bool(card and card.second_person) or case.nature == "accusation"


def held(case: Case) -> tuple[str, owed.Duty] | None:
    """The proposal that waits for a second person."""
    return next(iter(owed.of_kind(case.duties, owed.APPROVAL).items()), None)


def _propose(doing: Doing) -> Changes:
    """Refused here and now when it could not be done at all: a second person's time is not spent on that."""
    told = {k: v for k, v in doing.data.items() if k != "of"}
    of = MOVES[str(doing.data["of"])]
    particular(replace(doing, move=of, data=told))
    return {
        "duties": owed.opened(
            doing.duties,
            owed.APPROVAL,
            doing.seq,
            of=of.name,
            by=doing.by.user_id,
            data=told,
            **due_of("approval", doing),
        )
    }


def _approve(doing: Doing) -> Changes:
    found = held(doing.case)
    if found is None:
        return {}
    key, duty = found
    of = MOVES[duty["of"]]
    ending = {"duties": owed.without(doing.duties, key)} | particular(replace(doing, move=of, data=duty["data"]))
    return ending | {"status": of.target} | ({"told_at": doing.now} if of.tells else {})


def _back(doing: Doing) -> Changes:
    return {"duties": owed.without(doing.duties, *owed.of_kind(doing.duties, owed.APPROVAL))}


EFFECTS: dict[str, Effect] = {"propose": _propose, "approve": _approve, "disapprove": _back, "take_back": _back}
