"""DHIS2 dataValueSets through the API: figures out for everybody, numbers in onto the sender's own sheet, once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from flagging import entry
from people import user
from sangsuk.accounts import actions as accounts
from sangsuk.flagships.models import Entry, ExchangeId, Indicator, Programme, Statement
from sangsuk.flagships.periods import parse

pytestmark = pytest.mark.django_db
URL = "/api/v1/flagships/dataValueSets"
VOLUNTEERS = "f2564_01.volunteers"


@pytest.fixture
def opened(world: None, unlimited: None) -> None:
    Programme.objects.filter(code="f2564").update(state="open")


def send(who: str, body: dict[str, Any], scope: str = "figures:write") -> Any:
    key = accounts.issue_token(user(who), label="test", scopes=[scope], now=timezone.now())
    return Client().post(URL, body, content_type="application/json", headers={"Authorization": f"Bearer {key}"})


def row(element: str, value: str, **more: str) -> dict[str, str]:
    return {"dataElement": element, "orgUnit": "5001", "period": "202101", "value": value} | more


def test_numbers_come_onto_the_senders_own_sheet_and_nowhere_else(opened: None) -> None:
    body = {"dataValues": [row(VOLUNTEERS, "120"), row("f2564_09.villages", "30"), row("f2564_09.villages.base", "40"),
                           row(VOLUNTEERS, "7", orgUnit="5002"), row("nothing", "7")]}  # fmt: skip
    told = send("malee", body).json()
    assert (told["status"], told["importCount"]["imported"], {one["object"] for one in told["conflicts"]}) == (
        "WARNING",
        2,
        {"5002", "nothing"},
    )
    assert {(one.indicator_id, one.area_code, one.number, one.base) for one in Entry.objects.all()} == {
        (VOLUNTEERS, "5001", Decimal(120), None), ("f2564_09.villages", "5001", Decimal(30), Decimal(40)),
    }  # fmt: skip
    assert {one.way for one in Statement.objects.all()} == {"dhis2"}
    again = send("malee", {"dataValues": body["dataValues"][:1]}).json()
    assert (again["status"], again["importCount"]["ignored"]) == ("SUCCESS", 1) and Statement.objects.count() == 2


def test_another_systems_words_are_understood_where_they_are_in_the_map(opened: None) -> None:
    ExchangeId.objects.create(
        system="dhis2", kind="indicator", ours=VOLUNTEERS, theirs="fbfJHSPpUQD", valid_from="2020-10-01", source="ทดสอบ"
    )
    assert send("malee", {"dataValues": [row("fbfJHSPpUQD", "5")]}).json()["importCount"]["imported"] == 1
    assert Entry.objects.get().indicator_id == VOLUNTEERS


@pytest.mark.parametrize(("who", "scope", "status"), [("malee", "cases:read", 403), ("kanya", "figures:write", 200)])
def test_a_key_without_the_scope_or_a_post_that_looks_only_brings_nothing(
    opened: None, who: str, scope: str, status: int
) -> None:
    assert send(who, {"dataValues": [row(VOLUNTEERS, "5")]}, scope).status_code == status
    assert not Entry.objects.filter(number__isnull=False).exists()


def test_what_was_passed_goes_out_to_everybody(opened: None, client: Client) -> None:
    entry(Indicator.objects.get(code=VOLUNTEERS), "5001", parse("2021-01").starts_on, Decimal("12.5"))
    entry(Indicator.objects.get(code=VOLUNTEERS), "5002", parse("2021-01").starts_on, Decimal(9), state="handed_in")
    given = client.get(f"{URL}?orgUnit=50&period=2021-01").json()
    assert [(one["dataElement"], one["orgUnit"], one["period"], one["value"]) for one in given["dataValues"]] == [
        (VOLUNTEERS, "5001", "202101", "12.5")
    ]
    assert client.get(f"{URL}?orgUnit=99&period=2021-01").status_code == 404
    assert client.get(f"{URL}?orgUnit=50&period=x").status_code == 422
    figures = client.get("/api/v1/flagships/figures?area=50&period=2021-01").json()
    assert VOLUNTEERS in {one["indicator"]["code"] for one in figures["items"]}


def test_groups_go_out_to_officials_only(opened: None, client: Client) -> None:
    for cell, number in (("", 90), ("sex:f", 4), ("sex:m", 86)):
        entry(Indicator.objects.get(code=VOLUNTEERS), "5001", parse("2021-01").starts_on, Decimal(number), cell=cell)
    url = f"{URL}?orgUnit=50&period=2021-01"
    assert [one["value"] for one in client.get(url).json()["dataValues"]] == ["90"]
    key = accounts.issue_token(user("malee"), label="test", scopes=["figures:write"], now=timezone.now())
    given = client.get(url, headers={"Authorization": f"Bearer {key}"}).json()["dataValues"]
    assert {one["categoryOptionCombo"]: one["value"] for one in given} == {"": "90", "sex:f": "4", "sex:m": "86"}
    other = accounts.issue_token(user("malee"), label="test", scopes=["cases:read"], now=timezone.now())
    assert client.get(url, headers={"Authorization": f"Bearer {other}"}).status_code == 403
    assert client.get(url, headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_what_goes_out_comes_back_by_the_words_of_today(opened: None, client: Client) -> None:
    """A word that the other system gave us this week is its word for last year's numbers, too."""
    today = timezone.now().date()
    for theirs, since in (("older", today - timedelta(days=30)), ("newer", today - timedelta(days=1))):
        ExchangeId.objects.create(
            system="dhis2", kind="indicator", ours=VOLUNTEERS, theirs=theirs, valid_from=since, source="ทดสอบ"
        )
    entry(Indicator.objects.get(code=VOLUNTEERS), "5001", parse("2021-01").starts_on, Decimal(12))
    given = client.get(f"{URL}?orgUnit=5001&period=2021-01").json()
    assert [one["dataElement"] for one in given["dataValues"]] == ["newer"]
    Entry.objects.all().delete()
    assert send("malee", given).json()["importCount"]["imported"] == 1
