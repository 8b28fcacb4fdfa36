"""The matrix at the desk: a district says ten things at once, its province looks, and nobody sees beyond her area."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from people import actor
from sangsuk.flagships.areas import districts as areas
from sangsuk.flagships.coverage import actions
from sangsuk.flagships.models import Coverage, CoverageEvent, Project

from .reading import body, text

HOME = "/desk/flagships/coverage"


def page(**changes: str) -> dict[str, str]:
    """The form of a district as it comes, with these fields changed."""
    given = {
        f"p{n}-{name}": value
        for n in range(1, 11)
        for name, value in {"state": "", "since_on": "", "why": "", "version": "0"}.items()
    }
    return given | {name.replace("_", "-", 1): value for name, value in changes.items()}


def say(state: str = "start", number: int = 6, district: str = "5001", who: str = "malee") -> Coverage:
    return actions.say(
        Project.objects.get(pk=f"f2564_{number:02}"),
        district,
        state,
        by=actor(who),
        data={"since_on": date(2021, 1, 15), "why": "เหตุ"},
    )


@pytest.mark.parametrize(
    ("who", "own", "seen", "hidden"),
    [("malee", f"{HOME}/5001", ["5001"], ["5002", "50", "3001"]), ("prasit", f"{HOME}/50", ["50", "5001", "5002"], ["3001", "30"]),
     ("kanya", f"{HOME}/50", ["50", "5001"], ["30"]), ("dao", "", ["50", "30", "5001"], ["10", "1001", "999", "x"])],
)  # fmt: skip
def test_nobody_sees_beyond_her_area(who: str, own: str, seen: list[str], hidden: list[str], at: Any) -> None:
    client = at(who)
    answer = client.get(HOME)
    assert answer["Location"] == own if own else answer.status_code == 200
    assert {code: client.get(f"{HOME}/{code}").status_code for code in seen} == dict.fromkeys(seen, 200)
    assert {code: client.get(f"{HOME}/{code}").status_code for code in hidden} == dict.fromkeys(hidden, 404)
    assert client.get(f"{HOME}/file.csv?area={hidden[-1]}").status_code == 404


@pytest.mark.parametrize("who", ["wichai", "jinda", "chaba"])
def test_who_has_no_part_in_it(who: str, at: Any) -> None:
    assert at(who).get(HOME).status_code == 403


def test_a_district_says_ten_things_with_one_button(at: Any) -> None:
    given = page(p1_state="started", p1_since_on="15/1/2564", p2_state="done", p2_since_on="2021-02-01")
    answer = at("malee").post(f"{HOME}/5001/say", given, follow=True)
    assert "บันทึกแล้ว 2 โครงการ" in text(answer) and "ยังไม่ได้บอก 8 โครงการ" in text(answer)
    assert [(c.state, c.since_on.isoformat()) for c in Coverage.objects.order_by("project")] == [
        ("started", "2021-01-15"),
        ("done", "2021-02-01"),
    ]


def test_one_wrong_keeps_all_that_was_typed_and_saves_nothing(at: Any) -> None:
    given = page(
        p1_state="started", p1_since_on="15/1/2564", p2_state="not_applicable", p2_since_on="1/2/2564", p3_state="done"
    )
    answer = at("malee").post(f"{HOME}/5001/say", given)
    shown = body(answer)
    assert answer.status_code == 422 and 'value="15/1/2564"' in shown and 'value="1/2/2564"' in shown
    assert "2. " in text(answer) and "กรุณาบอกเหตุผล" in text(answer) and "กรุณาบอกว่าตั้งแต่วันไหน" in text(answer)
    assert 'href="#id_p3-since_on"' in shown and 'href="#id_p2-why"' in shown
    assert not Coverage.objects.exists()


def test_who_had_an_old_page_is_told_and_keeps_her_words(at: Any) -> None:
    say("plan")
    answer = at("suda").post(f"{HOME}/5001/say", page(p6_state="started", p6_since_on="15/1/2564"))
    assert answer.status_code == 409 and "มีผู้อื่นแก้ไขช่องนี้ไปก่อน" in text(answer)
    assert Coverage.objects.get().state == "planned"


def test_the_form_comes_filled_with_what_was_said(at: Any) -> None:
    say("start")
    shown = body(at("malee").get(f"{HOME}/5001"))
    assert 'value="15/1/2564"' in shown and '<option value="started" selected>' in shown
    given = page(p6_state="started", p6_since_on="15/1/2564", p6_why="เหตุ", p6_version="1")
    assert "ไม่มีอะไรเปลี่ยน" in text(at("malee").post(f"{HOME}/5001/say", given, follow=True))
    assert CoverageEvent.objects.count() == 1


def test_the_province_looks_and_asks(at: Any) -> None:
    say("start")
    prasit, square = at("prasit"), f"{HOME}/5001/f2564_06"
    assert "บันทึกทุกโครงการ" not in text(prasit.get(f"{HOME}/5001"))
    short = prasit.post(f"{square}/return", {"f2564_06-question": "?", "version": "1"})
    assert short.status_code == 422 and "กรุณาเขียนคำถามถึงอำเภอ" in text(short)
    assert prasit.post(f"{square}/return", {"f2564_06-question": "เริ่มที่ไหนบ้าง", "version": "1"}).status_code == 302
    assert "จังหวัดถามว่า เริ่มที่ไหนบ้าง" in text(at("malee").get(f"{HOME}/5001"))
    assert "จังหวัดถามกลับ" in text(prasit.get(f"{HOME}/50"))
    assert prasit.post(f"{square}/see", {"version": "1"}).status_code == 409
    assert prasit.post(f"{square}/see", {"version": "2"}).status_code == 302
    assert Coverage.objects.get().look == "seen"


def test_the_province_sees_all_of_a_district_at_once(at: Any) -> None:
    for n in (1, 2, 3):
        say("start", n)
    assert at("prasit").post(f"{HOME}/5001/seen")["Location"] == f"{HOME}/50"
    assert set(Coverage.objects.values_list("look", flat=True)) == {"seen"}
    for who, status in (("malee", 403), ("orn", 404), ("dao", 403)):
        assert at(who).post(f"{HOME}/5001/seen").status_code == status


@pytest.mark.parametrize(("who", "status"), [("prasit", 403), ("dao", 403), ("anan", 404), ("kanya", 403)])
def test_only_the_district_itself_says(who: str, status: int, at: Any) -> None:
    assert at(who).post(f"{HOME}/5001/say", page(p1_state="started", p1_since_on="15/1/2564")).status_code == status
    assert not Coverage.objects.exists()


def test_who_has_not_said(at: Any) -> None:
    say("start")
    assert "878 จาก 878 อำเภอยังบอกไม่ครบ" in text(at("dao").get(f"{HOME}/silent"))
    shown = text(at("malee").get(f"{HOME}/silent"))
    assert "1 จาก 1 อำเภอ" in shown and "ยังไม่ได้บอก 9 โครงการ: 1, 2, 3, 4, 5, 7, 8, 9, 10" in shown


def test_as_a_file_it_holds_every_square_of_the_area(at: Any) -> None:
    say("start")
    lines = at("malee").get(f"{HOME}/file.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 11 and "เริ่มแล้ว,2021-01-15" in lines[6] and "ยังไม่ได้บอก" in lines[1]
    book = openpyxl.load_workbook(io.BytesIO(at("prasit").get(f"{HOME}/file.xlsx").content))
    matrix, listed = book.worksheets
    assert (matrix.max_row, matrix.max_column, listed.max_row) == (26, 12, 251)
    assert matrix.cell(2, 8).value == "◐ เริ่มแล้ว"
    assert at("malee").get(f"{HOME}/file.pdf").status_code == 404


@pytest.mark.parametrize("many", [2, 25])
def test_what_the_pages_cost(many: int, at: Any, django_assert_max_num_queries: Any) -> None:
    projects = list(Project.objects.filter(programme="f2564"))
    Coverage.objects.bulk_create(
        Coverage(project=p, district_code=place.code, state="started", since_on=date(2021, 1, 1))
        for place in areas.by_province()["50"][:many] for p in projects
    )  # fmt: skip
    for who, way in (("dao", ""), ("prasit", "/50"), ("malee", "/5001"), ("dao", "/silent")):
        client = at(who)
        client.get(f"{HOME}{way}")
        with django_assert_max_num_queries(10):
            client.get(f"{HOME}{way}")
