"""Many cases moved at once by the system: the same compare-and-swap as one move, and the same events, a batch in one statement.

For moves that tell nobody and write no other table. Five thousand cases cost three round trips instead of ten thousand.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.json import JsonbLoader

from sangsuk.ledger import canonical

from . import chain
from .intake import plain
from .models import STATE, Case, CaseEvent, CaseQuerySet

SWAPPED = ("id", "version", "office_id", "agency_id", "client_id", "head")


@dataclass(frozen=True, slots=True)
class Swap:
    """One case as it was read (`SWAPPED`, at least), what changes, and what its event says."""

    case: Any
    changes: Mapping[str, Any]
    data: Mapping[str, Any]


def read(found: CaseQuerySet, names: Sequence[str]) -> list[Any]:
    """The cases as plain values of these names, for many of them at once: a real case for each row, or times and JSON
    read as Django reads them, would take as long as all the rest."""
    statement, values = found.values_list(*names).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.cursor.adapters.register_loader("jsonb", JsonbLoader)
        cursor.execute(statement, values)
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.cursor]


_INCOMING = "swapped_cases"
_CASES, _EVENTS = Case._meta.db_table, CaseEvent._meta.db_table
_PREPARE = f"""
create temporary table if not exists {_INCOMING} (
    id bigint, version int, head bytea, changes jsonb, said jsonb, data jsonb, salt bytea, body bytea, hash bytea)
on commit delete rows
"""
_COPY = f"copy {_INCOMING} (id, version, head, changes, said, data, salt, body, hash) from stdin"
_SWAP = """
with swapped as (
    update {cases} of_case set version = of_case.version + 1, head = moved.head, {sets}
    from {incoming} moved, lateral jsonb_populate_record(null::{cases}, moved.changes) new
    where of_case.id = moved.id and of_case.version = moved.version and of_case.closed_at is null
    returning of_case.id, of_case.version, moved.said, moved.data, moved.salt, moved.body, moved.hash),
recorded as (
    insert into {events} (
        case_id, seq, at, move, actor_kind, actor_name, office_code, channel, data, changes, salt, body, hash)
    select id, version, %s, %s, 'system', '', '', 'system', data, said, salt, body, hash from swapped)
select id from swapped
"""


def swap(swaps: Sequence[Swap], *, move: str, now: datetime, data: Mapping[str, Any] | None = None) -> set[int]:
    """The cases that moved, in the caller's transaction; one that somebody was quicker with is not among them.

    `data` is what the events of all of them say; each adds its own.
    """
    if not swaps:
        return set()
    columns = sorted({name for one in swaps for name in one.changes})
    sets = ", ".join(f"{c} = case when moved.changes ? '{c}' then new.{c} else of_case.{c} end" for c in columns)
    statement = _SWAP.format(cases=_CASES, events=_EVENTS, incoming=_INCOMING, sets=sets)
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE)
        cursor.execute(f"truncate {_INCOMING}")
        with cursor.copy(_COPY) as copy:
            links = chain.Many(move=move, at=now, many=len(swaps))
            for one in swaps:
                copy.write_row(_row(one, links, data or {}))
        cursor.execute(statement, [now, move])
        return {key for (key,) in cursor.fetchall()}


def _row(one: Swap, links: chain.Many, common: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row may change in more than its state; the event says the state. The digests are of just what is written."""
    case, changes = one.case, plain(one.changes)
    said = {name: value for name, value in changes.items() if name in _STATE}
    told = canonical.text(said | {"version": case.version + 1})
    data = canonical.text({"_before": {"office": case.office_id, "agency": case.agency_id or ""}, **one.data, **common})
    head, salt, body, last = links.link(case, told, data)
    row = told if len(said) == len(changes) else _json(changes)
    return case.id, case.version, head, row, told, data, salt, body, last


_STATE = frozenset(STATE)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
