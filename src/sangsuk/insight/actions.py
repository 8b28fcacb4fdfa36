"""Counting: a tick takes up whatever has happened and is not in the tallies yet; each event exactly once.

What is due is found by the ids of events. An id is drawn before its transaction commits, so a lower one may show itself
after a higher one. Therefore `Progress.upto` moves to an id only when every transaction that was running when that id was
seen has ended: each writer of events has written its case, and so has a transaction number, before it draws an id. Until
then the same events are looked at again, and `Counted` says which of them are in.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from sangsuk.cases.models import Case, CaseEvent

from .folding import Event, Fixed, Key, Scopes, counted
from .models import Counted, Progress, Tally
from .scopes import scopes_of, shape

EVENTS = 10_000
"""How many ids of events one step looks through; a step is one transaction."""
CASES = 2_000
"""How many cases are read at a time."""
CASES_ANEW = 50_000
"""How many one step of a recount takes up. They come office by office, so that few cells are written twice."""
LOCK = 0x73616E67
"""Of the advisory lock that a step holds: one counts at a time."""

_CASES, _EVENTS, _COUNTED, _TALLY = (m._meta.db_table for m in (Case, CaseEvent, Counted, Tally))


def count() -> int:
    """Count what is due. Returns how many cases were taken up. May run twice at once, and be cut off anywhere."""
    done = 0
    with _alone() as progress:
        if progress.shape != shape():
            _begin(progress)
        anew = progress.recounted is not None
    while anew:
        found, anew = _step_anew()
        done += found
    return done + _count_on()


def recount() -> int:
    """Throw everything away and count it again. The pages say so until it is done."""
    with _alone() as progress:
        _begin(progress)
    return count()


@contextmanager
def _alone() -> Iterator[Progress]:
    """A transaction in which nobody else counts."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        yield Progress.objects.get_or_create(id=1)[0]


def _begin(progress: Progress) -> None:
    """`upto` stays: those events were committed before the pass begins, so the pass finds them."""
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {_TALLY}, {_COUNTED}")
    progress.seen, progress.seen_xid, _ = _look()
    progress.recounted, progress.recounted_office = 0, ""
    progress.shape, progress.round = shape(), progress.round + 1
    progress.save()


def _step_anew() -> tuple[int, bool]:
    """The next cases, whole: (how many, whether there are more). What happens to a case meanwhile comes after, also where
    it left for an office that is done."""
    with _alone() as progress:
        if progress.recounted is None:
            return 0, False
        if not progress.recounted and _look()[2] >= progress.seen_xid:
            progress.upto = max(progress.upto, progress.seen)
        office, last = progress.recounted_office, progress.recounted
        later = Q(office__gt=office) | Q(office=office, id__lt=last)
        rows = Case.objects.filter(later, office__gte=office).order_by("office", "-id")
        due = list(rows.values_list("id", "office_id")[:CASES_ANEW])
        _take_up([case_id for case_id, _office in due])
        progress.recounted, progress.recounted_office = due[-1] if due else (None, "")
        progress.seen = progress.seen_xid = 0
        progress.at = timezone.now()
        progress.save()
        return len(due), bool(due)


def _count_on() -> int:
    """What happened after `upto`, in steps; then `upto` moves as far as is safe."""
    before = Progress.objects.get(id=1)
    highest, next_xid, oldest_xid = _look()
    now = timezone.now()
    done = 0
    for low in range(before.upto, highest, EVENTS):
        with _alone():
            done += _take_up(_due(low, min(low + EVENTS, highest)))
    with _alone() as progress:
        if (progress.round, progress.recounted, progress.upto) != (before.round, None, before.upto):
            return done  # somebody else was quicker, or all is counted anew
        if oldest_xid >= before.seen_xid:
            progress.upto = max(progress.upto, before.seen)
            progress.seen, progress.seen_xid = highest, next_xid
        progress.at = now
        progress.save()
    return done


def _look() -> tuple[int, int, int]:
    """At one moment: the highest event that shows itself, the next transaction, and the oldest that still runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select coalesce(max(id), 0), pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                       pg_snapshot_xmin(pg_current_snapshot())::text::bigint from {_EVENTS}"""
        )
        row: tuple[int, int, int] = cursor.fetchone()
        return row


def _due(low: int, high: int) -> list[int]:
    events = CaseEvent.objects.filter(id__gt=low, id__lte=high)
    return list(events.order_by("case_id").values_list("case_id", flat=True).distinct())


# The rows of one statement are of one moment, so that a case's version is that of its last event here.
_READ = f"""
select e.case_id, coalesce(k.version, 0), c.version, c.mission, c.channel, c.identity, c.district_id, c.complainant_type,
       c.submitted_at,
       e.seq, e.at, e.move, e.changes
from {_CASES} c
left join {_COUNTED} k on k.case_id = c.id
join {_EVENTS} e on e.case_id = c.id
where c.id = any(%s) and c.version > coalesce(k.version, 0)
order by e.case_id, e.seq
"""


def _take_up(case_ids: Sequence[int]) -> int:
    """Add what these cases have that is not counted yet. Returns how many had something."""
    sums: Counter[Key] = Counter()
    versions: dict[int, int] = {}
    scopes = cache(scopes_of)  # offices do not move while one step counts
    for first in range(0, len(case_ids), CASES):
        _fold(case_ids[first : first + CASES], scopes, sums, versions)
    _add(sums)
    _remember(versions)
    return len(versions)


def _fold(case_ids: Sequence[int], scopes: Scopes, sums: Counter[Key], versions: dict[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(case_ids)])
        rows = cursor.fetchall()
    for case_id, told in groupby(rows, key=lambda row: row[0]):
        history = list(told)
        _, after, versions[case_id], *fixed = history[0][:9]
        events = [Event(seq, at, move, json.loads(changes)) for *_, seq, at, move, changes in history]
        for key, n in counted(Fixed(*fixed), events, scopes, after=after):
            sums[key] += n


def _add(sums: Counter[Key]) -> None:
    lines = sorted((*key, n) for key, n in sums.items() if n)
    _insert(
        lines, "text[], text[], int[], text[], text[], text[], text[], bigint[]",
        f"""insert into {_TALLY} as kept (scope, axis, month, mission, value, second, measure, n)
            select * from unnest({{}})
            on conflict (scope, axis, month, mission, value, second, measure) do update set n = kept.n + excluded.n""",
    )  # fmt: skip


def _remember(versions: dict[int, int]) -> None:
    _insert(
        sorted(versions.items()), "bigint[], int[]",
        f"""insert into {_COUNTED} (case_id, version) select * from unnest({{}})
            on conflict (case_id) do update set version = excluded.version""",
    )  # fmt: skip


def _insert(rows: Sequence[tuple[Any, ...]], types: str, statement: str) -> None:
    """Many rows as one array for each column."""
    if not rows:
        return
    gaps = ", ".join(f"%s::{kind}" for kind in types.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(gaps), [list(column) for column in zip(*rows, strict=True)])
