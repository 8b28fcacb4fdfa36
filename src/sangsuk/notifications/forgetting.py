"""Forgetting what was told: to which address, and in which words. That it was told, and when, stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from .models import Message

GONE = {"recipient": b"", "recipient_masked": "", "subject": "–", "body": "–"}


def over(until: datetime) -> "QuerySet[Message]":
    """Queued before this moment, sent or not, and still with words or an address."""
    return Message.objects.filter(queued_at__lt=until).exclude(body="–", recipient=b"").order_by("id")


def forget(rows: "QuerySet[Message]") -> int:
    """What could not be sent in all that time is given up."""
    ids = list(rows.values_list("pk", flat=True))
    Message.objects.filter(pk__in=ids, sent_at=None, given_up_at=None).update(given_up_at=timezone.now())
    return Message.objects.filter(pk__in=ids).update(**GONE)


def forget_about(numbers: Iterable[str], *, before: datetime) -> int:
    """What was written about these before then. What is not sent yet is given up."""
    rows = Message.objects.filter(about__in=list(numbers), queued_at__lt=before)
    rows.filter(sent_at=None, given_up_at=None).update(given_up_at=before)
    return rows.update(**GONE)
