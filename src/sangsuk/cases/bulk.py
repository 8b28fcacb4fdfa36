"""Many matters at once, each with its past: from another register, or to fill a database for measuring.

The rows are the same as if each had been submitted and moved one by one: the same words are searched, the same offices
hold them, the dates are promised by the rules of their time, the events fold to the row. They go in by COPY, a chunk in
one transaction; several processes may do so at once.
"""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import DataError
from django.utils import timezone

from sangsuk import thai
from sangsuk.common import ids
from sangsuk.common.errors import Refused
from sangsuk.deadlines.queries import CalendarGap
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import fiscal_year_be

from . import chain, checking, intake, numbers, workflow
from .checking import Person, Whereabouts
from .effects import Changes, Doing, changes_of
from .intake import REPORTER, New, columns, plain, reporter_of
from .models import STATE, Case, CaseEvent, Register, Reporter, Words

TRIES = 5
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened later. Without `changes` it is what this move of the table changes."""

    move: str
    at: datetime
    by: Actor
    data: Mapping[str, Any] = field(default_factory=dict)
    changes: Changes | None = None


def _nothing_more(case: Case) -> Iterable[Step]:
    return ()


@dataclass(frozen=True, slots=True)
class Past:
    """A matter as it was told then. `then` is given the case and yields its steps; it sees each one's effect.

    `place` is where it happened, when the caller has found it already.
    """

    new: New
    at: datetime
    by: Actor
    then: Callable[[Case], Iterable[Step]] = _nothing_more
    place: Whereabouts | None = None


@dataclass
class Taken:
    """How many of a chunk are in, how many had been there, and which were refused: (index, why)."""

    taken: int = 0
    there: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Built:
    """`case` has the fields of a `Case`; a real one for each row would take as long as all the rest."""

    index: int
    case: Any
    words: str
    person: Person
    events: tuple[tuple[Any, ...], ...]


def known(refs: Iterable[str]) -> set[str]:
    """Which of these matters of another register we have."""
    found = Case.objects.filter(external_ref__in=list(refs)).values_list("external_ref", flat=True)
    return {ref for ref in found if ref}


def take_in(pasts: Sequence[Past], *, now: datetime | None = None, looked: bool = False) -> Taken:
    """Take these matters in, all that can be. Again with the same `external_ref`: it is there already.

    `looked`: the caller has just left out those that are `known`.
    """
    now = now or timezone.now()
    taken = Taken()
    read = _each(taken, enumerate(pasts), lambda _index, past: _read(past, now))
    built = [one for _index, one in _each(taken, read, lambda index, one: _build(index, *one))]
    _store(built, taken, looked=looked)
    taken.refused.sort()
    return taken


def _each(taken: Taken, some: Iterable[tuple[int, Any]], does: Callable[[int, Any], Any]) -> list[tuple[int, Any]]:
    """One step for all of them, then the next: what a step needs of the processor's memory stays there meanwhile."""
    done = []
    for index, one in some:
        try:
            done.append((index, does(index, one)))
        except Refused as refusal:
            taken.refused.append((index, str(refusal.message)))
        except CalendarGap as gap:
            taken.refused.append((index, f"no working calendar for that time ({gap})"))
    return done


def rehearse(past: Past) -> None:
    """All that is done for a matter before it is written, for whoever comes next not to wait for what is read once."""
    with contextlib.suppress(Refused, CalendarGap):
        _build(0, *_read(past, timezone.now()))


