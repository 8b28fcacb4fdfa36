"""Pretended ThaID and LINE, for trying things on one's own machine: a real code flow, with people who do not exist.

The keys come from the server's secret, so that every process signs with the same. See config/identity.py for where this
stands open, and that it never does in earnest.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from sangsuk.common import throttle
from sangsuk.common.errors import Refused, TooMany

CODE_SECONDS = 60
SCOPES = {"thaid": {"openid", "pid", "given_name", "family_name", "ial"}, "line": {"openid", "profile"}}
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, FIPS 186-5


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist. `pid` has too many zeros to be anybody's."""

    code: str
    pid: str
    given_name: str
    family_name: str
    ial: str
    what: Any


PEOPLE = {
    person.code: person
    for person in (
        Invented("bunma", "0000000000019", "บุญมา", "ใจเย็น (สมมติ)", "2.3", _("ยายที่แจ้งเรื่องเอง")),
        Invented("malai", "0000000000027", "มาลัย", "ใจเย็น (สมมติ)", "2.3", _("ลูกสาวที่ช่วยดูเรื่องให้แม่")),
        Invented("sommai", "0000000000035", "สมหมาย", "รักบ้าน (สมมติ)", "2.3", _("ผู้ใหญ่บ้าน")),
        Invented("thongdi", "0000000000043", "ทองดี", "ดูแลถิ่น (สมมติ)", "2.3", _("กำนัน")),
        Invented("early", "0000000000051", "ต้นกล้า", "เพิ่งสมัคร (สมมติ)", "1.1", _("ยังไม่ได้ยืนยันตัวตนกับเจ้าหน้าที่")),
    )
}


def issuer(provider: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/mock/{provider}"


def published(provider: str) -> dict[str, Any]:
    at = issuer(provider)
    found: dict[str, Any] = {
        "issuer": at, "authorization_endpoint": f"{at}/auth", "token_endpoint": f"{at}/token", "jwks_uri": f"{at}/keys",
        "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": sorted(SCOPES[provider]),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }  # fmt: skip
    return found | ({"code_challenge_methods_supported": ["S256"]} if provider == "line" else {})


def _key(provider: str) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(SHA256(), 40, salt=None, info=f"sangsuk mock {provider}".encode()).derive(settings.SECRET_KEY.encode())
    return ec.derive_private_key(int.from_bytes(seed) % (_ORDER - 1) + 1, ec.SECP256R1())


def keys(provider: str) -> dict[str, Any]:
    public = jwt.algorithms.ECAlgorithm.to_jwk(_key(provider).public_key(), as_dict=True)
    return {"keys": [{**public, "kid": f"mock-{provider}", "use": "sig", "alg": "ES256"}]}


def wrong_with(provider: str, asked: Mapping[str, str], *, client_id: str, redirect_uri: str) -> str:
    """Why a request to sign in is refused, in the standard's word; "" when it is well."""
    if asked.get("client_id") != client_id or asked.get("redirect_uri") != redirect_uri:
        return "invalid_request"
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    wanted = set(asked.get("scope", "").split())
    return "" if "openid" in wanted and wanted <= SCOPES[provider] else "invalid_scope"


def code_for(provider: str, who: str, asked: Mapping[str, str]) -> str:
    kept = {name: asked.get(name, "") for name in ("client_id", "redirect_uri", "nonce", "scope", "code_challenge")}
    return signing.dumps({"who": who, **kept}, salt=f"mock.{provider}")


def exchanged(provider: str, given: Mapping[str, str], *, client: tuple[str, str], now: datetime) -> dict[str, Any]:
    """The tokens for a code: once, soon, for the same client and address. Raises Refused with the standard's word."""
    app = settings.SOCIALACCOUNT_PROVIDERS[provider]["APPS"][0]
    if client != (app["client_id"], app["secret"]):
        raise Refused("invalid_client", "")
    try:
        asked = signing.loads(given.get("code", ""), salt=f"mock.{provider}", max_age=CODE_SECONDS)
        used = throttle.name_of("mock-code", given["code"])
        throttle.check(used, most=1, now=now)
        throttle.failed(used, window=timedelta(seconds=CODE_SECONDS * 2), now=now)
    except (signing.BadSignature, TooMany) as trouble:
        raise Refused("invalid_grant", "") from trouble
    challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=")
    if given.get("redirect_uri") != asked["redirect_uri"] or asked["client_id"] != client[0]:
        raise Refused("invalid_grant", "")
    if asked["code_challenge"] and challenge.decode() != asked["code_challenge"]:
        raise Refused("invalid_grant", "")
    return {
        "access_token": signing.dumps(asked["who"], salt="mock.access"), "token_type": "Bearer", "expires_in": 300,
        "id_token": id_token(provider, asked, app=app, now=now),
    }  # fmt: skip


def id_token(provider: str, asked: Mapping[str, str], *, app: Mapping[str, Any], now: datetime) -> str:
    person, until = PEOPLE[asked["who"]], now + timedelta(minutes=5)
    claims: dict[str, Any] = {"iss": issuer(provider), "aud": app["client_id"], "iat": now, "exp": until}
    claims |= {"nonce": asked["nonce"], "sub": hashlib.sha256(f"{provider} {person.code}".encode()).hexdigest()[:32]}
    if provider == "line":  # LINE signs what a browser asked for with the channel's secret
        return jwt.encode(claims | {"name": person.given_name}, app["secret"], algorithm="HS256")
    told = {name: getattr(person, name) for name in ("pid", "given_name", "family_name", "ial")}
    wanted = asked["scope"].split()
    claims |= {name: value for name, value in told.items() if name in wanted}
    return jwt.encode(claims, _key(provider), algorithm="ES256", headers={"kid": f"mock-{provider}"})
