"""The deadline sweep: of a great many open cases, those whose moment has come since the machine last looked.

One in twenty is due, as after a long weekend: nine in ten of these are reminded of, which tells no citizen; the others
end a wait (nobody answered, nobody objected), and each citizen is told. The floor is a bare UPDATE of the same rows.
"""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from . import house, many
from .figures import Figure, percentile

CASES = 1_000_000
TICKS = 10


def measure(cases: int | None) -> Iterator[Figure]:
    wanted = cases if cases is not None else CASES
    with house.built():
        from sangsuk.cases import machine, replay
        from sangsuk.cases.models import Case, CaseEvent

        now = _now()
        first = min(many.MODELS, wanted)
        many.models(first, lambda chance, turn: _life(chance, turn, now), now)
        there = many.multiply(wanted // first)
        house.settle()
        floor = _bare_update(now)
        house.settle()
        due = Case.objects.filter(tick_at__lte=now).count()
        before = CaseEvent.objects.count()
        began = time.perf_counter()
        done = machine.sweep(now, seconds=3600)
        seconds = time.perf_counter() - began
        yield Figure("sweep", seconds, "s", floor, seconds / floor, cases=there)
        yield Figure("sweep.due", due, "cases", cases=there)
        yield Figure("sweep.moved", done.moved, "cases", cases=there)
        if CaseEvent.objects.count() - before != done.moved:
            raise RuntimeError("a move without its event")
        yield _ticks("sweep.idle", [_tick(now) for _ in range(TICKS)], there)
        coming = Case.objects.filter(tick_at__gt=now).order_by("tick_at").values_list("tick_at", flat=True)
        later = coming[min(TICKS * machine.BATCH, there // 4)]
        yield _ticks("sweep.tick", [_tick(later) for _ in range(TICKS)], there)
        if wanted <= 100_000:
            yield Figure("sweep.differences", sum(1 for _ in replay.differences()), "fields", cases=there)


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now() - timedelta(days=7)


def _life(chance: random.Random, turn: int, now: datetime) -> tuple[datetime, Sequence[str]]:
    """Mostly accepted and running; five in a hundred due since up to two days."""
    if turn % 1000 < 45:
        return now - timedelta(days=4, minutes=chance.randint(0, 1440)), ()
    if turn % 1000 < 50:
        return now - timedelta(days=21, minutes=chance.randint(0, 1440)), ("ask",)
    if turn % 1000 < 300:
        return now - timedelta(days=chance.randint(1, 4)), ("accept", "hand_to_agency")
    return now - timedelta(days=chance.randint(1, 4), minutes=chance.randint(0, 1440)), ("accept",)


def _tick(now: datetime) -> float:
    from sangsuk.cases import machine

    began = time.perf_counter()
    machine.tick(now)
    return time.perf_counter() - began


def _ticks(name: str, seconds: Sequence[float], cases: int) -> Figure:
    spent = sorted(1000 * s for s in seconds)
    return Figure(name, percentile(spent, 0.5), "ms", p50_ms=percentile(spent, 0.5), p95_ms=spent[-1], cases=cases)


def _bare_update(now: datetime) -> float:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            "update cases_case set tick_at = tick_at + interval '7 days', version = version + 1 where tick_at <= %s",
            [now],
        )
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds
