"""What whoever watches the house reads: who came in, who did not, what was refused. Numbers and routes only."""

import logging
from typing import Any

import pytest
from django.test import Client

import people
from factories import case
from sangsuk.common.logs import JsonFormatter

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse 9"


@pytest.fixture(autouse=True)
def listening(caplog: Any) -> None:
    caplog.set_level(logging.INFO, "sangsuk.security")


def said(caplog: Any) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "sangsuk.security"]


def test_who_came_in_and_who_did_not(client: Client, caplog: Any) -> None:
    malee = people.user("malee")
    client.post("/desk/sign-in", {"email": malee.email, "password": "wrong"})
    client.post("/desk/sign-in", {"email": malee.email, "password": PASSWORD})
    assert [record.getMessage() for record in said(caplog)] == ["wrong at the door", "signed in"]
    assert vars(said(caplog)[1])["user"] == str(malee.pk)


def test_a_case_out_of_sight_and_a_page_of_others_are_written_down(client: Client, caplog: Any) -> None:
    anan, told = people.user("anan"), case()
    client.force_login(anan)
    client.get(f"/desk/cases/{told.number}")
    client.get("/desk/rules")
    found = [(vars(one)["status"], vars(one)["route"], vars(one)["user"]) for one in said(caplog)]
    assert found == [(404, "desk/cases/<number:number>", str(anan.pk)), (403, "desk/rules", str(anan.pk))]


def test_a_wrong_key_is_written_down_without_number_and_key(client: Client, caplog: Any) -> None:
    told = case()
    client.get(f"/track/{told.number}/AAAA-BBBB-CCCC-DDDD")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any('"status": 404' in line for line in lines)
    assert not any(told.number in line or "AAAA" in line for line in lines)


def test_an_address_that_is_none_is_no_news(client: Client, caplog: Any) -> None:
    client.get("/wp-login.php")
    assert not said(caplog)


def test_a_program_without_a_token_is_written_down(client: Client, caplog: Any) -> None:
    client.get("/api/v1/desk/cases")
    assert [vars(one)["status"] for one in said(caplog)] == [401]


def test_neither_name_nor_address_of_the_person_stands_in_a_line(client: Client, caplog: Any) -> None:
    malee = people.user("malee")
    for password in ("wrong", PASSWORD):
        client.post("/desk/sign-in", {"email": malee.email, "password": password})
    client.get("/desk/rules")
    lines = " ".join(JsonFormatter().format(record) for record in caplog.records)
    assert malee.email not in lines and malee.name not in lines and PASSWORD not in lines


def test_signing_out_tells_the_browser_to_keep_no_page(client: Client) -> None:
    client.force_login(people.user("malee"))
    assert client.post("/desk/sign-out")["Clear-Site-Data"] == '"cache"'
