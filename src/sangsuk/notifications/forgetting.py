"""Forgetting what was told: to which address, and in which words. That it was told, and when, stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import Message

GONE = {"recipient": b"", "recipient_masked": "", "subject": "–", "body": "–"}


def over(until: datetime) -> "QuerySet[Message]":
    """Sent, or given up, before this moment, and still with words or an address."""
    ended = Q(sent_at__lt=until) | Q(given_up_at__lt=until)
    return Message.objects.filter(ended).exclude(body="–", recipient=b"").order_by("id")


def forget(rows: "QuerySet[Message]") -> int:
    return rows.update(**GONE)


def forget_about(numbers: Iterable[str], *, words: bool) -> int:
    """Whatever was sent about these; without `words` the addresses only. What is still to be sent is given up."""
    rows = Message.objects.filter(about__in=list(numbers))
    rows.filter(sent_at=None, given_up_at=None).delete()
    gone = GONE if words else {"recipient": b"", "recipient_masked": ""}
    return rows.update(**gone)
