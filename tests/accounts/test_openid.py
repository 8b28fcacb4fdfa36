"""What a provider says is believed only when all of it holds: one token that does, and a table of tokens that do not."""

import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from requests.adapters import BaseAdapter

from sangsuk.accounts import line, openid, thaid
from sangsuk.accounts.openid import Unbelieved
from signing_in import reached

AT = "https://id.example.go.th"
KEYS = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("one", "two", "thief")}
PID = "1101700230708"  # an invented number whose last digit fits
CLAIMS: dict[str, Any] = {
    "iss": AT, "sub": "abc", "aud": "us", "nonce": "once", "pid": PID, "given_name": "สมใจ", "family_name": "ดี", "ial": "2.3",
}  # fmt: skip


class Provider(BaseAdapter):
    """A provider whose published documents the test may change."""

    def __init__(self) -> None:
        super().__init__()
        self.keys, self.fetched = ["one"], 0
        self.said: dict[str, Any] = {
            "issuer": AT, "authorization_endpoint": f"{AT}/auth", "token_endpoint": f"{AT}/token",
            "jwks_uri": f"{AT}/keys", "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }  # fmt: skip

    def send(self, request: Any, **more: Any) -> requests.Response:
        import json

        self.fetched += request.url.endswith("/keys")
        said = {"keys": [published(name) for name in self.keys]} if request.url.endswith("/keys") else self.said
        found = requests.Response()
        found.status_code, found._content, found.request = 200, json.dumps(said).encode(), request
        return found

    def close(self) -> None: ...


def published(name: str) -> dict[str, Any]:
    return {**jwt.algorithms.ECAlgorithm.to_jwk(KEYS[name].public_key(), as_dict=True), "kid": name, "use": "sig"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()
    with reached(found):
        yield found


def token(*, key: Any = "one", alg: str = "ES256", kid: str | None = "one", without: str = "", **changes: Any) -> str:
    now = int(time.time())
    claims = {"iat": now, "exp": now + 300} | CLAIMS | changes
    claims.pop(without, None)
    headers = {"kid": kid} if kid else {}
    return jwt.encode(claims, KEYS.get(key, key) if isinstance(key, str) else key, algorithm=alg, headers=headers)


def believe(given: Any, **changes: Any) -> dict[str, Any]:
    found = openid.discovery(f"{AT}{openid.WELL_KNOWN}")
    asked = {"client_id": "us", "nonce": "once", "algorithms": thaid.ALGORITHMS} | changes
    return openid.believed(given, found, **asked)


def test_a_token_that_holds_is_believed(provider: Provider) -> None:
    assert believe(token())["pid"] == PID


PUBLIC = KEYS["one"].public_key()
LATE = int(time.time()) - 3600
TAMPERED = {
    "of another issuer": lambda: token(iss="https://evil.example"),
    "for somebody else": lambda: token(aud="them"),
    "for several, asked for by somebody else": lambda: token(aud=["us", "them"], azp="them"),
    "for several, asked for by nobody": lambda: token(aud=["us", "them"]),
    "of another sign-in": lambda: token(nonce="twice"),
    "without a nonce": lambda: token(without="nonce"),
    "with an empty nonce": lambda: token(nonce=""),
    "too late": lambda: token(exp=LATE),
    "without an end": lambda: token(without="exp"),
    "without a subject": lambda: token(without="sub"),
    "from the future": lambda: token(iat=int(time.time()) + 3600),
    "not signed at all": lambda: token(key="", alg="none"),
    "signed with our own secret": lambda: token(key="a secret of thirty-two bytes, long!", alg="HS256"),
    "signed with the public key as a secret": lambda: token(key=str(published("one")) + " " * 32, alg="HS256"),
    "signed with RSA": lambda: token(key=rsa.generate_private_key(65537, 2048), alg="RS256"),
    "signed by a thief": lambda: token(key="thief"),
    "of a key that is not published": lambda: token(key="thief", kid="thief"),
    "with one letter changed": lambda: _flip(token()),
    "cut off": lambda: token().rpartition(".")[0],
    "no token": lambda: "nonsense",
    "nothing": lambda: None,
}


def _flip(text: str) -> str:
    head, body, sign = text.split(".")
    return f"{head}.{body[:10]}{'A' if body[10] != 'A' else 'B'}{body[11:]}.{sign}"


@pytest.mark.parametrize("name", TAMPERED)
def test_whatever_does_not_hold_is_not_believed(name: str, provider: Provider) -> None:
    with pytest.raises(Unbelieved) as refused:
        believe(TAMPERED[name](), secret="a secret of thirty-two bytes, long!")
    assert PID not in str(refused.value) and "สมใจ" not in str(refused.value)


def test_without_a_nonce_of_our_own_nothing_is_believed(provider: Provider) -> None:
    with pytest.raises(Unbelieved):
        believe(token(nonce=""), nonce="")


def test_a_shared_secret_counts_only_where_it_was_agreed(provider: Provider) -> None:
    secret = "a channel's secret, thirty-two bytes"
    signed = token(key=secret, alg="HS256", kid=None)
    assert believe(signed, algorithms=line.ALGORITHMS, secret=secret)["sub"] == "abc"
    for changes in ({"secret": secret}, {"algorithms": line.ALGORITHMS, "secret": ""}):
        with pytest.raises(Unbelieved):
            believe(signed, **changes)


def test_a_new_key_is_found_when_it_is_published(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    believe(token())
    believe(token())
    assert provider.fetched == 1, "the keys are remembered"
    provider.keys = ["one", "two"]
    with pytest.raises(Unbelieved):
        believe(token(key="two", kid="two"))
    assert provider.fetched == 1, "nobody makes us ask all the time"
    monkeypatch.setattr(openid, "AGAIN_SECONDS", 0.0)
    believe(token(key="two", kid="two"))
    provider.keys = ["two"]
    monkeypatch.setattr(openid, "LASTS_SECONDS", 0.0)
    with pytest.raises(Unbelieved):
        believe(token(key="one", kid="one"))


WRONG = {
    "another issuer": {"issuer": "https://evil.example"},
    "no address for keys": {"jwks_uri": None},
    "an address without TLS": {"token_endpoint": "http://id.example.go.th/token"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_discovery_says_wrongly_is_not_followed(name: str, provider: Provider) -> None:
    provider.said = {key: value for key, value in (provider.said | WRONG[name]).items() if value}
    with pytest.raises(Unbelieved):
        openid.discovery(f"{AT}{openid.WELL_KNOWN}")


GOOD = CLAIMS


@pytest.mark.parametrize(
    ("ial", "least", "good"),
    [
        ("2.3", "2.1", True), ("2.1", "2.1", True), ("3", "2.1", True), ("IAL2.3", "2.1", True), ("2.10", "2.9", True),
        ("1.3", "2.1", False), ("2", "2.1", False), ("", "2.1", False), ("high", "2.1", False), ("-3", "2.1", False),
    ],
)  # fmt: skip
def test_who_was_not_checked_well_enough_stays_outside(ial: str, least: str, good: bool, world: None) -> None:
    if good:
        assert thaid.given(GOOD | {"ial": ial}, least_ial=least).last_four == "0708"
    else:
        with pytest.raises(Unbelieved):
            thaid.given(GOOD | {"ial": ial}, least_ial=least)


@pytest.mark.parametrize("pid", ["", "123", "1101700230709", "9101700230708", "110170023070๘", None, "1101700230708 "])
def test_what_is_no_national_number_is_refused(pid: Any, world: None) -> None:
    with pytest.raises(Unbelieved):
        thaid.given(GOOD | {"pid": pid}, least_ial="2.1")


def test_the_number_itself_is_nowhere_in_what_is_kept(world: None) -> None:
    citizen, staff = (thaid.given(GOOD, least_ial="2.1", kind=kind) for kind in ("citizen", "staff"))
    assert PID not in repr(citizen) and citizen.last_four == PID[-4:]
    assert citizen.account != staff.account, "an official is somebody else as a citizen"
    assert citizen.account == thaid.given(GOOD | {"given_name": "ใหม่"}, least_ial="2.1").account
