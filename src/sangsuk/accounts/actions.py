"""Accounts and tokens of officials."""

import hashlib
import secrets
from datetime import datetime, timedelta

from .models import Token, User


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


def issue_token(user: User, *, label: str, now: datetime, lasts_days: int = 90) -> str:
    """A bearer token, shown once; 32 random bytes."""
    token = secrets.token_urlsafe(32)
    Token.objects.create(
        user=user,
        digest=hashlib.sha256(token.encode()).digest(),
        label=label,
        created_at=now,
        expires_at=now + timedelta(days=lasts_days),
    )
    return token
