"""Six processes press the same button on the same twenty cases at the same moment: each case has exactly one winner."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from databases import url_of
from factories import case, moved
from people import actor
from sangsuk.cases import auditing, replay
from sangsuk.cases.models import Case, CaseEvent

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CASES, PROCESSES = 20, 6
PRESS = """
import sys, json, time
sys.path[:0] = json.loads(sys.argv[1])
import django
django.setup()
from datetime import timedelta
from factories import MONDAY, given
from people import actor
from sangsuk.cases import actions, machine
from sangsuk.cases.models import Case
from sangsuk.common.errors import NotAllowed, Stale
name, people, begin = sys.argv[2], sys.argv[3].split(), float(sys.argv[4])
by = actor(people[int(sys.argv[5]) % len(people)]) if people else None
cases = {case.pk: case for case in Case.objects.order_by("id")}
now = MONDAY + timedelta(days=30)
while time.time() < begin:
    time.sleep(0.001)
if by is None:
    print(json.dumps([0] * machine.tick(now).moved))
    sys.exit()
won = []
for pk, case in cases.items():
    try:
        actions.move(case, name, by=by, data=given(name), version=case.version, now=now)
        won.append(pk)
    except (Stale, NotAllowed):
        pass
print(json.dumps(won))
"""


def pressed(name: str, *people: str) -> list[list[int]]:
    """The cases that each process won."""
    from time import time

    root = Path(__file__).parents[1]
    environ = os.environ | {
        "DATABASE_URL": url_of(), "SANGSUK_MODE": "test", "DJANGO_SETTINGS_MODULE": "sangsuk.config.settings",
        "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    paths = json.dumps([str(root), str(root.parent / "src")])
    begin = str(time() + 6)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PRESS, paths, name, " ".join(people), begin, str(n)],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        for n in range(PROCESSES)
    ]
    told = [process.communicate(timeout=120)[0] for process in running]
    assert all(process.returncode == 0 for process in running)
    return [json.loads(lines) for lines in told]


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
def test_each_case_has_exactly_one_winner(world, name, before, people):
    malee = actor("malee")
    actor("suda")
    for n in range(1, CASES + 1):
        moved(case(n), *((step, malee) for step in before))
    won = pressed(name, *people)
    winners = [pk for some in won for pk in some]
    assert len(winners) == CASES
    assert set(winners) <= {0, *Case.objects.values_list("pk", flat=True)}
    assert CaseEvent.objects.filter(move=name).count() == CASES
    assert list(replay.differences()) == []
    assert [*auditing.unaccountable(), *auditing.forgotten(), *auditing.register_gaps()] == []
