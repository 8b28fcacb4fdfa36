"""The ministry's form of a quarter: seven fields, results of the quarters, on paper and as a workbook that say the same."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from factories import MONDAY
from people import actor
from sangsuk.common.errors import Missing, Refused
from sangsuk.flagships.areas import districts
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Entry, Programme, Project, StaleFigure
from sangsuk.flagships.programme import actions, queries
from sangsuk.flagships.quarterly import form, sheet
from sangsuk.papers import forms as papers

pytestmark = pytest.mark.usefixtures("world")
CODE = "f2564_01.activities"


def year() -> Programme:
    return Programme.objects.get(pk="f2564")


def made(area: str = "5001", quarter: str = "FY2021Q2", number: int = 1) -> form.Form:
    cards = [card for card in queries.cards(year(), aligned=True) if card.project.number == number]
    return form.forms(year(), cards, area, form.quarter(quarter, year()))[0]


def passed(month: date, number: int, district: str = "5001") -> None:
    Entry.objects.create(
        indicator_id=CODE, area_code=district, period="month", starts_on=month, number=Decimal(number), state="passed"
    )
    StaleFigure.objects.create(indicator_id=CODE, province_code=district[:2], starts_on=month, since=MONDAY)


def line(told: form.Form) -> list[str]:
    return next(row for row in sheet.rows(told, "th") if row[0] == "กิจกรรมจิตอาสาที่จัด")


def test_the_fields_stand_in_the_order_of_the_form() -> None:
    labels = [label.split()[0] for label, _words in sheet.fields(made(), "th")]
    assert labels == ["1", "2", "3", "4", "5", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]


def test_what_it_says_of_one_project() -> None:
    told = dict(sheet.fields(made(), "th"))
    assert told["1 หน่วยงาน"] == "ที่ว่าการอำเภอเมืองเชียงใหม่"
    assert told["2 ชื่อโครงการ"] == "1. โครงการจิตอาสาพระราชทาน"
    assert told["4 งบประมาณ"] == "ยังไม่ได้ระบุ"
    assert "ด้านที่ 1 ความมั่นคง น้ำหนักร้อยละ 60 (เราอนุมานเอง ยังไม่มีผู้ยืนยัน)" in told["6.1 ยุทธศาสตร์ชาติ 20 ปี"]
    assert "แผนฉบับที่ 13 ใช้ตั้งแต่" in told["6.3 แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ ฉบับที่ 13"]
    assert "เป้าประสงค์ที่ 13.1" in told["6.6 เป้าหมายการพัฒนาที่ยั่งยืน (SDGs)"]


def test_budget_and_situation_of_the_quarter_stand_on_it() -> None:
    project = Project.objects.get(pk="f2564_01")
    words = {
        "name_th": "จ",
        "name_en": "V",
        "standing": "official",
        "source": "พ.ร.บ. งบประมาณ",
        "budget_baht": "1250000",
    }
    actions.text(project, words, why="ได้รับงบแล้ว", by=actor("dao"), now=MONDAY)
    project.refresh_from_db()
    for quarter, tag in ((date(2021, 1, 1), "น้ำท่วมใต้"), (date(2021, 4, 1), "โควิด-19")):
        project.programme.refresh_from_db()
        actions.tag(project, {"tag_th": tag, "why": "ช่วยกัน"}, quarter=quarter, by=actor("dao"), now=MONDAY)
    told = dict(sheet.fields(made(), "th"))
    assert told["4 งบประมาณ"] == "1,250,000.00 บาท (ทั้งโครงการ)"
    assert told["สถานการณ์ที่ตอบ"] == "น้ำท่วมใต้: ช่วยกัน"


def test_results_of_the_quarters_are_those_of_the_figures() -> None:
    for month, number in ((date(2020, 11, 1), 3), (date(2021, 1, 1), 4), (date(2021, 2, 1), 5)):
        passed(month, number)
    passed(date(2021, 2, 1), 7, "5002")
    assert line(made())[2:] == ["–", "3", "9", "12", "3/12"]
    folding.fold_stale(now=MONDAY)
    assert line(made("50"))[3:6] == ["3", "16", "19"]
    assert line(made(""))[3:6] == ["3", "16", "19"]


def test_what_nobody_has_passed_is_not_in_it() -> None:
    Entry.objects.create(
        indicator_id=CODE, area_code="5001", period="month", starts_on=date(2021, 1, 1), number=4, state="handed_in"
    )
    assert line(made())[3:6] == ["–", "–", "–"]


def test_later_quarters_are_not_there_yet() -> None:
    assert len(made(quarter="FY2021Q1").quarters) == 1 and len(made(quarter="FY2021Q4").quarters) == 4


@pytest.mark.parametrize("code", ["FY2022Q1", "FY2021", "2021-01", "x", ""])
def test_only_quarters_of_its_year(code: str) -> None:
    with pytest.raises(Refused):
        form.quarter(code, year())


@pytest.mark.parametrize("code", ["10", "1001", "5099", "x", "500101"])
def test_only_areas_of_the_matrix(code: str) -> None:
    with pytest.raises(Missing):
        districts.known(code)


def test_paper_and_workbook_say_the_same() -> None:
    passed(date(2021, 1, 1), 4)
    forms = form.forms(year(), queries.cards(year(), aligned=True), "5001", form.quarter("FY2021Q2", year()))
    book = openpyxl.load_workbook(io.BytesIO(sheet.workbook(forms, "th")))
    assert book.sheetnames == [str(n) for n in range(1, 11)]
    cells = [[cell.value for cell in row] for row in book["1"].iter_rows()]
    found = next(row for row in cells if row[0] == "กิจกรรมจิตอาสาที่จัด")
    assert found[4:6] == [4, 4] and found[3] is None
    assert sheet.paper(forms[0], "th").rows == tuple(tuple(row) for row in sheet.rows(forms[0], "th"))
    assert sheet.pdf(forms[:1], "th").startswith(b"%PDF")


def test_a_name_that_begins_like_a_formula_is_none() -> None:
    words = {"name_th": "=1+1", "name_en": "x", "standing": "official", "source": "x"}
    actions.text(Project.objects.get(pk="f2564_01"), words, why="ทดสอบ", by=actor("dao"), now=MONDAY)
    book = openpyxl.load_workbook(io.BytesIO(sheet.workbook([made()], "th")))
    assert book["1"].cell(5, 2).value == "1. =1+1" and all(
        cell.data_type != "f" for row in book["1"].iter_rows() for cell in row
    )


def test_the_english_form_is_english() -> None:
    from django.utils import translation

    with translation.override("en"):
        told = made("")
        words = " ".join(
            [*sheet.heading(told, "en"), *sheet.heads(told, "en"), *(label for label, _w in sheet.fields(told, "en"))]
        )
    assert not any("ก" <= sign <= "๛" for sign in words)


def test_it_prints_with_a_thai_face() -> None:
    assert len(papers.pictures([sheet.paper(made(), "th")], ppi=40)) >= 1
