"""Six processes press the same button on the same twenty cases at the same moment: each case has exactly one winner."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from databases import url_of
from factories import case, moved
from people import actor
from sangsuk.cases import auditing, replay
from sangsuk.cases.models import Case, CaseEvent

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CASES, PROCESSES = 20, 6
PRESS = """
import sys, json
sys.path[:0] = json.loads(sys.argv[1])
import django
django.setup()
from datetime import timedelta
from django.db import connection
from factories import MONDAY, given
from people import actor
from sangsuk.cases import actions, machine
from sangsuk.cases.models import Case
from sangsuk.common.errors import NotAllowed, Stale

def tell(what):
    print(json.dumps(what), flush=True)

tell("here")
while line := sys.stdin.readline():
    name, person = json.loads(line)
    by = actor(person) if person else None
    cases = {case.pk: case for case in Case.objects.order_by("id")}
    now = MONDAY + timedelta(days=30)
    tell("ready")
    sys.stdin.readline()
    won = [] if by else [0] * machine.tick(now).moved
    for pk, case in cases.items() if by else ():
        try:
            actions.move(case, name, by=by, data=given(name), version=case.version, now=now)
            won.append(pk)
        except (Stale, NotAllowed):
            pass
    connection.close()
    tell(won)
"""


class Presser:
    """A process of its own with its hand on a button."""

    def __init__(self) -> None:
        root = Path(__file__).parents[1]
        environ = os.environ | {
            "DATABASE_URL": url_of(), "SANGSUK_MODE": "test", "DJANGO_SETTINGS_MODULE": "sangsuk.config.settings",
            "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        command = [sys.executable, "-c", PRESS, json.dumps([str(root), str(root.parent / "src")])]
        self.process = subprocess.Popen(
            command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def say(self, what: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")

    def hear(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "it ended before it answered"
        return json.loads(line)


@pytest.fixture(scope="module")
def pressers(django_db_setup: None) -> Iterator[list[Presser]]:
    with contextlib.ExitStack() as end:
        made = [Presser() for _ in range(PROCESSES)]
        for presser in made:
            end.enter_context(presser.process)
            end.callback(presser.process.kill)
        assert {presser.hear() for presser in made} == {"here"}
        yield made


def pressed(pressers: list[Presser], name: str, *people: str) -> list[list[int]]:
    """The cases that each process won, when all have read them and then press at the same moment."""
    for n, presser in enumerate(pressers):
        presser.say([name, people[n % len(people)] if people else ""])
    assert {presser.hear() for presser in pressers} == {"ready"}
    for presser in pressers:
        presser.say("now")
    return [presser.hear() for presser in pressers]


@pytest.mark.parametrize(
    ("name", "before", "people"),
    [
        ("accept", [], ("malee", "suda")),
        ("close", ["accept"], ("malee", "suda")),
        ("pass_up", ["accept"], ("malee", "suda")),
        ("hand_to_agency", ["accept"], ("malee", "suda")),
        ("settle_told", ["accept", "tell_result"], ()),
    ],
)
def test_each_case_has_exactly_one_winner(world, pressers, name, before, people):
    malee = actor("malee")
    actor("suda")
    for n in range(1, CASES + 1):
        moved(case(n), *((step, malee) for step in before))
    won = pressed(pressers, name, *people)
    winners = [pk for some in won for pk in some]
    assert len(winners) == CASES
    assert set(winners) <= {0, *Case.objects.values_list("pk", flat=True)}
    assert CaseEvent.objects.filter(move=name).count() == CASES
    assert list(replay.differences()) == []
    assert [*auditing.unaccountable(), *auditing.forgotten(), *auditing.register_gaps()] == []
