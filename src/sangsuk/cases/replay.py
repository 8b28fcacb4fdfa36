"""The proof that the events are the only writer: folding a case's events gives its row, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from .intake import plain
from .models import STATE, Case, CaseEvent


@dataclass(frozen=True)
class Difference:
    """One field of one case that is not what its events say."""

    number: str
    field: str
    row: Any
    events: Any


def fold(changes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The state after these events, in order."""
    state: dict[str, Any] = {}
    for change in changes:
        state |= change
    return state


def differences() -> Iterator[Difference]:
    """Every difference between rows and events, in one pass over both tables; memory stays flat."""
    events = CaseEvent.objects.order_by("case_id", "seq").values_list("case_id", "seq", "changes")
    histories = groupby(events.iterator(chunk_size=5000), key=lambda e: e[0])
    for case in Case.objects.order_by("id").only("number", *STATE).iterator(chunk_size=2000):
        case_id, history = next(histories, (None, iter(())))
        if case_id != case.id:
            yield Difference(case.number, "events", case.id, case_id)
            return
        seqs, changes = zip(*((seq, change) for _, seq, change in history), strict=True)
        if seqs != tuple(range(1, len(seqs) + 1)):
            yield Difference(case.number, "seq", len(seqs), seqs)
        yield from _of(case, fold(changes))


_BLANK = plain({f.attname: f.get_default() for f in Case._meta.concrete_fields if f.attname in STATE})
"""A field that is younger than a case begins there with its default: no event of the case speaks of it."""


def _of(case: Case, state: dict[str, Any]) -> Iterator[Difference]:
    state = _BLANK | state
    row = plain({field: getattr(case, field) for field in STATE})
    for field in STATE:
        if row[field] != state.get(field):
            yield Difference(case.number, field, row[field], state.get(field))
