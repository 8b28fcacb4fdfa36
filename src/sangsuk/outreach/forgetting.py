"""Photographs of a day out may show faces: they go when their time is over. What was done, and how many came, stays."""

from datetime import datetime

from django.db.models import QuerySet

from sangsuk.thai.dates import bangkok_date

from .models import TripPhoto


def photos_over(until: datetime) -> "QuerySet[TripPhoto]":
    """Of trips whose day was before this moment. The files go with the last row that names them."""
    return TripPhoto.objects.filter(trip__on__lt=bangkok_date(until)).order_by("pk")
