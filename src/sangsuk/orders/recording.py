"""Events of orders and of receipts, and the proof that they alone write their state."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.replay import Difference
from sangsuk.stories.journal import Journal

from .models import ORDER_STATE, RECEIPT_STATE, Order, OrderEvent, Receipt, ReceiptEvent

ORDERS = Journal(
    Order, OrderEvent, "order", ORDER_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขฉบับนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
RECEIPTS = Journal(
    Receipt, ReceiptEvent, "receipt", RECEIPT_STATE, _("เมื่อครู่มีผู้อื่นในหน่วยงานของท่านบันทึกไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด"),
)  # fmt: skip


def differences() -> Iterator[Difference]:
    """Every difference between rows and their events."""
    yield from ORDERS.differences()
    yield from RECEIPTS.differences()
