"""Messages: to who signs, to who leads an office that must act, to the office above it, to who issued the order."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import bangkok_date, date_in

from . import naming, standing
from .models import Order, Receipt


def _leaders(office_codes: Collection[str]) -> list[int]:
    """The chief of each, else whoever works there."""
    here = offices.staff()
    return [one.user_id for one in here if one.office_code in office_codes and one.leads and one.role != "agency"]


def _write(
    order: Order, code: str, users: Iterable[int], *, office: str, key: str, now: datetime, due: date | None = None, **gaps: Any
) -> int:  # fmt: skip
    """One message for each of these people. Returns how many."""
    told = {
        "number": order.number, "title": order.title, "from": naming.in_language(order.office_id), "office": naming.in_language(office),
        "due": (lambda language: date_in(due, language, "full")) if due else "",
        "link": f"{settings.SITE_URL}/desk/orders/{order.pk}", **gaps,
    }  # fmt: skip
    found = User.objects.filter(pk__in=set(users), is_active=True).exclude(email="").order_by("pk")
    for user in found:
        notifications.queue(
            code, to=Recipient("email", user.email or "", "th"), about=f"order {order.pk}", office_code=office, gaps=told,
            key=f"{key}:{user.pk}", now=now,
        )  # fmt: skip
    return len(found)


def to_sign(order: Order, *, now: datetime) -> int:
    ids = [one.user_id for one in standing.signers(order.office_id) if one.user_id != order.written_by_id]
    key = f"order:{order.pk}:{order.version}:sign"
    return _write(order, "order-to-sign", ids, office=order.office_id, key=key, now=now)


def issued(receipt: Receipt, *, now: datetime) -> int:
    code = "order-issued-due" if receipt.due_on else "order-issued"
    return _write(
        receipt.order, code, _leaders({receipt.office_id}), office=receipt.office_id, key=f"receipt:{receipt.pk}:issued",
        now=now, due=receipt.due_on,
    )  # fmt: skip


def owed(receipt: Receipt, *, step: str, above: str = "", now: datetime, people: Collection[int] | None = None) -> int:
    """What is still owed: to who leads the office, or to these of its people; with `above` to that office instead."""
    late = receipt.due_on is not None and receipt.due_on < bangkok_date(now)
    code = f"order-{receipt.owes}-{'late' if late else 'near'}" if not above else "order-office-late"
    users = _leaders({above}) if above else people if people is not None else _leaders({receipt.office_id})
    key = f"receipt:{receipt.pk}:{receipt.owes}:{step}{':' + above if above else ''}"
    order = receipt.order
    return _write(
        order, code, users, office=above or receipt.office_id, key=key, now=now, due=receipt.due_on,
        late=naming.in_language(receipt.office_id),
    )  # fmt: skip


def cancelled(order: Order, *, now: datetime) -> int:
    """To everybody who leads an office that had it."""
    had = set(Receipt.objects.filter(order=order).values_list("office", flat=True))
    key = f"order:{order.pk}:cancelled"
    return _write(order, "order-cancelled", _leaders(had), office=order.office_id, key=key, now=now, text=order.why)
