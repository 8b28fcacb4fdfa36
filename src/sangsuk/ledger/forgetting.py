"""Forgetting the words of old readings. Who looked, when and at which fields stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from .models import Reading

GONE = "–"


def over(until: datetime) -> "QuerySet[Reading]":
    return Reading.objects.filter(at__lt=until).exclude(reason=GONE).order_by("id")


def forget(rows: "QuerySet[Reading]") -> int:
    return rows.update(reason=GONE)


def forget_about(numbers: Iterable[str], *, before: datetime) -> int:
    return Reading.objects.filter(about__in=list(numbers), at__lt=before).update(reason=GONE)
