"""What happens by itself: an order is told to its offices, what is owed is asked for step by step, and who joins is enrolled.

The duty stands in the rows (`next_on`), so a tick may run twice: what was done no longer fits the question.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK, bangkok_date

from . import days, issuing, reaching, receipts, recording, telling, words
from .models import Order, Receipt
from .news import publishing

logger = logging.getLogger(__name__)
BATCH = 400
FROM_HOUR = 8
"""In Bangkok: nobody is reminded by night."""


def tick(now: datetime, *, limit: int = BATCH) -> int:
    """Everything that is due; returns how much was done."""
    today = bangkok_date(now)
    done = publishing.publish_due(now)
    done += _end(today, now)
    done += reaching.enrol(now, today) + reaching.release_leavers(now, today)
    return done + _step(now, today, limit)


def _end(today: date, now: datetime) -> int:
    """Orders whose last day is over owe nothing any more."""
    owing = Receipt.objects.filter(order=OuterRef("pk")).exclude(owes="", next_on=None)
    over = Order.objects.filter(Exists(owing), status=words.ISSUED, ends_on__lt=today)
    return sum(_safely(lambda order=order: _released(order, now)) for order in over.order_by("pk")[:20])  # type: ignore[misc]


def _released(order: Order, now: datetime) -> None:
    issuing.release(order, "end", now)


def _step(now: datetime, today: date, limit: int) -> int:
    due = Receipt.objects.filter(next_on__lte=today)
    if now.astimezone(BANGKOK).hour < FROM_HOUR:
        due = due.filter(step=issuing.UNTOLD)
    ids = list(due.order_by("next_on", "id").values_list("pk", flat=True)[:limit])
    return sum(_safely(lambda pk=pk: _one(pk, now, today)) for pk in ids)  # type: ignore[misc]


def _one(pk: int, now: datetime, today: date) -> None:
    rows = Receipt.objects.select_for_update(skip_locked=True, of=("self",)).select_related("order")
    receipt = rows.filter(pk=pk, next_on__lte=today).first()
    if receipt is None:
        return
    step, data = 0, {}
    if receipt.step == issuing.UNTOLD:
        telling.issued(receipt, now=now)
        move = "tell"
    else:
        move = "remind"
        come = _come(receipt, today)
        if come is not None:
            _tell(receipt, come, now)
            step, data = come.step, {"step": come.step}
        else:
            step = receipt.step
    coming = None
    if receipt.owes and receipt.due_on is not None:
        coming = receipts.next_reminder(receipt.due_on, receipt.province_code, after=step, today=today)
        if move == "tell":
            coming = _first_from(receipt, today)
    recording.RECEIPTS.advance(receipt, move, {"step": step, "next_on": coming}, by=Actor.system(), data=data, now=now)


def _come(receipt: Receipt, today: date) -> days.Step | None:
    if receipt.due_on is None:
        return None
    return days.reached(
        receipt.due_on, receipt.province_code, after=receipt.step, today=today, steps=days.ladder(today)
    )


def _first_from(receipt: Receipt, today: date) -> date | None:
    """The first step that is still to come: what is due within two days is not announced and called in on one morning."""
    assert receipt.due_on is not None
    come = days.reached(receipt.due_on, receipt.province_code, after=0, today=today, steps=days.ladder(today))
    return receipts.next_reminder(receipt.due_on, receipt.province_code, after=come.step if come else 0, today=today)


def _tell(receipt: Receipt, step: days.Step, now: datetime) -> None:
    named = f"{step.step}"
    telling.owed(receipt, step=named, now=now, people=receipts.who_owes(receipt))
    above = {upper.code} if (upper := offices.parent_of(receipt.office_id)) and step.told != words.OFFICE else set()
    if step.told == words.ISSUER:
        above.add(receipt.order.office_id)
    for code in sorted(above):
        telling.owed(receipt, step=named, above=code, now=now)


def _safely(does: Callable[[], None]) -> int:
    """One that stumbles holds up none of the others."""
    try:
        with transaction.atomic():
            does()
    except Refused as refused:
        logger.info("a reminder was refused", extra={"code": refused.code})
        return 0
    except Exception:
        logger.exception("a reminder stumbled")
        return 0
    return 1
