"""A phone whose answer was lost sends again, also while the first is still being taken in: exactly once, whatever comes first."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from factories import client_id
from people import actor
from reporting import CODE, NOW, say, sheet, told
from sangsuk.common.errors import Stale
from sangsuk.flagships.models import Entry, Evidence, SheetEvent, Statement
from sangsuk.flagships.reporting import evidence, phone
from visiting import picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world")]
MANY = 4


def at_once(doings: list[Callable[[], Any]]) -> list[Any]:
    got: list[Any] = []
    start = threading.Barrier(len(doings))

    def one(doing: Callable[[], Any]) -> None:
        start.wait()
        try:
            got.append(doing())
        except Stale as stale:
            got.append(stale)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def words(number: str) -> bytes:
    return json.dumps({"words": [{"indicator": f"{CODE}.cases", "cell": "", "number": number, "seq": 0}]}).encode()


def test_the_same_words_at_one_moment_are_said_once_and_all_get_the_same_answer() -> None:
    one, by, key = sheet(), actor("malee"), client_id(7)
    got = at_once([lambda: phone.hear(one, key, words("12"), by=by, now=NOW)] * MANY)
    assert {(heard.saved, len(heard.conflicts), heard.sha256) for heard in got} == {(1, 0, got[0].sha256)}
    assert sorted(heard.again for heard in got) == [False] + [True] * (MANY - 1)
    assert Entry.objects.get(sheet=one).number == 12
    assert Statement.objects.count() == 1 and SheetEvent.objects.filter(move="fill").count() == 1


def test_other_words_under_the_same_id_are_refused_also_at_one_moment() -> None:
    one, by, key = sheet(), actor("malee"), client_id(8)
    got = at_once([lambda n=n: phone.hear(one, key, words(str(n)), by=by, now=NOW) for n in range(MANY)])  # type: ignore[misc]
    assert sum(isinstance(heard, Stale) for heard in got) == MANY - 1
    assert Statement.objects.count() == 1


def test_a_photograph_that_comes_twice_at_one_moment_is_kept_once(disk: Any) -> None:
    one, by, data = sheet(), actor("malee"), picture()
    say(one, told("visits", 3), by=by)
    send = lambda: evidence.add(one, f"{CODE}.visits", SimpleUploadedFile("a.jpg", data), by=by, now=NOW)  # noqa: E731
    got = at_once([send] * MANY)
    assert {row.pk for row in got} == {Evidence.objects.get().pk} and len(got) == MANY
