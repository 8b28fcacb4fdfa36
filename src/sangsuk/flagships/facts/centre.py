"""Facts of the district centre. Sealed matters are in none of them, as in every figure of an office: one more in a small
district would tell the accused that there is one.

A matter belongs to the centre that has it now; what was taken back, or is followed in another matter, is not counted.
"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractDay, TruncDay

from sangsuk.cases import workflow
from sangsuk.cases.mediation import words as mediation
from sangsuk.cases.models import Case, Mediation, Relief, Visit
from sangsuk.thai import BANGKOK

from .found import Found, by_district

GOOD = 4
"""From four of five on, somebody is content."""
UNSEALED = {"secrecy": "normal", "accused": [], "accused_people": []}


def during(name: str, first_day: date, before_day: date) -> Q:
    """That a moment lies in these days of Bangkok."""
    first, before = (datetime.combine(day, time.min, tzinfo=BANGKOK) for day in (first_day, before_day))
    return Q(**{f"{name}__gte": first, f"{name}__lt": before})


def of_unsealed(prefix: str = "case__") -> Q:
    return Q(**{f"{prefix}{name}": value for name, value in UNSEALED.items()})


def _settled(first_day: date, before_day: date) -> QuerySet[Case]:
    return Case.objects.unsealed().filter(during("closed_at", first_day, before_day), status=workflow.SETTLED)


def received(first_day: date, before_day: date) -> Found:
    rows = Case.objects.published().filter(during("submitted_at", first_day, before_day))
    return by_district(rows, Count("pk"))


def settled(first_day: date, before_day: date) -> Found:
    return by_district(_settled(first_day, before_day), Count("pk"))


def settled_in_time(first_day: date, before_day: date) -> Found:
    promised = Q(finish_due_at__isnull=False)
    in_time = Count("pk", filter=promised & Q(closed_at__lte=F("finish_due_at")))
    return by_district(_settled(first_day, before_day), in_time, Count("pk", filter=promised))


def days_to_settle(first_day: date, before_day: date) -> Found:
    days: Any = ExtractDay(_day("closed_at") - _day("submitted_at"))
    return by_district(_settled(first_day, before_day), Sum(days), Count("pk"))


def _day(name: str) -> Any:
    return TruncDay(name, tzinfo=BANGKOK)


def content(first_day: date, before_day: date) -> Found:
    rated = Q(rating_result__isnull=False)
    rows = Case.objects.unsealed().filter(during("closed_at", first_day, before_day), rated)
    return by_district(rows, Count("pk", filter=Q(rating_result__gte=GOOD)), Count("pk"))


def relieved(first_day: date, before_day: date) -> Found:
    """Of those who told their distress before and after (0 to 10), for how many it became less. Who was not distressed is left out."""
    both = Q(distress_before__gt=0, distress_after__isnull=False)
    rows = Case.objects.unsealed().filter(during("closed_at", first_day, before_day), both)
    less = Count("pk", filter=Q(distress_after__lt=F("distress_before")))
    return by_district(rows, less, Count("pk"))


def mediations_agreed(first_day: date, before_day: date) -> Found:
    rows = Mediation.objects.filter(of_unsealed(), during("ended_at", first_day, before_day))
    return by_district(rows, Count("pk", filter=Q(status=mediation.SETTLED)), Count("pk"))


def visits_in_time(first_day: date, before_day: date) -> Found:
    rows = Visit.objects.filter(of_unsealed(), during("due_at", first_day, before_day), cancelled_at=None)
    in_time = Count("pk", filter=Q(reported_at__lte=F("due_at")))
    return by_district(rows, in_time, Count("pk"), office="case__office")


def relief(first_day: date, before_day: date) -> Found:
    rows = Relief.objects.filter(of_unsealed(), given_on__gte=first_day, given_on__lt=before_day)
    return by_district(rows, Sum("baht"), district="district_code")
