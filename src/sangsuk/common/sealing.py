"""Personal data at rest: AES-256-GCM under a data key of `keys`, each value bound to its column and its row.

A sealed value is `2 | id of the data key, 4 bytes | nonce, 12 bytes | ciphertext`. Label and row are authenticated with
it, so a telephone number moved into another row or column does not open. Values of version 1 (`1 | nonce | ciphertext`,
under a key derived from the server's secret, bound to the column only) still open, until `sangsuk keys rotate --reseal`
has written them anew. Source: NIST SP 800-38D.
"""

import functools
import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from . import keys

VERSION_1, VERSION = b"\x01", b"\x02"
HEAD = 5
"""How many bytes say the version and the data key."""


class Unreadable(Exception):
    """The value was not sealed with this key, label and row, or was changed since."""


def seal(text: str, *, label: str, row: object = "") -> bytes:
    """`row`: what the value must stay with: see the SEALED_ROW of its model."""
    if not text:
        return b""
    key_id, nonce = keys.current_id(), os.urandom(12)
    return head(key_id) + nonce + keys.cipher(key_id).encrypt(nonce, text.encode(), _bound(label, row))


def unseal(sealed: bytes | memoryview, *, label: str, row: object = "") -> str:
    """Only for the machine and for the door where a reading is written down: see tests/architecture/test_sealed.py."""
    value = bytes(sealed)
    if not value:
        return ""
    try:
        if value[:1] == VERSION_1:
            return _open_version_1(value, label)
        if value[:1] != VERSION or len(value) < HEAD:
            raise Unreadable(label)
        cipher = keys.cipher(int.from_bytes(value[1:HEAD]))
        return cipher.decrypt(value[HEAD : HEAD + 12], value[HEAD + 12 :], _bound(label, row)).decode()
    except (InvalidTag, ValueError, keys.NoSuchKey) as trouble:
        raise Unreadable(label) from trouble


def head(key_id: int) -> bytes:
    """How every value that this data key seals begins."""
    return VERSION + key_id.to_bytes(HEAD - 1)


def _bound(label: str, row: object) -> bytes:
    return f"{label}\x1f{row}".encode()


def _open_version_1(value: bytes, label: str) -> str:
    for cipher in _old_ciphers():
        try:
            return cipher.decrypt(value[1:13], value[13:], label.encode()).decode()
        except InvalidTag:
            continue
    raise Unreadable(label)


def _old_ciphers() -> Iterator[AESGCM]:
    yield from (_old_cipher(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@functools.lru_cache(maxsize=8)
def _old_cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"sangsuk personal data v1").derive(secret.encode()))
