"""Each event of a case carries the digest of the one before, and the case's row that of its last: nothing changes unseen.

`body` is the digest of what may have to be forgotten one day (the words, and who said them) over a salt, so that it stays
when the words are gone and tells nothing of them. `hash` is over everything else and `body`. The row's `head` is the hash
of its last event and a tag that only our own processes can make: who has nothing but SQL cannot set it back.
See docs/adr/0016-chained-events.md.
"""

import hashlib
import logging
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused, Stale
from sangsuk.ledger import canonical, signing
from sangsuk.offices.actor import Actor

from . import workflow
from .models import Case, CaseEvent

logger = logging.getLogger(__name__)
SALT_BYTES = 16
FIRST = b"\0" * 32
"""What stands before the first event."""
WORDLESS = ("forget", "docket")
"""Events that hold digests and codes only: there is nothing in them to forget, and others lean on what they say."""
TORN = b"\0" * 32
"""The tag of a row whose head was found not to be ours: it stays so, whatever is written after it."""


def body_of(salt: bytes, actor_name: str, data: Any) -> bytes:
    return _body_of(salt, actor_name, canonical.text(data))


def _body_of(salt: bytes, actor_name: str, data: str) -> bytes:
    return hashlib.sha256(salt + f'{{"actor_name":{canonical.text(actor_name)},"data":{data}}}'.encode()).digest()


def hash_of(event: Any, client_id: UUID, before: bytes) -> bytes:
    """Of an event with its `body`, after one with this hash, in the case with this client id."""
    return _hash_of(event, client_id, before, canonical.text(event.changes))


def _hash_of(event: Any, client_id: UUID, before: bytes, changes: str) -> bytes:
    """The names in their canonical order, written out: an object for each event would take twice as long."""
    adopted = f'"{event.adopted_on.isoformat()}"' if event.adopted_on else "null"
    user = "null" if event.user_id is None else event.user_id
    header = (
        f'{{"actor":{_quoted(event.actor_kind)},"adopted":{adopted},"at":"{moment(event.at)}","before":"{before.hex()}",'
        f'"body":"{bytes(event.body).hex()}","case":"{client_id.hex}",'
        f'"changes":"{hashlib.sha256(changes.encode()).hexdigest()}","channel":{_quoted(event.channel)},'
        f'"move":{_quoted(event.move)},"office":{_quoted(event.office_code)},"seq":{event.seq},"user":{user},"v":1}}'
    )
    return hashlib.sha256(header.encode()).digest()


_quoted = lru_cache(maxsize=4096)(canonical.text)
"""Moves, channels, offices: the same few words again and again."""


def moment(at: datetime) -> str:
    """In UTC, always with six digits of the second."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def link(event: Any, *, client_id: UUID, head: bytes | memoryview = b"") -> bytes:
    """Give the event its place in the chain behind `head`, the row's as it was read. Returns the row's new one."""
    placed(event, client_id=client_id, before=bytes(head)[:32] or FIRST)
    whole = fits(client_id, event.seq - 1, head)
    if not whole:
        logger.error("the head of a case is not ours", extra={"case": client_id.hex, "seq": event.seq - 1})
    return head_of(client_id, event.seq, event.hash, whole)


def placed(event: Any, *, client_id: UUID, before: bytes = FIRST) -> tuple[str, str]:
    """Behind the event with this hash. Returns the canonical JSON of its data and changes, for who writes many events at
    once and gives each row its head, by `head_of`, when the last of them has its place."""
    event.data = canonical.checked(event.data)
    data, changes = canonical.text(event.data), canonical.text(event.changes)
    event.salt = secrets.token_bytes(SALT_BYTES)
    event.body = _body_of(event.salt, event.actor_name, data)
    event.hash = _hash_of(event, client_id, before, changes)
    return data, changes


def head_of(client_id: UUID, seq: int, last: bytes, whole: bool = True) -> bytes:
    """What the case's row says of its last event."""
    return last + (signing.tag(_said(client_id, seq, last)) if whole else TORN)


def fits(client_id: UUID, seq: int, head: bytes | memoryview) -> bool:
    """Whether our own processes wrote this head for the event with this place; before the first there is none."""
    value = bytes(head)
    if not seq:
        return not value
    return len(value) == 64 and signing.tagged(_said(client_id, seq, value[:32]), value[32:])


def _said(client_id: UUID, seq: int, last: bytes) -> bytes:
    return client_id.bytes + seq.to_bytes(4) + last


