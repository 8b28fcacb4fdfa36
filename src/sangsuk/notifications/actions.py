"""Owing somebody a word, and keeping it."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from sangsuk.common.sealing import Unreadable, seal

from . import carriers
from .models import Message
from .sentences import SENTENCES

logger = logging.getLogger(__name__)

BATCH = 200
MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Recipient:
    """Where one person can be told something: `email`, `sms`, or only the tracking `page`."""

    carrier: str
    address: str = ""
    language: str = "th"

    @property
    def masked(self) -> str:
        if self.carrier == "email":
            name, _, host = self.address.partition("@")
            return f"{name[:1]}•••@{host}"
        return f"•••{self.address[-3:]}" if self.address else ""


# In plain SQL because every intake passes here: the ORM takes three times as long to say it.
_QUEUE = """
insert into notifications_message
    (id, about, office_code, code, carrier, recipient, recipient_masked, language, subject, body, dedupe_key, queued_at,
     due_at, attempts, carried_by, trouble)
values (coalesce(%s, nextval(pg_get_serial_sequence('notifications_message', 'id'))), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
        %s, %s, 0, '', '')
on conflict do nothing
"""


def queue(
    code: str, *, to: Recipient, about: str, office_code: str, gaps: Mapping[str, Any], key: str, now: datetime,
    own_id: int | None = None,
) -> None:  # fmt: skip
    """Write down the duty to tell; part of the caller's transaction. The same key again is the same message.

    `own_id` keeps a message out of the common sequence of keys; with `office_code` "" it stands in no office's outbox. The
    gaps' values may be callables of the language, for names and dates that differ between Thai and English.
    """
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, _row(code, to, about, office_code, gaps, key, now, own_id))


def queue_all(
    code: str, *, to: Iterable[tuple[Recipient, str]], about: str, office_code: str, gaps: Mapping[str, Any], now: datetime
) -> int:  # fmt: skip
    """The same words to each, with a key for each, in one statement however many they are. Returns how many."""
    rows = [_row(code, one, about, office_code, gaps, key, now, None) for one, key in to]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_QUEUE, rows)
    return len(rows)


def _row(
    code: str, to: Recipient, about: str, office_code: str, gaps: Mapping[str, Any], key: str, now: datetime, own_id: int | None
) -> list[Any]:  # fmt: skip
    with override(to.language):
        filled = {name: value(to.language) if callable(value) else value for name, value in gaps.items()}
        subject, body = str(SENTENCES[code].subject) % filled, str(SENTENCES[code].body) % filled
    return [
        own_id, about, office_code, code, to.carrier, seal(to.address, label="message.recipient", row=key), to.masked,
        to.language, subject, body, key, now, now,
    ]  # fmt: skip


def send_due(now: datetime | None = None) -> int:
    """Send everything that is due and not sent; returns how many went out. May run twice at once.

    What stays in the house (the outbox) is marked in one statement, so a killed worker can neither lose nor double it.
    What leaves the house is leased first: after a kill between sending and marking, the lease runs out and it goes
    again under the same Message-ID.
    """
    now = now or timezone.now()
    sent, began = _into_outbox(now), time.monotonic()
    for message in _lease(now):
        if time.monotonic() - began > LEASE.total_seconds() / 2:
            break  # a slow server: the rest goes when its lease has run out, and not twice
        sent += _carry(message, now)
    return sent


_OUTBOX = """
update notifications_message set sent_at = %(now)s, carried_by = 'outbox'
where id in (
    select id from notifications_message
    where sent_at is null and given_up_at is null and due_at <= %(now)s and not carrier = any(%(carriers)s)
    order by due_at, id limit %(batch)s for update skip locked)
"""


def _into_outbox(now: datetime) -> int:
    total = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_OUTBOX, {"now": now, "carriers": carriers.real_carriers(), "batch": BATCH})
            marked = int(cursor.rowcount)
        total += marked
        if marked < BATCH:
            return total


_LEASE = """
update notifications_message set leased_until = %(until)s, attempts = attempts + 1
where id in (
    select id from notifications_message
    where sent_at is null and given_up_at is null and due_at <= %(now)s and carrier = any(%(carriers)s)
      and (leased_until is null or leased_until < %(now)s)
    order by due_at, id limit 50 for update skip locked)
returning id
"""


def _lease(now: datetime) -> list[Message]:
    real = carriers.real_carriers()
    if not real:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, {"until": now + LEASE, "now": now, "carriers": real})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Message.objects.filter(id__in=ids).order_by("due_at", "id"))


def _carry(message: Message, now: datetime) -> int:
    row = Message.objects.filter(id=message.id, sent_at=None)
    try:
        carriers.send_email(message)
    except (Unreadable, ValueError) as trouble:  # no trying again opens an address or mends a letter
        logger.error("message cannot be sent", extra={"message_id": message.id})  # no trace: it may name the address
        row.update(given_up_at=now, trouble=type(trouble).__name__, leased_until=None)
        return 0
    except OSError as trouble:  # smtplib's errors are OSErrors; the next tick tries again
        logger.warning("message not sent", extra={"message_id": message.id, "attempt": message.attempts})
        if message.attempts >= MOST_ATTEMPTS:
            row.update(given_up_at=now, trouble=type(trouble).__name__, leased_until=None)
        else:
            wait = timedelta(minutes=2**message.attempts)
            row.update(due_at=now + wait, trouble=type(trouble).__name__, leased_until=None)
        return 0
    return row.update(sent_at=now, carried_by="smtp", leased_until=None, trouble="")
