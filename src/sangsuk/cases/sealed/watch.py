"""What the system sees to: somebody accused comes to command an office, and what it has against him leaves it; a case that
came before there were seals gets its own.
"""

import logging
from datetime import datetime

from sangsuk.common.errors import Refused, Stale
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import actions
from ..models import Case
from . import way

logger = logging.getLogger(__name__)


def step_aside(now: datetime) -> int:
    """Send on every open case whose office must not have it any more. Returns how many. One query when there is none."""
    offices.staff.forget()
    commanding = [one.user_id for one in offices.staff() if one.commands]
    rows = Case.objects.open().exclude(accused_people=[]).filter(accused_people__overlap=commanding)
    return sum(_sent_on(case, now) for case in rows.order_by("pk") if way.is_closed_to(case, case.office_id))


def _sent_on(case: Case, now: datetime) -> bool:
    try:
        actions.move(case, "step_aside", by=Actor.system(), now=now)
    except Refused as refused:  # nobody is left who could look into it: somebody must see that
        logger.error("a case cannot leave the accused", extra={"case": case.pk, "code": refused.code})
        return False
    return True


def seal_late(pk: int, now: datetime) -> str:
    """Seal this case as the rule of today would. Returns "" or why not; said again, it does what is left."""
    try:
        actions.move(Case.objects.get(pk=pk), "seal_late", by=Actor.system(), now=now)
    except Stale:
        return "somebody was quicker: say it again"
    except Refused as refused:
        logger.error("a case cannot be sealed", extra={"case": pk, "code": refused.code})
        return refused.code
    return ""
