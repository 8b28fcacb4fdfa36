"""Complaints over HTTP, beside pgbench making the same inserts: same statements, tables, indexes, rows, one transaction."""

import json
import random
import re
from collections.abc import Iterator
from uuid import UUID, uuid4

from . import filling, floor, house, load, words
from .figures import Figure
from .floor import Heard
from .house import House

CASES = 10_000
CONNECTIONS = (1, 4, 16)
SECONDS = 8.0
SCRIPTS = 40
SEED = 7


def measure(cases: int | None, seconds: float | None = None) -> Iterator[Figure]:
    upto, seconds = cases if cases is not None else CASES, seconds or SECONDS
    with house.built() as home:
        filling.fill(upto)
        scripts = _scripts(home)
        with home.serving() as port:
            for connections in CONNECTIONS:
                yield _one(home, port, scripts, connections, seconds, upto)


def _one(home: House, port: int, scripts: list[str], connections: int, seconds: float, cases: int) -> Figure:
    """Half of the floor before and half after, so that neither has the better minute of the machine."""
    house.settle()
    half = seconds / 2
    there = _count()
    before = floor.run(home, scripts, connections=connections, seconds=half, transaction=True)
    each = (_count() - there) / before.done
    if each != 1:
        raise RuntimeError(f"the floor does not do what a submission does: it takes in {each:.2f} cases each time")
    answers = load.drive(port, _requests(), connections=connections, seconds=seconds)
    after = floor.run(home, scripts, connections=connections, seconds=half, transaction=True)
    if set(answers.statuses) != {201}:
        raise RuntimeError(f"not every complaint was taken in: {answers.statuses}")
    least = (before.per_second + after.per_second) / 2
    return Figure(
        f"intake.{connections}", answers.per_second, "cases/s", least, answers.per_second / least,
        answers.at(0.5), answers.at(0.95), answers.at(0.99), cases,
    )  # fmt: skip


def _requests() -> Iterator[bytes]:
    chance = random.Random(SEED)
    bodies = [_body(chance) for _ in range(500)]
    head, tail = '{"client_id": "', '", '
    while True:
        for body in bodies:
            yield load.post("/api/v1/cases", f"{head}{uuid4()}{tail}{body[1:]}".encode())


def _body(chance: random.Random) -> str:
    return json.dumps(_told(chance), ensure_ascii=False)


def _told(chance: random.Random) -> dict[str, object]:
    """As a citizen's telephone sends it; three of four can be told of news by message."""
    from sangsuk.places import queries as places

    category, text = words.story(chance)
    code = filling.district(chance)
    told: dict[str, object] = {
        "mission": "grievance", "description": text, "category": category,
        "place": {"district": code, "subdistrict": chance.choice(places.inside(code)).code},
        "identity": chance.choice(("named", "named", "hidden", "none")),
    }  # fmt: skip
    if told["identity"] != "none":
        told["reporter"] = {"name": words.name(chance), "phone": words.phone(chance)}
    if wish := words.wish(chance):
        told["wish"] = wish
    return told


def _scripts(home: House) -> list[str]:
    """What a submission asks the database, heard while some are made, each with an id of its own at every run.

    A sealed case brings a key and a number of its own along, so it cannot be said twice; the few are left out here.
    """
    from django.db import connection

    from sangsuk.api.inputs import NewCase
    from sangsuk.cases import actions as cases
    from sangsuk.cases.intake import _SUBMIT
    from sangsuk.cases.numbers import is_kept_apart
    from sangsuk.offices.actor import Actor

    chance = random.Random(SEED)
    found = []
    number = -1
    while len(found) < SCRIPTS:
        number += 1
        told = NewCase.model_validate(_told(chance) | {"client_id": str(UUID(int=chance.getrandbits(128), version=4))})
        heard = Heard()
        with connection.execute_wrapper(heard):
            done = cases.submit(told.as_new("th"), by=Actor.citizen("api"))
        if number and not is_kept_apart(done.case):  # the first one also read the reference data
            whole = [(_SUBMIT.sql if sql == _SUBMIT.run else sql, values) for sql, values in heard]
            text = floor.script([s for s in whole if s[0].lstrip().lower().startswith(("with", "insert"))], home)
            found.append(_again_and_again(text, done.case.client_id, done.case.id))
    connection.close()
    return found


def _again_and_again(text: str, client_id: UUID, case_id: int) -> str:
    """The script with an id of its own at every run, wherever the id stood: by itself, in a row, or in a key."""
    text = text.replace(f"'{client_id.hex}'::uuid", "(select gen_random_uuid())")
    text = text.replace(f"'{client_id}'::uuid", "(select gen_random_uuid())")
    literal = rf"E?'(?:[^']|'')*{client_id}(?:[^']|'')*'"
    text = re.sub(literal, lambda row: f"replace({row[0]}, '{client_id}', gen_random_uuid()::text)::jsonb", text)
    return text.replace(f"'case:{case_id}:1:case-received'", "gen_random_uuid()::text")


def _count() -> int:
    from django.db import connection

    from sangsuk.cases.models import Case

    try:
        return Case.objects.count()
    finally:
        connection.close()
