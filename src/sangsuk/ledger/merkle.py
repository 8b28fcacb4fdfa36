"""A Merkle tree of digests: its root, that a leaf is in it, that it only grew. Pure; nodes are read by a function.

Source: RFC 9162, 2.1 (which keeps the tree of RFC 6962): a leaf is hashed behind 0x00, a node behind 0x01, so that none can
be taken for the other; SHA-256. Read 2026-11-21.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

Read = Callable[[int, int], bytes]
"""(height, index) -> the root of the 2^height leaves from index * 2^height on, all of which there are."""
EMPTY = hashlib.sha256().digest()


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root of a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def root(read: Read, size: int) -> bytes:
    return _hash(read, 0, size) if size else EMPTY


def _hash(read: Read, first: int, last: int) -> bytes:
    """Of the leaves first ... last - 1; `first` is a multiple of the largest power of two that fits."""
    many = last - first
    height = many.bit_length() - 1
    if many == 1 << height:
        return read(height, first >> height)
    middle = first + _below(many)
    return node(_hash(read, first, middle), _hash(read, middle, last))


def _below(many: int) -> int:
    """The largest power of two below this many."""
    return 1 << (many - 1).bit_length() - 1


def inclusion(read: Read, index: int, size: int) -> list[bytes]:
    """What it takes to get from this leaf to the root, from below: PATH of 2.1.3.1."""
    path: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + _below(last - first)
        if index < middle:
            path.append(_hash(read, middle, last))
            last = middle
        else:
            path.append(_hash(read, first, middle))
            first = middle
    return path[::-1]


def consistency(read: Read, before: int, size: int) -> list[bytes]:
    """What it takes to see that the tree of `before` leaves is the beginning of this one: PROOF of 2.1.4.1."""
    if not 0 < before < size:
        return []
    proof: list[bytes] = []
    first, last, whole = 0, size, True
    while before < last:
        middle = first + _below(last - first)
        if before <= middle:
            proof.append(_hash(read, middle, last))
            last = middle
        else:
            proof.append(_hash(read, first, middle))
            first, whole = middle, False
    return ([] if whole else [_hash(read, first, last)]) + proof[::-1]


def is_in(hashed: bytes, index: int, size: int, path: Sequence[bytes], of: bytes) -> bool:
    """Whether the leaf with this hash stands at this place of the tree with this root: 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, steps = index, size - 1, iter(path)
    for step in steps:
        if not last:
            return False
        if place & 1 or place == last:
            hashed = node(step, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node(hashed, step)
        place, last = place >> 1, last >> 1
    return not last and hashed == of


def only_grew(before: int, old: bytes, size: int, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `before` leaves with the root `old` is the beginning of the tree with `size` and `new`: 2.1.4.2."""
    if before == size:
        return not proof and old == new
    if not 0 < before < size or not proof:
        return not before and not proof
    steps = iter([old, *proof] if before & before - 1 == 0 else proof)
    place, last = before - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    one = other = next(steps)
    for step in steps:
        if not last:
            return False
        if place & 1 or place == last:
            one, other = node(step, one), node(step, other)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            other = node(other, step)
        place, last = place >> 1, last >> 1
    return not last and one == old and other == new


def halves(hashes: Sequence[bytes]) -> Iterator[bytes]:
    """The roots of each 256 of these, whose number is a multiple of that."""
    for first in range(0, len(hashes), 256):
        yield fold(hashes[first : first + 256])
