"""Her thirteen digits on the last step: only where a rule asks, checked in a sentence, sealed, four digits to be seen."""

from typing import Any

import pytest
from django.test import Client

from asking_ids import ask
from people import actor
from sangsuk.cases import queries
from sangsuk.cases.models import Case, Reporter
from sangsuk.common.sealed import unseal_field

from .telling import NAMED, placed, sent, text

GOOD, WRONG, CIVIL_STATUS_NONE = "1-2345-67890-12-1", "1-2345-67890-12-2", "0-0000-00000-00-1"
pytestmark = pytest.mark.django_db


def kept(number: str) -> str:
    return unseal_field(Reporter.objects.select_related("case").get(case__number=number), "national_id")


def test_where_no_rule_asks_there_is_no_place_for_it_and_what_comes_is_not_kept(client: Client) -> None:
    assert "national_id" not in text(client.get(f"{placed(client)}/who"))
    number, _key = sent(client, NAMED | {"national_id": GOOD})
    row = Reporter.objects.get(case__number=number)
    assert not row.national_id and not row.id_tail and not row.id_print


def test_where_a_rule_asks_the_page_says_why_and_it_may_be_left_out(client: Client) -> None:
    ask()
    page = text(client.get(f"{placed(client)}/who"))
    for words in ("เลขประจำตัวประชาชน 13 หลัก (ไม่บอกก็ได้)", "กฎหมายเรื่องนี้ให้ยืนยันตัวผู้ร้อง", "เพียงสี่ตัวท้าย"):
        assert words in page
    assert "has_no_id" not in page
    assert kept(sent(client)[0]) == ""


def test_it_is_sealed_and_only_the_last_four_digits_stand_in_clear(client: Client) -> None:
    ask()
    number, _key = sent(client, NAMED | {"national_id": "๑ ๒๓๔๕ ๖๗๘๙๐ ๑๒ ๑"})
    row = Reporter.objects.get(case__number=number)
    assert (row.id_tail, kept(number)) == ("0121", "1234567890121") and row.id_print
    assert b"1234567890121" not in bytes(row.national_id)
    assert queries.desk_case(number, actor("malee")).id_masked == "x-xxxx-xxxx0-12-1"


def test_one_wrong_digit_is_said_in_a_sentence_and_nothing_typed_is_lost(client: Client) -> None:
    ask()
    draft = placed(client)
    answer = client.post(f"{draft}/who", NAMED | {"national_id": WRONG, "email": "somchai@example.com"})
    page = text(answer)
    assert answer.status_code == 422 and not Case.objects.exists()
    assert "เลขประจำตัวประชาชนไม่ครบหรือพิมพ์ผิดหนึ่งตัว" in page and "ถ้าไม่มีเลข เว้นว่างไว้ได้" in page
    for typed in (WRONG, "081 555 0101", "somchai@example.com", "สมชาย ใจดี"):
        assert f'value="{typed}' in page
    assert client.post(f"{draft}/who", NAMED | {"national_id": GOOD}).status_code == 302


def test_where_the_law_needs_it_who_has_none_says_so_and_goes_on(client: Client) -> None:
    ask("required")
    draft = placed(client)
    assert "(ไม่บอกก็ได้)" not in text(client.get(f"{draft}/who")).split("national_id")[1].split("</div>")[0]
    answer = client.post(f"{draft}/who", NAMED)
    assert answer.status_code == 422 and "กรุณาใส่เลข 13 หลัก หรือบอกว่าไม่มีเลข" in text(answer)
    wrong = text(client.post(f"{draft}/who", NAMED | {"national_id": WRONG}))
    assert "ถ้าไม่มีเลข ให้บอกว่าไม่มีเลข" in wrong and "เว้นว่าง" not in wrong  # left empty it would be asked for again
    assert client.post(f"{draft}/who", NAMED | {"has_no_id": "on"}).status_code == 302
    assert client.post(f"{placed(client)}/who", NAMED | {"identity": "none"}).status_code == 302


def test_a_number_of_people_without_civil_status_is_a_number(client: Client) -> None:
    ask("required")
    assert kept(sent(client, NAMED | {"national_id": CIVIL_STATUS_NONE})[0]) == "0000000000001"


def test_only_matters_of_the_kind_that_the_row_names_are_asked(client: Client) -> None:
    ask("required", category_code="debt")
    assert "national_id" not in text(client.get(f"{placed(client, category='road')}/who"))
    assert "national_id" in text(client.get(f"{placed(client, category='debt')}/who"))


@pytest.mark.parametrize("asks", ["not_asked", "optional", "required"])
def test_a_program_sends_it_where_it_is_asked_for(client: Client, asks: str) -> None:
    ask(asks)
    told: dict[str, Any] = {
        "client_id": "5b0c3f4e-0000-4000-8000-000000000001", "description": "ถนนพังมาสามเดือนแล้ว", "identity": "named",
        "place": {"district": "5001"}, "reporter": {"name": "สมชาย ใจดี (สมมติ)", "national_id": WRONG},
    }  # fmt: skip
    answer = client.post("/api/v1/cases", told, content_type="application/json")
    if asks != "not_asked":
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "national_id", answer.json()
        told["reporter"]["national_id"] = GOOD
        answer = client.post("/api/v1/cases", told, content_type="application/json")
    assert answer.status_code == 201
    assert kept(answer.json()["number"]) == ("" if asks == "not_asked" else "1234567890121")
    told |= {"client_id": "5b0c3f4e-0000-4000-8000-000000000002", "reporter": {"name": "สมชาย ใจดี"}}
    answer = client.post("/api/v1/cases", told, content_type="application/json")
    assert answer.status_code == (422 if asks == "required" else 201)
    told["reporter"]["has_no_national_id"] = True
    assert client.post("/api/v1/cases", told, content_type="application/json").status_code in (200, 201)
