"""The keys of the record: Ed25519 for what we say in public, and from each key one for tags and one for what only we may open.

A key is 32 random bytes, one line of the file `ledger-keys` in the home (or of SANGSUK_LEDGER_KEY, with commas), the oldest
first. The last one signs; those before it are published for ever, so that old receipts can be checked. When a key must
be destroyed, its line begins with `public:` and its public half instead. `vouched:` behind it is what the key before says of it,
see `keybook`. Source: RFC 8032; RFC 5869 (HKDF); RFC 5297 (AES-SIV).
"""

import base64
import functools
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SIGNATURE_BYTES = 64
VOUCHED = "vouched:"


@dataclass(frozen=True)
class Key:
    """One key; without `seed` it was destroyed, and can only check. `id`: the first eight hexadecimals of SHA-256 of its
    public half."""

    public: bytes
    seed: bytes | None
    vouched: tuple[str, bytes] | None = None

    @property
    def id(self) -> str:
        return hashlib.sha256(self.public).hexdigest()[:8]


def of_line(line: str) -> Key:
    """A key as it stands in the file, with or without its voucher."""
    word, _space, rest = line.partition(" ")
    voucher = next((_voucher(word) for word in rest.split() if word.startswith(VOUCHED)), None)
    if word.startswith("public:"):
        return Key(_bytes(word.removeprefix("public:")), None, voucher)
    seed = _bytes(word)
    return Key(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw(), seed, voucher)


def _voucher(word: str) -> tuple[str, bytes]:
    by, _colon, signature = word.removeprefix(VOUCHED).partition(":")
    return by, bytes.fromhex(signature)


def ring() -> tuple[Key, ...]:
    """All of them, the oldest first."""
    return _read(tuple(settings.LEDGER_KEYS))


def current() -> Key:
    return ring()[-1]


def known(key_id: str) -> Key | None:
    return next((key for key in ring() if key.id == key_id), None)


def sign(message: bytes) -> tuple[str, bytes]:
    """(the id of the key, the signature)."""
    key = current()
    return key.id, signed_with(key, message)


def signed_with(key: Key, message: bytes) -> bytes:
    """The signature of this key, which must not have been destroyed."""
    return _private(key).sign(message)


def signed(message: bytes, signature: bytes, key_id: str) -> bool:
    """Whether one of our keys, the one it names, has signed this."""
    key = known(key_id)
    if key is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def tag(message: bytes) -> bytes:
    """Proof that this process wrote it, and not somebody who has only the database. HMAC-SHA-256."""
    return hmac.digest(_derived(current(), b"tag"), message, "sha256")


def tagger() -> Callable[[bytes], bytes]:
    """The same for many at once. Compare with what it gives in your own process only: in no constant time."""
    key = _derived(current(), b"tag")
    return lambda message: hmac.digest(key, message, "sha256")


def tagged(message: bytes, given: bytes) -> bool:
    return any(
        hmac.compare_digest(hmac.digest(_derived(key, b"tag"), message, "sha256"), given)
        for key in reversed(ring())
        if key.seed
    )


def hide(plain: bytes, *, label: str, key_id: str = "") -> bytes:
    """Sealed so that only we open it; the same plain text gives the same bytes, as a receipt made again must."""
    key = known(key_id) if key_id else current()
    if key is None or key.seed is None:
        raise LookupError(key_id)
    return AESSIV(_derived(key, b"hide", 64)).encrypt(plain, [label.encode()])


def shown(hidden: bytes, *, label: str, key_id: str) -> bytes | None:
    """What was hidden with this key and label; None when it was not, or was changed since."""
    key = known(key_id)
    if key is None or key.seed is None:
        return None
    try:
        return AESSIV(_derived(key, b"hide", 64)).decrypt(hidden, [label.encode()])
    except InvalidTag:
        return None


@functools.lru_cache(maxsize=4)
def _read(lines: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(of_line(line) for line in lines)


@functools.lru_cache(maxsize=16)
def _private(key: Key) -> Ed25519PrivateKey:
    if key.seed is None:
        raise LookupError(key.id)
    return Ed25519PrivateKey.from_private_bytes(key.seed)


@functools.lru_cache(maxsize=32)
def _derived(key: Key, purpose: bytes, length: int = 32) -> bytes:
    if key.seed is None:
        raise LookupError(key.id)
    return HKDF(SHA256(), length, salt=None, info=b"sangsuk ledger " + purpose + b" v1").derive(key.seed)


def _bytes(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
