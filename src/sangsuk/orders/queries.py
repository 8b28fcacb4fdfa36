"""What pages ask about orders: shelves, one order, what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from . import standing, words
from .models import Order, OrderEvent, OrderFile, OrderQuerySet, Reading, Receipt, ReceiptEvent

RECEIVED, OURS = ("todo", "received"), ("drafts", "issued", "ended")
SIZE = 25
LINES = 6
"""As many stand on the page of her day."""


def one(actor: Actor, pk: int) -> Order:
    """Raises Missing for what is not hers to see, the same as for what there is not."""
    found = Order.objects.visible_to(actor).filter(pk=pk).select_related("corrects").first()
    if found is None:
        raise Missing("no_order", _("ไม่พบฉบับนี้"))
    return found


@dataclass(frozen=True)
class Row:
    """An order in a list: what her office still owes, and whether she must open it; of her own office's, how many owe."""

    order: Order
    receipt: Receipt | None = None
    unread: bool = False
    late: bool = False
    offices: int = 0
    owing: int = 0
    overdue: int = 0

    @property
    def kind(self) -> Any:
        return words.KINDS[self.order.kind]

    @property
    def status(self) -> Any:
        return words.STATUSES[self.order.status]

    @property
    def over(self) -> bool:
        """Corrected or cancelled: nobody owes anything for it."""
        return self.order.is_out and self.order.status != words.ISSUED

    def due_by(self, day: date) -> bool:
        return self.receipt is not None and self.receipt.due_on is not None and self.receipt.due_on <= day


def shelves(actor: Actor) -> tuple[str, ...]:
    """The lists that this person has."""
    received = RECEIVED if actor.office_level in ("province", "district") else ()
    return (*received, *(OURS if standing.issues(actor) else ()))


def listed(
    actor: Actor, shelf: str, *, cursor: str = "", now: datetime | None = None, size: int = SIZE
) -> paging.Page[Row]:
    """By key, the newest first. Three queries, whatever the number of rows."""
    today = bangkok_date(now or timezone.now())
    rows = _shelf(actor, shelf, today)
    rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
    found = list(rows.order_by("-pk")[: size + 1])
    page = paging.page(found, size, lambda order: (order.pk,))
    made = _received(actor, page.items, today) if shelf in RECEIVED else _issued(page.items, today)
    return paging.Page(made, page.next)


def _shelf(actor: Actor, shelf: str, today: date) -> OrderQuerySet:
    seen = Order.objects.visible_to(actor)
    if shelf == "todo":
        return seen.filter(_to_do(actor)).in_force(today)
    if shelf == "received":
        return seen.received_by(actor.office_code)
    own = seen.filter(office=actor.office_code)
    if shelf == "drafts":
        return own.filter(status__in=words.OURS)
    return own.in_force(today) if shelf == "issued" else own.filter(status__in=words.OUT).exclude(_holding(today))


def _holding(today: date) -> Q:
    return Q(status=words.ISSUED) & (Q(ends_on=None) | Q(ends_on__gte=today))


def _to_do(actor: Actor) -> Q:
    """What she has not opened, and what her office owes."""
    unopened = _readings(actor).filter(order=OuterRef("pk"), opened_at=None)
    owed = Receipt.objects.filter(order=OuterRef("pk"), office=actor.office_code).exclude(owes="")
    return Q(Exists(unopened)) | Q(Exists(owed))


def _received(actor: Actor, orders: Sequence[Order], today: date) -> list[Row]:
    ids = [order.pk for order in orders]
    receipts = {r.order_id: r for r in Receipt.objects.filter(order__in=ids, office=actor.office_code)}
    unread = set(_readings(actor).filter(order__in=ids, opened_at=None).values_list("order", flat=True))
    return [
        Row(
            order,
            receipts.get(order.pk),
            order.pk in unread and order.holds_on(today),
            is_late(receipts.get(order.pk), today),
        )
        for order in orders
    ]


def is_late(receipt: Receipt | None, today: date) -> bool:
    return receipt is not None and bool(receipt.owes) and receipt.due_on is not None and receipt.due_on < today


def _issued(orders: Sequence[Order], today: date) -> list[Row]:
    owing = ~Q(owes="")
    counted = Receipt.objects.filter(order__in=[order.pk for order in orders]).order_by().values("order").annotate(
        n=Count("pk"), owing=Count("pk", filter=owing), late=Count("pk", filter=owing & Q(due_on__lt=today)),
    )  # fmt: skip
    by_order: dict[int, dict[str, int]] = {
        row["order"]: {"n": row["n"], "owing": row["owing"], "late": row["late"]} for row in counted
    }
    nothing: dict[str, int] = {}
    return [
        Row(order, offices=row.get("n", 0), owing=row.get("owing", 0), overdue=row.get("late", 0))
        for order in orders
        for row in [by_order.get(order.pk, nothing)]
    ]


