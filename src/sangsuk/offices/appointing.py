"""Who may give which work to whom. Pure but for the tree of offices.

An administrator of an office makes the accounts of his own people and of the offices below, never of himself, and gives
no role that stands above what he was trusted with. A national administrator may do all of it, while his power is
switched on.
"""

from . import queries
from .actor import Actor
from .models import Membership
from .queries import OfficeCard

NATIONAL = frozenset({"dpo", "auditor", "judge"})
"""These look at the whole country, so only the ministry names them."""
OF_AN_AGENCY = frozenset({"agency", "chief", "admin"})
OF_A_CENTRE = frozenset({"officer", "chief", "executive", "admin"})
ROLES = tuple(Membership.Role.values)


def fits(role: str, office: OfficeCard) -> bool:
    """Whether there is such work in such an office."""
    if role in NATIONAL:
        return office.level == "ministry"
    if role == "operator":
        return office.level in ("ministry", "province") and office.kind != "agency"
    return role in (OF_AN_AGENCY if office.kind == "agency" else OF_A_CENTRE)


def is_national(actor: Actor) -> bool:
    return actor.is_staff and actor.role == "operator" and actor.office_level == "ministry"


def reaches(actor: Actor, office_code: str) -> bool:
    """Whether this office's people are his to keep."""
    if is_national(actor):
        return actor.elevated
    own = actor.office_code == office_code
    return actor.is_staff and actor.role == "admin" and (own or queries.is_above(actor.office_code, office_code))


def may_give(actor: Actor, role: str, office: OfficeCard) -> bool:
    if not fits(role, office) or not reaches(actor, office.code):
        return False
    if is_national(actor):
        return True
    return role != "operator" and (role not in NATIONAL or actor.office_level == "ministry")


def roles_for(actor: Actor, office: OfficeCard) -> list[str]:
    return [role for role in ROLES if may_give(actor, role, office)]


def may_change(actor: Actor, membership: Membership) -> bool:
    """This work of this person: its role, its end."""
    if membership.user_id == actor.user_id:
        return False
    office = queries.known().get(membership.office_id)
    if office is None or not reaches(actor, office.code):
        return False
    kept = membership.role not in NATIONAL and membership.role != "operator"
    return is_national(actor) or kept or (membership.role in NATIONAL and actor.office_level == "ministry")


def may_keep(actor: Actor, user_id: int, open_memberships: list[Membership]) -> bool:
    """The account as a whole: who could reset the factors of somebody who also works elsewhere could become her there."""
    return (
        user_id != actor.user_id
        and bool(open_memberships or (is_national(actor) and actor.elevated))
        and all(may_change(actor, one) for one in open_memberships)
    )