class Many:
    """The same links for many cases that the system moves at once: what they have in common is written once, and each
    text is used for the digest as it goes into the database. A test holds them against `hash_of`."""

    def __init__(self, *, move: str, at: datetime, many: int) -> None:
        self.salts = secrets.token_bytes(SALT_BYTES * many)
        self.turn = 0
        quoted = canonical.text(move)
        self.first = f'{{"actor":"system","adopted":null,"at":"{moment(at)}","before":"'
        self.last = f'","channel":"system","move":{quoted},"office":"","seq":'
        self.tag = signing.tagger()

    def link(self, case: Any, changes: str, data: str) -> tuple[bytes, bytes, bytes, bytes]:
        """(head, salt, body, hash) of the next event of a case as it was read; both texts are canonical JSON."""
        place = self.turn * SALT_BYTES
        salt, self.turn = self.salts[place : place + SALT_BYTES], self.turn + 1
        body = _sha256(f'{{"actor_name":"","data":{data}}}'.encode(), salt)
        case_id, seq, before = case.client_id, case.version + 1, bytes(case.head)
        header = (
            f'{self.first}{before[:32].hex()}","body":"{body.hex()}","case":"{case_id.hex}",'
            f'"changes":"{hashlib.sha256(changes.encode()).hexdigest()}{self.last}{seq},"user":null,"v":1}}'
        )
        last = hashlib.sha256(header.encode()).digest()
        name = case_id.bytes
        whole = len(before) == 64 and self.tag(name + (seq - 1).to_bytes(4) + before[:32]) == before[32:]
        if not whole:  # with a key from before, or not at all
            whole = fits(case_id, seq - 1, before)
        return last + (self.tag(name + seq.to_bytes(4) + last) if whole else TORN), salt, body, last


def _sha256(text: bytes, salt: bytes) -> bytes:
    return hashlib.sha256(salt + text).digest()


TOLD = (
    "client_id", "external_ref", "complainant_type", "wishes", "distress_before", "mission", "channel", "identity",
    "language", "description", "wish", "province_code", "district_id", "subdistrict_id", "village_id", "place_note",
    "longitude", "latitude", "submitted_at", "deemed_received_at", "recorded_by_id", "key_digest",
)  # fmt: skip
"""What a case's row says that no event sets: as it was told, and when. Its digest stands in the first event."""


def told_of(case: Any) -> str:
    """The digest of what was told."""
    return canonical.digest({name: _plain(getattr(case, name)) for name in TOLD}).hex()


def text_of(client_id: UUID, description: str) -> str:
    """A digest of her words that she can make again by writing them again: spaces do not count. Who does not know the
    client id cannot try words out."""
    return hashlib.sha256(client_id.bytes + " ".join(description.split()).encode()).hexdigest()


def beginning(case: Any) -> dict[str, str]:
    """What the first event says of what was told."""
    return {"_told": told_of(case), "_text": text_of(case.client_id, case.description)}


def _plain(value: Any) -> Any:
    if value is None:
        return None
    if value.__class__ is str:
        return canonical.checked(value)
    match value:
        case datetime():
            return moment(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case UUID():
            return value.hex
    return canonical.checked(value)


@transaction.atomic
def forget(
    case: Case,
    seqs: Collection[int],
    *,
    by: Actor,
    reason: str,
    keep: Collection[str] = (),
    now: datetime | None = None,
) -> Case:
    """Take the words out of these events, and who said them where that was a citizen; their digests stay.

    It is an event itself and names them; else `sangsuk verify` would call it tampering. Codes, numbers and dates stay, and
    the fields named in `keep`. What `changes` says stays: it is state, not words. Raises: Refused, Stale.
    """
    chosen = sorted(set(seqs))
    if not reason or not chosen or not 0 < chosen[0] <= chosen[-1] <= case.version:
        raise Refused("needed", _("ต้องบอกเหตุผล และเหตุการณ์ที่จะลบถ้อยคำต้องมีอยู่จริง"), "reason")
    stays = KEPT.union(keep)
    events = list(CaseEvent.objects.select_for_update().filter(case=case, seq__in=chosen).exclude(move__in=WORDLESS))
    for event in events:
        event.data = {name: value for name, value in event.data.items() if name.startswith("_") or name in stays}
        event.actor_name = event.actor_name if event.actor_kind == "staff" else ""
    CaseEvent.objects.bulk_update(events, ["data", "actor_name"])
    said = {"seqs": [event.seq for event in events], "reason": reason}
    return record(case, "forget", by=by, data=said, now=now or timezone.now())


KEPT = frozenset(name for name, field in workflow.FIELDS.items() if field.kind != "text")


@transaction.atomic
def record(case: Case, move: str, *, by: Actor, data: Mapping[str, Any], now: datetime) -> Case:
    """An event that changes nothing of the case but its version, beside the table of moves. Raises: Stale."""
    version = case.version + 1
    event = CaseEvent(
        case_id=case.pk, seq=version, at=now, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, channel=by.channel, data=dict(data), changes={"version": version},
    )  # fmt: skip
    head = link(event, client_id=case.client_id, head=case.head)
    if not Case.objects.filter(pk=case.pk, version=case.version).update(version=version, head=head):
        raise Stale("stale", _("เมื่อครู่มีผู้อื่นแก้ไขเรื่องนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"))
    event.save(force_insert=True)
    case.version, case.head = version, head
    return case
