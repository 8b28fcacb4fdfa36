"""The public log: each day the state of every case that changed, hidden among others, under one signed head.

A leaf is the hash of a blinded statement, so that it tells nobody anything. A day's leaves are mixed with random ones up
to a power of two that is itself chosen with some chance: neither the size of the log nor its growth says how many cases
there were, and none how many of them are sealed. Source: RFC 9162, 2.1 (read 2026-11-21). See docs/adr/0016-chained-events.md.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from . import canonical, looked, merkle, signing, tiles
from .models import LogHead, LogLeaf

LEAST = 1024
LOCK = 0x6C6F67
VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A case as it stood: the hashes of its first and its last event."""

    subject: UUID | None
    number: str
    seq: int
    first: bytes
    head: bytes


def close_day(day: date, entries: Iterable[Entry], *, upto: int, end: datetime, now: datetime) -> LogHead:
    """Add what changed, and who looked at personal data until `end`; sign the head of the day. The same day again gives
    the head there is. `upto`: how far the caller has looked, for the next day.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        if done := LogHead.objects.filter(day=day).first():
            return done
        before = LogHead.objects.order_by("-size").first()
        if before is not None and before.day > day:
            raise ValueError(f"{day} is before {before.day}, which is closed")
        first = before.size if before else 0
        seen = before.readings_upto if before else 0
        readings_upto = looked.reached(seen, end)
        many, digest = looked.digest(seen, readings_upto)
        readings = Entry(None, looked.name(day), many, b"\0" * 32, digest)
        hashes, rows = _placed([*entries, readings], first)
        size = tiles.append(first, hashes)
        head = LogHead(
            day=day, size=size, root=merkle.root(tiles.Tiles(), size), previous=before.root if before else b"",
            made_at=now, upto=upto, readings_upto=readings_upto,
            tag=signing.tag(meant(day, rows)),
        )  # fmt: skip
        head.key_id, head.signature = signing.sign(canonical.text(_said(head, signing.current().id)).encode())
        head.save(force_insert=True)
        return head


def _placed(entries: Sequence[Entry], first: int) -> tuple[list[bytes], list[LogLeaf]]:
    """The day's leaf hashes, with those of the entries at places drawn by lot; their rows are written."""
    size = room_for(len(entries))
    hashes = [secrets.token_bytes(tiles.BYTES) for _ in range(size)]
    places = secrets.SystemRandom().sample(range(size), len(entries))
    rows = []
    for place, entry in zip(places, entries, strict=True):
        row = LogLeaf(
            place=first + place, subject=entry.subject, number=entry.number, seq=entry.seq, first=entry.first,
            head=entry.head, blind=secrets.token_bytes(16),
        )  # fmt: skip
        hashes[place] = merkle.leaf(canonical.text(statement(row)).encode())
        rows.append(row)
    LogLeaf.objects.bulk_create(rows, batch_size=5000)
    return hashes, rows


def meant(day: date, rows: Iterable[LogLeaf]) -> bytes:
    """Which leaves of a day stand for something: none of them can be passed off as one that stands for nothing."""
    told = [[row.place, row.number, row.seq] for row in sorted(rows, key=lambda row: row.place)]
    return canonical.text({"day": day.isoformat(), "leaves": told}).encode()


def room_for(many: int) -> int:
    """A power of two, at least `LEAST`, for so many leaves and a number of others that is drawn by lot."""
    wanted = many + secrets.randbelow(many // 4 + LEAST // 4)
    return max(LEAST, 1 << max(0, wanted - 1).bit_length())


def statement(row: LogLeaf) -> dict[str, Any]:
    """What a leaf says. Who holds the blind can show it; to others its hash is a random number."""
    return {
        "blind": bytes(row.blind).hex(), "first": bytes(row.first).hex(), "head": bytes(row.head).hex(),
        "number": row.number, "seq": row.seq, "v": VERSION,
    }  # fmt: skip


def head_statement(head: LogHead) -> dict[str, Any]:
    """What the head of a day says, and what is signed."""
    return _said(head, head.key_id)


def _said(head: LogHead, key_id: str) -> dict[str, Any]:
    return {
        "date": head.day.isoformat(), "key": key_id, "kind": "sangsuk-head", "previous": bytes(head.previous).hex(),
        "root": bytes(head.root).hex(), "size": head.size, "v": VERSION,
    }  # fmt: skip


def signed_head(head: LogHead) -> dict[str, Any]:
    """The statement and its signature, as published."""
    return {**head_statement(head), "signature": bytes(head.signature).hex()}


def proof(subject: UUID) -> dict[str, Any] | None:
    """That the latest state of a case that is in the log is in it; None when no day has been closed over it."""
    row = LogLeaf.objects.filter(subject=subject).order_by("-seq").first()
    head = LogHead.objects.filter(size__gt=row.place).order_by("size").first() if row else None
    if row is None or head is None:
        return None
    path = merkle.inclusion(tiles.Tiles(), row.place, head.size)
    return {
        "format": "sangsuk-proof-1", "head": signed_head(head), "index": row.place, "leaf": statement(row),
        "path": [step.hex() for step in path],
    }  # fmt: skip


def inclusion(head: LogHead, index: int) -> tuple[bytes, list[bytes]] | None:
    """(the hash of the leaf at this place, the path from it to this head's root); None when there is no such place."""
    if not 0 <= index < head.size:
        return None
    read = tiles.Tiles()
    return read(0, index), merkle.inclusion(read, index, head.size)


def day_of(subject: UUID) -> date | None:
    """The last closed day that has something of this case."""
    row = LogLeaf.objects.filter(subject=subject).order_by("-seq").first()
    head = LogHead.objects.filter(size__gt=row.place).order_by("size").first() if row else None
    return head.day if head else None


def grown(before: LogHead, after: LogHead) -> dict[str, Any]:
    """That the log of one day is the beginning of a later one's."""
    steps = merkle.consistency(tiles.Tiles(), before.size, after.size)
    return {
        "format": "sangsuk-consistency-1", "from": signed_head(before), "path": [step.hex() for step in steps],
        "to": signed_head(after),
    }  # fmt: skip


def heads(*, before: date | None = None, most: int = 100) -> list[LogHead]:
    """The newest first; `before`: those of earlier days."""
    found = LogHead.objects.order_by("-day")
    return list((found.filter(day__lt=before) if before else found)[:most])


def last() -> LogHead | None:
    return LogHead.objects.order_by("-day").first()
