"""A mediation under the chain of its case: each of its events, and the whole docket as it stands after it, leave a digest
in an event of the case. So whoever changes, adds or takes away anything of a docket by SQL is found by `sangsuk verify`.

Values in, digests out; a salt before each, so that the digests tell nothing. What was said in confidence is digested in
clear, not as it is sealed: it stays the same when keys are exchanged. See docs/adr/0016-chained-events.md.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sangsuk.ledger import canonical

from .. import chain

MOVE = "docket"
"""The event of the case. It is no step of the case and stands in nobody's story."""
WORDY = frozenset({"why_dismissed", "signed_place", "session_place"})
"""Words among the state of a docket, which are forgotten one day; they count as words."""
GONE = bytes(chain.SALT_BYTES)
"""The salt of an event whose words were forgotten: nobody can try words against its digest any more."""
DOCKET = (
    "number", "office_id", "province_code", "year_be", "running", "kind", "subject", "online_request", "requested_at",
    "deemed_requested_at", "docketed_at", "limit_baht", "limit_rule", "time_rule", "status", "version", "value_baht",
    "requesters", "others", "identified", "consent_requester", "consent_other", "panel", "chair_id", "sessions_held",
    "session_no", "session_at", "session_mode", "session_place", "due_at", "extended_months", "signed_on", "signed_at",
    "signed_place", "why_dismissed", "ended_at",
)  # fmt: skip
PARTY = ("no", "side", "language", "id_shown", "id_shown_at", "left_at")
NAMES = ("name", "phone", "email")
SESSION = ("no", "at", "mode", "place", "attended", "result")
"""What the digests speak of. A field that is added to a table later comes into them with the next `v`, never without."""

Opened = Callable[[Any, str], str | None]
"""One sealed value of a row in clear; None when it does not open."""


def body_of(event: Any, words: Any) -> bytes:
    """Of what may have to be forgotten: who said it, and what. `words`: what was said in confidence."""
    wordy = {name: value for name, value in event.changes.items() if name in WORDY}
    told = canonical.text({"actor_name": event.actor_name, "changes": wordy, "data": event.data, "words": words})
    return hashlib.sha256(bytes(event.salt) + told.encode()).digest()


def hash_of(event: Any, docket: str) -> bytes:
    """Of an event with its `body`, in the docket with this number."""
    state = {name: value for name, value in event.changes.items() if name not in WORDY}
    return canonical.digest({
        "actor": event.actor_kind, "at": chain.moment(event.at), "body": bytes(event.body).hex(),
        "changes": canonical.digest(state).hex(), "docket": docket, "move": event.move, "office": event.office_code,
        "seq": event.seq, "user": event.user_id, "v": 1,
    })  # fmt: skip


def press(event: Any, docket: str, words: Any) -> None:
    """Give an event that is about to be written its salt and digests."""
    event.salt = secrets.token_bytes(chain.SALT_BYTES)
    event.body = body_of(event, words)
    event.hash = hash_of(event, docket)


def rows_of(
    docket: Any, people: Iterable[Any], sessions: Iterable[Any], *, salt: bytes | memoryview, opened: Opened
) -> bytes:
    """Of the docket's row, its people and its sessions, each in the order of their numbers."""
    told = {
        "docket": _told(docket, DOCKET),
        "people": [_told(one, PARTY) | {name: opened(one, name) for name in NAMES} for one in _in_order(people)],
        "sessions": [_told(one, SESSION) for one in _in_order(sessions)], "v": 1,
    }  # fmt: skip
    return hashlib.sha256(bytes(salt) + canonical.text(told).encode()).digest()


def said(docket: str, events: Sequence[Any], rows: bytes, **more: Any) -> dict[str, Any]:
    """What the event of the case says of the docket: its latest events by their places, and all of its rows."""
    return {
        "docket": docket,
        "events": {str(one.seq): bytes(one.hash).hex() for one in events},
        "rows": rows.hex(),
        **more,
    }


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.no)


def _told(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in fields}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return chain.moment(value)
        case date():
            return value.isoformat()
    return canonical.checked(value)
