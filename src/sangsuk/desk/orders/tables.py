"""The ladder of reminders, kept at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.orders import words
from sangsuk.orders.models import ReminderStep

DAYS = ("valid_from", "valid_to")


def tables(make: Callable[..., Any]) -> list[Any]:
    """Made with the class of the tables, which imports this module."""
    return [
        make("order_reminders", _("ข้อสั่งการ: ลำดับการเตือน"), ReminderStep, "step", ("step", "working_days", "told", "valid_to"),
             ("code", "step", "working_days", "told", *DAYS), ("code",), fixed=("code",)),
    ]  # fmt: skip


LABELS: dict[str, Any] = {
    "step": _("ขั้นที่"), "told": _("แจ้งใคร"),
}  # fmt: skip
WORDS: dict[str, Any] = dict(words.TOLD)