def _store(built: list[_Built], taken: Taken, *, looked: bool = False) -> None:
    """One transaction. Two processes may meet over one matter, or over two registers: then once more.

    A row that the database refuses is found by halving, so that it does not keep the others out.
    """
    for attempt in range(TRIES):
        refs = set() if looked and not attempt else {b.case.external_ref for b in built if b.case.external_ref}
        there = known(refs) if refs else set()
        fresh = [b for b in built if b.case.external_ref not in there]
        try:
            with transaction.atomic():
                _write(fresh)
        except (IntegrityError, DataError) as trouble:
            if isinstance(trouble.__cause__, psycopg.errors.UniqueViolation) and attempt < TRIES - 1:
                continue
            if len(fresh) == 1:
                taken.refused.append((fresh[0].index, f"the database refuses it: {str(trouble).splitlines()[0]}"))
            else:
                _store(fresh[: len(fresh) // 2], taken)
                _store(fresh[len(fresh) // 2 :], taken)
        except OperationalError as trouble:
            if not isinstance(trouble.__cause__, psycopg.errors.DeadlockDetected) or attempt == TRIES - 1:
                raise
            continue
        else:
            taken.taken += len(fresh)
        taken.there += len(built) - len(fresh)
        return


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a matter, tidied, its title, and what the search index holds of it."""

    description: str
    wish: str
    place_note: str
    gist: str
    words: str


def _read(past: Past, now: datetime) -> tuple[Past, _Told]:
    if not EARLIEST <= past.at <= now:
        raise Refused("bad_time", f"its time {past.at.isoformat()} is before 2015 or in the future")
    told, new = checking.told, past.new
    description = told(new.description, "description", least=1)
    wish = told(new.wish, "wish", least=0)
    note = told(new.place_note, "place_note", least=0, most=1000)
    return past, _Told(description, wish, note, *intake.read(description, wish, note))


def _build(index: int, past: Past, told: _Told) -> _Built:
    new = past.new
    place = past.place or checking.whereabouts(new)
    facts = intake.facts_of(new, place, by=past.by, now=past.at)
    facts |= {"description": told.description, "wish": told.wish, "place_note": told.place_note}
    case: Any = SimpleNamespace(**_BLANK)
    case.__dict__.update(facts, gist=told.gist, intake_digest=b"", head=chain.FIRST)
    events = [_first(case, past.by)]
    events += [_stepped(case, step) for step in past.then(case)]
    case.head = chain.head_of(new.client_id, case.version, case.head)
    person = new.reporter if new.identity != "none" else Person()
    return _Built(index, case, told.words, person, tuple(events))


def _first(case: Any, by: Actor) -> tuple[Any, ...]:
    state = {name: getattr(case, name) for name in STATE}
    return _event(case, case.submitted_at, "submit", by, case.channel, chain.beginning(case), state)


def _stepped(case: Any, step: Step) -> tuple[Any, ...]:
    """As `actions.move` would have done it, but for the checks: what happened has happened."""
    changes = step.changes
    if changes is None:
        changes = changes_of(Doing(case, workflow.MOVES[step.move], step.by, step.data, step.at))
    changes = changes | {"version": case.version + 1}
    before = {"office": case.office_id, "agency": case.agency_id or ""}
    case.__dict__.update(changes)
    return _event(case, step.at, step.move, step.by, step.by.channel, {**step.data, "_before": before}, _kept(changes))


def _kept(changes: Changes) -> Changes:
    return {name: value for name, value in changes.items() if name in _STATE}


def _event(
    case: Any, at: datetime, move: str, by: Actor, channel: str, data: Mapping[str, Any], changes: Changes
) -> tuple[Any, ...]:
    """The values of `_EVENTS`. Until the last one is there, the case's head is the hash of this one only."""
    event = SimpleNamespace(
        seq=case.version, at=at, move=move, actor_kind=by.kind, user_id=by.user_id, actor_name=by.name,
        office_code=by.office_code, channel=channel, data=data, changes=plain(changes), adopted_on=None,
    )  # fmt: skip
    said, set_to = chain.placed(event, client_id=case.client_id, before=case.head)
    case.head = event.hash
    return (
        case.version, at, move, by.kind, by.user_id, by.name, by.office_code, channel, said, set_to, event.salt,
        event.body, event.hash,
    )  # fmt: skip


_STATE = frozenset(STATE)
_CASE = [f.attname for f in intake.COPIED]
_EVENTS = "seq, at, move, actor_kind, user_id, actor_name, office_code, channel, data, changes, salt, body, hash"
_BLANK = {f.attname: f.get_default() for f in intake.COPIED}
_TABLE = Case._meta.db_table
_REGISTER = Register._meta.db_table
_COPY_CASES = f"copy {_TABLE} (id, number, {intake.columns(intake.COPIED)}) from stdin"
_COPY_EVENTS = f"copy {CaseEvent._meta.db_table} (case_id, {_EVENTS}) from stdin"
_COPY_PEOPLE = f"copy {Reporter._meta.db_table} (case_id, {columns(REPORTER)}) from stdin"
_IDS = f"select nextval(pg_get_serial_sequence('{_TABLE}', 'id')) from generate_series(1, %s)"

# The registers move by as many as there are cases, in one order everywhere.
_COUNT = f"""
insert into {_REGISTER} (office_code, fiscal_year_be, last)
select * from unnest(%s::text[], %s::int[], %s::int[]) as counted(register, year, many) order by register, year
on conflict (office_code, fiscal_year_be) do update set last = {_REGISTER}.last + excluded.last
returning office_code, fiscal_year_be, last
"""
_SAID = "words_of_cases"
_PREPARE = f"create temporary table {_SAID} (id bigint, words text) on commit drop"
_COPY_WORDS = f"copy {_SAID} (id, words) from stdin"
_FIND = f"""
insert into {Words._meta.db_table} (case_id, vector) select id, to_tsvector('simple', words) from {_SAID} order by id
"""


def _write(built: list[_Built]) -> None:
    """The registers, on which the other processes wait, come as late as they can; what points to a case may go before it."""
    if not built:
        return
    cases = [one.case for one in built]
    with connection.cursor() as cursor:
        for case in cases:
            case.id = numbers.own_id(case)
        turns = [case for case in cases if case.id is None]
        cursor.execute(_IDS, [len(turns)])
        for case, (number,) in zip(turns, cursor.fetchall(), strict=True):
            case.id = number
        rows = [_case_row(case) for case in cases]
        _copy(cursor, _COPY_EVENTS, ((one.case.id, *event) for one in built for event in one.events))
        _copy(cursor, _COPY_PEOPLE, (_person_row(one) for one in built if one.person != Person()))
        cursor.execute(_PREPARE)
        _copy(cursor, _COPY_WORDS, ((one.case.id, one.words) for one in built))
        cursor.execute(_FIND)
        cursor.execute(f"drop table {_SAID}")  # a second chunk may follow in the same transaction
        given = _numbers(cursor, cases)
        _copy(cursor, _COPY_CASES, ((case.id, given[case.id], *row) for case, row in zip(cases, rows, strict=True)))


def _numbers(cursor: Any, cases: list[Any]) -> dict[int, str]:
    """The number of each case, by its id: in its register it takes its turn by its time."""
    registers: dict[tuple[str, int], list[Any]] = {}
    for case in sorted(cases, key=lambda case: (case.submitted_at, case.id)):
        year = fiscal_year_be(thai.bangkok_date(case.submitted_at))
        registers.setdefault((numbers.register_of(case), year), []).append(case)
    counted = [(register, year, len(some)) for (register, year), some in registers.items()]
    cursor.execute(_COUNT, [list(column) for column in zip(*counted, strict=True)])
    given: dict[int, str] = {}
    for register, year, last in cursor.fetchall():
        some = registers[register, year]
        for turn, case in enumerate(some, last - len(some) + 1):
            number, running = ids.case_number(case.office_id, year, turn), numbers.running(case)
            given[case.id] = number if running is None else f"{number.rpartition('-')[0]}-{running}"
    return given


def _copy(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """The rows are made before: one that had to ask the database (for a new key) while it copies would wait for ever."""
    rows = list(rows)
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _case_row(case: Any) -> list[Any]:
    values = case.__dict__
    return [value if value.__class__ not in _ODD else _column(value) for value in map(values.__getitem__, _CASE)]


_ODD = frozenset([dict, list])


def _column(value: Any) -> Any:
    """As PostgreSQL reads it: JSON or an array, which are written alike when they are empty."""
    if not value:
        return "{}"
    text = _json(value)
    if value.__class__ is dict:
        return text
    return value if _NOT_PLAIN.search(text, 1) else f"{{{text[1:-1]}}}"


_NOT_PLAIN = re.compile(r"[\\\[{]")
"""In a list as JSON: something was escaped, or stands within. Without it PostgreSQL writes arrays alike but for the brackets."""
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _person_row(one: _Built) -> tuple[Any, ...]:
    row = reporter_of(one.person, one.case)
    return (one.case.id, *(getattr(row, field.attname) for field in REPORTER))
