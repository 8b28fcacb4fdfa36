"""One step on many cases: looked at before, then made case by case, each in its own transaction with its own version."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, NotAllowed, Refused, Stale
from sangsuk.offices.actor import Actor

from .. import actions, thinking, workflow
from ..models import Batch, BatchItem, Case
from ..standing import facts, standings
from ..workflow import FIELDS, Move
from . import replies

MOST = 200
KEPT_DAYS = 90
SAME_FOR_ALL = frozenset({"assignee", "category", "settlement", "urgency", "service_class", "nature"})
"""Choices that do not depend on the case. Files, agencies, duties do: a step that needs one is made case by case."""
NAMED = ("accept", "take", "delegate", "inform", "categorise", "note")
"""What the queue offers for several at once. More may be named, as long as `fits` holds for them."""
logger = logging.getLogger(__name__)


def fits(move: Move) -> bool:
    """Whether what this step needs can be the same for several cases."""
    common = (f in FIELDS and (FIELDS[f].kind in ("text", "number", "date") or f in SAME_FOR_ALL) for f in move.needs)
    return all(common) and bool(move.by & {workflow.OWNER, workflow.AGENCY})


def offered(actor: Actor) -> list[Move]:
    """The steps that this person may choose for several cases."""
    standing = workflow.AGENCY if actor.at_agency else workflow.OWNER
    moves = [workflow.MOVES[name] for name in NAMED if name in workflow.MOVES]
    return [move for move in moves if fits(move) and standing in move.by]


@dataclass(frozen=True)
class Look:
    """One case before the press: whether the step is possible, and if not, why. `words`: its own filled text."""

    case: Case
    possible: bool
    why: str
    words: str = ""


def chosen(numbers: Iterable[str], actor: Actor) -> list[Case]:
    """The cases of these numbers that this person may see, in the order given; at most MOST. One query."""
    wanted = list(dict.fromkeys(n for n in numbers if n and "\x00" not in n))[:MOST]
    rows = Case.objects.visible_to(actor).filter(number__in=wanted)
    found = {case.number: case for case in rows.select_related("category", "district__province", "assignee", "agency")}
    return [found[number] for number in wanted if number in found]


def looked_at(
    cases: Sequence[Case], move: Move, data: Mapping[str, Any], *, by: Actor, now: datetime | None = None,
    empty: bool = False,
) -> list[Look]:  # fmt: skip
    """What would come of it, case by case; nothing is changed. Asks the database nothing.

    `empty`: the fields are not filled in yet, so only the step itself is looked at.
    """
    now = now or timezone.now()
    return [_look(case, move, data, by, now, empty=empty) for case in cases]


def _look(case: Case, move: Move, data: Mapping[str, Any], by: Actor, now: datetime, *, empty: bool) -> Look:
    filled = replies.filled(data, case, by=by, now=now, move=move.name)
    words = next((str(filled[f]) for f in move.needs if f in data and FIELDS[f].kind == "text"), "")
    here = facts(case, by, now)
    try:
        if not move.by & standings(case, by):
            raise NotAllowed("not_yours", _("สำนักงานของท่านไม่ได้ดูแลเรื่องนี้อยู่"))
        if here.status not in move.sources:
            status = workflow.STATUSES[here.status][1]
            raise NotAllowed("not_now", _("ตอนนี้เรื่องอยู่ในขั้น “%(status)s” จึงทำขั้นตอนนี้ไม่ได้") % {"status": status})
        if move not in workflow.available(here, standings(case, by)):
            raise NotAllowed("not_now", _("ตอนนี้ทำขั้นตอนนี้กับเรื่องนี้ไม่ได้"))
        if not empty:
            workflow.check(move.name, here, standings(case, by), filled)
            replies.refuse_gaps(filled)
    except Refused as refused:
        return Look(case, possible=False, why=str(refused), words=words)
    return Look(case, possible=True, why="", words=words)


@transaction.atomic
def prepare(
    client_id: UUID, move: str, versions: Mapping[str, int], data: Mapping[str, Any], *, by: Actor, template: str = "",
    back: str = "", now: datetime | None = None,
) -> Batch:  # fmt: skip
    """Write down what is to be done. Sent again, it is the batch that was written down the first time."""
    row = workflow.MOVES.get(move)
    if row is None or not fits(row):
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    if by.user_id is None:
        raise _not_there()
    cases = chosen(versions, by)
    if not cases:
        raise Refused("needed", _("กรุณาเลือกเรื่องอย่างน้อยหนึ่งเรื่อง"), "cases")
    batch, made = Batch.objects.get_or_create(
        client_id=client_id,
        defaults={
            "user_id": by.user_id, "office_code": by.office_code, "move": move, "data": dict(data),
            "template_code": template, "back": back, "created_at": now or timezone.now(),
        },
    )  # fmt: skip
    if batch.user_id != by.user_id:
        raise _not_there()
    if made:
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, case=case, place=place, version=versions[case.number])
            for place, case in enumerate(cases, start=1)
        )
    return batch


def run(batch: Batch, *, by: Actor, now: datetime | None = None) -> Batch:
    """Make the step on every case that still waits. Cut off in the middle, pressing again does the rest."""
    waiting = list(batch.items.filter(outcome="").order_by("place").values_list("id", flat=True))
    for item_id in waiting:
        _one(item_id, batch, by=by, now=now)
    logger.info("batch done", extra={"move": batch.move, "cases": len(waiting)})
    return batch


@transaction.atomic
def _one(item_id: int, batch: Batch, *, by: Actor, now: datetime | None) -> None:
    """The step and the note that it was made are one; what another process has in hand is left to it."""
    rows = BatchItem.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
    item = rows.filter(id=item_id, outcome="").first()
    if item is None:
        return
    case, at = item.case, now or timezone.now()
    try:
        if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise Missing("no_case", _("ไม่พบเรื่องนี้ หรือเรื่องนี้ไม่ได้อยู่ในความรับผิดชอบของท่าน"))
        data = replies.filled(batch.data, case, by=by, now=at, move=batch.move)
        replies.refuse_gaps(data)
        thinking.look_again(case, batch.move, data, by=by, now=at)  # what is held up stays counted
        with transaction.atomic():
            case = actions.move(case, batch.move, by=by, version=item.version, data=data, now=at, looked=True)
            words = replies.words(batch.template_code, case, data, by=by, now=at)
            replies.count_use(batch.template_code, words, data, case, by=by, now=at)
        item.outcome, item.said = "done", ""
    except Stale as stale:
        item.outcome, item.said = "stale", str(stale)
    except Refused as refused:
        item.outcome, item.said = "refused", str(refused)
    item.save(update_fields=["outcome", "said"])


def get(client_id: UUID, *, by: Actor) -> Batch:
    """One's own batch. Raises Missing."""
    batch = Batch.objects.filter(client_id=client_id, user=by.user_id).first()
    if batch is None:
        raise _not_there()
    return batch


def items(batch: Batch) -> list[BatchItem]:
    """What became of each, in the order chosen. One query."""
    related = ("case__category", "case__district", "case__assignee")
    return list(batch.items.select_related(*related).order_by("place"))


def _not_there() -> Missing:
    return Missing("no_batch", _("ไม่พบรายการที่ทำพร้อมกันนี้"))


def sweep(now: datetime, *, days: int = KEPT_DAYS) -> int:
    """What was done stands in the events of the cases; the list of a press is not needed for long."""
    return Batch.objects.filter(created_at__lt=now - timedelta(days=days)).delete()[0]
