"""Programs that keep the public record: heads, keys and proofs without a key, and checked without us."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories import case
from sangsuk.cases import closing_days
from sangsuk.cases.models import Case
from sangsuk.ledger import log, merkle
from sangsuk.ledger.models import LogHead

from .calling import is_problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def get(path: str) -> Any:
    return Client().get(f"/api/v1/record{path}")


@pytest.fixture
def days() -> list[date]:
    """Two days, the first with a case."""
    case()
    for day in (1, 2):
        closing_days.close_days(timezone.now() + timedelta(days=day))
    return list(LogHead.objects.order_by("day").values_list("day", flat=True))


def test_heads_are_those_of_the_pages_and_are_paged(days: list[date]) -> None:
    told = get("/heads").json()
    assert told["items"] == Client().get("/record/heads.json").json()["heads"] and told["next"] is None
    first = get("/heads?limit=1").json()
    rest = get(f"/heads?limit=1&before={first['next']}").json()
    assert [first["items"][0]["date"], rest["items"][0]["date"]] == [days[1].isoformat(), days[0].isoformat()]
    assert get(f"/heads/{days[0]}").json() == rest["items"][0]


def test_who_holds_a_proof_gets_it_anew_under_a_later_day_without_her_key(days: list[date]) -> None:
    proof = log.proof(Case.objects.get().client_id)
    assert proof is not None and proof["head"]["date"] == days[0].isoformat()
    anew = get(f"/heads/{days[1]}/proofs/{proof['index']}").json()
    leaf, path = bytes.fromhex(anew["leaf_hash"]), [bytes.fromhex(step) for step in anew["path"]]
    head = anew["head"]
    assert merkle.is_in(leaf, anew["index"], head["size"], path, bytes.fromhex(head["root"]))
    assert "subject" not in str(anew) and Case.objects.get().number not in str(anew)


def test_a_day_is_proved_to_be_the_beginning_of_a_later_one(days: list[date]) -> None:
    told = get(f"/growth?first={days[0]}&second={days[1]}").json()
    old, new = told["first"], told["second"]
    path = [bytes.fromhex(step) for step in told["path"]]
    assert merkle.only_grew(old["size"], bytes.fromhex(old["root"]), new["size"], bytes.fromhex(new["root"]), path)
    is_problem(get(f"/growth?first={days[1]}&second={days[0]}"), 404, "no_day")


def test_what_is_not_there_is_said_in_one_shape(days: list[date]) -> None:
    is_problem(get("/heads/2015-01-01"), 404, "no_day")
    is_problem(get(f"/heads/{days[0]}/proofs/999999999"), 404, "no_leaf")
    is_problem(get(f"/heads/{days[0]}/proofs/-1"), 404, "no_leaf")
    for path in ("/heads/x", f"/heads/{days[0]}/proofs/x", "/heads?before=x", "/heads?limit=0", "/growth"):
        assert get(path).status_code == 422, path


def test_it_may_be_kept_by_caches_and_read_from_any_page(days: list[date]) -> None:
    for path, seconds in (("/heads", 300), ("/keys", 300), (f"/heads/{days[0]}", 86_400)):
        answer = get(path)
        assert answer["Cache-Control"] == f"public, max-age={seconds}" and answer["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer
    assert get("/keys").json()["items"] == Client().get("/record/keys.json").json()["keys"]
