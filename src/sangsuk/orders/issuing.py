"""An order goes out: its number, its paper, a receipt for each office, a reading for each person; and how it ends."""

from datetime import datetime
from typing import Any

from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date
from sangsuk.thai.dates import BE_OFFSET

from . import days, numbering, papers, reaching, recording, words
from .models import Order, Receipt, ReceiptEvent

UNTOLD = -1
"""The step before the ladder: the office has not been told yet."""


def numbered(order: Order, now: datetime) -> dict[str, Any]:
    """The next number of its office's book, whose row stays locked until the end of the transaction."""
    year = bangkok_date(now).year + BE_OFFSET
    running = numbering.next_number(order.office_id, year, numbering.ORDERS)
    return {"issued_at": now, "year_be": year, "running": running, "number": f"{running}/{year}"}


def print_it(order: Order, now: datetime) -> None:
    """The paper as everybody will print it. Not state: it follows from what the order says."""
    paper = papers.letter(order, number=order.number, on=bangkok_date(now), signer=order.signed_name)
    order.paper, order.made_with, order.sha256 = papers.issued(paper, now)
    order.save(update_fields=["paper", "made_with", "sha256"])


def send_out(order: Order, now: datetime) -> int:
    """A receipt for every office that it is for, and a reading for everybody who must read it. Returns how many offices."""
    today = bangkok_date(now)
    cards = reaching.offices_for(order.office_id, order.levels, order.areas)
    made = [
        Receipt(
            order=order, office_id=card.code, province_code=card.province_code, next_on=today, step=UNTOLD,
            owes=words.ACK if order.asks != words.READ else "",
            due_on=None if order.asks == words.READ else days.due_on(
                now, due_days=order.due_days, due_day=order.due_on, province_code=card.province_code
            ),
        )
        for card in cards
    ]  # fmt: skip
    rows = Receipt.objects.bulk_create(made)
    machine = Actor.system()
    ReceiptEvent.objects.bulk_create(
        [recording.RECEIPTS.first(row, "address", by=machine, data={}, now=now) for row in rows]
    )
    reaching.enrol(now, today, order=order)
    return len(rows)


def release(order: Order, move: str, now: datetime) -> int:
    """It holds no more: nobody owes anything for it, and nobody is reminded. Returns how many offices owed something."""
    rows = list(Receipt.objects.select_for_update().filter(order=order).exclude(owes="", next_on=None).order_by("pk"))
    machine, events = Actor.system(), []
    for row in rows:
        changes = {"owes": "", "due_on": None, "next_on": None, "version": row.version + 1}
        for name, value in changes.items():
            setattr(row, name, value)
        events.append(recording.RECEIPTS.event(row, row.version, move, changes, by=machine, data={}, now=now))
    Receipt.objects.bulk_update(rows, ["owes", "due_on", "next_on", "version"], batch_size=500)
    ReceiptEvent.objects.bulk_create(events)
    return len(rows)
