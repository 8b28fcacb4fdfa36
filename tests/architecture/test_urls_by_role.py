"""Role by address for the programmers' door: one table says who gets what. (The pages of the desk: tests/desk.)"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import people
from factories import case, client_id, moved
from sangsuk.accounts import actions as accounts
from sangsuk.api import service
from sangsuk.cases.models import Case

NOBODY = "nobody"
EVERYBODY = (NOBODY, *people.STAFF)
OWN = {"malee", "suda"}
LOOK = OWN | {"prasit", "kanya", "nok"}
"""The case of the table belongs to district 5001 in province 50; nobody else has held it."""


def all_get(status: int) -> Callable[[str], int]:
    return lambda who: status


def desk(seen: int, unseen: int, *, sees: set[str] = LOOK) -> Callable[[str], int]:
    return lambda who: 401 if who == NOBODY else 403 if who in people.CLOSED else seen if who in sees else unseen


def acts(done: int) -> Callable[[str], int]:
    """Who sees but does not answer for the case may not act; who does not see it finds nothing."""
    return lambda who: 401 if who == NOBODY else done if who in OWN else 403 if who in LOOK | people.CLOSED else 404


def reads(readers: set[str]) -> Callable[[str], int]:
    return lambda who: 401 if who == NOBODY else 200 if who in readers else 403


STORY = {
    "client_id": str(client_id(9)),
    "description": "ไฟดับทั้งหมู่บ้านมาสองคืน",
    "identity": "none",
    "place": {"district": "5001"},
}
TABLE: dict[str, tuple[Any, Callable[[str], int]]] = {
    "POST /cases": (STORY, lambda who: 403 if who in {"wichai", "kanya", *people.KEEPERS} else 201),
    "GET /cases/{number}": (None, all_get(404)),
    "POST /cases/{number}/replies": ({"text": "เพิ่มเติม"}, all_get(404)),
    "POST /cases/{number}/files": ({}, all_get(404)),
    "GET /cases/{number}/files/{file_id}": (None, all_get(404)),
    "GET /desk/cases": (None, desk(200, 200)),
    "GET /desk/cases/{number}": (None, desk(200, 404)),
    "POST /desk/cases/{number}/moves": ({"move": "accept", "version": 1}, acts(200)),
    "POST /desk/cases/{number}/files": ({"name": "x.jpg", "content": ""}, desk(422, 404)),
    "GET /desk/cases/{number}/files/{file_id}": (None, desk(404, 404)),
    "POST /desk/cases/{number}/reporter": ({"reason": "โทรนัดวันลงพื้นที่"}, acts(200)),
    "GET /desk/colleagues": (None, desk(200, 200)),
    "GET /desk/reports": (None, reads(set(people.STAFF) - people.KEEPERS)),
    "GET /desk/reports/{name}": (None, reads(set(people.STAFF) - people.KEEPERS)),
    "GET /desk/reports/{name}/csv": (None, reads(set(people.STAFF) - people.KEEPERS)),
    "GET /desk/outcomes": (None, reads(set(people.STAFF) - people.KEEPERS - {"wichai"})),
    "GET /places": (None, all_get(200)),
    "GET /categories": (None, all_get(200)),
    "GET /offices": (None, all_get(200)),
    "GET /offices/{code}": (None, all_get(200)),
    "GET /missions": (None, all_get(200)),
    "GET /channels": (None, all_get(200)),
    "GET /settlements": (None, all_get(200)),
    "GET /terms/{axis}": (None, all_get(200)),
    "GET /statuses": (None, all_get(200)),
    "GET /record/heads": (None, all_get(200)),
    "GET /record/heads/{day}": (None, all_get(404)),
    "GET /record/heads/{day}/proofs/{index}": (None, all_get(404)),
    "GET /record/keys": (None, all_get(200)),
    "GET /record/growth": (None, all_get(422)),
}


def ask(address: str, body: Any, number: str, who: str) -> int:
    method, _, path = address.partition(" ")
    path = re.sub(
        r"\{(\w+)\}",
        lambda found: {
            "number": number,
            "file_id": "1",
            "code": "5001",
            "axis": "refusal",
            "name": "new",
            "day": "2015-01-01",
            "index": "17",
        }[found[1]],
        path,
    )
    headers = {}
    if who != NOBODY:
        headers["Authorization"] = f"Bearer {accounts.issue_token(people.user(who), label='', now=timezone.now())}"
    query = "?q=แม่ริม" if path == "/places" else ""
    response = Client().generic(
        method,
        f"/api/v1{path}{query}",
        json.dumps(body) if body is not None else "",
        "application/json",
        headers=headers,
    )
    return response.status_code


@pytest.mark.django_db
@pytest.mark.usefixtures("remembering")
@pytest.mark.parametrize("address", TABLE)
def test_everybody_gets_what_the_table_says(address: str) -> None:
    body, expected = TABLE[address]
    got = {}
    told = case(100)
    for n, who in enumerate(EVERYBODY):
        if address.startswith("POST /desk"):  # a deed changes it: each finds one of her own
            told = case(100 + n)
        sent = body | {"client_id": str(client_id(200 + n))} if address == "POST /cases" else body
        got[who] = ask(address, sent, told.number, who)
    assert got == {who: expected(who) for who in EVERYBODY}


@pytest.mark.django_db
def test_an_agency_comes_in_when_the_case_is_handed_to_it() -> None:
    told = case()
    assert ask("GET /desk/cases/{number}", None, told.number, "wichai") == 404
    moved(told, ("hand_to_agency", people.actor("malee")))
    assert ask("GET /desk/cases/{number}", None, told.number, "wichai") == 200
    accept = {"move": "agency_accept", "version": Case.objects.get().version}
    assert ask("POST /desk/cases/{number}/moves", accept, told.number, "malee") == 403
    assert ask("POST /desk/cases/{number}/moves", accept, told.number, "wichai") == 200


def test_the_table_has_every_address() -> None:
    described = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in service.schema()["paths"].items()
        for method in methods
    }
    assert described == set(TABLE)
