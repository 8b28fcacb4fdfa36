"""Forgetting an account. It stays as a number, so that what was done with it stays done; nobody can sign in with it again."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session as PlainSession
from django.db.models import Q, QuerySet

from .models import Citizen, Invitation, Session, Token, User

GONE = "–"


def remembered(kind: str) -> "QuerySet[User]":
    return User.objects.filter(kind=kind).exclude(name=GONE)


def citizens_over(until: datetime) -> "QuerySet[User]":
    """Citizens' accounts that nobody has used since this moment."""
    unused = Q(last_login__lt=until) | Q(last_login=None, created_at__lt=until)
    return remembered(User.Kind.CITIZEN).filter(unused).order_by("id")


def forget(ids: Iterable[int]) -> int:
    """Name, address, password, second factors, tokens, open sessions and the sign-in of the state go."""
    people = list(User.objects.filter(pk__in=list(ids)))
    for rows in (Token, Authenticator, EmailAddress, SocialAccount, Citizen, Session, Invitation):
        rows.objects.filter(user__in=people).delete()
    for user in people:
        user.name, user.is_active = GONE, False
        user.email = f"{user.pk}@forgotten.invalid" if user.kind == User.Kind.STAFF else None
        user.set_unusable_password()
        user.save(update_fields=["name", "email", "is_active", "password"])
    return len(people)


def tokens_over(until: datetime) -> "QuerySet[Token]":
    return Token.objects.filter(expires_at__lt=until).order_by("id")


def sessions_over(until: datetime) -> "QuerySet[Session]":
    """Browsers whose session ended before this moment."""
    return Session.objects.filter(expire_date__lt=until).order_by("expire_date")


def plain_sessions_over(until: datetime) -> "QuerySet[PlainSession]":
    """The same in Django's own table, which holds something only if its engine was ever switched on."""
    return PlainSession.objects.filter(expire_date__lt=until).order_by("expire_date")


def invitations_over(until: datetime) -> "QuerySet[Invitation]":
    """Links that ended, used or not: a way in that is closed."""
    return Invitation.objects.filter(ends_at__lt=until).order_by("id")
