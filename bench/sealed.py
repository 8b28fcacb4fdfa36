"""Whether the time of an answer tells the accused that there is a sealed case: pairs of requests, in turn, and their difference.

Two databases are the same but for SEALED cases in one of them: one, for the question is whether anybody complained at all.
An officer of the accused office asks for a sealed number and for one that nobody has; searches for both, and for words that
only sealed cases hold and for words that no case holds; opens her queue and her list in the one database and in the other.
Each pair is asked one right after the other, in an order drawn by lot. Of the differences the median is taken, with its 95 %
interval by bootstrap; the two are told apart when the interval does not hold 0 and the median differs by more than 1 %.
`control` asks twice the same: that is the noise.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from . import filling, house
from .figures import Figure

CASES, SEALED, PAIRS, RESAMPLES, SEED = 20_000, 1, 400, 2_000, 17
WORDS = "เรียกเงินหลังตลาดสมเพชรแลกใบอนุญาต"
LEAST_SHARE = 0.01
Ask = Callable[[], None]


def measure(cases: int | None = None) -> Iterator[Figure]:
    """Figures in microseconds: how much longer the answer takes when there is a sealed case."""
    with house.built():
        filling.fill(cases or CASES)
        yield from _figures(cases or CASES)


def _figures(cases: int) -> Iterator[Figure]:
    client = _officer()
    without, here, numbers = _two()
    chance = random.Random(SEED)

    def get(address: str, world: Any) -> Ask:
        def ask() -> None:
            _use(world)
            answer = client.get(address, secure=True)
            assert answer.status_code in (200, 404), (address, answer.status_code)

        return ask

    empty = without
    absent = [f"5000-70-{chance.randrange(10**8, 10**9)}" for _ in range(SEALED)]
    pick = lambda some: some[chance.randrange(len(some))]  # noqa: E731
    pairs: dict[str, Callable[[], tuple[Ask, Ask]]] = {
        "control": lambda: (get("/desk/?tab=all", here), get("/desk/?tab=all", here)),
        "number": lambda: (get(f"/desk/cases/{pick(numbers)}", here), get(f"/desk/cases/{pick(absent)}", here)),
        "search.number": lambda: (
            get(f"/desk/?tab=all&q={pick(numbers)}", here),
            get(f"/desk/?tab=all&q={pick(absent)}", here),
        ),
        "search.words": lambda: (get(f"/desk/?tab=all&q={WORDS}", here), get(f"/desk/?tab=all&q={WORDS}", empty)),
        "queue": lambda: (get("/desk/?tab=open", here), get("/desk/?tab=open", empty)),
        "list": lambda: (get("/desk/?tab=all", here), get("/desk/?tab=all", empty)),
        "reports": lambda: (get("/desk/reports/new", here), get("/desk/reports/new", empty)),
        "front": lambda: (get("/map/50", here), get("/map/50", empty)),
    }
    for name, pair in pairs.items():
        for _warm in range(10):
            one, other = pair()
            one(), other()
        yield from _told(name, [_timed(*pair(), chance) for _ in range(PAIRS)], chance, cases)


def _timed(one: Ask, other: Ask, chance: random.Random) -> tuple[float, float]:
    """Both, in an order drawn by lot: (with, without) in microseconds."""
    spent = {}
    for name, ask in chance.sample([("one", one), ("other", other)], 2):
        began = time.perf_counter()
        ask()
        spent[name] = (time.perf_counter() - began) * 1e6
    return spent["one"], spent["other"]


def _told(name: str, pairs: list[tuple[float, float]], chance: random.Random, cases: int) -> Iterator[Figure]:
    differences = [one - other for one, other in pairs]
    usual = statistics.median(other for _one, other in pairs)
    median = statistics.median(differences)
    resampled = sorted(statistics.median(chance.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    low, high = resampled[int(0.025 * RESAMPLES)], resampled[int(0.975 * RESAMPLES)]
    share = abs(median) / usual
    apart = not low <= 0 <= high and share > LEAST_SHARE
    print(
        f"sealed.{name}: median difference {median:+.0f} us of {usual:.0f} us ({share:.2%}), 95 % interval"
        f" {low:+.0f} to {high:+.0f}: {'TOLD APART' if apart else 'not told apart'}",
        file=sys.stderr,
    )
    yield Figure(f"sealed.{name}", median, "us", usual, share, cases=cases)


def _two() -> tuple[Any, Any, list[str]]:
    """The connection to the database without, and the one with sealed cases and their numbers."""
    from django.db import connection, connections

    from sangsuk.insight import actions as insight

    insight.count()  # in both: else the one would have its tallies and the other none
    usual = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    connections.close_all()
    maintenance = connections.create_connection("default")
    maintenance.settings_dict = {**maintenance.settings_dict, "NAME": "postgres"}
    with maintenance.cursor() as cursor:
        cursor.execute(f'drop database if exists "{usual}_sealed"')
        cursor.execute(f'create database "{usual}_sealed" template "{usual}"')
    maintenance.close()
    without, there = connections.create_connection("default"), connections.create_connection("default")
    there.settings_dict = {**there.settings_dict, "NAME": f"{usual}_sealed"}
    _use(there)
    numbers = _seal()
    with there.cursor() as cursor:
        cursor.execute("vacuum analyze")
    return without, there, numbers


def _use(wrapper: Any) -> None:
    """From here on everything asks this database."""
    from django.db import connections

    connections._connections.default = wrapper  # type: ignore[attr-defined]


def _seal() -> list[str]:
    from sangsuk.cases import actions
    from sangsuk.cases.intake import New
    from sangsuk.insight import actions as insight
    from sangsuk.offices.actor import Actor

    numbers = []
    for n in range(SEALED):
        new = New(
            client_id=uuid4(),
            description=f"ปลัดอำเภอ{WORDS} ครั้งที่ {n}",
            identity="none",
            district="5001",
            accused=("5001",),
        )
        numbers.append(actions.submit(new, by=Actor.citizen("web")).case.number)
    insight.count()
    return numbers


def _officer() -> Any:
    """An officer of the busiest district, signed in; in both databases, for the copy is made after she is."""
    from sangsuk.accounts.models import User
    from sangsuk.offices.models import Membership

    row = Membership.objects.filter(office=filling.BUSIEST, role="officer", user__is_active=True).order_by("pk").first()
    return house.signed_in(User.objects.get(pk=row.user_id))  # type: ignore[union-attr]
