"""The auditor's page: the days, the last look through everything, and whether one case is whole; never what it is about."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from factories import MONDAY, STORY, case, moved
from people import actor
from sangsuk.cases import closing_days, verifying
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.ledger.models import Verification

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_her_day_begins_there_and_shows_days_and_the_last_look(at: Any) -> None:
    moved(case(), ("accept", actor("malee")))
    closing_days.close_days(MONDAY + timedelta(days=1))
    uthai = at("uthai")
    assert uthai.get("/desk/")["Location"] == "/desk/ledger"
    assert "ยังไม่เคยตรวจ" in said(uthai.get("/desk/ledger"))
    assert verifying.verify().found == 0
    page = said(uthai.get("/desk/ledger"))
    assert "ทุกอย่างตรงกับวันที่บันทึก" in page and "16 พ.ย. 2569" in page


def test_one_case_is_checked_by_its_number_without_being_opened(at: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    uthai = at("uthai")
    page = said(uthai.post("/desk/ledger", {"number": f" {told.number} "}))
    assert "2 เหตุการณ์ ครบและไม่ถูกแก้" in page and STORY not in page
    CaseEvent.objects.filter(seq=2).update(office_code="5002")
    assert "เหตุการณ์ที่ 2" in said(uthai.post("/desk/ledger", {"number": told.number}))
    for number in ("", "5001-70-000999", "x\x00"):
        assert uthai.post("/desk/ledger", {"number": number}).status_code == 422


def test_what_the_command_finds_stands_on_her_page(at: Any, capsys: Any) -> None:
    case()
    call_command("verify")
    assert "1 cases, 1 events" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("update cases_case set description = 'x'")
    with pytest.raises(CommandError, match="1 things"):
        call_command("verify")
    assert f"Case {Case.objects.get().number}" in capsys.readouterr().out
    assert Verification.objects.latest("at").found == 1
    assert "พบสิ่งที่ถูกแก้ 1 แห่ง" in said(at("uthai").get("/desk/ledger"))
