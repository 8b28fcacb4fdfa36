"""What of an answer is forgotten when its time is over: the words as they were written. The answers stay; nobody is in them."""

from datetime import datetime

from django.db.models import QuerySet

from .models import SurveyAnswer


def over(until: datetime) -> "QuerySet[SurveyAnswer]":
    """Answers of which the words are still kept as they were told."""
    return SurveyAnswer.objects.exclude(words="").filter(received_at__lt=until).order_by("id")


def forget(rows: "QuerySet[SurveyAnswer]") -> int:
    """What is shown of them has no names and no numbers, and stays."""
    return SurveyAnswer.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(words="")
