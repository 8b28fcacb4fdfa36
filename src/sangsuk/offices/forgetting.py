"""Who worked for an office long ago, or was headman once, and may be forgotten. What goes of an account is said in `accounts`."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from sangsuk.accounts import forgetting as accounts
from sangsuk.accounts.models import User
from sangsuk.thai.dates import bangkok_date

from .models import Membership, VillagePost


def over(until: datetime) -> "QuerySet[User]":
    """Officials who have no work any more, and whose last work ended before this moment."""
    working = Membership.objects.filter(valid_to=None).values("user")
    rows = accounts.remembered(User.Kind.STAFF).exclude(pk__in=working)
    return rows.annotate(left=Max("memberships__valid_to")).filter(left__lt=bangkok_date(until)).order_by("id")


def posts_over(until: datetime) -> "QuerySet[VillagePost]":
    """Headmen and kamnans whose post ended before this moment."""
    return VillagePost.objects.filter(valid_to__lt=bangkok_date(until)).exclude(person=b"").order_by("id")


def forget_posts(rows: "QuerySet[VillagePost]") -> int:
    """That a village had a headman by this order stays; who it was goes."""
    return VillagePost.objects.filter(pk__in=[*rows.values_list("pk", flat=True)]).update(
        person=b"", name=b"", user=None
    )


def let_go(user_ids: Iterable[int]) -> None:
    """Of accounts that are forgotten. A post that still runs is its holder's again when she signs in anew."""
    VillagePost.objects.filter(user__in=list(user_ids)).update(user=None)
