"""A citizen's receipt: what we promised her, signed, so that it outlives our database. Made on demand, the same each time.

In public it says number, times, office, dates and digests; never the key, nor what was told. `sealed` holds what was told
once more, so that only we can open it: whoever finds the paper reads nothing, and a lost case comes back from it.
See docs/adr/0016-chained-events.md.
"""

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsuk.ledger import canonical, signing

from . import chain, reporters
from .intake import COPIED, EVENT
from .models import STATE, Case, CaseEvent

KIND, VERSION = "sangsuk-receipt", 1
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Receipt:
    """The statement, our signature under it, and what only we can open; `sealed` is b"" when it came from a QR code."""

    statement: dict[str, Any]
    signature: bytes
    sealed: bytes = b""

    @property
    def message(self) -> bytes:
        """What is signed."""
        return canonical.text(self.statement).encode()

    @property
    def number(self) -> str:
        return str(self.statement["number"])

    def as_json(self) -> str:
        """The file that she keeps."""
        told = {"signature": self.signature.hex(), "statement": self.statement}
        if self.sealed:
            told["sealed"] = base64.b64encode(self.sealed).decode()
        return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)


def of(case: Case) -> Receipt:
    """The receipt of a case, signed with the key of today."""
    first = CaseEvent.objects.get(case=case, seq=1)
    said, key = first.changes, signing.current().id
    statement = {
        "case": signing.hide(case.client_id.bytes, label=_label(case.number)).hex(),
        "deemed_received_at": chain.moment(case.deemed_received_at), "district": case.district_id,
        "due_at": _moment(said["due_at"]), "finish_due_at": _moment(said["finish_due_at"]), "first": bytes(first.hash).hex(), "key": key,
        "kind": KIND, "number": case.number, "office": said["office_id"],
        "submitted_at": chain.moment(case.submitted_at),
        "text": first.data.get("_text") or chain.text_of(case.client_id, case.description), "v": VERSION,
    }  # fmt: skip
    message = canonical.text(statement).encode()
    _key, signature = signing.sign(message)
    return Receipt(statement, signature, _sealed(case, first, message))


def _moment(at: str | None) -> str | None:
    return chain.moment(datetime.fromisoformat(at)) if at else None


def _label(number: str) -> str:
    return f"receipt:{number}"


def _sealed(case: Case, first: CaseEvent, message: bytes) -> bytes:
    """All that it takes to write the case anew as it was on its first day; bound to this statement."""
    row = {f.column: _text(getattr(case, f.attname)) for f in COPIED if f.attname not in (*STATE, "head", "tick_at")}
    event = {f.column: _text(getattr(first, f.attname)) for f in EVENT}
    told = canonical.text({"event": event, "person": vars(reporters.contact(case, reporters.ALL)), "row": row})
    return signing.hide(zlib.compress(told.encode(), 9), label=_bound(message))


def _bound(message: bytes) -> str:
    return "told:" + hashlib.sha256(message).hexdigest()


def _text(value: Any) -> Any:
    """As PostgreSQL reads it back."""
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    if isinstance(value, float):
        return repr(value)
    return value if value is None or isinstance(value, bool | int | str | list | dict) else _named(value)


def _named(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def holds(receipt: Receipt) -> bool:
    """Whether we signed just this."""
    return signing.signed(receipt.message, receipt.signature, str(receipt.statement.get("key", "")))


def client_id_in(receipt: Receipt) -> bytes | None:
    """The id that the case's key comes from; None when the key that hid it was destroyed."""
    return signing.shown(
        bytes.fromhex(receipt.statement["case"]), label=_label(receipt.number), key_id=receipt.statement["key"]
    )


def told_in(receipt: Receipt) -> dict[str, Any] | None:
    """What was told: `row`, `event`, `person`; None when there is nothing, or it does not open."""
    if not receipt.sealed:
        return None
    plain = signing.shown(receipt.sealed, label=_bound(receipt.message), key_id=receipt.statement["key"])
    if plain is None:
        return None
    told: dict[str, Any] = json.loads(zlib.decompress(plain))
    return told
