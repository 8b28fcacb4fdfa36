"""Whether dockets and their events are as they were written, by what the chains of their cases say of them.

Batch by batch, so that memory stays flat. What no event of a case speaks of has been put in; what one speaks of and is not
there has been taken away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from ..faults import DocketFault as Fault
from ..models import Case, CaseEvent, Mediation, MediationEvent
from . import counting, imprints, recording

BATCH = 500


@dataclass
class Witnessed:
    """What the case's events say of one docket: each event's digest, the latest of its rows, how far words are forgotten."""

    events: dict[int, str] = field(default_factory=dict)
    rows: str = ""
    forgot: int = 0


def faults(*, only: Case | None = None) -> Iterator[Fault]:
    """Every fault of every docket, or of those of this case."""
    found = Mediation.objects.order_by("case_id", "id").prefetch_related("events", "parties", "sessions")
    if only is not None:
        found = found.filter(case=only)
    rows = found.iterator(chunk_size=BATCH)
    while dockets := list(islice(rows, BATCH)):
        told = _witnessed({one.case_id for one in dockets})
        for docket in dockets:
            yield from _of(docket, told.get(docket.number, Witnessed()))
    yield from _gone(only)
    if only is None:
        yield from (Fault(gap.number, 0, "missing") for gap in counting.docket_gaps())


def _witnessed(cases: Iterable[int]) -> Mapping[str, Witnessed]:
    events = CaseEvent.objects.filter(case__in=list(cases), move=imprints.MOVE).order_by("case_id", "seq")
    found: dict[str, Witnessed] = {}
    for data in events.values_list("data", flat=True):
        one = found.setdefault(data["docket"], Witnessed())
        one.events |= {int(seq): digest for seq, digest in data["events"].items()}
        one.rows, one.forgot = data["rows"], max(one.forgot, data.get("forgot", 0))
    return found


def _of(docket: Mediation, told: Witnessed) -> Iterator[Fault]:
    events = sorted(docket.events.all(), key=lambda event: event.seq)
    for event in events:
        yield from (Fault(docket.number, event.seq, what) for what in _wrong(event, docket.number, told))
    yield from (Fault(docket.number, seq, "missing") for seq in sorted(told.events.keys() - {e.seq for e in events}))
    people, sessions = docket.parties.all(), docket.sessions.all()
    last = events[-1] if events else None
    if last is None or told.rows != imprints.rows_of(
        docket, people, sessions, salt=last.salt, opened=recording.opened
    ).hex():  # fmt: skip
        yield Fault(docket.number, 0, "rows")


def _wrong(event: MediationEvent, docket: str, told: Witnessed) -> Iterator[str]:
    if event.seq not in told.events:
        yield "unknown"
    elif not told.events[event.seq] == bytes(event.hash).hex() == imprints.hash_of(event, docket).hex():
        yield "link"
    elif event.seq > told.forgot and bytes(event.body) != imprints.body_of(event, recording.words_in(event)):
        yield "words"


_MISSING = f"""
select distinct e.data ->> 'docket' from {CaseEvent._meta.db_table} e
where e.move = %s and (%s::bigint is null or e.case_id = %s)
  and not exists (select from {Mediation._meta.db_table} m where m.number = e.data ->> 'docket' and m.case_id = e.case_id)
order by 1
"""


def _gone(only: Case | None) -> Iterator[Fault]:
    key: Any = only.pk if only is not None else None
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [imprints.MOVE, key, key])
        for (number,) in cursor.fetchall():
            yield Fault(str(number), 0, "docket")
