"""Who worked for an office long ago, and may be forgotten. What is forgotten of an account is said in `accounts`."""

from datetime import datetime

from django.db.models import Max, QuerySet

from sangsuk.accounts import forgetting as accounts
from sangsuk.accounts.models import User
from sangsuk.thai.dates import bangkok_date

from .models import Membership


def over(until: datetime) -> "QuerySet[User]":
    """Officials who have no work any more, and whose last work ended before this moment."""
    working = Membership.objects.filter(valid_to=None).values("user")
    rows = accounts.remembered(User.Kind.STAFF).exclude(pk__in=working)
    return rows.annotate(left=Max("memberships__valid_to")).filter(left__lt=bangkok_date(until)).order_by("id")
