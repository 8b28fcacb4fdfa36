"""What sealing costs: a person's name and telephone at intake, all of them under another key, and counting who asks how often.

`intake` submits the same matters twice, in an order drawn by lot: as it is, and with the person's values put in as they are.
`rotate` seals every value of 100,000 persons anew; it is killed once on the way and said again. `count` counts one request
of a program under its three limits, in one statement.
"""

import contextlib
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from unittest import mock
from uuid import uuid4

from . import floor, house, many, words
from .figures import Figure, percentile

PERSONS, MATTERS, ASKED, SEED = 100_000, 400, 1000, 23
COMMAND = [sys.executable, "-m", "sangsuk.config.cli", "keys", "rotate"]


def measure(persons: int | None = None) -> Iterator[Figure]:
    wanted = persons if persons is not None else PERSONS
    with house.built() as home:
        from django.utils import timezone

        models = min(many.MODELS, wanted)
        now = timezone.now()
        many.models(models, lambda chance, turn: (now - timedelta(days=1), ()), now)
        yield from _intake(min(MATTERS, wanted))
        yield from _count(min(ASKED, wanted * 10))
        many.multiply(max(1, wanted // models))
        _persons()
        house.settle()
        yield from _rotate(home)


def _spent(does: Callable[[], object]) -> float:
    began = time.process_time()
    does()
    return (time.process_time() - began) * 1e6


def _intake(matters: int) -> Iterator[Figure]:
    """Microseconds of our own processor time; PostgreSQL stores fifty bytes more for each value."""
    from django.db import connection, transaction

    from sangsuk.cases import actions, intake
    from sangsuk.common.sealing import seal

    chance = random.Random(SEED)
    heard = floor.Heard()
    for n in range(50):  # what is read once, and planned after some times
        with connection.execute_wrapper(heard if n == 49 else floor.Heard()):
            actions.submit(_told(chance), by=_citizen())
    spent: dict[str, list[float]] = {"as it is": [], "bare": []}
    for _turn in range(matters):
        for way in chance.sample(sorted(spent), 2):
            told = _told(chance)
            bare = contextlib.nullcontext() if way == "as it is" else mock.patch.multiple(intake, **_BARE)
            with bare, transaction.atomic():
                spent[way].append(_spent(partial(actions.submit, told, by=_citizen())))
                transaction.set_rollback(True)  # what is not sealed may not stay
    ours, least = (statistics.median(spent[way]) for way in ("as it is", "bare"))
    yield Figure("sealing.intake", ours, "us of CPU", least, ours / least, cases=matters, queries=len(heard))
    one = _of_many(lambda: seal("สมชาย ใจดี (สมมติ)", label="reporter.name", row="1"))
    aes = _of_many(_aes())
    yield Figure("sealing.value", one, "us of CPU", aes, one / aes)


_BARE: dict[str, Any] = {
    "seal": lambda text, **_place: text.encode(),
    "prints": mock.Mock(of_person=lambda _person: {}),
}


def _aes() -> Callable[[], object]:
    from sangsuk.common import keys

    cipher, text, bound = keys.cipher(keys.current_id()), "สมชาย ใจดี (สมมติ)".encode(), b"reporter.name\x1f1"
    return lambda: cipher.encrypt(os.urandom(12), text, bound)


def _of_many(does: Callable[[], object], times: int = 5000) -> float:
    return min(_spent(lambda: [does() for _turn in range(times)]) for _round in range(3)) / times


def _told(chance: random.Random) -> Any:
    from sangsuk.cases.checking import Person
    from sangsuk.cases.intake import New

    category, text = words.story(chance)
    person = Person(words.name(chance), words.phone(chance))
    return New(
        client_id=uuid4(), description=text, identity="named", category=category, district="5001", reporter=person
    )


def _citizen() -> Any:
    from sangsuk.offices.actor import Actor

    return Actor.citizen("web")


def _count(asked: int) -> Iterator[Figure]:
    """Three limits counted, beside the shortest question there is on the same connection; each request from elsewhere, and
    all from one place, whose rows are the same three again and again."""
    from django.db import connection

    from sangsuk.common import throttle

    def shortest() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
            cursor.fetchone()

    def counted(*of: str) -> None:
        limits = [
            throttle.Limit(throttle.name_of("bench", per, *of), 10**9, timedelta(minutes=1)) for per in ("t", "o", "r")
        ]
        throttle.take(limits, now=_now())

    ways: dict[str, Callable[[int], None]] = {
        "floor": lambda turn: shortest(), "count": lambda turn: counted(str(turn)), "count.same": lambda turn: counted(),
    }  # fmt: skip
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(asked):
        for name, ask in ways.items():
            began = time.perf_counter()
            ask(turn)
            taken[name].append((time.perf_counter() - began) * 1000)
    least = statistics.median(taken["floor"])
    for name in ("count", "count.same"):
        spent = sorted(taken[name])
        half = percentile(spent, 0.5)
        yield Figure(
            f"sealing.{name}", half, "ms", least, half / least, half, percentile(spent, 0.95), percentile(spent, 0.99)
        )


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _persons() -> None:
    """A person for each case that has none yet, sealed as at intake."""
    from django.db import connection

    from sangsuk.cases.checking import Person
    from sangsuk.cases.intake import REPORTER, columns, reporter_of
    from sangsuk.cases.models import Case, Reporter

    chance = random.Random(SEED)
    statement = f"copy {Reporter._meta.db_table} (case_id, {columns(REPORTER)}) from stdin"
    rows = []
    for case in Case.objects.filter(reporter=None).only("id", "client_id").order_by("id").iterator(5000):
        row = reporter_of(Person(words.name(chance), words.phone(chance)), case)
        rows.append([case.id, *(getattr(row, field.attname) for field in REPORTER)])
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for one in rows:
            copy.write_row(one)


def _rotate(home: Any) -> Iterator[Figure]:
    """In this process and by the clock; then once more as the command, killed halfway and taken up again."""
    from sangsuk.cases.models import Reporter
    from sangsuk.common import resealing

    persons, least = Reporter.objects.count(), _bare_update()
    house.settle()
    resealing.new_data_key()
    began, spent, base = time.perf_counter(), time.process_time(), house.postgres_seconds(home.home) or 0.0
    done, early = 0, 0
    for step in resealing.reseal():
        done += step.done
        early = early or (_most() if done > 10 * resealing.BATCH else 0)
    seconds = time.perf_counter() - began
    yield Figure("sealing.rotate", done / seconds, "values/s", least, done / seconds / least, cases=persons)
    yield Figure("sealing.rotate.python", (time.process_time() - spent) / done * 1e6, "us/value", cases=persons)
    theirs = (house.postgres_seconds(home.home) or 0.0) - base
    yield Figure("sealing.rotate.postgres", theirs / done * 1e6, "us/value", cases=persons)
    yield Figure("sealing.rotate.memory", (_most() - (early or _most())) / 1024, "MB more", cases=persons)
    left = _killed(seconds)
    again = subprocess.run([*COMMAND, "--go-on"], env=os.environ, capture_output=True, text=True, check=False)
    if again.returncode:
        raise RuntimeError(again.stdout + again.stderr)
    yield Figure("sealing.rotate.left", left, "values", cases=persons)
    yield Figure("sealing.rotate.old", _old(), "values", cases=persons)
    yield Figure("sealing.rotate.unreadable", resealing.check(tell=lambda line: None), "values", cases=persons)


def _bare_update() -> float:
    """Values a second when the same columns of the same rows are written as they are, in one statement for each column."""
    from django.db import connection, transaction

    began, written = time.perf_counter(), 0
    with transaction.atomic(), connection.cursor() as cursor:
        for column in ("name", "phone"):
            cursor.execute(f"update cases_reporter set {column} = {column} || ''::bytea where {column} <> ''")
            written += cursor.rowcount
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return written / seconds


def _most() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _old() -> int:
    """How many values another key than the newest has sealed."""
    from sangsuk.common import keys, resealing

    keys.forget()
    newest = keys.current_id()
    return sum(sum(held.values()) for key, held in resealing.uses().items() if key != newest)


def _killed(seconds: float) -> int:
    """`sangsuk keys rotate --reseal`, killed when the first values have changed; how many are left by then."""
    from sangsuk.common import resealing

    before = sum(sum(held.values()) for held in resealing.uses().values())
    running = subprocess.Popen([*COMMAND, "--reseal"], env=os.environ, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60 + 4 * seconds
    left = 0
    while running.poll() is None and time.monotonic() < deadline and not 0 < (left := _old()) < before:
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    return _old() if left else 0
