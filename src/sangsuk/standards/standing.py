"""Who is what to an assessment, and what somebody sees at the desk."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import NATIONAL
from sangsuk.stories.cards.standing import totals_of
from sangsuk.stories.standing import WORKING, organises

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

    from .models import Assessment

OFFICE, HEAD, SIGNER, PROVINCE, VISITOR, SECOND, DECIDER, MACHINE = (
    "office", "head", "signer", "province", "visitor", "second", "decider", "machine",
)  # fmt: skip
READING = (*WORKING, "executive")

__all__ = ["organises", "sight", "standings", "totals_of"]


def sight(actor: "Actor") -> Q | None:
    """The condition of what somebody sees; None for nothing."""
    if actor.kind == "system":
        return Q()
    if not actor.is_staff or actor.role not in READING or actor.at_agency:
        return None
    if actor.office_code in NATIONAL:
        return Q()
    visits = Q(visitors__contains=[actor.user_id]) if actor.role in WORKING else Q(pk__in=[])
    if actor.office_level == "province":
        return Q(province_code=actor.province_code) | visits
    return Q(office=actor.office_code) | visits


def standings(one: "Assessment", actor: "Actor") -> frozenset[str]:
    """Everything that this person is to this assessment. Who filled it decides nothing about it, wherever she works now."""
    if actor.kind == "system":
        return frozenset({MACHINE})
    if not actor.is_staff or actor.role not in WORKING or actor.user_id is None:
        return frozenset()
    here, filled = set(), actor.user_id in one.fillers
    if actor.office_code == one.office_id:
        here.add(OFFICE)
        if actor.role == "chief" or actor.leads:
            here.add(HEAD)
        if not filled and (HEAD in here or _heads_filled(one)):
            here.add(SIGNER)
    if filled:
        return frozenset(here)
    visits = actor.user_id in one.visitors and actor.office_code != one.office_id
    if visits:
        here.add(VISITOR)
    if actor.office_level == "province" and actor.province_code == one.province_code and not actor.at_agency:
        here.add(PROVINCE)
        if not visits:
            here.add(SECOND)
            if actor.user_id != one.confirmed_by_id:
                here.add(DECIDER)
    return frozenset(here)


def _heads_filled(one: "Assessment") -> bool:
    """Then another of the office hands in, or nobody could."""
    heads = {who.user_id for who in offices.staff() if who.office_code == one.office_id and who.leads}
    return bool(heads & set(one.fillers))
