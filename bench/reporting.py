"""The reports: counting everything anew, taking up what has just happened, the proof, and the pages of the whole country.

The floor of the recount is one pass of PostgreSQL over the same events: every event's status, read and counted.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from . import filling, house, load
from .figures import Figure

CASES = 100_000
SECONDS = 6.0
MOVED = 500
PAGES = ("new", "backlog", "channel", "centre")


def measure(cases: int | None, seconds: float | None = None) -> Iterator[Figure]:
    wanted = cases if cases is not None else CASES
    with house.built() as home:
        from sangsuk.insight import actions as insight
        from sangsuk.insight import auditing
        from sangsuk.insight.models import Tally

        filling.fill(wanted)
        house.settle()
        least, _ = _timed(_read_every_status)
        spent, counted = _timed(insight.recount)
        if counted != wanted:
            raise RuntimeError(f"{counted} cases counted of {wanted}")
        yield Figure("reports.recount", spent, "s", least, spent / least, cases=wanted)
        yield Figure("reports.cells", Tally.objects.count(), "rows", cases=wanted)
        insight.count()  # the mark moves
        idle, _ = _timed(insight.count)
        yield Figure("reports.idle", idle * 1000, "ms", cases=wanted)
        _happen()
        spent, moved = _timed(insight.count)
        yield Figure("reports.tick", spent * 1000, "ms", cases=moved)
        house.settle()
        spent, wrong = _timed(_wrong(auditing))
        yield Figure("reports.check", spent, "s", cases=wanted)
        yield Figure("reports.wrong", wrong, "cells", cases=wanted)
        yield from _pages(home, seconds or SECONDS, wanted)


def _timed(what: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = what()
    return time.perf_counter() - began, answer


def _read_every_status() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select changes->>'status', count(*) from cases_caseevent group by 1")
        cursor.fetchall()


def _happen() -> None:
    """Notes would not be counted: the citizens of so many open cases take them back."""
    from sangsuk.cases import actions as cases
    from sangsuk.cases.models import Case
    from sangsuk.offices.actor import Actor

    for case in Case.objects.open().order_by("id")[:MOVED]:
        cases.move(case, "withdraw", by=Actor.citizen("web"))


def _wrong(auditing: Any) -> Callable[[], int]:
    def count() -> int:
        from django.db import transaction

        with transaction.atomic():
            return sum(1 for _ in auditing.wrong_cells()) + sum(1 for _ in auditing.forgotten())

    return count


def _pages(home: house.House, seconds: float, cases: int) -> Iterator[Figure]:
    """As the ministry's officer reads them: the widest there are."""
    cookie = _ministry()
    with home.serving() as port:
        asked = {f"page.{name}": name for name in PAGES} | {"xlsx": "new/xlsx", "pdf": "new/pdf"}
        for name, path in asked.items():
            request = load.get(f"/desk/reports/{path}?month=0", cookie=cookie)
            answers = load.drive(port, _again(request), connections=1, seconds=seconds)
            if set(answers.statuses) != {200}:
                raise RuntimeError(f"{name}: {answers.statuses}")
            p50, p95, p99 = answers.at(0.5), answers.at(0.95), answers.at(0.99)
            yield Figure(f"reports.{name}", p50, "ms", None, None, p50, p95, p99, cases)


def _again(request: bytes) -> Iterator[bytes]:
    while True:
        yield request


def _ministry() -> str:
    from sangsuk.accounts.models import User
    from sangsuk.offices.queries import MINISTRY

    return house.cookie_of(User.objects.get(id=filling.staff()[MINISTRY]))
