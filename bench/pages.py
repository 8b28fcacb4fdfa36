"""The officer's queue, one case on the desk, and the citizen's tracking page, beside the bare SQL of the same pages.

The officer is the one of the busiest district. Each page is measured at a tenth of the cases and at all of them.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from . import filling, floor, house, load
from .figures import Figure
from .floor import Heard, Statement
from .house import House

CASES = 100_000
SECONDS = 8.0
DIFFERENT = 40
BUSY = 4
SEED = 11


@dataclass(frozen=True)
class Page:
    """Its addresses, and the cookie with which they are asked."""

    paths: Sequence[str]
    cookie: str

    def requests(self) -> Iterator[bytes]:
        return cycle([load.get(path, cookie=self.cookie) for path in self.paths])


def measure(names: Sequence[str], cases: int | None, seconds: float | None = None) -> Iterator[Figure]:
    most, seconds = cases if cases is not None else CASES, seconds or SECONDS
    earlier: dict[str, Figure] = {}
    with house.built() as home:
        for size in sorted({max(1, most // 10), most}):
            filling.fill(size)
            house.settle()
            with home.serving() as port:
                for name in _wanted(names, last=size == most):
                    page = PAGES[name]()
                    alone = _alone(home, port, name, page, seconds, size)
                    yield alone
                    yield _busy(port, name, page, seconds, size)
                    if name in earlier:
                        yield _growth(name, earlier[name], alone)
                    earlier[name] = alone


def _wanted(names: Sequence[str], *, last: bool) -> list[str]:
    """The case with a long past is measured once, among all the cases: as it opens, and its whole story."""
    return [*names, *(["case.heavy", "case.whole"] if last and "case" in names else [])]


def _alone(home: House, port: int, name: str, page: Page, seconds: float, cases: int) -> Figure:
    """One at a time: how long one person waits."""
    answers = _answers(port, page, 1, seconds)
    asked = [_asked(path, page.cookie) for path in page.paths]
    scripts = [floor.script(_selects(each), home) for each in asked]
    least = floor.run(home, scripts, connections=1, seconds=seconds / 2, transaction=False)
    p50 = answers.at(0.5)
    return Figure(
        name, p50, "ms", least.average_ms, p50 / least.average_ms, p50, answers.at(0.95), answers.at(0.99), cases,
        sum(map(len, asked)) / len(asked),
    )  # fmt: skip


def _busy(port: int, name: str, page: Page, seconds: float, cases: int) -> Figure:
    """Several at once: how many pages there are in a second."""
    answers = _answers(port, page, BUSY, seconds / 2)
    times = answers.at(0.5), answers.at(0.95), answers.at(0.99)
    return Figure(f"{name}.busy", answers.per_second, "pages/s", None, None, *times, cases)


def _growth(name: str, small: Figure, large: Figure) -> Figure:
    """How many times slower the page is with ten times the cases."""
    assert small.p95_ms is not None
    assert large.p95_ms is not None
    return Figure(f"{name}.growth", large.p95_ms / small.p95_ms, "times", cases=large.cases)


def _answers(port: int, page: Page, connections: int, seconds: float) -> load.Answers:
    answers = load.drive(port, page.requests(), connections=connections, seconds=seconds)
    if set(answers.statuses) != {200}:
        raise RuntimeError(f"not every page came: {answers.statuses}")
    return answers


def _selects(asked: Sequence[Statement]) -> list[Statement]:
    return [s for s in asked if s[0].lstrip().lower().startswith(("select", "with"))]


def _asked(path: str, cookie: str) -> list[Statement]:
    """What the page asks the database once the reference data are remembered, heard in this process."""
    from django.db import connection
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    for part in filter(None, cookie.split("; ")):
        key, _, value = part.partition("=")
        client.cookies[key] = value
    heard = Heard()
    for listened in (Heard(), heard):
        with connection.execute_wrapper(listened):
            answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    connection.close()
    return heard


def _signed_in() -> str:
    """The session of the busiest district's officer, as a cookie."""
    return house.cookie_of(_officer())


def _queue() -> Page:
    """Every tab as often as every other, as the officer goes through her day."""
    from sangsuk.desk.views.queue import tabs_of
    from sangsuk.offices import queries as offices

    malee = offices.actor_for(_officer(), "desk")
    assert malee is not None
    return Page([f"/desk/?tab={tab}" for tab in tabs_of(malee)], _signed_in())


def _case() -> Page:
    return Page([f"/desk/cases/{case.number}" for case in _some()], _signed_in())


HEAVY_EVENTS, HEAVY_FILES = 300, 40


def _heavy() -> Page:
    """One case with a long past: 300 events, half of them with words the citizen reads, and 40 photographs."""
    from django.utils import timezone

    from sangsuk.cases import actions
    from sangsuk.cases.files import StoredFile
    from sangsuk.cases.models import Case
    from sangsuk.offices import queries as offices

    told = Case.objects.filter(office=filling.BUSIEST, closed_at=None).order_by("id")[1]
    malee = offices.actor_for(_officer(), "desk")
    assert malee is not None
    now, text = timezone.now(), "ลงพื้นที่แล้ว น้ำลดลงหนึ่งคืบ เทศบาลสูบออกต่อเนื่อง และโทรบอกผู้ร้องแล้วเมื่อเช้า " * 3
    while told.version < HEAVY_EVENTS - HEAVY_FILES:
        name = "inform" if told.version % 2 else "note"
        told = actions.move(told, name, by=malee, data={"text": text}, now=now)
    while told.version < HEAVY_EVENTS:
        file = StoredFile(f"{told.version:064x}", "photo", 200_000, 1600, 1200, f"รูปที่ {told.version}.jpg")
        told = actions.attach(told, (file,), by=malee, now=now)
    return Page([f"/desk/cases/{told.number}"], _signed_in())


def _whole() -> Page:
    """The same case with every line of its story and every message."""
    return Page([f"{path}?story=all" for path in _heavy().paths], _signed_in())


def _officer() -> Any:
    from sangsuk.accounts.models import User

    return User.objects.get(id=filling.staff()[filling.BUSIEST])


def _track() -> Page:
    from sangsuk.common import ids

    return Page([f"/track/{case.number}/{ids.secret_key(case.client_id)}" for case in _some()], "")


def _some() -> list[Any]:
    """Cases of the busiest district, any of them."""
    from sangsuk.cases.models import Case

    found = list(Case.objects.filter(office=filling.BUSIEST).only("number", "client_id").order_by("number"))
    return random.Random(SEED).sample(found, min(DIFFERENT, len(found)))


PAGES: dict[str, Callable[[], Page]] = {
    "queue": _queue,
    "case": _case,
    "case.heavy": _heavy,
    "case.whole": _whole,
    "track": _track,
}
