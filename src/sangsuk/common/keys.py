"""The keys of personal data, kept apart from the key of cookies and links (envelope encryption).

Data keys lie in the database, wrapped by a key-encryption key that only its provider holds. A process unwraps each once
and keeps it in memory, so that sealing asks nobody. Source: NIST SP 800-57 part 1, 5.3 and 6.2.2.
"""

import hashlib
import hmac
import re
import threading
import time
import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection
from django.utils import timezone

from .key_providers import CommandProvider, FileProvider, KeyTrouble, NoSuchKey, Provider
from .models import DataKey

__all__ = [
    "KeyTrouble",
    "NoSuchKey",
    "Provider",
    "cipher",
    "current_id",
    "ensure",
    "fingerprint",
    "forget",
    "make",
    "provider",
]


def provider() -> Provider:
    if settings.KEY_COMMAND:
        return CommandProvider(settings.KEY_COMMAND)
    return FileProvider(settings.KEY_FILE)


@dataclass
class _Ring:
    """What a process knows: data keys by id, and which is the newest for each purpose."""

    plain: dict[int, bytes] = field(default_factory=dict)
    ciphers: dict[int, AESGCM] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    read_at: float = -1e9


_ring = _Ring()
_lock = threading.RLock()


def forget() -> None:
    """Know nothing, as a process that has just begun."""
    global _ring
    with _lock:
        _ring = _Ring()


def cipher(key_id: int) -> AESGCM:
    """The cipher of one data key. Raises NoSuchKey when there is no such key."""
    if key_id not in _ring.ciphers:
        _read()
    try:
        return _ring.ciphers[key_id]
    except KeyError:
        raise NoSuchKey(f"There is no data key {key_id}.") from None


def current_id(purpose: str = DataKey.SEAL) -> int:
    """The data key that new values take."""
    if purpose not in _ring.newest or time.monotonic() - _ring.read_at > settings.KEYS_LOOK_AGAIN_SECONDS:
        _read()
        if purpose not in _ring.newest:
            ensure()
    return _ring.newest[purpose]


def fingerprint(value: str, *, label: str) -> bytes:
    """A keyed digest by which equal values are found without keeping them: numbers, telephones, addresses, names.

    HMAC-SHA-256 under a key of its own; the label keeps apart what is of different kinds. 32 bytes, always the same
    for the same value, however it was typed: see `normal`.
    """
    return hmac.digest(_ring.plain[current_id(DataKey.MATCH)], f"{label}\x1f{normal(value)}".encode(), hashlib.sha256)


def normal(value: str) -> str:
    """One form for what people type in many: Thai digits, letter case, spaces, dashes and +66 make no difference."""
    plain = unicodedata.normalize("NFKC", value).translate(_THAI_DIGITS).casefold()
    plain = re.sub(r"[\s\-‐‑–()]", "", plain)
    if not re.search(r"[^\d.+]", plain):  # a dot is a part of an e-mail address, and of nothing else that is matched
        plain = re.sub(r"^\+66", "0", plain.replace(".", ""))
    return plain


_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def ensure() -> None:
    """Make the first data keys where there are none. On a connection of its own, so that no rollback loses a key in use."""
    with _lock:
        for purpose in (DataKey.SEAL, DataKey.MATCH):
            if purpose not in _ring.newest:
                make(purpose, unless_there=True)
        _read()


def make(purpose: str, *, unless_there: bool = False) -> None:
    """A new data key, at once and for good: it is committed before anything can be sealed with it."""
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('sangsuk keys'))")
            cursor.execute("select 1 from common_datakey where purpose = %s and ended_at is null", [purpose])
            if unless_there and cursor.fetchone():
                return
            cursor.execute("select nextval(pg_get_serial_sequence('common_datakey', 'id'))")
            [key_id] = cursor.fetchone()
            keeper = provider()
            wrapped_by = keeper.current()
            wrapped = keeper.wrap(AESGCM.generate_key(256), key_id=wrapped_by, about=about(key_id, purpose))
            cursor.execute(
                "insert into common_datakey (id, purpose, wrapped, wrapped_by, made_at) values (%s, %s, %s, %s, %s)",
                [key_id, purpose, wrapped, wrapped_by, timezone.now()],
            )
        own.commit()
    finally:
        own.close()


def about(key_id: int, purpose: str) -> str:
    """What a wrapped key is bound to, so that rows of the table cannot be exchanged."""
    return f"sangsuk-data-key:{key_id}:{purpose}"


def _read() -> None:
    """Learn the keys that are there. Each is unwrapped once in the life of a process."""
    with _lock:
        keeper: Provider | None = None
        newest: dict[str, int] = {}
        for row in DataKey.objects.filter(ended_at=None).order_by("id"):
            if row.pk not in _ring.plain:
                keeper = keeper or provider()
                key = keeper.unwrap(bytes(row.wrapped), key_id=row.wrapped_by, about=about(row.pk, row.purpose))
                _ring.plain[row.pk] = key
                _ring.ciphers[row.pk] = AESGCM(key)
            newest[row.purpose] = row.pk
        _ring.newest, _ring.read_at = newest, time.monotonic()
