"""Signatures on what one server posts to another: made by us for our own webhooks, checked by us for what comes in.

Three published formats. Standard Webhooks (https://www.standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over
`id.timestamp.body` with the secret behind `whsec_`, base64, as `v1,...`, several with a space between. LINE (Messaging
API, "Verify signature"): base64 of the HMAC-SHA256 over the body with the channel secret, in `x-line-signature`.
Facebook (Graph API webhooks, "Validating payloads"): `sha256=` and the hexadecimal HMAC-SHA256 over the body with the
app's secret, in `X-Hub-Signature-256`. Pure; every comparison takes the same time whatever is wrong.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
"""How old, or how early, a timestamp may be: outside of it a recorded message is played again."""
PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed(secret_keys: Iterable[str], *, id: str, at: datetime, body: bytes) -> str:
    """The header `webhook-signature`: one signature for each secret that is in force."""
    text = f"{id}.{int(at.timestamp())}.".encode() + body
    return " ".join(f"v1,{_base64(_key(secret), text)}" for secret in secret_keys)


def is_standard(
    secret_keys: Iterable[str], *, id: str, timestamp: str, body: bytes, signature: str, now: datetime
) -> bool:
    """Whether one of the signatures was made with one of the secrets, over this id, time and body, just now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12 and id):
        return False
    if abs(int(timestamp) - now.timestamp()) > WINDOW.total_seconds():
        return False
    text = f"{id}.{timestamp}.".encode() + body
    given = [part.removeprefix("v1,") for part in signature.split(" ") if part.startswith("v1,")]
    right = [_base64(_key(secret), text) for secret in secret_keys]
    return any([_same(one, other) for one in given for other in right])  # noqa: C419 - all of them, in the same time


def is_line(channel_secret: str, *, body: bytes, signature: str) -> bool:
    return _same(_base64(channel_secret.encode(), body), signature)


def is_facebook(app_secret: str, *, body: bytes, signature: str) -> bool:
    return _same("sha256=" + hmac.new(app_secret.encode(), body, "sha256").hexdigest(), signature)


def _key(secret: str) -> bytes:
    """Raises ValueError for what is no secret of this format."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as trouble:
        raise ValueError("not a webhook secret") from trouble


def _base64(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, "sha256").digest()).decode()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(*(text.encode("utf-8", "surrogatepass") for text in (one, other)))
