"""What happens by itself: the tick that finds every case whose moment has come, and makes the one move that is due.

The moment stands in the row (`tick_at`) and follows from the row, so nothing is lost when a worker dies, and nothing is
done twice: the move is made by the same compare-and-swap as a person's. Moves that tell nobody, which most of them are,
go many at once.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sangsuk.common.errors import Refused, Stale
from sangsuk.offices.actor import Actor

from . import actions, ladder, projections, workflow
from .effects import Doing, changes_of
from .effects.base import terms_of
from .mediation.following import StillTalking
from .models import STATE, Case
from .sealed import watch
from .swapping import Swap, read, swap

logger = logging.getLogger(__name__)
BATCH, COMMITTED = 500, 50
LATER = timedelta(hours=1)
"""When a case that stumbled is looked at again."""
READ = ("id", "client_id", "head", "mission", "province_code", "deemed_received_at", "tick_at", *STATE)
TOGETHER = frozenset(
    name
    for name, move in workflow.MOVES.items()
    if workflow.SYSTEM in move.by and not move.tells and not move.needs and name not in projections.WRITERS
)
"""Moves of the system that tell nobody, ask nothing and write no other table."""


@dataclass
class Done:
    """How many cases were looked at, moved, and left because somebody was quicker or a rule stood in the way."""

    seen: int = 0
    moved: int = 0
    left: int = 0


def sweep(now: datetime, *, seconds: float, limit: int = 5000) -> Done:
    """Tick after tick until nothing is due any more, or the time is up, or a whole tick got nowhere."""
    watch.step_aside(now)
    done, end = Done(), time.monotonic() + seconds
    while True:
        step = tick(now, limit=limit)
        done.seen, done.moved, done.left = done.seen + step.seen, done.moved + step.moved, done.left + step.left
        if step.seen < limit or not step.moved or time.monotonic() > end:
            return done


def tick(now: datetime, *, limit: int = BATCH) -> Done:
    """Do what is due, the longest waiting first; at most `limit` cases, so that no tick is long."""
    cases = read(Case.objects.filter(tick_at__lte=now).order_by("tick_at", "id")[:limit], READ)
    done, together, alone = Done(seen=len(cases)), [], []
    for case in cases:
        try:
            step = step_of(case)
        except Exception:  # no rule, no office: neither may hold up all the others
            logger.exception("the machine stumbled", extra={"case": case.id, "move": ""})
            Case.objects.filter(pk=case.id, version=case.version).update(tick_at=now + LATER)
            continue
        if step is None or step.at > now:  # a rule has changed since: look again then
            Case.objects.filter(pk=case.id, version=case.version).update(tick_at=step.at if step else None)
        elif step.what in TOGETHER and case.status in workflow.MOVES[step.what].sources:
            together.append((case, step))
        else:
            alone.append((case, step))
    done.moved = _together(together, now) + _alone(alone, now)
    done.left = done.seen - done.moved
    return done


def step_of(case: Any) -> ladder.Next | None:
    """What the machine does next with this case, and when."""
    state = {name: getattr(case, name) for name in ("status", "duties", "due_at", "due_from", "transfer", "reminders")}
    return ladder.next_step(state, **terms_of(case, {}))


def _together(found: Sequence[tuple[Any, ladder.Next]], now: datetime) -> int:
    """The cases of one tick that make the same quiet move, move by move."""
    moved = 0
    for name in sorted({step.what for _case, step in found}):
        move, swaps = workflow.MOVES[name], []
        for case, step in found:
            if step.what == name:
                data = {"duty": step.duty} if step.duty else {}
                try:
                    swaps.append(_swap_of(case, move, data, now))
                except Exception:
                    logger.exception("the machine stumbled", extra={"case": case.id, "move": name})
                    Case.objects.filter(pk=case.id, version=case.version).update(tick_at=now + LATER)
        with transaction.atomic():
            moved += len(swap(swaps, move=name, now=now))
        logger.info("cases moved", extra={"cases": len(swaps), "move": name})
    return moved


def _swap_of(case: Any, move: workflow.Move, data: dict[str, str], now: datetime) -> Swap:
    about = actions.about(case, move, Actor.system(), data)
    before = {"office": case.office_id, "agency": case.agency_id or "", **about}
    return Swap(case, changes_of(Doing(case, move, Actor.system(), data, now)), {**data, "_before": before})


def _alone(found: Sequence[tuple[Any, ladder.Next]], now: datetime) -> int:
    """The cases whose citizens are told of the move, one after the other; one that moved meanwhile has another step."""
    whole = Case.objects.defer("description", "wish").in_bulk([case.id for case, _step in found])
    same = [(whole[case.id], step) for case, step in found if whole[case.id].version == case.version]
    moved = 0
    for first in range(0, len(same), COMMITTED):  # one commit for some: each move is a savepoint within
        with transaction.atomic():
            moved += sum(_act(case, step, now) for case, step in same[first : first + COMMITTED])
    return moved


def _act(case: Case, step: ladder.Next, now: datetime) -> bool:
    version = case.version  # a move that is refused late has written the row at hand already
    try:
        actions.move(case, step.what, by=Actor.system(), data=_data(case, step), now=now)
    except Stale:
        return False
    except Refused as refused:
        until = refused.until if isinstance(refused, StillTalking) else None
        logger.warning("the machine was refused", extra={"case": case.number, "move": step.what, "code": refused.code})
        Case.objects.filter(pk=case.pk, version=version).update(tick_at=until)
        return False
    except Exception:  # one case that cannot be moved must not hold up all the others
        logger.exception("the machine stumbled", extra={"case": case.number, "move": step.what})
        Case.objects.filter(pk=case.pk, version=version).update(tick_at=now + LATER)
        return False
    return True


def _data(case: Case, step: ladder.Next) -> dict[str, str]:
    if step.what == "proceed":
        with override(case.language):
            return {"reason": _("ครบกำหนดที่รอคำตอบแล้ว เราจึงดำเนินการต่อจากข้อมูลที่มี ท่านยังส่งข้อมูลเพิ่มได้เสมอ")}
    return {"duty": step.duty} if step.duty else {}