def waiting(actor: Actor, now: datetime | None = None) -> int:
    """How many orders wait for her: to be opened, to be acknowledged or reported on, to be signed. Two queries."""
    now = now or timezone.now()
    return sum(rows.count() for rows in (_asking(actor, now), _to_sign(actor)) if rows is not None)


def day(actor: Actor, now: datetime) -> tuple[list[Row], int]:
    """The orders that wait for her, those due first the first, and how many there are. A query for those she has
    received, and one for those to sign when she signs."""
    asking, signing = _asking(actor, now), _to_sign(actor)
    everywhere, today = Window(Count("pk")), bangkok_date(now)
    rows, many = [], 0
    if asking is not None:
        found = asking.select_related("order").annotate(many=everywhere)
        for receipt in found.order_by(F("due_on").asc(nulls_last=True), "-order")[:LINES]:
            many = receipt.many
            rows.append(Row(receipt.order, receipt, receipt.unread, is_late(receipt, today)))
    if signing is not None:
        drafts = list(signing.annotate(many=everywhere).order_by("pk")[:LINES])
        many += drafts[0].many if drafts else 0  # type: ignore[attr-defined]
        rows += [Row(order) for order in drafts]
    return rows[:LINES], many


def _asking(actor: Actor, now: datetime) -> "QuerySet[Any] | None":
    """What her office has received and she has not opened, or on which the next word is hers; None where nothing comes."""
    if not (actor.is_staff and actor.role in words.ROLES and actor.office_level in ("province", "district")):
        return None
    readings = _readings(actor).filter(order=OuterRef("order"))
    owed = Q(Exists(readings.filter(acked_at=None)), owes=words.ACK, order__per_person=True)
    if standing.may_acknowledge(actor, now):
        owed |= Q(owes=words.ACK, order__per_person=False)
    if actor.role in standing.WRITING:
        owed |= Q(owes=words.OWES_REPORT)
    seen = Order.objects.visible_to(actor).in_force(bangkok_date(now))
    rows = Receipt.objects.filter(office=actor.office_code, order__in=seen)
    return rows.annotate(unread=Exists(readings.filter(opened_at=None))).filter(Q(unread=True) | owed)


def _to_sign(actor: Actor) -> "OrderQuerySet | None":
    if not (actor.is_staff and standing.signs(actor)):
        return None
    return Order.objects.filter(office=actor.office_code, status=words.WAITING).exclude(written_by=actor.user_id)


def _readings(actor: Actor) -> "QuerySet[Reading]":
    return Reading.objects.filter(user=actor.user_id, office=actor.office_code, left_at=None)


def files(order: Order) -> list[OrderFile]:
    return list(OrderFile.objects.filter(order=order, receipt=None).order_by("pk"))


def files_of_report(receipt: Receipt) -> list[OrderFile]:
    return list(OrderFile.objects.filter(receipt=receipt).order_by("pk"))


def file(order: Order, file_id: int, actor: Actor) -> OrderFile:
    """A paper of an order, or of an office's report for that office, those above it and the issuer. Raises Missing."""
    row = OrderFile.objects.filter(order=order, pk=file_id).select_related("receipt").first()
    if row is None or (row.receipt is not None and not sees_report(order, row.receipt, actor)):
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    return row


def sees_report(order: Order, receipt: Receipt, actor: Actor) -> bool:
    if actor.office_code in (order.office_id, receipt.office_id) or actor.office_level == "ministry":
        return True
    return offices.is_above(actor.office_code, receipt.office_id)


def story_of(order: Order) -> list[OrderEvent]:
    """What happened to it, the first first."""
    return list(OrderEvent.objects.filter(order=order).order_by("seq"))


def story_of_receipt(receipt: Receipt) -> list[ReceiptEvent]:
    return list(ReceiptEvent.objects.filter(receipt=receipt).order_by("seq"))


def people_of(order: Order, office_code: str) -> list[Reading]:
    """Who of an office must read it, and when she did."""
    rows = Reading.objects.filter(order=order, office=office_code).select_related("user")
    return list(rows.order_by("left_at", "opened_at", "pk"))


def newer(order: Order) -> Order | None:
    """The order that has come in its place."""
    return Order.objects.filter(corrects=order, status__in=words.OUT).order_by("-pk").first()


def correctable(office_code: str, today: date, most: int = 60) -> list[Order]:
    """Which orders of the office a new one can correct."""
    rows = Order.objects.filter(office=office_code).in_force(today)
    return list(rows.order_by("-pk")[:most])
