"""The flagships: a nation folded from raw, a page of the nation, how fresh it is, and 878 districts that report in one hour."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from . import flagships_filling as filling
from . import flagships_hour as hour
from . import house, pages
from .figures import Figure
from .pages import Page

SECONDS = 4.0
PROVINCE = "50"
FRESH_TIMES = 5


def measure(number: int | None = None, seconds: float | None = None) -> Iterator[Figure]:
    """The nation as large as it is; with fewer than its values (`--cases`) fewer months of it, and fewer districts report."""
    months = filling.MONTHS if number is None else number // filling.A_MONTH
    months = min(filling.MONTHS, max(filling.FEWEST, months))
    with house.built() as home:
        began = time.perf_counter()
        many = filling.fill(months)
        yield Figure("flagships.fill", time.perf_counter() - began, "s", cases=many)
        house.settle()
        yield from _folding(many)
        house.settle()
        yield from _fresh(many)
        sheets = hour.prepared(hour.DISTRICTS * months // filling.MONTHS)
        house.settle()
        with home.serving() as port:
            for name, page in _pages().items():
                yield pages._alone(home, port, f"flagships.{name}", page, seconds or SECONDS, many)
            yield from hour.reported(home, port, sheets, seconds or SECONDS)


def _timed(what: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = what()
    return time.perf_counter() - began, answer


def _folding(many: int) -> Iterator[Figure]:
    """Everything from raw, beside one pass of PostgreSQL over the same rows; again; and the proof."""
    from django.utils import timezone

    from sangsuk.flagships.folding import actions, auditing

    least, _rows = _timed(_read_once)
    spent, made = _timed(lambda: actions.fold_all(timezone.now()))
    yield Figure("flagships.fold.all", spent, "s", least, spent / least, cases=many)
    yield Figure("flagships.figures", made, "figures", cases=many)
    spent, changed = _timed(lambda: actions.fold_all(timezone.now()))
    yield Figure("flagships.fold.again", spent, "s", cases=many)
    yield Figure("flagships.fold.differ", changed, "figures", cases=many)
    spent, wrong = _timed(lambda: sum(1 for _line in auditing.faults()))
    yield Figure("flagships.check", spent, "s", cases=many)
    yield Figure("flagships.check.wrong", wrong, "figures", cases=many)


def _read_once() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """select indicator_id, left(area_code, 2), starts_on, sum(number), sum(base), count(*)
               from flagships_entry group by 1, 2, 3"""
        )
        cursor.fetchall()


def _fresh(many: int) -> Iterator[Figure]:
    """A province passes its month: how long until the country's figure says so, with the worker as it runs."""
    from django.db import connection
    from django.utils import timezone

    from sangsuk.flagships.folding import marking
    from sangsuk.flagships.models import Entry
    from sangsuk.flagships.models import Figure as Kept

    with _worker():
        worst = 0.0
        for n in range(FRESH_TIMES):
            month = f"2021-0{n + 5}-01"
            rows = Entry.objects.filter(area_code__startswith=PROVINCE, starts_on=month)
            code = rows.order_by("indicator").values_list("indicator", flat=True)[0]
            kept = Kept.objects.get(indicator=code, area_code="", period="month", starts_on=month, cell="", view="then")
            began = time.perf_counter()
            rows.update(number=1_000_000 + n)
            marking.changed(list(rows), now=timezone.now())
            while Kept.objects.get(pk=kept.pk).value == kept.value:
                time.sleep(0.05)
            worst = max(worst, time.perf_counter() - began)
    yield Figure("flagships.fresh.worst", worst, "s", cases=many)
    connection.close()


@contextlib.contextmanager
def _worker() -> Iterator[None]:
    command = [sys.executable, "-m", "sangsuk.config.cli", "worker"]
    worker = subprocess.Popen(command, env=os.environ, stdout=sys.stderr)
    try:
        time.sleep(5)  # until it has taken up its ticks
        yield
    finally:
        worker.terminate()
        worker.wait(30)


def _pages() -> dict[str, Page]:
    code = f"{filling.PROGRAMME}_01.i00"
    return {
        "nation": Page(["/flagships/figures?period=FY2021"], ""),
        "nation.month": Page(["/flagships/figures?period=2021-03"], ""),
        "province": Page([f"/flagships/figures/{PROVINCE}?period=2021-03"], ""),
        "district": Page([f"/flagships/figures/{PROVINCE}01?period=2021-03"], ""),
        "passport.nation": Page([f"/flagships/passport/{code}/th/2021-03"], ""),
        "passport.district": Page([f"/flagships/passport/{code}/{PROVINCE}01/2021-03"], ""),
        "change": Page([f"/flagships/change/{code}/th/2021-03"], ""),
    }
