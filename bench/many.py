"""A great many open cases in little time: some hundred made as submissions and moves make them, then multiplied in SQL.

The copies have the state, the dates and the history of their model, numbers of their own, and no words to search by.
"""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from . import filling, words

MODELS = 1000
SEED = 2571


def models(many: int, of_turn: Callable[[random.Random, int], tuple[datetime, Sequence[str]]], now: datetime) -> None:
    """Cases with what `of_turn` says of each: when it came in, and the moves made since."""
    from sangsuk.cases import bulk
    from sangsuk.cases.bulk import Past
    from sangsuk.cases.checking import Person, Whereabouts
    from sangsuk.cases.intake import New
    from sangsuk.offices.actor import Actor

    filling.staff()
    filling._learn()
    chance, pasts = random.Random(SEED), []
    for turn in range(many):
        category, text = words.story(chance)
        code = filling.district(chance)
        at, moves = of_turn(chance, turn)
        new = New(
            client_id=UUID(int=chance.getrandbits(128), version=4), description=text, identity="named",
            category=category, reporter=Person(words.name(chance), words.phone(chance)),
        )  # fmt: skip

        def then(case: Any, moves: Sequence[str] = moves, at: datetime = at) -> Any:
            return filling.steps(case, moves, 0.2, at, now - timedelta(minutes=1))

        pasts.append(Past(new, at, Actor.citizen("web"), then, Whereabouts(code[:2], code, None)))
    taken = bulk.take_in(pasts, now=now)
    if taken.refused:
        raise RuntimeError(f"refused: {taken.refused[:3]}")


def multiply(times: int) -> int:
    """Each case so often, itself included, with its events; returns how many there are."""
    from django.db import connection, transaction

    from sangsuk.cases.intake import COPIED, EVENT, columns
    from sangsuk.cases.models import Case, CaseEvent

    own = {"client_id": "gen_random_uuid()", "external_ref": "null"}
    values = ", ".join(own.get(f.column, f'"{f.column}"') for f in COPIED)
    cases, events = Case._meta.db_table, CaseEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"select max(id) from {cases}")
        stride = cursor.fetchone()[0]
        cursor.execute(
            f"insert into {cases} (id, number, {columns(COPIED)})"
            f" select id + turn * %s, number || '-' || turn, {values} from {cases}, generate_series(1, %s) turn",
            [stride, times - 1],
        )
        cursor.execute(
            f"insert into {events} (case_id, {columns(EVENT)})"
            f" select case_id + turn * %s, {columns(EVENT)} from {events}, generate_series(1, %s) turn",
            [stride, times - 1],
        )
        cursor.execute(f"select setval(pg_get_serial_sequence('{cases}', 'id'), max(id)), count(*) from {cases}")
        many: int = cursor.fetchone()[1]
    # each copy is a case of its own, so its events get a chain of their own
    with transaction.atomic():
        import_module("sangsuk.cases.migrations.0020_chain").adopt(None, SimpleNamespace(connection=connection))
    return many
