"""Relief summed on the desk, down to the cases, and what was given shown in the case."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case

from .reading import body, text


def relieved(n: int, *, baht: int = 1500, kind: str = "goods", by: str = "malee", **changes: Any) -> Case:
    told = moved(case(n, **changes), ("accept", actor(by)))
    data = {
        "relief_kind": kind,
        "text": "มอบของใช้",
        "giver": "ที่ว่าการอำเภอ",
        "baht": baht,
        "households": 2,
        "given_on": "2026-11-16",
    }
    return cases.move(told, "relieve", by=actor(by), data=data, now=MONDAY)


@pytest.fixture
def some(world: None) -> list[Case]:
    return [
        relieved(1, category="water.flood"), relieved(2, baht=2_000_000),
        relieved(3, baht=500, district="5002", subdistrict=None, by="anan"),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["kind", "category", "district", "office", "month"])
def test_each_way_of_summing_says_times_and_baht_in_numbers(at: Any, some: Any, by: str) -> None:
    words = text(at("prasit").get(f"/desk/relief?by={by}"))
    assert "ช่วยเหลือแล้ว 3 ครั้ง เป็นเงิน 2,002,000 บาท" in words
    assert "ตัวเลขเหล่านี้หมายถึงอะไร" in words


def test_each_office_sums_only_what_it_may_see(at: Any, some: Any) -> None:
    assert "2 ครั้ง เป็นเงิน 2,001,500 บาท" in text(at("malee").get("/desk/relief"))
    assert "1 ครั้ง เป็นเงิน 500 บาท" in text(at("anan").get("/desk/relief"))
    assert "ยังไม่มีการช่วยเหลือ" in text(at("orn").get("/desk/relief"))
    assert at("preecha").get("/desk/relief").status_code == 403


def test_a_sum_leads_to_its_cases_and_no_others(at: Any, some: Any) -> None:
    page = body(at("prasit").get("/desk/relief?by=district"))
    assert "/desk/relief/cases?by=district&code=5002" in page
    found = body(at("prasit").get("/desk/relief/cases?by=district&code=5002"))
    assert some[2].number in found and some[0].number not in found
    assert some[2].number not in body(at("malee").get("/desk/relief/cases?by=district&code=5002"))
    month = body(at("malee").get("/desk/relief/cases?by=month&code=2026-11"))
    assert some[0].number in month and some[1].number in month
    assert some[0].number not in body(at("malee").get("/desk/relief/cases?by=month&code=2026-12"))


def test_another_year_has_other_sums(at: Any, some: Any) -> None:
    assert "ยังไม่มีการช่วยเหลือ" in text(at("malee").get("/desk/relief?year=2569"))
    assert "2 ครั้ง" in text(at("malee").get("/desk/relief?year=2570&month=11"))
    assert "ยังไม่มีการช่วยเหลือ" in text(at("malee").get("/desk/relief?year=2570&month=10"))


@pytest.mark.parametrize(
    "query", ["?by=secrets", "?year=x", "?month=13", "/cases?by=month&code=x", "/cases?by=%00", "/cases?by=month"]
)
def test_what_there_is_not_gets_a_kind_page(at: Any, some: Any, query: str) -> None:
    assert at("malee").get(f"/desk/relief{query}").status_code == 404


def test_a_broken_cursor_is_refused(at: Any, some: Any) -> None:
    assert at("malee").get("/desk/relief/cases?by=kind&code=goods&after=!!").status_code == 422


def test_the_workbook_has_real_numbers(at: Any, some: Any) -> None:
    sheet = load_workbook(BytesIO(at("prasit").get("/desk/relief/xlsx?by=district").content)).worksheets[0]
    assert [cell.value for cell in sheet[sheet.max_row]][:3] == ["รวม", 3, 2_002_000]


def test_the_case_shows_what_was_given_with_its_sum_and_who_agreed_to_help(at: Any) -> None:
    malee = actor("malee")
    told = moved(relieved(1), ("relieve", malee), ("refer", malee), ("referral_answer", malee))
    words = text(at("malee").get(f"/desk/cases/{told.number}"))
    part = words.split("การช่วยเหลือและการส่งต่อ")[1].split("เรื่องที่เล่า")[0]
    assert "รวมเป็นเงิน (บาท) 3,000" in part
    assert "บ้านพักเด็กและครอบครัว" in part and "รับ" in part


def test_a_case_without_relief_has_no_such_part(at: Any) -> None:
    assert "การช่วยเหลือและการส่งต่อ" not in text(at("malee").get(f"/desk/cases/{case().number}"))
