"""The page of outcomes: its finding, who may read it, what is too little, the workbook."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases

from .reading import text


def rated(n: int, solved: str = "yes") -> None:
    told = moved(
        case(n, distress=8), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY - timedelta(days=1)
    )
    data = {"solved": solved, "rating": 5, "rating_result": 4, "wish_met": "yes", "distress_after": 3}
    cases.move(told, "rate", by=CITIZEN, data=data, now=MONDAY)


def test_the_page_begins_with_what_it_found(at: Any) -> None:
    for n in range(1, 11):
        rated(n, "yes" if n > 2 else "no")
    page = text(at("malee").get("/desk/outcomes"))
    assert "จบแล้ว 10 เรื่อง ผู้ร้องที่ตอบบอกว่าแก้ไขจริง 80% (อยู่ระหว่าง 49%–94%)" in page
    assert "ความทุกข์ลดลง (คะแนน) จาก 10 คำตอบ 5.0" in page


def test_nine_answers_are_too_few(at: Any) -> None:
    for n in range(1, 10):
        rated(n)
    page = text(at("suda").get("/desk/outcomes"))
    assert "ยังน้อยเกินไป มี 9 คำตอบ ต้องมีอย่างน้อย 10" in page
    assert "100%" not in page


def test_nothing_tells_of_a_person(at: Any) -> None:
    rated(1)
    page = text(at("prasit").get("/desk/outcomes?by=district"))
    assert "สมชาย" not in page and "5001-70" not in page


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("malee", "", 200), ("malee", "office=5002", 404), ("malee", "office=under:5000", 404), ("prasit", "office=5002", 200),
        ("prasit", "office=under:3000", 404), ("kanya", "office=under:5000", 200), ("nok", "office=under:MOI", 200),
        ("nok", "office=50-electricity", 404), ("wichai", "", 403), ("preecha", "", 403), ("malee", "by=person", 404),
        ("malee", "year=2571", 404), ("malee", "month=13", 404), ("malee", "year=²", 404), ("malee", "office=%00", 404),
    ],
)  # fmt: skip
def test_each_reads_what_the_rule_of_sight_says(at: Any, who: str, query: str, status: int) -> None:
    assert at(who).get(f"/desk/outcomes?{query}").status_code == status
    assert at(who).get(f"/desk/outcomes/xlsx?{query}").status_code == status


def test_the_workbook_has_real_numbers_and_leaves_out_what_is_too_little(at: Any) -> None:
    for n in range(1, 11):
        rated(n)
    answer = at("prasit").get("/desk/outcomes/xlsx?month=11")
    assert answer["Content-Disposition"] == 'attachment; filename="sangsuk-outcomes-5000-2570-11.xlsx"'
    sheet, meaning = load_workbook(BytesIO(answer.content)).worksheets
    heads = [cell.value for cell in sheet[4]]
    row = dict(zip(heads, [cell.value for cell in sheet[5]], strict=True))
    assert row["จบแล้ว"] == 10
    assert row["ผู้ร้องบอกว่าแก้ไขแล้วจริง"] == 1.0
    assert row["ผู้ร้องบอกว่าแก้ไขแล้วจริง: ต่ำสุด"] == pytest.approx(0.7225, abs=1e-4)
    assert row["โทรถามแล้วแก้ไขจริง"] is None
    assert meaning.max_row >= 12


def test_the_page_speaks_english(at: Any) -> None:
    client = at("malee")
    client.cookies["lang"] = "en"
    assert "Outcomes for people" in text(client.get("/desk/outcomes"))
