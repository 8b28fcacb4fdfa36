"""Who is what to a story, and which stories somebody sees at the desk. Conditions only; the rows are asked elsewhere."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sangsuk.offices.actor import NATIONAL

from . import words

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor

    from .models import Story

MODERATOR, AUTHOR, OFFICE, ORGANISER, MACHINE = "moderator", "author", "office", "organiser", "machine"
WORKING = ("officer", "chief")
DEPARTMENT = "DOPA"
PASSED = (words.PUBLISHED, words.KEPT)
"""What a moderator has passed: from here on the office it speaks of may read what is shown of it."""


def organises(actor: "Actor") -> bool:
    """Makes campaigns and judgings: people of DOPA and of the ministry's centre."""
    return actor.is_staff and actor.role in WORKING and actor.office_code in NATIONAL


def moderates(actor: "Actor", province_code: str = "") -> bool:
    """Reads what was told before it is shown. Never a district office, which would judge what is said about itself."""
    if organises(actor):
        return True
    is_province = actor.is_staff and actor.role in WORKING and actor.office_level == "province"
    return is_province and province_code in ("", actor.province_code)


def sight(actor: "Actor") -> Q | None:
    """The condition of what somebody sees; None for nothing. What its author took back is there for nobody."""
    if not actor.is_staff or actor.role not in (*WORKING, "executive"):
        return None
    passed = ~Q(status=words.WITHDRAWN) if actor.role in WORKING else Q(status__in=PASSED)
    if actor.office_code in NATIONAL:
        return passed
    if actor.office_level == "province":
        return Q(province_code=actor.province_code) & passed & ~Q(status=words.AWAITING)
    if actor.office_level == "district":
        return Q(office=actor.office_code, status__in=PASSED)
    return None


def standings(story: "Story", actor: "Actor") -> frozenset[str]:
    """Everything that this person is to this story."""
    here = set()
    if actor.kind == "system":
        here.add(MACHINE)
    if actor.kind == "citizen":  # who holds the key; the face has asked for it
        here.add(AUTHOR)
    if moderates(actor, story.province_code):
        here.add(MODERATOR)
    if organises(actor):
        here.add(ORGANISER)
    if actor.is_staff and actor.role in WORKING and actor.office_code == story.office_id:
        here.add(OFFICE)
    return frozenset(here)


def hears(actor: "Actor") -> bool:
    """Reads what people see in us, of her own area: a district office, a province, the department and the ministry."""
    known = actor.office_level in ("province", "district") or actor.office_code in NATIONAL
    return actor.is_staff and actor.role in (*WORKING, "executive") and not actor.at_agency and known
