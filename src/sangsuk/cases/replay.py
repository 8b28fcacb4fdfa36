"""The proof that the events are the only writer: folding a case's events gives its row, field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


_BLANK = plain({f.attname: f.get_default() for f in Case._meta.concrete_fields if f.attname in STATE})
"""A field that is younger than a case begins there with its default: no event of the case speaks of it."""


def is_folded(case: Case, changes: Mapping[str, Any]) -> bool:
    """Whether the row of a case is what its events, folded already, say of it."""
    told = {**_BLANK, **changes}
    return all(told.get(name) == value for name, value in plain({n: getattr(case, n) for n in STATE}).items())


def differences() -> Iterator[Difference]:
    """Every difference between cases and their events."""
    events = CaseEvent.objects.order_by("case_id", "seq").values_list("case_id", "seq", "changes")
    yield from compared(Case.objects.order_by("id"), events, STATE, _BLANK)


def compared(
    rows: Any, events: Any, fields: Sequence[str], blank: Mapping[str, Any], *, called: str = "number"
) -> Iterator[Difference]:
    """Rows beside their events as (row, seq, changes), both in the order of the rows, each read once; memory stays flat.

    `called`: the column by which people call such a thing."""
    histories = groupby(events.iterator(chunk_size=5000), key=lambda e: e[0])
    for row in rows.only(called, *fields).iterator(chunk_size=2000):
        key, history = next(histories, (None, iter(())))
        if key != row.pk:
            yield Difference(getattr(row, called), "events", row.pk, key)
            return
        seqs, changes = zip(*((seq, change) for _, seq, change in history), strict=True)
        if seqs != tuple(range(1, len(seqs) + 1)):
            yield Difference(getattr(row, called), "seq", len(seqs), seqs)
        now, told = plain({field: getattr(row, field) for field in fields}), {**blank, **fold(changes)}
        for field in fields:
            if now[field] != told.get(field):
                yield Difference(getattr(row, called), field, now[field], told.get(field))
