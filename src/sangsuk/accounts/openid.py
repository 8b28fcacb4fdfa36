"""OpenID Connect as we take it: what a provider publishes is read from its discovery, what it says of a person is believed
only with its signature, for us, for this one sign-in and in time.

Sources: OpenID Connect Core 1.0, 3.1.3.7; Discovery 1.0, 4.3; RFC 8725 (a provider's algorithms are named by us, never
taken from the token).
"""

import hmac
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

WELL_KNOWN = "/.well-known/openid-configuration"
LASTS_SECONDS = 3600.0
AGAIN_SECONDS = 30.0
"""A token signed with a key we do not know makes us look again, but no stranger makes us look all the time."""
LEEWAY_SECONDS = 60


class Unbelieved(OAuth2Error):  # type: ignore[misc]
    """What came does not prove who she is. The text is for the log and holds nothing of what came."""


@dataclass(frozen=True)
class Discovery:
    issuer: str
    authorize_url: str
    token_url: str
    keys_url: str
    token_methods: tuple[str, ...]
    pkce: bool


_lock = threading.Lock()
_read: dict[str, tuple[float, Any]] = {}


def forget() -> None:
    """Know nothing, as a process that has just begun."""
    with _lock:
        _read.clear()


def _fetch(address: str, *, older_than: float = LASTS_SECONDS) -> Mapping[str, Any]:
    """A published document, remembered for a while."""
    with _lock:
        at, found = _read.get(address, (-1e9, None))
    if found is not None and time.monotonic() - at < older_than:
        return dict(found)
    with get_adapter().get_requests_session() as session:
        answer = session.get(address, allow_redirects=False)
        if answer.status_code != 200:
            raise Unbelieved(f"{address} answers {answer.status_code}")
        try:
            found = dict(answer.json())
        except (ValueError, TypeError) as trouble:
            raise Unbelieved(f"{address} is no JSON object") from trouble
    with _lock:
        _read[address] = (time.monotonic(), found)
    return found


def discovery(address: str) -> Discovery:
    """What the provider says of itself at this address. Raises Unbelieved."""
    said = _fetch(address)
    try:
        found = Discovery(
            said["issuer"], said["authorization_endpoint"], said["token_endpoint"], said["jwks_uri"],
            tuple(said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]),
            "S256" in (said.get("code_challenge_methods_supported") or []),
        )  # fmt: skip
    except KeyError as trouble:
        raise Unbelieved(f"{address} leaves out {trouble}") from trouble
    if found.issuer.rstrip("/") != address.removesuffix(WELL_KNOWN).rstrip("/"):
        raise Unbelieved(f"{address} speaks for another issuer")
    if address.startswith("https:"):
        for url in (found.authorize_url, found.token_url, found.keys_url):
            if not url.startswith("https:"):
                raise Unbelieved(f"{address} names an address without TLS")
    return found


def believed(
    token: object, of: Discovery, *, client_id: str, nonce: str, algorithms: Collection[str], secret: str = ""
) -> dict[str, Any]:
    """The claims of an id_token that was made by this provider, for us, for this sign-in, and is in time.

    Raises Unbelieved for everything else, whichever it was.
    """
    try:
        header = jwt.get_unverified_header(str(token or ""))
        algorithm = str(header.get("alg"))
        if algorithm not in algorithms or (algorithm == "HS256" and not secret):
            raise Unbelieved("an id_token with an algorithm that was not agreed")
        key: Any = secret if algorithm == "HS256" else _key(of, header.get("kid"))
        claims = jwt.decode(
            str(token), key, algorithms=[algorithm], audience=client_id, issuer=of.issuer, leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )  # fmt: skip
    except jwt.PyJWTError as trouble:
        raise Unbelieved(f"an id_token that does not hold: {type(trouble).__name__}") from None
    several = not isinstance(claims["aud"], str) and len(claims["aud"]) > 1
    if several and claims.get("azp") != client_id:
        raise Unbelieved("an id_token for several, and not asked for by us")
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise Unbelieved("an id_token of another sign-in")
    return dict(claims)


def _key(of: Discovery, kid: object) -> jwt.PyJWK:
    """The provider's public key of that name; a new one is looked for once in a while. Only P-256, whatever it says."""
    for older_than in (LASTS_SECONDS, AGAIN_SECONDS):
        keys = [
            key
            for key in _fetch(of.keys_url, older_than=older_than).get("keys", [])
            if isinstance(key, dict) and key.get("kty") == "EC" and key.get("crv") == "P-256"
            and key.get("use", "sig") == "sig" and (kid is None or key.get("kid") == kid)
        ]  # fmt: skip
        if len(keys) == 1:
            return jwt.PyJWK(keys[0], algorithm="ES256")
    raise Unbelieved("an id_token signed with a key that is not published")
