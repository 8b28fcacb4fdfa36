"""Who is what to a practice and to taking it over. Conditions only; the rows are asked elsewhere."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sangsuk.offices.actor import NATIONAL

from .words import CHECKING, PUBLISHED, RETIRED, RETURNED

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

    from ..models.practices import Adoption, Practice

OFFICE, CHECKER, OWNER, MACHINE = "office", "checker", "owner", "machine"
"""OFFICE writes it; CHECKER: its province, the department or the ministry; OWNER: the office that took it over."""
WORKING = ("officer", "chief")
READING = (*WORKING, "executive", "operator")


def works(actor: "Actor") -> bool:
    return actor.is_staff and actor.role in READING and not actor.at_agency


def writes(actor: "Actor") -> bool:
    """Practices are what districts did."""
    return actor.is_staff and actor.role in WORKING and actor.office_level == "district"


def checks(actor: "Actor", province_code: str = "") -> bool:
    if not actor.is_staff or actor.role not in WORKING:
        return False
    here = actor.office_level == "province" and province_code in ("", actor.province_code)
    return here or actor.office_code in NATIONAL


def sight(actor: "Actor") -> Q | None:
    """The condition of what somebody sees; None for nothing. A draft is its office's alone until it is sent."""
    if not works(actor):
        return None
    seen = Q(status__in=(PUBLISHED, RETIRED))
    if writes(actor):
        seen |= Q(office=actor.office_code)
    if checks(actor):
        sent = Q(status__in=(CHECKING, RETURNED))
        seen |= sent if actor.office_code in NATIONAL else sent & Q(province_code=actor.province_code)
    return seen


def standings(practice: "Practice", actor: "Actor") -> frozenset[str]:
    here = set()
    if actor.kind == "system":
        here.add(MACHINE)
    if writes(actor) and actor.office_code == practice.office_id:
        here.add(OFFICE)
    if checks(actor, practice.province_code):
        here.add(CHECKER)
    return frozenset(here)


def of_adoption(adoption: "Adoption", actor: "Actor") -> frozenset[str]:
    own = actor.is_staff and actor.role in WORKING and actor.office_code == adoption.office_id
    return frozenset({OWNER} if own else ())
