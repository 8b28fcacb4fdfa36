"""What of a card is forgotten when its time is over: the words as they were written. The answers stay; nobody is in them."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ..models import FeedbackCard


def over(until: datetime) -> "QuerySet[FeedbackCard]":
    """Cards of which the words are still kept as they were told."""
    return FeedbackCard.objects.filter(~Q(line="", more=""), received_at__lt=until).order_by("id")


def forget(rows: "QuerySet[FeedbackCard]") -> int:
    """The words as told go; what is shown of them has no names and no numbers, and stays with the answers."""
    return FeedbackCard.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(line="", more="")
