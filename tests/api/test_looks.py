"""Who looked at her: her program reads the same as her page does, with the same key, and never an official's name."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from factories import MONDAY
from people import STAFF, actor
from sangsuk.cases import readers, reporters
from sangsuk.cases.models import Case

from .calling import Caller, is_problem

pytestmark = pytest.mark.django_db
Given = Callable[..., dict[str, Any]]
WHY = "โทรนัดตรวจที่เกิดเหตุ"


def looked(number: str, times: int = 1) -> None:
    case = Case.objects.get(number=number)
    for n in range(times):
        reporters.reveal(case, by=actor("malee"), reason=f"{WHY} {n}", now=MONDAY)


def test_the_program_reads_what_the_page_says_in_the_same_words(api: Caller, given: Given) -> None:
    mine = given()
    looked(mine["number"])
    answer = api.get(f"/cases/{mine['number']}/looks", X_Case_Key=mine["key"])
    (look,) = answer.json()["items"]
    assert (look["role"], look["reason"], look["second"]) == ("เจ้าหน้าที่", f"{WHY} 0", False)
    assert look["at"].startswith("2026-11-16T10:00:00") and answer.json()["next"] is None
    page = unescape(Client().get(f"/track/{mine['number']}/{mine['key']}").content.decode())
    for words in (look["role"], look["office"], look["what"], look["reason"], look["code"]):
        assert words and words in page


def test_it_never_names_the_official(api: Caller, given: Given) -> None:
    mine = given()
    looked(mine["number"])
    told = api.get(f"/cases/{mine['number']}/looks", X_Case_Key=mine["key"]).content.decode()
    assert not [word for word in (*STAFF["malee"].name.split(), STAFF["malee"].email) if word in told]


def test_a_long_list_comes_in_pages_that_miss_none(api: Caller, given: Given) -> None:
    mine = given()
    looked(mine["number"], readers.A_PAGE + 3)
    seen, cursor = [], ""
    while cursor is not None:
        path = f"/cases/{mine['number']}/looks?cursor={cursor}"
        body = api.get(path, X_Case_Key=mine["key"]).json()
        seen += [look["reason"] for look in body["items"]]
        cursor = body["next"]
    assert seen == [f"{WHY} {n}" for n in reversed(range(readers.A_PAGE + 3))]


def test_nobody_who_lacks_the_key_learns_whether_anybody_looked(api: Caller, given: Given) -> None:
    mine, other = given(1), given(2)
    looked(mine["number"])
    for key in (other["key"], "2222-2222-2222-2222", ""):
        is_problem(api.get(f"/cases/{mine['number']}/looks", X_Case_Key=key), 404, "no_case")
    assert api.get(f"/cases/{other['number']}/looks", X_Case_Key=other["key"]).json() == {"items": [], "next": None}


def test_it_speaks_english_too(api: Caller, given: Given) -> None:
    mine = given()
    looked(mine["number"])
    told = api.get(f"/cases/{mine['number']}/looks", X_Case_Key=mine["key"], Accept_Language="en").json()["items"][0]
    assert told["role"] == "Officer" and told["what"].startswith("Name")
