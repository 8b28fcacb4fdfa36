"""A day off is announced for tomorrow: every open case that came in today has to be accepted a day later.

The worst case there is: all of them move. The floor is a bare UPDATE of the same columns of the same rows.
"""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from . import house, many
from .figures import Figure

CASES = 100_000


def measure(cases: int | None) -> Iterator[Figure]:
    wanted = cases if cases is not None else CASES
    with house.built():
        from sangsuk.cases import recompute, replay
        from sangsuk.deadlines import actions as deadlines

        now, day = _days()
        first = min(many.MODELS, wanted)
        many.models(first, lambda chance, turn: _today(chance, turn, now), now)
        there = many.multiply(wanted // first)
        house.settle()
        floor = _bare_update()
        house.settle()
        deadlines.set_holiday(
            day, name_th="วันหยุดพิเศษ", name_en="Special holiday", source="bench", now=now - timedelta(days=1)
        )
        began = time.perf_counter()
        moved = recompute.follow_all(now, threads=2)
        seconds = time.perf_counter() - began
        yield Figure("recompute", seconds, "s", floor, seconds / floor, cases=there)
        yield Figure("recompute.moved", moved, "cases", cases=there)
        began = time.perf_counter()
        wrong = sum(1 for _ in replay.differences())
        yield Figure("recompute.replay", time.perf_counter() - began, "s", cases=there)
        yield Figure("recompute.differences", wrong, "fields", cases=there)


def _days() -> tuple[datetime, Any]:
    """A moment in office hours, and the next working day."""
    from django.utils import timezone

    from sangsuk.deadlines import clock
    from sangsuk.deadlines import queries as deadlines
    from sangsuk.thai import bangkok_date

    calendar = deadlines.calendar()
    now = clock.due_at(timezone.now() - timedelta(days=14), working_days=0, calendar=calendar) - timedelta(minutes=5)
    return now, bangkok_date(clock.due_at(now, working_days=1, calendar=calendar))


def _today(chance: random.Random, turn: int, now: datetime) -> tuple[datetime, Sequence[str]]:
    return now - timedelta(minutes=chance.randint(10, 300)), ()


def _bare_update() -> float:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            "update cases_case set due_at = due_at + interval '1 day', tick_at = tick_at + interval '1 day',"
            " version = version + 1 where closed_at is null"
        )
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds
