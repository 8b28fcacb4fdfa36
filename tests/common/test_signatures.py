"""Signatures in the three published formats: vectors computed by openssl, and everything that must not pass."""

import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sangsuk.common import signatures

AT = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
STAMP = str(int(AT.timestamp()))
OLD, NEW = "whsec_" + "b2xk" * 8, "whsec_" + "bmV3" * 8
BODY = b'{"type":"case.closed","data":{"number":"5001-70-000123"}}'
STANDARD: dict[str, Any] = {"id": "msg_1", "timestamp": STAMP, "body": BODY, "now": AT}


def openssl(key: bytes, text: bytes) -> bytes:
    told = ["openssl", "dgst", "-sha256", "-mac", "hmac", "-macopt", f"hexkey:{key.hex()}", "-binary"]
    return subprocess.run(told, input=text, capture_output=True, check=True).stdout


def test_the_signature_is_the_one_that_another_program_makes() -> None:
    import base64

    text = f"msg_1.{STAMP}.".encode() + BODY
    theirs = "v1," + base64.b64encode(openssl(b"old" * 8, text)).decode()
    assert signatures.signed([OLD], id="msg_1", at=AT, body=BODY) == theirs
    line = base64.b64encode(openssl(b"channel", BODY)).decode()
    assert signatures.is_line("channel", body=BODY, signature=line)
    assert signatures.is_facebook("app", body=BODY, signature="sha256=" + openssl(b"app", BODY).hex())


def test_while_a_secret_is_changed_either_one_opens() -> None:
    both = signatures.signed([NEW, OLD], id="msg_1", at=AT, body=BODY)
    assert both.count("v1,") == 2
    for held in ([OLD], [NEW], [OLD, NEW]):
        assert signatures.is_standard(held, signature=both, **STANDARD)


GOOD = signatures.signed([OLD], id="msg_1", at=AT, body=BODY)
WRONG: dict[str, dict[str, Any]] = {
    "another body": {"body": BODY + b" "},
    "another id": {"id": "msg_2"},
    "no id": {"id": ""},
    "another time": {"timestamp": str(int(STAMP) + 1)},
    "too old": {"now": AT + timedelta(minutes=5, seconds=1)},
    "too early": {"now": AT - timedelta(minutes=5, seconds=1)},
    "no time": {"timestamp": ""},
    "a time that is none": {"timestamp": "๑๒๓"},
    "an endless time": {"timestamp": "9" * 400},
    "no signature": {"signature": ""},
    "another version": {"signature": GOOD.replace("v1,", "v2,")},
    "half a signature": {"signature": GOOD[:-4]},
    "odd signs": {"signature": "v1,\ud800ก"},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_right_does_not_pass(what: str) -> None:
    assert signatures.is_standard([OLD], **{"signature": GOOD, **STANDARD})
    assert not signatures.is_standard([OLD], **({"signature": GOOD, **STANDARD} | WRONG[what]))


@pytest.mark.parametrize("check", [signatures.is_line, signatures.is_facebook])
@pytest.mark.parametrize("signature", ["", "x", "sha256=", "ก", "\ud800"])
def test_a_foreign_signature_does_not_pass(check: Any, signature: str) -> None:
    assert not check("secret", body=BODY, signature=signature)


@given(body=st.binary(max_size=300), other=st.binary(max_size=300))
def test_a_signature_belongs_to_one_body(body: bytes, other: bytes) -> None:
    made = signatures.signed([NEW], id="m", at=AT, body=body)
    told = {"id": "m", "timestamp": STAMP, "now": AT, "signature": made}
    assert signatures.is_standard([NEW], body=body, **told)
    assert signatures.is_standard([NEW], body=other, **told) is (body == other)


def test_a_new_secret_has_256_bits_and_is_never_the_same() -> None:
    made = {signatures.new_secret() for _ in range(50)}
    assert len(made) == 50 and all(len(signatures._key(secret)) == 32 for secret in made)
