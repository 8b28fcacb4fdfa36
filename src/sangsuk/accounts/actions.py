"""Accounts, tokens and open sessions of officials."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused

from . import deeds, passwords, tokens
from .deeds import Acting, Herself
from .models import Invitation, Session, Token, User

LANGUAGES = ("th", "en")


def open_account(email: str, *, name: str, password: str | None = None, language: str = "th") -> User:
    """An account for an official; the same e-mail again keeps the account and renews name and password."""
    user, created = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "language": language}
    )
    if password is not None:
        user.set_password(password)
    elif created:
        user.set_unusable_password()
    user.name = name
    user.save(update_fields=["name", "password"])
    return user


@transaction.atomic
def change_account(user: User, *, name: str, language: str, now: datetime) -> None:
    """Her own name and language."""
    if not name.strip():
        raise Refused("needed", _("กรุณากรอกชื่อและนามสกุล"), "name")
    if language not in LANGUAGES:
        raise Refused("unknown_language", _("กรุณาเลือกภาษาจากรายการ"), "language")
    if name.strip() != user.name:
        deeds.record("name_changed", to=user, by=Herself.of(user), now=now, before=user.name)
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])


@transaction.atomic
def set_password(user: User, password: str, *, now: datetime, keep_session: str = "") -> None:
    """A new password ends every other open session. Raises Refused for a weak one."""
    passwords.check(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user, but=keep_session)
    deeds.record("password_changed", to=user, by=Herself.of(user), now=now)


def end_sessions(user: User, *, but: str = "") -> int:
    """Every open browser of hers is signed out, but the one of that key."""
    return Session.objects.filter(user=user).exclude(session_key=but).delete()[0]


def end_session(user: User, shown: str) -> bool:
    """One of hers, by the name that `queries.sessions` gave it."""
    for key in Session.objects.filter(user=user).values_list("session_key", flat=True):
        if name_of_session(key) == shown:
            Session.objects.filter(session_key=key).delete()
            return True
    return False


def name_of_session(key: str) -> str:
    """What a page may show of a session's key."""
    return hashlib.sha256(f"shown {key}".encode()).hexdigest()[:20]


@transaction.atomic
def close(user: User, *, by: Acting, why: str, now: datetime) -> None:
    """Nobody comes in with it any more: sessions and tokens end too. What she did stays hers."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    end_sessions(user)
    Token.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    user.invitations.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    deeds.record("closed", to=user, by=by, why=why, now=now)


@transaction.atomic
def reopen(user: User, *, by: Acting, why: str, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    deeds.record("reopened", to=user, by=by, why=why, now=now)


@transaction.atomic
def reset_factors(user: User, *, by: Acting, why: str, now: datetime) -> None:
    """She has lost them: all go, and every session with them; she sets up new ones when she next signs in."""
    if not why.strip():
        raise Refused("needed", _("กรุณาบอกเหตุผล และบอกว่าตรวจตัวบุคคลอย่างไร"), "why")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    deeds.record("factors_reset", to=user, by=by, why=why.strip(), now=now)


def issue_token(
    user: User, *, label: str, now: datetime, lasts_days: int = 90, scopes: Collection[str] | None = None
) -> str:
    """A bearer token, shown once. Without `scopes` it is for everything; it never gives more than its owner may do."""
    allowed = tokens.checked(scopes, lasts_days, now=now)
    token = tokens.made()
    Token.objects.create(
        user=user,
        digest=tokens.digest(token),
        label=label,
        hint=token[: len(tokens.PREFIX) + 4],
        scopes=allowed,
        created_at=now,
        expires_at=now + timedelta(days=lasts_days),
    )
    return token


@transaction.atomic
def end_token(user: User, token_id: int, *, by: Acting, now: datetime, why: str = "") -> bool:
    ended = tokens.revoke(token_id, user=user, now=now)
    if ended:
        deeds.record("token_ended", to=user, by=by, why=why, now=now, token=token_id)
    return ended


@transaction.atomic
def limit_token(
    user: User, token_id: int, *, scopes: Collection[str], lasts_days: int, by: Acting, why: str, now: datetime
) -> None:
    """For less, or for a shorter time; never for more than its owner made it for. Raises Missing, Refused."""
    row = tokens.of(user).select_for_update().filter(pk=token_id, revoked_at=None, expires_at__gt=now).first()
    if row is None:
        raise Missing("no_token", _("ไม่พบกุญแจนี้ หรือหมดอายุไปแล้ว"))
    kept = [scope for scope in row.scopes if scope in scopes]
    until = min(row.expires_at, now + timedelta(days=lasts_days))
    if not kept:
        raise Refused("bad_scope", _("กรุณาเลือกว่ากุญแจนี้ยังใช้ทำอะไรได้ ถ้าไม่ให้ใช้เลย กด “เลิกใช้”"), "scopes")
    if (kept, until) == (row.scopes, row.expires_at):
        raise Refused("nothing_changes", _("กุญแจนี้มีสิทธิ์และอายุไม่เกินเท่านี้อยู่แล้ว"), "scopes")
    Token.objects.filter(pk=row.pk).update(scopes=kept, expires_at=until)
    deeds.record("token_limited", to=user, by=by, why=why, now=now, token=row.pk, scopes=kept, before=row.scopes)


def sweep(now: datetime) -> None:
    """Sessions whose time is over go at once, links after a month at the latest: the rule `sessions` says when."""
    Session.objects.filter(expire_date__lt=now).delete()
    Invitation.objects.filter(ends_at__lt=now - timedelta(days=30)).delete()
