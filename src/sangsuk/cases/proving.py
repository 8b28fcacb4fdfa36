"""Whether cases and their events are as they were written: `sangsuk verify`, and the page of one case for who audits.

One pass over both tables side by side; memory stays flat. What was forgotten on purpose has an event that says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from django.db import connection

from sangsuk.ledger.models import LogLeaf

from . import chain, replay
from .faults import Fault
from .models import STATE, Case, CaseEvent, Letter

FORGET = "forget"
READ = (
    "case_id", "seq", "at", "move", "actor_kind", "user_id", "actor_name", "office_code", "channel", "data", "changes",
    "salt", "body", "hash", "adopted_on",
)  # fmt: skip


@dataclass
class Seen:
    """How much was looked at."""

    cases: int = 0
    events: int = 0
    adopted: int = 0


def faults(seen: Seen | None = None, *, only: Case | None = None) -> Iterator[Fault]:
    """Every fault of every case, or of this one."""
    seen = seen or Seen()
    cases, events = Case.objects.order_by("id"), CaseEvent.objects.order_by("case_id", "seq")
    if only is not None:
        cases, events = cases.filter(pk=only.pk), events.filter(case=only)
    rows = groupby(events.values_list(*READ).iterator(chunk_size=5000), key=lambda row: row[0])
    of_case, history = next(rows, (None, iter(())))
    for case in cases.only("number", "head", *STATE, *chain.TOLD).iterator(chunk_size=2000):
        found: list[Any] = []
        if of_case == case.pk:
            found = [SimpleNamespace(**dict(zip(READ, row, strict=True))) for row in history]
            of_case, history = next(rows, (None, iter(())))
        seen.cases, seen.events = seen.cases + 1, seen.events + len(found)
        seen.adopted += sum(1 for event in found if event.adopted_on)
        yield from of(case, found)


def of(case: Case, events: Sequence[Any]) -> Iterator[Fault]:
    """What is wrong with one case. A place that is missing or twice makes the rest of it meaningless."""
    if not events:
        yield Fault(case.number, 0, "empty")
        return
    before, gone, state = chain.FIRST, _forgotten(events), dict[str, Any]()
    for place, event in enumerate(events, start=1):
        if event.seq != place:
            yield Fault(case.number, place, "missing")
            return
        if bytes(event.hash) != chain.hash_of(event, case.client_id, before):
            yield Fault(case.number, place, "link")
        elif place not in gone and bytes(event.body) != chain.body_of(bytes(event.salt), event.actor_name, event.data):
            yield Fault(case.number, place, "words")
        before = bytes(event.hash)
        state |= event.changes
    if len(events) != case.version:
        yield Fault(case.number, len(events) + 1, "missing")
    elif bytes(case.head)[:32] != before or not chain.fits(case.client_id, case.version, case.head):
        yield Fault(case.number, 0, "head")
    elif not replay.is_folded(case, state):
        yield Fault(case.number, 0, "state")
    told = events[0].data.get("_told")
    if 1 not in gone and not events[0].adopted_on and told != chain.told_of(case):
        yield Fault(case.number, 0, "told")


def _forgotten(events: Iterable[Any]) -> set[int]:
    """The events whose words were forgotten, as events after them say. Those are in the chain like any other."""
    return {
        int(seq)
        for event in events
        if event.move == FORGET
        for seq in event.data.get("seqs", ())
        if isinstance(seq, int) and seq < event.seq
    }


_LOGGED = f"""
select l.number, l.seq, case when c.id is null then 'gone' when c.number <> l.number then 'renamed' else 'rewritten' end
from {LogLeaf._meta.db_table} l
left join {Case._meta.db_table} c on c.client_id = l.subject
left join {CaseEvent._meta.db_table} e on e.case_id = c.id and e.seq = l.seq
left join {CaseEvent._meta.db_table} f on f.case_id = c.id and f.seq = 1
where l.subject is not null
  and (e.hash is distinct from l.head or f.hash is distinct from l.first or c.number is distinct from l.number)
order by l.place
"""


_LETTERS = f"""
select c.number, e.seq from {CaseEvent._meta.db_table} e join {Case._meta.db_table} c on c.id = e.case_id
where e.move = 'letter' and e.data ? '_sha256' and not exists (
    select from {Letter._meta.db_table} l where l.case_id = e.case_id and l.sha256 = e.data ->> '_sha256'
    and l.issued_at = e.at and l.number = coalesce(e.data ->> 'letter', l.number))
union all
select c.number, 0 from {Letter._meta.db_table} l join {Case._meta.db_table} c on c.id = l.case_id
where l.issued_at is not null and not exists (
    select from {CaseEvent._meta.db_table} e where e.case_id = l.case_id and e.move = 'letter' and e.at = l.issued_at
    and coalesce(e.data ->> '_sha256', l.sha256) = l.sha256)
order by 1, 2
"""


def letters() -> Iterator[Fault]:
    """Letters that went out, beside the lines of their cases: number, moment and the digest of the paper."""
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS)
        for number, seq in cursor.fetchall():
            yield Fault(number, seq, "letter")


def against_the_log() -> Iterator[Fault]:
    """Cases that are not any more what the log says they were at the end of a day, or are not there at all."""
    with connection.cursor() as cursor:
        cursor.execute(_LOGGED)
        for number, seq, what in cursor.fetchall():
            yield Fault(number, seq, what)
