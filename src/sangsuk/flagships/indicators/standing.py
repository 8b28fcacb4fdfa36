"""Who keeps the definitions and the targets."""

from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import NATIONAL, Actor

WORKING = ("officer", "chief")


def keeps(actor: Actor) -> bool:
    """Writes definitions: officers and chiefs of the department and the ministry; and the house itself."""
    national = actor.is_staff and actor.role in WORKING and actor.office_code in NATIONAL
    return actor.kind == "system" or national


def need_keeper(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not keeps(actor):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่กรมการปกครองและกระทรวงมหาดไทยแก้ตัวชี้วัดได้"))


def reads(actor: Actor) -> bool:
    """Reads definitions and targets at the desk: whoever works for an office of the line, looks on its behalf, or keeps rules."""
    return actor.is_staff and actor.role in (*WORKING, "executive", "operator") and not actor.at_agency
