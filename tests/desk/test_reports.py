"""The reports: who may read which, what stands on the page, in the workbook and on paper."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from openpyxl import load_workbook

from factories import case, moved
from people import CITIZEN, actor
from sangsuk.insight import actions as insight
from sangsuk.insight.models import Progress, Tally
from sangsuk.insight.reports import REPORTS

from .conftest import NOW
from .reading import body, text


@pytest.fixture
def counted(world: None) -> None:
    case(1, category="water.flood")
    moved(case(2, category="land.title", channel="line"), ("withdraw", CITIZEN))
    case(3, district="5002", subdistrict=None)
    moved(case(4), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    insight.count()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("who", ["malee", "prasit", "kanya", "nok"])
def test_every_report_has_its_finding_its_table_and_its_meaning(at: Any, counted: None, name: str, who: str) -> None:
    answer = at(who).get(f"/desk/reports/{name}")
    assert answer.status_code == 200
    page = body(answer)
    assert "<h1>" in page and "ตัวเลขเหล่านี้หมายถึงอะไร" in page
    assert "ตัวเลขถึงวันที่ 16 พฤศจิกายน พ.ศ. 2569 เวลา 11.00 น." in text(answer)


def test_the_first_table_is_the_ministrys(at: Any, counted: None) -> None:
    words = text(at("prasit").get("/desk/reports/new"))
    assert "เข้ามา 4 เรื่อง ยุติ 1 เรื่อง คงเหลือ 3 เรื่อง มากกว่าตอนเริ่มช่วง 3 เรื่อง" in words
    for row in ("ยกมา", "เข้ามา", "ยุติ", "ผู้ร้องถอนเรื่อง", "คงเหลือ"):
        assert row in words


@pytest.mark.parametrize(
    ("who", "office", "status"),
    [
        ("malee", "5001", 200), ("malee", "5002", 404), ("malee", "under:5000", 404), ("malee", "under:MOI", 404),
        ("prasit", "under:5000", 200), ("prasit", "5002", 200), ("prasit", "3001", 404), ("prasit", "under:3000", 404),
        ("prasit", "50-electricity", 404), ("kanya", "5001", 200), ("nok", "under:MOI", 200), ("nok", "5002", 200),
        ("nok", "50-electricity", 200), ("wichai", "50-electricity", 200), ("wichai", "5001", 404),
        ("nok", "nowhere", 404), ("nok", "under:nowhere", 404), ("orn", "under:5000", 404),
    ],
)  # fmt: skip
def test_each_reads_what_the_rule_of_sight_says(at: Any, counted: None, who: str, office: str, status: int) -> None:
    assert at(who).get(f"/desk/reports/monthly?office={office}").status_code == status
    assert at(who).get(f"/desk/reports/monthly/xlsx?office={office}").status_code == status


WAYS = {
    "malee": {"new", "outcomes", "relief", "registers", "callbacks"},
    "suda": {"new", "outcomes", "relief", "thinking", "registers", "callbacks", "load"},
    "prasit": {"new", "area", "outcomes", "relief", "thinking", "registers", "callbacks"},
    "kanya": {"new", "area", "outcomes", "relief", "thinking"},
    "nok": {"new", "area", "outcomes", "relief", "thinking", "registers", "callbacks"},
    "wichai": {"new", "relief"},
}


@pytest.mark.parametrize("who", WAYS)
def test_the_list_leads_to_what_opens_for_the_reader_and_nowhere_else(at: Any, counted: None, who: str) -> None:
    client = at(who)
    links = re.findall(r'class="row__link" href="([^"]+)"', body(client.get("/desk/reports")))
    assert {link.rpartition("/")[2] for link in links} == WAYS[who]
    assert [client.get(link).status_code for link in links] == [200] * len(links)


def test_the_list_asks_the_database_a_few_things_only(
    at: Any, counted: None, remembering: None, django_assert_max_num_queries: Any
) -> None:
    client = at("nok")
    client.get("/desk/reports")
    with django_assert_max_num_queries(8):
        client.get("/desk/reports")


def test_the_list_says_what_this_month_comes_to(at: Any, counted: None) -> None:
    words = text(at("kanya").get("/desk/reports"))
    assert "เข้ามา 4 เรื่อง ยุติ 1 เรื่อง คงเหลือ 3 เรื่อง" in words
    assert "พฤศจิกายน 2569" in words


@pytest.mark.parametrize("page", ["reports/new", "outcomes", "relief", "thinking", "registers", "callbacks"])
def test_every_page_of_figures_leads_back_to_the_list(at: Any, counted: None, page: str) -> None:
    assert 'href="/desk/reports">← รายงานและทะเบียน' in body(at("prasit").get(f"/desk/{page}"))


def test_an_operator_counts_no_cases(at: Any, counted: None) -> None:
    assert at("preecha").get("/desk/reports").status_code == 403


def test_an_agency_reads_its_own_tasks(at: Any, counted: None) -> None:
    client = at("wichai")
    assert "เข้ามา 1 เรื่อง" in text(client.get("/desk/reports/new"))
    assert client.get("/desk/reports/agency").status_code == 404
    assert "รายงานอื่น" in body(client.get("/desk/reports/backlog"))


@pytest.mark.parametrize(
    "query",
    ["year=2569x", "year=2027", "year=2571", "month=13", "month=-1", "mission=x", "office=%00", "year=๒๕๗๐", "month=²"],
)
def test_what_there_is_not_gets_a_kind_page(at: Any, counted: None, query: str) -> None:
    assert at("malee").get(f"/desk/reports/new?{query}").status_code == 404


def test_names_and_kinds_there_are_not_get_a_kind_page(at: Any, counted: None) -> None:
    assert at("malee").get("/desk/reports/secrets").status_code == 404
    assert at("malee").get("/desk/reports/new/exe").status_code == 404


def test_the_workbook_has_real_numbers_a_frozen_head_and_says_what_they_mean(at: Any, counted: None) -> None:
    answer = at("prasit").get("/desk/reports/new/xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="sangsuk-new-5000-2570-11.xlsx"'
    book = load_workbook(BytesIO(answer.content))
    sheet, meaning = book.worksheets
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=7)}
    assert rows["เข้ามา"][-1] == 4 and rows["คงเหลือ"][-1] == 3
    assert all(isinstance(n, int) for n in rows["คงเหลือ"])
    assert sheet.freeze_panes == "B7"
    assert sheet["A1"].value == "ผลการแก้ไขปัญหาเรื่องร้องเรียน (เรื่องใหม่)"
    words = [cell.value for row in meaning.iter_rows() for cell in row]
    assert "นับถึง" in words and any("จบในช่วงนี้ทุกทาง" in str(word) for word in words)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_comes_as_workbook_and_paper(at: Any, counted: None, name: str) -> None:
    client = at("nok")
    assert load_workbook(BytesIO(client.get(f"/desk/reports/{name}/xlsx").content)).worksheets
    paper = client.get(f"/desk/reports/{name}/pdf")
    assert paper.content.startswith(b"%PDF") and paper["Content-Type"] == "application/pdf"


def test_a_paper_is_made_whatever_the_microsecond(at: Any, counted: None) -> None:
    Progress.objects.update(at=NOW.replace(microsecond=123456))
    assert at("nok").get("/desk/reports/new/pdf").content.startswith(b"%PDF")


def test_a_row_leads_to_the_office_behind_it(at: Any, counted: None) -> None:
    assert 'href="/desk/reports/centre?office=5002&' in body(at("prasit").get("/desk/reports/centre"))
    assert 'href="/desk/reports/area?office=under%3A5000&' in body(at("nok").get("/desk/reports/area"))


def test_an_agencys_row_leads_to_its_own_tasks_for_who_may_read_them(at: Any, counted: None) -> None:
    page = body(at("nok").get("/desk/reports/agency"))
    (link,) = re.findall(r'href="(/desk/reports/new\?office=50-electricity[^"]*)"', page)
    assert at("nok").get(link.replace("&amp;", "&")).status_code == 200
    assert "office=50-electricity" not in body(at("prasit").get("/desk/reports/agency"))


def test_while_all_is_counted_anew_the_page_says_so(at: Any, counted: None) -> None:
    Progress.objects.update(recounted=1)
    assert "กำลังนับใหม่ทั้งหมด" in text(at("malee").get("/desk/reports/new"))


def test_the_page_asks_as_much_for_many_cases_as_for_few(
    at: Any, counted: None, remembering: None, django_assert_max_num_queries: Any
) -> None:
    client = at("prasit")
    client.get("/desk/reports/centre")
    with django_assert_max_num_queries(8):
        client.get("/desk/reports/centre")


def test_the_reports_speak_english_too(at: Any, counted: None) -> None:
    client = at("prasit")
    client.cookies["lang"] = "en"
    assert "4 came in, 1 ended, 3 remain" in text(client.get("/desk/reports/new"))


def test_the_check_finds_a_figure_that_was_tampered_with(counted: None, capsys: Any) -> None:
    call_command("check", "reports")
    Tally.objects.filter(scope="5002", axis="origin", measure="new").update(n=F("n") + 5)
    with pytest.raises(CommandError, match="1 findings"):
        call_command("check", "reports")
    assert "5002 origin 202611 grievance 2570 - new: kept 6, events say 1" in capsys.readouterr().out


def test_the_map_stands_beside_the_table_that_has_the_same_figures(at: Any, counted: None) -> None:
    page = body(at("prasit").get("/desk/reports/area"))
    assert re.findall(r"<title>([^<]+)</title></circle>", page) == ["เมืองเชียงใหม่ 2", "จอมทอง 1"]
    assert 'aria-hidden="true"' in page and "ตัวเลขทั้งหมดอยู่ในตาราง" in page
    rows = re.findall(r'<th scope="row">(?:<a [^>]*>)?อำเภอ(\S+?)(?:</a>)?</th>.*?(\d+)</td></tr>', page)
    assert [f"{name} {n}" for name, n in rows if n != "0"] == ["เมืองเชียงใหม่ 2", "จอมทอง 1"]


def test_a_district_has_no_map_of_itself(at: Any, counted: None) -> None:
    client = at("malee")
    assert "area-map" not in body(client.get("/desk/reports/area"))
    assert client.get("/desk/reports/area/public").status_code == 404


def test_what_may_be_published_tells_no_small_number(at: Any, counted: None) -> None:
    page = body(at("kanya").get("/desk/reports/area/public"))
    words = text(at("kanya").get("/desk/reports/area/public"))
    assert "มีเรื่องที่ยังไม่จบ 2–8 เรื่อง" in words
    assert "อำเภอเมืองเชียงใหม่ 1–4" in words and "อำเภอจอมทอง 1–4" in words
    assert len(set(re.findall(r"area-map__spot[^>]* r=\"([\d.]+)\"", page))) == 1


@pytest.mark.parametrize(("who", "status"), [("prasit", 200), ("nok", 200), ("wichai", 404), ("preecha", 403)])
def test_the_published_version_is_made_by_who_reads_the_report(at: Any, counted: None, who: str, status: int) -> None:
    assert at(who).get("/desk/reports/area/public").status_code == status
    assert at("prasit").get("/desk/reports/area/public?office=under:3000").status_code == 404
