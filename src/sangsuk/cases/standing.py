"""What an actor is to a case, and the facts that the table asks about."""

from datetime import datetime, timedelta

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import workflow
from .models import Case

WORKING_ROLES = ("officer", "chief")


def standings(case: Case, actor: Actor) -> frozenset[str]:
    """A person may stand in several ways to one case; an executive and an operator in none: they only look."""
    if actor.kind == "citizen":
        return frozenset({workflow.CITIZEN})
    if actor.kind != "staff":
        return frozenset()
    if actor.role == "agency":
        here = case.agency_id == actor.office_code
        return frozenset({workflow.AGENCY if here else workflow.FORMER})
    if actor.role not in WORKING_ROLES:
        return frozenset()
    if case.office_id == actor.office_code:
        return frozenset({workflow.OWNER})
    if offices.is_above(actor.office_code, case.office_id):
        return frozenset({workflow.SUPERIOR})
    return frozenset({workflow.FORMER})


def sees_files(actor: Actor) -> bool:
    """Faces and number plates are personal data too: an executive and an operator, who only look, do not see them."""
    return actor.role in (*WORKING_ROLES, "agency")


def facts(case: Case, actor: Actor, now: datetime) -> workflow.Facts:
    return workflow.Facts(
        status=case.status,
        has_upper=offices.parent_of(case.office_id) is not None,
        has_origin=case.came_from.rpartition(" ")[2] in offices.directory(),
        reopenable=case.closed_at is not None and now <= case.closed_at + timedelta(days=workflow.REOPEN_DAYS),
        rated=case.rating is not None,
        mine=actor.user_id is not None and case.assignee_id == actor.user_id,
    )


def allowed(case: Case, actor: Actor, now: datetime) -> list[workflow.Move]:
    """The buttons: what this actor may do with this case now."""
    return workflow.available(facts(case, actor, now), standings(case, actor))
