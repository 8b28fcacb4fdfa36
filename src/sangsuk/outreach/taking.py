"""Cases taken on the spot: taken in by `cases.submit` with all its checks, and tied to the trip.

A case that accuses the district itself goes to a centre above, unseen by the district. It is not tied to the trip: a
number that grew by one would tell. One that is sealed later is left out of every list and count from that moment.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from sangsuk.cases import actions as cases
from sangsuk.cases.intake import New, Submitted
from sangsuk.cases.models import Case
from sangsuk.cases.sealed import way
from sangsuk.offices.actor import Actor

from . import counting
from .models import Trip, TripCase

CHANNEL = "mobile_unit"


@transaction.atomic
def take(trip: Trip, new: New, *, by: Actor, now: datetime | None = None) -> Submitted:
    """The same client id again gives the same case, tied once. Raises Refused, NotAllowed."""
    now = now or timezone.now()
    trip = counting.begun(trip, by=by, now=now)
    told = cases.submit(replace(new, channel=CHANNEL), by=by, now=now)
    if told.key and not is_hidden(told.case, by) and not _is_apart(told.case):
        TripCase.objects.get_or_create(case=told.case, defaults={"trip": trip, "at": now})
    return told


def is_hidden(case: Case, by: Actor) -> bool:
    """Handed to a centre above without the one who wrote it down."""
    return way.is_kept_from(case, by)


def _is_apart(case: Case) -> bool:
    return Case.objects.kept_apart().filter(pk=case.pk).exists()


def counted() -> "QuerySet[TripCase]":
    """What may be counted for anybody."""
    return TripCase.objects.filter(~Exists(Case.objects.kept_apart().filter(pk=OuterRef("case"))))


def of_trip(trip: Trip, actor: Actor) -> list[Case]:
    """The cases of a trip that this person sees, the first one first. One query."""
    seen = Case.objects.visible_to(actor).filter(pk__in=counted().filter(trip=trip).values("case"))
    return list(seen.order_by("submitted_at", "pk"))


def numbers(trips: list[Trip]) -> dict[int, int]:
    """How many cases each trip took. One query."""
    rows = counted().filter(trip__in=[trip.pk for trip in trips]).order_by()
    return dict(rows.values_list("trip").annotate(n=Count("pk")))
