"""Forgetting those who worked for an office long ago. Their account stays as a number, so that what they did stays done."""

from datetime import datetime

from django.db.models import Max, Q, QuerySet

from sangsuk.accounts.models import Token, User
from sangsuk.thai.dates import bangkok_date

GONE = "@forgotten.invalid"


def over(until: datetime) -> "QuerySet[User]":
    """Who has no work any more, and whose last work ended before this moment."""
    working = Q(memberships__valid_to=None, memberships__isnull=False)
    rows = User.objects.exclude(pk__in=User.objects.filter(working).values("pk")).exclude(email__endswith=GONE)
    return rows.annotate(left=Max("memberships__valid_to")).filter(left__lt=bangkok_date(until)).order_by("id")


def forget(ids: list[int]) -> int:
    """Name, address and password go; nobody can sign in with it again."""
    Token.objects.filter(user__in=ids).delete()
    for user in User.objects.filter(pk__in=ids):
        user.name, user.email, user.is_active = "–", f"{user.pk}{GONE}", False
        user.set_unusable_password()
        user.save(update_fields=["name", "email", "is_active", "password"])
    return len(ids)


def tokens_over(until: datetime) -> "QuerySet[Token]":
    return Token.objects.filter(expires_at__lt=until).order_by("id")
