"""Calling for another office: the list, the look at the number, what is written down, and who reads it."""

from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import KEEPERS, STAFF, actor
from sangsuk.cases.callbacks import actions
from sangsuk.cases.models import Callback
from sangsuk.ledger import queries as ledger

from .conftest import NOW
from .reading import body, numbers, text

GOOD = {"reached": "yes", "solved": "no", "rating": "2", "said": "น้ำยังท่วมอยู่"}


def called(n: int = 1, office: str = "5002") -> Callback:
    told = moved(case(n), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY - timedelta(days=1))
    return Callback.objects.create(case=told, office_code=office, drawn_at=NOW, due_at=NOW + timedelta(days=14))


def test_the_list_says_by_when_and_nothing_about_who_she_is(at: Any) -> None:
    call = called()
    page = at("anan").get("/desk/callbacks")
    assert numbers(page) == [call.case.number]
    assert "โทรภายในวันจันทร์ที่ 30 พฤศจิกายน 2569" in text(page)
    assert "สมชาย" not in text(page) and "0815550101" not in text(page)
    assert "ตอนนี้ไม่มีใครที่ต้องโทรถาม" in text(at("orn").get("/desk/callbacks"))


def test_my_day_counts_the_calls_and_takes_none_for_a_case_of_the_same_id(at: Any) -> None:
    own = case(7, district="5002", subdistrict=None)
    ended = moved(case(1), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY - timedelta(days=1))
    Callback.objects.create(pk=own.pk, case=ended, office_code="5002", drawn_at=NOW, due_at=NOW + timedelta(days=14))
    page = at("anan").get("/desk/today")
    assert "โทรถามผู้ร้องแทนสำนักงานอื่น 1 เรื่อง" in text(page)
    assert numbers(page) == [own.number]


def test_the_number_is_shown_once_and_the_citizen_reads_who_looked(at: Any) -> None:
    call, client = called(), at("anan")
    address = f"/desk/callbacks/{call.case.number}"
    before = text(client.get(address))
    assert "เปลี่ยนหม้อแปลงแล้ว" in before and "0815550101" not in before
    assert "ท่านขอให้เปิดเรื่องอีกครั้งได้ถึง" in before
    shown = text(client.post(f"{address}/reveal"))
    assert "สมชาย ใจดี (สมมติ)" in shown and "0815550101" in shown
    assert "0815550101" not in text(client.get(address))
    (reading,) = ledger.readings(call.case.number)
    assert reading.office_code == "5002"


@pytest.mark.parametrize("who", STAFF)
def test_the_call_exists_for_the_office_that_is_to_make_it_alone(at: Any, who: str) -> None:
    call, client = called(), at(who)
    outside = 403 if who in {"kanya", "wichai", *KEEPERS} else 404
    address = f"/desk/callbacks/{call.case.number}"
    expected = 200 if who == "anan" else outside
    assert client.get(address).status_code == expected
    assert client.post(f"{address}/reveal").status_code == expected
    assert client.post(address, GOOD).status_code == (302 if who == "anan" else outside)
    assert Callback.objects.get().done_at is None or who == "anan"


def test_what_she_said_is_kept_and_the_caller_sees_it_again(at: Any) -> None:
    call, client = called(), at("anan")
    answer = client.post(f"/desk/callbacks/{call.case.number}", GOOD, follow=True)
    assert "จะเห็นสิ่งที่ผู้ร้องบอก" in text(answer)
    assert "ผู้ร้องบอกว่ายังไม่แก้ไข" in text(answer)
    made = text(client.get(f"/desk/callbacks/{call.case.number}"))
    assert "น้ำยังท่วมอยู่" in made and "ให้ 2 คะแนนจาก 5" in made
    assert client.post(f"/desk/callbacks/{call.case.number}/reveal").status_code == 403


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "กรุณาเลือกว่าติดต่อผู้ร้องได้หรือไม่"),
        ({"reached": "yes"}, "กรุณาเลือกว่าผู้ร้องบอกว่าแก้ไขแล้วหรือยัง"),
        ({"reached": "yes", "solved": "no"}, "กรุณาบันทึกว่าผู้ร้องบอกว่ายังขาดอะไร"),
    ],
)
def test_half_an_answer_comes_back_with_what_was_typed(at: Any, data: dict[str, str], sentence: str) -> None:
    call = called()
    answer = at("anan").post(f"/desk/callbacks/{call.case.number}", data)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Callback.objects.get().done_at is None


def test_the_office_that_settled_it_finds_what_she_said_in_its_day(at: Any) -> None:
    call = called()
    actions.record(call, by=actor("anan"), reached=True, solved="no", said="น้ำยังท่วมอยู่", now=NOW)
    for who in ("malee", "prasit"):
        page = at(who).get("/desk/today")
        assert "ผู้ร้องบอกอีกสำนักงานว่ายังไม่แก้ไข 1" in text(page)
        assert call.case.number in numbers(page)
    on_case = text(at("malee").get(f"/desk/cases/{call.case.number}"))
    assert "น้ำยังท่วมอยู่" in on_case
    assert "ผู้ร้องบอกอีกสำนักงาน" not in text(at("anan").get("/desk/today"))


def test_my_day_leads_to_the_calls(at: Any) -> None:
    called()
    page = at("anan").get("/desk/today")
    assert 'href="/desk/callbacks"' in body(page)
    assert "โทรถามผู้ร้องแทนสำนักงานอื่น 1 เรื่อง" in text(page)
    assert 'href="/desk/callbacks"' not in body(at("malee").get("/desk/today"))


def test_the_list_costs_the_same_for_one_call_and_for_many(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    called(1)
    client = at("anan")
    client.get("/desk/callbacks")
    with django_assert_num_queries(5):
        client.get("/desk/callbacks")
    for n in range(2, 12):
        called(n)
    with django_assert_num_queries(5):
        client.get("/desk/callbacks")


def test_the_ministry_keeps_how_many_are_asked(at: Any) -> None:
    page = text(at("preecha").get("/desk/rules/samples"))
    assert "สุ่มโทรถามผู้ร้อง" in page and "sample.grievance" in page
    assert at("malee").get("/desk/rules/samples").status_code == 403
