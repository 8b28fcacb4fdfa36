"""The copy of a secret case in an officer's hands: a chief agrees first, everything in it is in the log, once."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from asking_ids import ask
from factories import MONDAY, case
from people import CITIZEN, STAFF, actor, user
from sangsuk.cases import reading, reporters
from sangsuk.cases.checking import Person
from sangsuk.cases.models import Case, SecondLook
from sangsuk.common.errors import Refused
from sangsuk.ledger.models import Reading
from sangsuk.privacy.models import RightsRequest
from sangsuk.privacy.requests import actions, packing
from sangsuk.privacy.requests.queries import Told

HER = Person("กล้วยไม้ทิพย์ ใจดี", "0815559901", "planted@example.com", "1234567890121")
CHIEF, DPO = "suda", "daranee"


def asked(*, secret: bool = True) -> RightsRequest:
    ask()
    about = case(reporter=HER)
    if secret:
        Case.objects.filter(pk=about.pk).update(secrecy="secret")
        about.refresh_from_db()
    row = actions.begin("copy", Told(text="ขอสำเนา"), by=CITIZEN, case=about, identity="key", now=MONDAY)
    return actions.move(row, "grant", by=actor(DPO), data={"answer": "ทำสำเนาให้แล้ว"}, now=MONDAY)


def browser(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


@pytest.fixture
def unsealed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows the log had whenever something of hers was opened for the copy."""
    usual, rows = reporters.unseal_field, list[int]()
    at_the_door = reading.sealed.unseal_field

    def counted(by: Any) -> Any:
        def opened(row: Any, field: str) -> str:
            rows.append(Reading.objects.count())
            return str(by(row, field))

        return opened

    monkeypatch.setattr(reporters, "unseal_field", counted(usual))
    monkeypatch.setattr(reading.sealed, "unseal_field", counted(at_the_door))
    return rows


def test_before_a_chief_has_agreed_nothing_is_opened_and_the_question_stays(unsealed: list[int]) -> None:
    row = asked()
    unsealed.clear()
    for _again in range(2):  # the same question again is one question
        with pytest.raises(Refused) as refused, transaction.atomic():
            packing.handed(row, row.case, by=actor(DPO), now=MONDAY)
        assert refused.value.code == "second_needed"
    assert unsealed == [] and not Reading.objects.exists()
    assert not SecondLook.objects.exists()  # the transaction around it took the question back
    answer = browser(DPO).get(f"/desk/privacy/requests/{row.pk}/copy.json")
    assert answer.status_code == 422 and HER.phone not in answer.content.decode()
    assert SecondLook.objects.get().asked_by_id == user(DPO).pk and unsealed == []


def test_the_chief_of_the_office_that_answers_agrees_and_the_copy_is_made_once(unsealed: list[int]) -> None:
    row, officer = asked(), browser(DPO)
    here = f"/desk/privacy/requests/{row.pk}/copy.json"
    officer.get(here)
    look = SecondLook.objects.get()
    assert browser("anan").post(f"/desk/readings/second/{look.pk}", {"answer": "yes"}).status_code in (403, 404)
    assert browser(CHIEF).post(f"/desk/readings/second/{look.pk}", {"answer": "yes"}).status_code == 302
    unsealed.clear()
    pack = json.loads(officer.get(here).content)
    assert (pack["you"]["phone"], pack["you"]["national_id"]) == (HER.phone, HER.national_id)
    logged = Reading.objects.get()
    assert set(logged.fields.split(",")) == {"name", "phone", "email", "national_id"} and logged.second_who
    assert unsealed and set(unsealed) == {1}  # the row was there before anything was opened
    assert officer.get(here).status_code == 422 and Reading.objects.count() == 1


def test_the_yes_is_not_used_up_when_the_copy_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    row = asked()
    officer = actor(DPO)
    with pytest.raises(Refused):
        packing.handed(row, row.case, by=officer, now=MONDAY)
    SecondLook.objects.update(agreed=True, decided_by=user(CHIEF).pk, decided_name="ก", decided_at=MONDAY)

    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(reading.ledger, "record_reading", broken)
        with pytest.raises(RuntimeError), transaction.atomic():
            packing.handed(row, row.case, by=officer, now=MONDAY)
    assert SecondLook.objects.get().used_at is None and not Reading.objects.exists()
    assert packing.handed(row, row.case, by=officer, now=MONDAY)["you"]["name"] == HER.name


def test_the_copy_names_no_official_who_looked() -> None:
    row = asked(secret=False)
    reporters.reveal(row.case, by=actor("malee"), reason="โทรนัดตรวจที่เกิดเหตุ", now=MONDAY)
    (look,) = packing.pack(row.case, now=MONDAY)["who_looked"]
    assert look["code"] and look["who"] == "เจ้าหน้าที่" and "โทรนัด" in look["reason"]
    assert STAFF["malee"].name not in json.dumps(look, default=str, ensure_ascii=False)
