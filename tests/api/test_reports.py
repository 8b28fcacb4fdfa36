"""The reports as data: the figures of the page, page by page, for whom the page opens."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from factories import MONDAY, case, moved
from people import CITIZEN, actor
from sangsuk.cases import actions as cases
from sangsuk.insight import actions as insight
from sangsuk.insight.figures import Asked
from sangsuk.insight.reports import REPORTS, told

from .calling import Caller, is_problem

pytestmark = pytest.mark.django_db
WHEN = "year=2570&month=11"


@pytest.fixture
def counted() -> None:
    case(1, category="water.flood")
    moved(case(2, category="land.title", channel="line"), ("withdraw", CITIZEN))
    case(3, district="5002", subdistrict=None)
    moved(case(4), ("accept", actor("malee")), ("hand_to_agency", actor("malee")))
    insight.count()


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_the_figures_of_its_page(api: Caller, counted: None, name: str) -> None:
    got = api.as_("prasit").get(f"/desk/reports/{name}?{WHEN}").json()
    page = told(name, Asked("under:5000", 2570, 202611)).report
    assert (got["heading"], got["finding"], got["columns"]) == (page.heading, page.finding, list(page.columns))
    assert [row["values"] for row in got["rows"]] == [list(row.values) for row in page.rows]
    assert got["complete"] and got["as_of"]


def test_rows_carry_the_code_by_which_programs_know_them(api: Caller, counted: None) -> None:
    nok = api.as_("nok")
    [chiang_mai] = [row for row in nok.get(f"/desk/reports/area?{WHEN}").json()["rows"] if row["code"] == "50"]
    assert (chiang_mai["office"], chiang_mai["values"][-1]) == ("under:5000", 3)
    assert {row["code"] for row in nok.get(f"/desk/reports/top?{WHEN}").json()["rows"]} >= {"water.flood", "land.title"}


def test_a_long_report_comes_page_by_page_and_whole(api: Caller, counted: None) -> None:
    prasit, address = api.as_("prasit"), f"/desk/reports/area?{WHEN}"
    whole = prasit.get(address).json()
    rows, cursor = [], ""
    while True:
        part = prasit.get(f"{address}&limit=7&cursor={cursor}").json()
        assert len(part["rows"]) <= 7
        rows += part["rows"]
        cursor = part["next"]
        if cursor is None:
            break
    assert rows == whole["rows"] and len(rows) == 26


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("malee", "office=5002", 404), ("malee", "office=under:5000", 404), ("prasit", "office=5002", 200),
        ("prasit", "office=under:3000", 404), ("nok", "office=under:3000", 200), ("wichai", "office=50-electricity", 200),
        ("wichai", "office=5001", 404), ("malee", "year=1999", 404), ("malee", "month=13", 404), ("malee", "mission=x", 404),
        ("malee", "limit=501", 422), ("malee", "limit=0", 422), ("malee", "cursor=x", 422), ("malee", "office=%00", 422),
    ],
)  # fmt: skip
def test_each_reads_what_the_rule_of_sight_says(api: Caller, counted: None, who: str, query: str, status: int) -> None:
    answer = api.as_(who).get(f"/desk/reports/monthly?{query}")
    assert answer.status_code == status
    if status != 200:
        is_problem(answer, status)


def test_names_there_are_not_are_not_there(api: Caller, counted: None) -> None:
    is_problem(api.as_("malee").get("/desk/reports/secrets"), 404, "no_report")
    is_problem(api.as_("wichai").get("/desk/reports/agency"), 404, "no_report")


def test_the_list_names_the_reports_and_whose_may_be_asked_for(api: Caller, counted: None) -> None:
    prasit = api.as_("prasit")
    got = prasit.get("/desk/reports").json()
    assert [one["code"] for one in got["items"]] == list(REPORTS)
    assert {"under:5000", "5000", "5001"} <= {one["code"] for one in got["offices"]}
    assert all(prasit.get(f"/desk/reports/new?office={one['code']}").status_code == 200 for one in got["offices"])


def test_the_same_comes_as_csv_with_codes_and_real_numbers(api: Caller, counted: None) -> None:
    answer = api.as_("prasit").get(f"/desk/reports/area/csv?{WHEN}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:2] == ["code", "อำเภอ"] and head[-1] == "คงเหลือ"
    by_code = {row[0]: row for row in rows}
    assert by_code["5001"][-1] == "2" and by_code[""][-1] == "3"


def rated(n: int) -> None:
    told = moved(
        case(n, distress=8), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY - timedelta(days=1)
    )
    data = {"solved": "yes", "rating": 5, "rating_result": 4, "wish_met": "yes", "distress_after": 3}
    cases.move(told, "rate", by=CITIZEN, data=data, now=MONDAY)


@pytest.mark.parametrize(("answers", "value"), [(9, None), (10, 1.0)])
def test_outcomes_say_nothing_of_too_few(api: Caller, answers: int, value: Any) -> None:
    for n in range(answers):
        rated(n + 1)
    got = api.as_("prasit").get("/desk/outcomes?year=2570").json()
    whole, centre = got["items"]
    assert (whole["code"], centre["code"]) == ("", "5001")
    solved = {one["measure"]: one for one in whole["figures"]}["said_solved"]
    assert (solved["value"], solved["answers"]) == (value, answers)
    assert {one["measure"] for one in whole["figures"]} == {one["name"] for one in got["measures"]}
