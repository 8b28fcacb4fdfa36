"""Numbers that people say aloud and keys that nobody can guess.

A case number is `<office>-<BE fiscal year>-<running number>`, gap-free per office and year, and proves nothing.
The secret key is derived from the client's own id with a secret of the server, so an answer that got lost on the way can
be given again, while the database holds only the key's digest.
"""

import hashlib
import hmac
import re
import secrets
from uuid import UUID

from django.conf import settings

KEY_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 signs without 0 O 1 I L
KEY_LENGTH = 16  # 79 bits


def secret_key(client_id: UUID) -> str:
    """The case's secret key, 16 signs in groups of four: `AB2C-...`."""
    digest = hmac.digest(settings.CASE_SECRET.encode(), b"case-key:" + client_id.bytes, "sha256")
    number = int.from_bytes(digest) % len(KEY_LETTERS) ** KEY_LENGTH
    pairs = []
    for _ in range(KEY_LENGTH // 2):
        number, at = divmod(number, len(_PAIRS))
        pairs.append(_PAIRS[at])
    return "-".join(map("".join, zip(pairs[::2], pairs[1::2], strict=True)))


_PAIRS = [first + second for second in KEY_LETTERS for first in KEY_LETTERS]


def by_chance(signs: int) -> str:
    """A code of so many signs, five bits each, for what anybody may look up who holds it."""
    return "".join(secrets.choice(KEY_LETTERS) for _no in range(signs))


def as_typed(code: str) -> str:
    """A code as somebody typed it, whatever its case, spaces and dashes."""
    return re.sub(r"[\s\x00-]", "", code).upper()


def key_digest(key: str) -> bytes:
    """SHA-256 of the key as typed, whatever its case, spaces and dashes. The key has 79 bits, so no salt or stretching."""
    return hashlib.sha256(as_typed(key).encode()).digest()


def same_key(key: str, digest: bytes | memoryview) -> bool:
    """Constant-time comparison of a typed key with the stored digest."""
    return hmac.compare_digest(key_digest(key), bytes(digest))


def case_number(office_code: str, fiscal_year_be: int, running: int) -> str:
    return f"{office_code}-{fiscal_year_be % 100:02d}-{running:06d}"
