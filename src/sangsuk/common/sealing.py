"""Personal data at rest: AES-256-GCM under a key derived from the server's secret.

A sealed value is `version byte | 12-byte nonce | ciphertext`; the label binds it to its column, so a phone number
moved into another row or column does not open. Source: NIST SP 800-38D.
"""

import functools
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = b"\x01"


class Unreadable(Exception):
    """The value was not sealed with this key and label, or was changed since."""


@functools.lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"sangsuk personal data v1").derive(secret.encode()))


def seal(text: str, *, label: str) -> bytes:
    if not text:
        return b""
    nonce = os.urandom(12)
    return VERSION + nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), label.encode())


def unseal(sealed: bytes | memoryview, *, label: str) -> str:
    value = bytes(sealed)
    if not value:
        return ""
    if value[:1] != VERSION:
        raise Unreadable(label)
    try:
        return _cipher(settings.SECRET_KEY).decrypt(value[1:13], value[13:], label.encode()).decode()
    except InvalidTag as trouble:
        raise Unreadable(label) from trouble
