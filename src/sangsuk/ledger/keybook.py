"""Which keys have signed the record, and who vouches for each: a new key is signed by the one before it.

So whoever knows one key by paper, an official letter for instance, knows those after it by arithmetic alone. What a key
says of the next is reckoned from its own half, and kept in the line of the next one for the day when that half is gone.
"""

from typing import Any

from . import canonical, signing
from .signing import Key

KIND = "sangsuk-key"


def statement(key: Key, by: Key) -> dict[str, Any]:
    """What the key before signs when a new one comes."""
    return {"by": by.id, "key": key.id, "kind": KIND, "public": key.public.hex(), "v": 1}


def vouched(key: Key, by: Key) -> bytes:
    """The signature of `by`, which must still be whole."""
    return signing.signed_with(by, canonical.text(statement(key, by)).encode())


def line(seed: str, by: Key, day: str) -> str:
    """A new line of the file: the key, its day, and the word of the one before it."""
    signature = vouched(signing.of_line(seed), by)
    return f"{seed} {day} {signing.VOUCHED}{by.id}:{signature.hex()}"


def told() -> list[dict[str, Any]]:
    """All public keys, the oldest first, those that sign no more too; `vouched` is None for the first, and for one whose
    voucher was lost."""
    ring, now = signing.ring(), signing.current().id
    found, before = [], None
    for key in ring:
        found.append({
            "algorithm": "Ed25519", "id": key.id, "public": key.public.hex(), "signs": key.id == now,
            "vouched": _word(key, before),
        })  # fmt: skip
        before = key
    return found


def _word(key: Key, before: Key | None) -> dict[str, str] | None:
    if before is not None and before.seed is not None:
        return {"by": before.id, "signature": vouched(key, before).hex()}
    by = signing.known(key.vouched[0]) if key.vouched else None
    if by is None or key.vouched is None:
        return None
    message = canonical.text(statement(key, by)).encode()
    return {"by": by.id, "signature": key.vouched[1].hex()} if signing.signed(message, key.vouched[1], by.id) else None
