"""Browsers that somebody has come in with before. Her own tries there are counted by themselves, so that no stranger who
tries her account from elsewhere, or sits behind the same address, can stand in her way."""

import secrets
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

COOKIE, PATH, AGE = "known", "/desk/sign-in", 365 * 24 * 3600
MOST = 5
"""People who share a computer."""
_signer = Signer(salt="sangsuk.accounts.known")


def remember(request: Any, response: Any, email: str) -> None:
    """The cookie says neither who nor where: a random name of the browser for each of its people."""
    people = {mark: name for mark, name in _read(request).items() if mark != _mark(email)}
    people = {**dict(list(people.items())[-MOST + 1 :]), _mark(email): name_for(request, email) or secrets.token_hex(8)}
    response.set_cookie(
        COOKIE, _signer.sign_object(people), max_age=AGE, path=PATH, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def name_for(request: Any, email: str) -> str:
    """The name of this browser, if she has come in with it before; else nothing."""
    return _read(request).get(_mark(email), "")


def _mark(email: str) -> str:
    return salted_hmac("sangsuk.accounts.known", email.strip().lower()).hexdigest()[:20]


def _read(request: Any) -> dict[str, str]:
    try:
        found = _signer.unsign_object(request.COOKIES.get(COOKIE, ""))
    except (BadSignature, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
