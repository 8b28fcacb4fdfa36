"""Slows down guessing and flooding, counted in the database, so that any number of processes count together.

Guessing: so many failures in a window, then wait; each failure makes the window start anew. The same for things that
exist and things that do not. Flooding: so much of something in a window that begins with the first (`take`). `take` and `wrong` are one
statement each, so the limit holds exactly; `check` and then `failed`, with a password's slow digest between them, let through
at most one more for each that is under way at that moment.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .errors import TooMany
from .models import Attempt

_FAILED = """
insert into common_attempt (name, count, until) values (%s, 1, %s)
on conflict (name) do update set
    count = case when common_attempt.until < %s then 1 else common_attempt.count + 1 end,
    until = case when common_attempt.until < %s then excluded.until
                 else greatest(common_attempt.until, excluded.until) end
"""


_TAKE = """
insert into common_attempt as a (name, count, until)
select name, 1, %(now)s + seconds * interval '1 second'
from unnest(%(names)s::text[], %(seconds)s::int[]) as asked (name, seconds) {quickly} order by name
on conflict (name) do update set
    count = case when a.until <= %(now)s then 1 else a.count + 1 end,
    until = case when a.until <= %(now)s then excluded.until else a.until end
returning name, count, until
"""
"""In the order of the names, so that two who count the same things wait for each other and never in a ring."""


_WRONG = """
insert into common_attempt as a (name, count, until)
select name, 1, %(now)s + seconds * interval '1 second'
from unnest(%(names)s::text[], %(most)s::int[], %(seconds)s::int[]) as asked (name, most, seconds) {quickly} order by name
on conflict (name) do update set
    count = case when a.until <= %(now)s then 1 else least(a.count, (%(most)s::int[])[array_position(%(names)s::text[], a.name)]) + 1 end,
    until = case when a.until <= %(now)s then excluded.until
                 when a.count >= (%(most)s::int[])[array_position(%(names)s::text[], a.name)] then a.until
                 else greatest(a.until, excluded.until) end
returning name, count, until
"""
"""One more failure, unless there are `most` already: then the count goes one beyond and the wait stays what it was."""


_QUICKLY = "cross join (select set_config('synchronous_commit', 'off', true)) as quickly"
"""Nobody waits for the disk to keep a count: a crash may lose those of its last half second. Only where the count is a
transaction of its own, for this holds for all that is committed with it."""


@dataclass(frozen=True)
class Limit:
    """`most` of something within `window`, by an opaque name (`name_of`)."""

    name: str
    most: int
    window: timedelta


@dataclass(frozen=True)
class Full:
    """The limit that is used up, and in how many seconds there is room again."""

    limit: Limit
    wait: int


def take(limits: Sequence[Limit], *, now: datetime) -> Full | None:
    """Count one of each, in one statement; the limit to wait for longest, if any was used up before."""
    by_name = {limit.name: limit for limit in limits}
    full = [
        Full(by_name[name], max(1, int((until - now).total_seconds()) + 1))
        for name, count, until in _taken(by_name, now)
        if count > by_name[name].most
    ]
    return max(full, key=lambda one: one.wait, default=None)


def counted(limits: Sequence[Limit], *, now: datetime) -> list[tuple[int, int]]:
    """Count one of each, in one statement: the how-manieth in its window, and `most`."""
    by_name = {limit.name: limit for limit in limits}
    return [(count, by_name[name].most) for name, count, _until in _taken(by_name, now)]


def _taken(by_name: dict[str, Limit], now: datetime) -> list[tuple[str, int, datetime]]:
    if not by_name:
        return []
    seconds = [int(limit.window.total_seconds()) for limit in by_name.values()]
    return _counted(_TAKE, {"now": now, "names": list(by_name), "seconds": seconds})


def _counted(statement: str, asked: dict[str, Any]) -> list[tuple[str, int, datetime]]:
    quickly = "" if connection.in_atomic_block else _QUICKLY
    with connection.cursor() as cursor:
        cursor.execute(statement.format(quickly=quickly), asked)
        return list(cursor.fetchall())


def name_of(*parts: str) -> str:
    """An opaque name, so that the table tells nobody which number or address was tried."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:32]


def check(name: str, *, most: int, now: datetime) -> None:
    """Raises TooMany while `most` failures stand in the running window."""
    row = Attempt.objects.filter(name=name, until__gt=now, count__gte=most).first()
    if row:
        raise _slowed(row.until, now)


def _slowed(until: datetime, now: datetime) -> TooMany:
    wait = max(1, int((until - now).total_seconds()))
    return TooMany("too_many", _("ลองผิดหลายครั้งเกินไป กรุณารอสักครู่แล้วลองใหม่ เพื่อความปลอดภัยของเจ้าของเรื่อง"), wait)


def wrong(limits: Sequence[Limit], *, now: datetime) -> None:
    """Count a wrong key. Raises TooMany from the one after `most`: exactly there, however many processes count at once."""
    by_name = {limit.name: limit for limit in limits}
    asked: dict[str, Any] = {
        "now": now, "names": list(by_name), "most": [limit.most for limit in by_name.values()],
        "seconds": [int(limit.window.total_seconds()) for limit in by_name.values()],
    }  # fmt: skip
    over = [until for name, count, until in _counted(_WRONG, asked) if count > by_name[name].most]
    if over:
        raise _slowed(max(over), now)


def failed(name: str, *, window: timedelta, now: datetime) -> None:
    """Count one failure; each one makes the wait start anew."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [name, now + window, now, now])


def sweep(now: datetime) -> int:
    """Forget the windows that are over."""
    return Attempt.objects.filter(until__lt=now).delete()[0]
