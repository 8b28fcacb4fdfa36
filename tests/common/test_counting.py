"""Limits are counted in the database: eight processes that press at the same moment get as much as one would."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from databases import url_of
from sangsuk.common import throttle
from sangsuk.common.errors import TooMany
from sangsuk.common.models import Attempt

PROCESSES, TIMES, MOST = 8, 25, 40
NOW = datetime(2026, 11, 2, 4, tzinfo=UTC)
PRESS = """
import sys
import django
django.setup()
from datetime import datetime, timedelta
from sangsuk.common import throttle
from sangsuk.common.errors import TooMany

door, name, most, times, now = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), datetime.fromisoformat(sys.argv[5])
limits = [throttle.Limit(name, most, timedelta(hours=1)), throttle.Limit(name + "-place", 10_000, timedelta(hours=1))]

def press():
    if door == "take":
        return throttle.take(limits, now=now) is None
    try:
        if door == "wrong":
            throttle.wrong(limits, now=now)
        else:
            throttle.check(name, most=most, now=now)
            throttle.failed(name, window=timedelta(hours=1), now=now)
    except TooMany:
        return False
    return True

throttle.take([throttle.Limit("here", 1, timedelta(hours=1))], now=now)
print("here", flush=True)
sys.stdin.readline()
print(sum(press() for _ in range(times)), flush=True)
"""


def pressed(door: str) -> int:
    """How often all of them together came through."""
    root = Path(__file__).parents[2]
    environ = os.environ | {
        "DATABASE_URL": url_of(), "SANGSUK_MODE": "test", "DJANGO_SETTINGS_MODULE": "sangsuk.config.settings",
        "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(root / "src"),
    }  # fmt: skip
    command = [sys.executable, "-c", PRESS, door, f"of-{door}", str(MOST), str(TIMES), NOW.isoformat()]
    all_of_them = [
        subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        for one in all_of_them:
            assert one.stdout is not None and one.stdout.readline() == "here\n"
        for one in all_of_them:
            assert one.stdin is not None
            one.stdin.write("now\n")
            one.stdin.flush()
        return sum(json.loads(one.communicate(timeout=60)[0]) for one in all_of_them)
    finally:
        for one in all_of_them:
            one.kill()
            one.communicate()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_limit_of_a_flood_holds_exactly_among_processes() -> None:
    assert pressed("take") == MOST
    assert Attempt.objects.get(name="of-take").count == PROCESSES * TIMES


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_just_so_many_wrong_keys_pass_among_processes() -> None:
    assert pressed("wrong") == MOST
    assert Attempt.objects.get(name="of-wrong").count == MOST + 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_where_something_slow_lies_between_at_most_those_under_way_pass_beyond() -> None:
    assert MOST <= pressed("check") < MOST + PROCESSES


@pytest.mark.django_db
def test_each_wrong_key_makes_the_wait_begin_anew_until_they_are_too_many() -> None:
    limit = throttle.Limit("a", 3, timedelta(minutes=15))
    for minute in range(3):
        throttle.wrong([limit], now=NOW + timedelta(minutes=minute))
    for minute in (3, 9):
        with pytest.raises(TooMany) as slowed:
            throttle.wrong([limit], now=NOW + timedelta(minutes=minute))
        assert slowed.value.retry_after == (17 - minute) * 60
    throttle.wrong([limit], now=NOW + timedelta(minutes=17))
    assert Attempt.objects.get(name="a").count == 1


@pytest.mark.django_db
def test_one_of_two_that_is_full_is_enough() -> None:
    few, many = (throttle.Limit(name, most, timedelta(minutes=15)) for name, most in (("few", 1), ("many", 9)))
    throttle.wrong([few, many], now=NOW)
    with pytest.raises(TooMany):
        throttle.wrong([few, many], now=NOW)
    throttle.wrong([many], now=NOW)
    assert dict(Attempt.objects.values_list("name", "count")) == {"few": 2, "many": 3}


@pytest.mark.django_db(transaction=True)
def test_only_a_count_by_itself_does_not_wait_for_the_disk() -> None:
    limits = [throttle.Limit("quick", 5, timedelta(hours=1))]
    statements: list[str] = []

    def heard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(heard):
        throttle.take(limits, now=NOW)
        throttle.wrong(limits, now=NOW)
        with transaction.atomic():
            throttle.take(limits, now=NOW)
    counted = [sql for sql in statements if "common_attempt" in sql]
    assert ["synchronous_commit" in sql for sql in counted] == [True, True, False]
    assert Attempt.objects.get(name="quick").count == 3
