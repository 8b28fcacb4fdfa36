"""Who reads the cards of an office one by one, and whose totals hide small numbers."""

from typing import TYPE_CHECKING

from sangsuk.offices.actor import NATIONAL

from ..standing import WORKING

if TYPE_CHECKING:
    from sangsuk.offices.actor import Actor


def reads_cards(actor: "Actor") -> bool:
    """Those who work at the district office that the cards are about."""
    return actor.is_staff and actor.role in WORKING and actor.office_level == "district"


def totals_of(actor: "Actor", office_code: str) -> bool:
    """Whether she may see sums of this office: her own, one of her province, any for the department and the ministry."""
    if not actor.is_staff or actor.role not in (*WORKING, "executive"):
        return False
    if actor.office_code in NATIONAL:
        return True
    if actor.office_level == "province":
        return office_code[:2] == actor.province_code
    return actor.office_level == "district" and actor.office_code == office_code
