"""Beside a step: alike cases, law, letter, a draft; and the figures for those who lead."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import case, given, moved
from people import CITIZEN, STAFF, actor
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case, Caught, Prefilled
from sangsuk.desk.thinking.aids import INTO

from .reading import body, text

ANSWER = "เทศบาลล้างท่อและขุดลอกคูน้ำหน้าโรงเรียนเสร็จแล้ว น้ำลดในวันเดียว โทร 0815550101"
WHO = {"suda", "prasit", "orn", "nok", "kanya", "dao"}


def settled(n: int) -> Case:
    malee = actor("malee")
    told = moved(case(n, category="water.flood"), ("accept", malee))
    data = {"settlement": "solved", "answer": ANSWER}
    return cases.move(told, "close", by=malee, data=data)


def open_one(n: int = 9, **changes: Any) -> Case:
    malee = actor("malee")
    return moved(
        case(n, category="water.flood", **changes), ("accept", malee), ("order_visit", malee), ("report_visit", malee)
    )


@pytest.mark.parametrize("name", sorted(INTO))
def test_every_forwarding_and_ending_step_has_help_to_think(at: Any, name: str) -> None:
    told = open_one() if name not in ("add_agency",) else moved(open_one(), ("hand_to_agency", actor("malee")))
    client = at("malee")
    answer = client.get(f"/desk/cases/{told.number}/thinking/{name}")
    assert answer.status_code == 200
    assert "กำหนดและข้อกฎหมาย" in text(answer) and "ให้ไว้" in text(answer)
    page = body(client.get(f"/desk/cases/{told.number}?do={name}"))
    assert f"/desk/cases/{told.number}/thinking/{name}" in page


def test_alike_cases_say_how_they_were_solved_without_numbers_of_people(at: Any) -> None:
    old, told = settled(1), open_one()
    answer = at("malee").get(f"/desk/cases/{told.number}/thinking/hand_to_agency", headers={"HX-Request": "true"})
    page = body(answer)
    assert old.number in page and "ขุดลอกคูน้ำ" in page and "0815550101" not in page
    assert 'data-ready-into="id_hand_to_agency-instruction"' in page
    assert "<html" not in page


def test_without_javascript_the_earlier_words_come_into_the_field(at: Any) -> None:
    old, told = settled(1), open_one()
    page = body(at("malee").get(f"/desk/cases/{told.number}?do=hand_to_agency&like={old.number}"))
    assert "ขุดลอกคูน้ำ" in page and "0815550101" not in page
    elsewhere = moved(case(5, district="5002", subdistrict=None), ("accept", actor("anan")), ("close", actor("anan")))
    assert "เปลี่ยนหม้อแปลงแล้ว" not in body(at("malee").get(f"/desk/cases/{told.number}?do=close&like={elsewhere.number}"))


def test_the_form_begins_with_a_draft_and_says_so(at: Any) -> None:
    page = text(at("malee").get(f"/desk/cases/{open_one().number}?do=hand_to_agency"))
    assert "พบว่า ท่อระบายน้ำอุดตัน" in page
    assert page.count("ร่างจากสิ่งที่บันทึกไว้ กรุณาอ่านและแก้") == 3


def test_fields_sent_as_drafted_are_counted_and_changed_ones_are_not(at: Any) -> None:
    told, client = open_one(), at("malee")
    data = {
        "finding": "ลงพื้นที่วันที่ 16 พฤศจิกายน 2569 พบว่า ท่อระบายน้ำอุดตัน", "instruction": "ให้เทศบาลล้างท่อ",
        "citizen_told": "เราไปดูแล้ว จะให้ช่างมาพรุ่งนี้", "agency": "50-electricity", "version": told.version,
    }  # fmt: skip
    sent = {f"hand_to_agency-{name}": value for name, value in data.items()}
    assert client.post(f"/desk/cases/{told.number}/moves/hand_to_agency", sent).status_code == 302
    row = Prefilled.objects.get()
    assert row.fields in (1, 2) and row.minutes == row.fields and row.office_code == "5001"


def test_the_letter_of_the_step_is_one_press_away(at: Any) -> None:
    told = open_one()
    assert 'name="kind" value="refusal"' in body(at("malee").get(f"/desk/cases/{told.number}/thinking/refuse"))


@pytest.mark.parametrize("who", ["prasit", "wichai", "anan", "preecha"])
def test_help_is_for_who_may_make_the_step(at: Any, who: str) -> None:
    told = open_one()
    assert at(who).get(f"/desk/cases/{told.number}/thinking/close").status_code == 404


def test_steps_that_there_are_not_are_not_there(at: Any) -> None:
    told = open_one()
    for name in ("note", "nothing", "accept"):
        assert at("malee").get(f"/desk/cases/{told.number}/thinking/{name}").status_code == 404


@pytest.mark.parametrize("who", STAFF)
def test_the_figures_are_for_those_who_lead(at: Any, who: str) -> None:
    assert at(who).get("/desk/thinking").status_code == (200 if who in WHO else 403)
    assert at(who).get("/desk/thinking/xlsx").status_code == (200 if who in WHO else 403)


def test_each_office_has_its_line_and_each_figure_its_sentence(at: Any) -> None:
    settled(1)
    words = text(at("prasit").get("/desk/thinking"))
    assert "ศูนย์ลงมือเอง 0 เรื่อง จากที่จบ 1 เรื่อง" in words
    assert "ศูนย์ดำรงธรรมอำเภอเมืองเชียงใหม่" in words and "ตัวเลขเหล่านี้หมายถึงอะไร" in words
    assert 'href="/desk/thinking?office=5001&' in body(at("prasit").get("/desk/thinking"))
    assert 'href="/desk/thinking?office=under%3A5000&' in body(at("nok").get("/desk/thinking"))
    assert "ยังไม่มีเรื่องที่จบ" in text(at("prasit").get("/desk/thinking?year=2569"))


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("suda", "office=5002", 404), ("suda", "office=5001", 200), ("prasit", "office=5002", 200),
        ("prasit", "office=3001", 404), ("prasit", "office=50-electricity", 404), ("nok", "office=under:5000", 200),
        ("nok", "office=nowhere", 404), ("suda", "year=x", 404), ("suda", "month=13", 404), ("suda", "office=%00", 404),
    ],
)  # fmt: skip
def test_each_reads_what_the_rule_of_sight_says(at: Any, who: str, query: str, status: int) -> None:
    assert at(who).get(f"/desk/thinking?{query}").status_code == status


def test_the_workbook_has_real_numbers(at: Any) -> None:
    settled(1)
    sheet = load_workbook(BytesIO(at("suda").get("/desk/thinking/xlsx").content)).worksheets[0]
    assert [cell.value for cell in sheet[sheet.max_row]][1:4] == [1, 0, 0]


def test_what_a_citizen_wrote_is_in_no_draft(at: Any) -> None:
    told = cases.move(open_one(), "add", by=CITIZEN, data={"text": "เทศบาลโกงทั้งหมู่บ้าน"})
    page = body(at("malee").get(f"/desk/cases/{told.number}?do=hand_to_agency"))
    form = page.split('class="doing__form"')[1].split("</form>")[0]
    assert "เทศบาลโกง" not in form


def test_a_thin_reply_pressed_on_the_page_is_held_up_and_stays_counted(at: Any) -> None:
    told = open_one()
    thin = {"finding": "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป"}
    filled = given("hand_to_agency") | thin | {"version": told.version}
    sent = {f"hand_to_agency-{name}": value for name, value in filled.items()}
    held = at("malee").post(f"/desk/cases/{told.number}/moves/hand_to_agency", sent)
    assert held.status_code == 422
    assert Case.objects.get(pk=told.pk).version == told.version
    assert [caught.insisted for caught in Caught.objects.all()] == [False]
    at("malee").post(f"/desk/cases/{told.number}/moves/hand_to_agency", sent | {"hand_to_agency-anyway": "on"})
    assert Case.objects.get(pk=told.pk).status == "assigned"
    assert [caught.insisted for caught in Caught.objects.order_by("id")] == [False, True]
