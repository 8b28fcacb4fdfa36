"""What a page and a browser say to each other about passkeys (WebAuthn): JSON there, JSON back, checked by fido2.

The challenge waits in the session and serves once.
"""

import json
from datetime import datetime
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError

from sangsuk.accounts import factors
from sangsuk.accounts.models import User

ODD = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
"""What a made-up answer makes the reader of it stumble over."""


def options_to_make(user: User) -> str:
    return json.dumps(_plain(webauthn.begin_registration(user, passwordless=False)))


def options_to_ask(user: User) -> str:
    """Empty when she has none."""
    return json.dumps(_plain(webauthn.begin_authentication(user))) if factors.has_passkey(user) else ""


def made(answer: str) -> dict[str, Any] | None:
    """The browser's new key, if it is one and answers our challenge."""
    try:
        credential = json.loads(answer)
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except ODD:
        return None
    return dict(credential)


def answered(user: User, answer: str, *, now: datetime) -> Any:
    """The passkey of hers that answered our challenge, or None."""
    try:
        credential = json.loads(answer)
        webauthn.parse_authentication_response(credential)
        factor = webauthn.complete_authentication(user, credential)
    except ODD:
        return None
    factor.last_used_at = now
    factor.save(update_fields=["last_used_at"])
    return factor


def _plain(options: Any) -> Any:
    if hasattr(options, "items"):
        return {name: _plain(value) for name, value in options.items() if value is not None}
    if isinstance(options, list | tuple):
        return [_plain(value) for value in options]
    return options
