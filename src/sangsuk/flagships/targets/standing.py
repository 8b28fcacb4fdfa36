"""Who sets whose target."""

from django.utils.translation import gettext as _

from sangsuk.common.errors import NotAllowed
from sangsuk.offices.actor import Actor

from .. import words
from ..indicators.standing import WORKING, keeps


def sets(actor: Actor, level: str, area: str) -> bool:
    """The department and the ministry everywhere; a province those of its own districts."""
    if keeps(actor):
        return True
    at_province = actor.is_staff and actor.role in WORKING and actor.office_level == "province" and not actor.at_agency
    return at_province and level == words.DISTRICT and area.startswith(actor.province_code)


def need_setter(actor: Actor, level: str, area: str) -> None:
    """Raises NotAllowed."""
    if not sets(actor, level, area):
        raise NotAllowed("not_yours", _("กรมการปกครองตั้งค่าเป้าหมายของประเทศและจังหวัด จังหวัดแบ่งให้อำเภอของตน"))
