"""What happens by itself: the tick that finds every case whose moment has come, and makes the one move that is due.

The moment stands in the row (`tick_at`) and follows from the row, so nothing is lost when a worker dies, and nothing is
done twice: the move is made by the same compare-and-swap as a person's.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.common.errors import Refused, Stale
from sangsuk.offices.actor import Actor

from . import actions, ladder
from .effects.base import terms_of
from .models import Case

logger = logging.getLogger(__name__)
BATCH = 500


@dataclass
class Done:
    """How many cases were looked at, moved, and left because somebody was quicker or a rule stood in the way."""

    seen: int = 0
    moved: int = 0
    left: int = 0


def tick(now: datetime, *, limit: int = BATCH) -> Done:
    """Do what is due, the longest waiting first; at most `limit` cases, so that no tick is long."""
    done = Done()
    for case in (
        Case.objects.filter(tick_at__lte=now).defer("search", "description", "wish").order_by("tick_at", "id")[:limit]
    ):
        done.seen += 1
        if _act(case, now):
            done.moved += 1
        else:
            done.left += 1
    return done


def step_of(case: Case) -> ladder.Next | None:
    """What the machine does next with this case, and when."""
    state = {name: getattr(case, name) for name in ("status", "duties", "due_at", "due_from", "transfer", "reminders")}
    return ladder.next_step(state, **terms_of(case, {}))


def _act(case: Case, now: datetime) -> bool:
    step = step_of(case)
    if step is None or step.at > now:  # a rule has changed since: look again then
        Case.objects.filter(pk=case.pk, version=case.version).update(tick_at=step.at if step else None)
        return False
    try:
        actions.move(case, step.what, by=Actor.system(), data=_data(case, step), now=now)
    except Stale:
        return False
    except Refused as refused:
        logger.warning("the machine was refused", extra={"case": case.number, "move": step.what, "code": refused.code})
        Case.objects.filter(pk=case.pk, version=case.version).update(tick_at=None)
        return False
    return True


def _data(case: Case, step: ladder.Next) -> dict[str, str]:
    if step.what == "proceed":
        with override(case.language):
            return {"reason": _("ครบกำหนดที่รอคำตอบแล้ว เราจึงดำเนินการต่อจากข้อมูลที่มี ท่านยังส่งข้อมูลเพิ่มได้เสมอ")}
    return {"duty": step.duty} if step.duty else {}
