"""What an actor is to a mediation, and the facts that its table asks about."""

from collections.abc import Callable
from datetime import datetime

from sangsuk.offices.actor import Actor

from ..models import Mediation, Mediator
from ..standing import WORKING_ROLES
from . import law, table, words


def standings(mediation: Mediation, actor: Actor) -> frozenset[str]:
    """The district works on it; a mediator of this one records what happened; the province only looks at the outside."""
    if actor.kind != "staff":
        return frozenset()
    here = set()
    if actor.office_code == mediation.office_id and actor.role in WORKING_ROLES:
        here.add(table.OFFICE)
    if mediation.panel and actor.user_id and _on_panel(mediation, actor.user_id):
        here.add(table.MEDIATOR)
    return frozenset(here or {table.LOOKER})


def _on_panel(mediation: Mediation, user_id: int) -> bool:
    return Mediator.objects.filter(id__in=mediation.panel, user=user_id).exists()


def insider(actor: Actor) -> Callable[[Mediation], bool]:
    """The same as `sees_inside` for many rows. One query, now."""
    mine = set(Mediator.objects.filter(user=actor.user_id).values_list("id", flat=True)) if actor.user_id else set()
    works = actor.kind == "staff" and actor.role in WORKING_ROLES
    return lambda one: (works and one.office_id == actor.office_code) or bool(mine & set(one.panel))


def sees_inside(mediation: Mediation, actor: Actor) -> bool:
    """Whether subject, notes and terms are for this reader; the province gets number, state, dates and value."""
    return bool({table.OFFICE, table.MEDIATOR} & standings(mediation, actor))


def facts(mediation: Mediation, now: datetime) -> table.Facts:
    """From the row alone."""
    people = mediation.requesters + mediation.others
    return table.Facts(
        status=mediation.status,
        both_sides=bool(mediation.requesters and mediation.others),
        requester_agreed=mediation.consent_requester == words.SAID_YES,
        unidentified=mediation.identified < people,
        all_identified=people > 0 and mediation.identified == people,
        session_begun=mediation.session_at is not None and mediation.session_at <= now,
        in_time=now <= mediation.due_at,
        extendable=law.extended(mediation, now.date()) is not None,
    )


def allowed(mediation: Mediation, actor: Actor, now: datetime) -> list[table.Move]:
    """The buttons: what this actor may do with this mediation now."""
    return table.available(facts(mediation, now), standings(mediation, actor))
