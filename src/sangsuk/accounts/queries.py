"""Who is behind a token; what is open in a person's name; how long things may stay open."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from . import tokens as keys
from .actions import name_of_session
from .models import AccessRule, Deed, Elevation, Session, Token, User

DEFAULT_MINUTES = {"elevation": 30, "invitation": 72 * 60}
"""When no row is in force."""


def user_by_token(token: str, *, now: datetime) -> User | None:
    known = keys.known(token, now=now)
    return known.user if known else None


def minutes(what: str, *, now: datetime) -> int:
    """How long that may stay open, by the rule in force today."""
    on = timezone.localdate(now)
    rows = AccessRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), what=what, valid_from__lte=on)
    found = rows.order_by("-valid_from").values_list("minutes", flat=True).first()
    return found or DEFAULT_MINUTES[what]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """`name` says which one to end, without its key."""

    name: str
    device: str
    place: str
    began_at: datetime | None
    seen_at: datetime | None
    here: bool


def sessions(user: User, *, now: datetime, here: str = "") -> list[OpenSession]:
    """Her open browsers, this one first. One query."""
    rows = Session.objects.filter(user=user, expire_date__gt=now).order_by("-seen_at")
    shown = [
        OpenSession(name_of_session(s.session_key), s.device, s.place, s.began_at, s.seen_at, s.session_key == here)
        for s in rows
    ]
    return sorted(shown, key=lambda one: not one.here)


def tokens(user: User, *, now: datetime) -> list[Token]:
    """Those that still open something, the newest first."""
    return list(keys.of(user).filter(expires_at__gt=now, revoked_at=None).order_by("-created_at"))


def elevation(user_id: int, *, now: datetime) -> Elevation | None:
    return Elevation.objects.filter(user_id=user_id, ended_at=None, ends_at__gt=now).order_by("-pk").first()


def elevations(*, before: int | None = None, most: int = 41) -> list[Elevation]:
    """All there ever were, the newest first."""
    rows = Elevation.objects.select_related("user").order_by("-pk")
    return list((rows.filter(pk__lt=before) if before else rows)[:most])


def deeds_about(user: User, *, most: int = 50) -> list[Deed]:
    return list(Deed.objects.filter(whom=user).order_by("-at", "-pk")[:most])
