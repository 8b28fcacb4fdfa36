"""Her name rests at her wish: no door opens it but with the data protection officer's reason of law, once, on record."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from api.calling import Caller, is_problem
from factories import case
from people import CITIZEN, actor, user
from sangsuk.accounts import actions as accounts
from sangsuk.cases import reporters
from sangsuk.cases.models import Case, SecondLook
from sangsuk.common.errors import Refused
from sangsuk.ledger.models import Reading
from sangsuk.privacy.requests import actions as requests
from sangsuk.privacy.requests.queries import Told
from sangsuk.privacy.retention import holds

pytestmark = pytest.mark.django_db
WHY = {"reason": "โทรนัดตรวจที่เกิดเหตุ"}
LAW = "ต้องโทรแจ้งเตือนน้ำป่าตามมาตรา 24 (2)"


@pytest.fixture
def told() -> Case:
    return case(identity="named")


def door(who: str) -> Any:
    client = Client()
    client.force_login(user(who))
    return client


def test_a_name_that_rests_opens_only_with_the_officers_reason_of_law_and_only_once(told: Case) -> None:
    hold = holds.begin(told, ground="her_wish", reason="R-000001", by=actor("daranee"), now=timezone.now())
    malee, here = door("malee"), f"/desk/cases/{told.number}/reveal"
    assert "ขอให้ระงับการใช้ชื่อ" in malee.get(f"/desk/cases/{told.number}").content.decode()
    refused = malee.post(here, WHY)
    assert refused.status_code == 422 and "ต้องให้เจ้าหน้าที่คุ้มครองข้อมูลอนุญาตก่อน" in refused.content.decode()
    look, yes = SecondLook.objects.get(), {"answer": "yes", "why": LAW}
    assert door("suda").post(f"/desk/readings/second/{look.pk}", yes).status_code == 404, "a chief cannot"
    officer = door("daranee")
    assert WHY["reason"] in officer.get("/desk/readings").content.decode()
    refused = officer.post(f"/desk/readings/second/{look.pk}", {"answer": "yes"})
    assert refused.status_code == 422 and "กรุณาบอกเหตุตามกฎหมายที่ให้เปิดดูได้" in refused.content.decode()
    assert not Reading.objects.exists()
    assert officer.post(f"/desk/readings/second/{look.pk}", yes).status_code == 302
    assert malee.post(here, WHY).status_code == 200
    assert malee.post(here, WHY).status_code == 422
    row = Reading.objects.get()
    assert row.second_id == user("daranee").pk and SecondLook.objects.get(pk=look.pk).why == LAW
    holds.end(hold, by=actor("daranee"), now=timezone.now())
    assert malee.post(here, WHY).status_code == 200


@pytest.mark.parametrize("kind", ["restrict", "object"])
def test_a_granted_request_lets_her_name_rest_for_every_door(told: Case, kind: str) -> None:
    row = requests.begin(kind, Told(text="ขอให้หยุดใช้ชื่อไว้ก่อน"), by=CITIZEN, case=told, identity="key")
    requests.move(row, "grant", by=actor("daranee"), data={"answer": "ระงับให้แล้ว"})
    told.refresh_from_db()
    assert told.restricted_at
    with pytest.raises(Refused) as trouble:
        reporters.reveal(told, by=actor("malee"), reason="โทรนัดวันลงพื้นที่")
    assert trouble.value.code == "second_needed"
    token = accounts.issue_token(user("malee"), label="", now=timezone.now(), scopes=["identity:read"])
    answer = Caller(token).post(f"/desk/cases/{told.number}/reporter", {"reason": "โทรนัดวันลงพื้นที่"})
    assert is_problem(answer, 422, "second_needed") and not Reading.objects.exists()
    assert reporters.contact(told).phone, "what is written to her goes on"
