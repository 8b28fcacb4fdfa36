"""Forgetting what belonged to an officer's day."""

from datetime import datetime

from django.db.models import Max, Q, QuerySet

from sangsuk.thai.dates import bangkok_date

from ..models import Absence, Batch, Presence, SavedFilter


def absences_over(until: datetime) -> "QuerySet[Absence]":
    return Absence.objects.filter(to_on__lt=bangkok_date(until)).order_by("id")


def filters_over(until: datetime) -> "QuerySet[SavedFilter]":
    """Of people who work nowhere any more, and left before this moment."""
    rows = SavedFilter.objects.exclude(Q(user__memberships__valid_to=None, user__memberships__isnull=False))
    return rows.annotate(left=Max("user__memberships__valid_to")).filter(left__lt=bangkok_date(until)).order_by("id")


def presence_over(until: datetime) -> "QuerySet[Presence]":
    return Presence.objects.filter(seen_at__lt=until).order_by("id")


def batches_over(until: datetime) -> "QuerySet[Batch]":
    return Batch.objects.filter(created_at__lt=until).order_by("created_at")
