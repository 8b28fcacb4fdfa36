"""Lots that nobody can steer: the seed is bound before the round and shown after it. Pure.

Before the first story is looked at, SHA-256 of the seed is published (a commitment); the seed itself is shown when the
round has ended, and anybody may hash it. A tie is drawn with the seed and a digest of all the scores: who knew the scores
did not know the seed, and who could have known the seed did not know the scores.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping


def commitment(seed: str) -> str:
    """What is published before. `seed` is 64 hexadecimal digits, drawn by the machine."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def keeps(seed: str, published: str) -> bool:
    """Is this the seed that was promised?"""
    return hmac.compare_digest(commitment(seed), published)


def lot(seed: str, purpose: str, *names: str) -> str:
    """The lot of a thing for one purpose: lower is drawn earlier. Another purpose draws quite different ones."""
    said = json.dumps([purpose, *names], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(bytes.fromhex(seed), said.encode("ascii"), hashlib.sha256).hexdigest()


def digest_of_scores(totals: Mapping[tuple[str, str], float]) -> str:
    """One number for all the scores, by (packet, judge), in points with two decimals."""
    lines = sorted(f"{packet} {judge} {score:.2f}" for (packet, judge), score in totals.items())
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def drawn(seed: str, purpose: str, names: Iterable[str], salt: str = "") -> list[str]:
    """The names in the order in which they are drawn."""
    return sorted(names, key=lambda name: (lot(seed, purpose, salt, name), name))
