"""What is forgotten of guests: officials of the house are forgotten with their accounts, certificates stay papers of record."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from sangsuk.thai.dates import bangkok_date

from ..models import TrainingCertificate, TrainingSeat

GONE = "–"


def guests_over(until: datetime) -> "QuerySet[TrainingSeat]":
    """Guests of events that ended before this moment, who have no certificate in force to prove."""
    papers = TrainingCertificate.objects.filter(seat=OuterRef("pk"), revoked_at=None)
    seats = TrainingSeat.objects.filter(user=None, event__last_on__lt=bangkok_date(until)).exclude(guest=GONE)
    return seats.filter(~Exists(papers)).order_by("id")


def forget_guests(rows: "QuerySet[TrainingSeat]") -> int:
    """That somebody of that group was there stays."""
    ids = [*rows.values_list("pk", flat=True)]
    return TrainingSeat.objects.filter(pk__in=ids).update(guest=GONE, affiliation="")
