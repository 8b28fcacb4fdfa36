"""Programmes at the desk: who sees drafts, who changes, what a refused form keeps, and how a year gets from file to page."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import people
from people import actor
from sangsuk.flagships.models import Alignment, Programme, ProgrammeEvent, Project, ProjectText, Situation
from sangsuk.flagships.periods import fiscal_year
from sangsuk.flagships.programme import actions
from sangsuk.flagships.programme.sheet import COLUMNS
from sangsuk.thai import bangkok_date

from .reading import body, text

KEEPERS = {"dao", "nok"}
HOME = "/desk/flagships/programmes"
TEXT = {
    "name_th": "อำเภอยิ้ม",
    "name_en": "Smiling district",
    "standing": "confirmed",
    "source": "หนังสือกรม",
    "why": "กรมยืนยันแล้ว",
}


def prefixed(prefix: str, given: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in given.items()}


@pytest.mark.parametrize("who", sorted(set(people.STAFF) - people.CLOSED - {"wichai"}))
def test_everybody_reads_what_is_open_and_only_the_department_a_draft(who: str, at: Any) -> None:
    actions.copy(Programme.objects.get(), by=actor("dao"))
    client = at(who)
    assert client.get(f"{HOME}/f2564").status_code == 200
    sees = who in KEEPERS | {"preecha"}
    assert (
        client.get(f"{HOME}/f2565").status_code
        == client.get("/desk/flagships/projects/f2565_06").status_code
        == (200 if sees else 404)
    )
    assert ("2565" in text(client.get(HOME))) == sees


@pytest.mark.parametrize("who", ["malee", "prasit", "kanya", "preecha"])
def test_who_only_reads_finds_nothing_to_press(who: str, at: Any) -> None:
    for page in (f"{HOME}/f2564", "/desk/flagships/projects/f2564_06"):
        assert 'action="/desk/flagships' not in body(at(who).get(page))


def test_a_year_is_copied_named_and_opened_by_somebody_else(at: Any) -> None:
    dao, nok = at("dao"), at("nok")
    assert dao.post(f"{HOME}/f2564/copy")["Location"] == f"{HOME}/f2565"
    names = {"name_th": "All Smart 2022", "name_en": "All Smart 2022", "source": "ข่าวกรม", "version": "1"}
    assert dao.post(f"{HOME}/f2565/name", names).status_code == 302
    assert "ให้เจ้าหน้าที่อีกคนหนึ่ง" in text(dao.get(f"{HOME}/f2565"))
    assert dao.post(f"{HOME}/f2565/moves/open", {"version": "2"}).status_code == 403
    assert "เปิดใช้โครงการประจำปี" in text(nok.get(f"{HOME}/f2565"))
    assert nok.post(f"{HOME}/f2565/moves/open", {"version": "1"}).status_code == 409
    assert nok.post(f"{HOME}/f2565/moves/open", {"version": "2"}).status_code == 302
    assert Programme.objects.get(pk="f2565").state == "open"


def test_years_that_were_left_out_need_not_be_copied_one_by_one(at: Any) -> None:
    dao, present = at("dao"), fiscal_year(bangkok_date(timezone.now()))
    button = f'name="fiscal_year" value="{present}"'
    page = body(dao.get(f"{HOME}/f2564"))
    assert 'name="fiscal_year" value="2022"' in page and button in page
    answer = dao.post(f"{HOME}/f2564/copy", {"fiscal_year": str(present)})
    assert answer["Location"] == f"{HOME}/f{present + 543}"
    assert button not in body(dao.get(f"{HOME}/f2564"))


def test_closing_without_a_reason_shows_the_form_again(at: Any) -> None:
    answer = at("dao").post(f"{HOME}/f2564/moves/close", {"close-why": "จบ", "version": "1"})
    assert answer.status_code == 422 and "กรุณาบอกเหตุผล" in text(answer) and "จบ</textarea>" in body(answer)
    assert at("dao").post(f"{HOME}/f2564/moves/close", {"close-why": "สิ้นปีแล้ว", "version": "1"}).status_code == 302


def test_a_text_is_changed_and_a_wrong_one_keeps_what_was_typed(at: Any) -> None:
    dao, page = at("dao"), "/desk/flagships/projects/f2564_06"
    answer = dao.post(f"{page}/text", prefixed("text", TEXT | {"budget_baht": "มาก"}))
    assert answer.status_code == 422 and "งบประมาณอ่านไม่ออก" in text(answer) and "อำเภอยิ้ม" in body(answer)
    assert ProjectText.objects.filter(project="f2564_06").count() == 1
    assert dao.post(f"{page}/text", prefixed("text", TEXT | {"budget_baht": "1,500,000"})).status_code == 302
    shown = text(dao.get(page))
    assert "1500000.00 บาท" in shown and "ฉบับที่ 2" in shown and "กรมการปกครองยืนยันแล้ว" in shown and "กรมยืนยันแล้ว" in shown


def test_a_part_is_changed_on_the_page(at: Any) -> None:
    project = Project.objects.get(pk="f2564_10")
    two = project.programme.parts.get(number=2)
    given = {"place-part": two.pk, "place-others": [project.part_id], "place-standing": "official"}
    assert at("dao").post("/desk/flagships/projects/f2564_10/part", given).status_code == 302
    assert "ส่วนที่ 2, และส่วนที่ 3 (ตามเอกสารราชการ)" in text(at("dao").get("/desk/flagships/projects/f2564_10"))


def rows(*shares: tuple[str, str]) -> dict[str, str]:
    given = {"rows": str(len(shares))}
    for n, (aim, weight) in enumerate(shares):
        given |= {
            f"r{n}-aim": aim,
            f"r{n}-weight": weight,
            f"r{n}-why_th": "เพราะว่า",
            f"r{n}-standing": "confirmed",
            f"r{n}-source": "หนังสือกรม",
        }
    return given


def test_what_a_project_serves_is_changed_together(at: Any) -> None:
    page, dao = "/desk/flagships/projects/f2564_06/aims/sdg_goal", at("dao")
    assert 'value="0.7"' in body(dao.get(page)) and "เป้าหมายที่ 16" in text(dao.get(page))
    wrong = dao.post(page, rows(("16", "0.5"), ("9", "0.4"), ("", "")))
    assert wrong.status_code == 422 and "รวมกันได้ 0.9" in text(wrong) and 'value="0.4"' in body(wrong)
    shares = Alignment.objects.filter(project="f2564_06", aim__framework="sdg_goal")
    assert {str(one.weight) for one in shares} == {"0.7000", "0.3000"}
    assert dao.post(page, rows(("16", "0.5"), ("9", "0.5"), ("", ""))).status_code == 302
    now = Alignment.objects.filter(project="f2564_06", aim__framework="sdg_goal", valid_to=None)
    assert {(one.aim.code, str(one.weight), one.standing) for one in now} == {
        ("16", "0.5000", "confirmed"),
        ("9", "0.5000", "confirmed"),
    }


def test_a_row_that_is_wrong_says_so_itself(at: Any) -> None:
    answer = at("dao").post("/desk/flagships/projects/f2564_06/aims/sdg_goal", rows(("16", "มาก"), ("9", "0.5")))
    assert answer.status_code == 422 and 'href="#id_r0-weight"' in body(answer)


def test_a_framework_that_came_later_says_so(at: Any) -> None:
    assert "ยังไม่ใช้ในปีงบประมาณของโครงการ" in text(at("dao").get("/desk/flagships/projects/f2564_06/aims/plan_13"))
    assert at("dao").get("/desk/flagships/projects/f2564_06/aims/nothing").status_code == 404


def test_a_situation_is_noted_for_a_quarter(at: Any) -> None:
    given = {"situation-tag_th": "โควิด-19", "situation-why": "ลดความแออัด", "situation-quarter": "15/2/2564"}
    page = "/desk/flagships/projects/f2564_06"
    assert at("dao").post(f"{page}/situation", given).status_code == 302
    assert Situation.objects.get().quarter_starts_on.isoformat() == "2021-01-01"
    again = at("dao").post(f"{page}/situation", given)
    assert again.status_code == 422 and "บันทึกไว้ในไตรมาสนี้แล้ว" in text(again)
    assert "โควิด-19" in text(at("malee").get(page))


def changed(answer: Any, **cells: str) -> SimpleUploadedFile:
    """The file from the page with the English name of project 6 changed, or other cells of that line."""
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    next(one for one in lines if one["what"] == "text" and one["project"].endswith("_06")).update(
        {"name_en": "Smiling district"} | cells
    )
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(lines)
    return SimpleUploadedFile("programme.csv", out.getvalue().encode("utf-8-sig"), "text/csv")


def test_a_programme_goes_out_as_a_file_and_comes_back(at: Any) -> None:
    dao = at("dao")
    file = dao.get(f"{HOME}/f2564/table.csv")
    assert file["Content-Disposition"].endswith('"programme-f2564.csv"')
    answer = dao.post(f"{HOME}/f2564/table", {"file": changed(file), "why": "ตามมติที่ประชุม", "version": "1"}, follow=True)
    assert "นำเข้าแล้ว เปลี่ยนไป 1 รายการ" in text(answer)
    assert ProjectText.objects.get(project="f2564_06", version=2).name_en == "Smiling district"
    late = dao.post(f"{HOME}/f2564/table", {"file": changed(file), "why": "อีกครั้ง", "version": "1"})
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("cells", "said"), [({"standing": "sure"}, "บรรทัดที่ 21"), ({"project": "f2564_77"}, "ไม่มีโครงการ “f2564_77”")]
)
def test_a_wrong_file_names_its_lines(at: Any, cells: dict[str, str], said: str) -> None:
    dao = at("dao")
    file = changed(dao.get(f"{HOME}/f2564/table.csv"), **cells)
    answer = dao.post(f"{HOME}/f2564/table", {"file": file, "why": "ตามมติที่ประชุม"})
    assert answer.status_code == 422 and said in text(answer) and "ตามมติที่ประชุม" in body(answer)
    assert not ProgrammeEvent.objects.filter(move="import").exists()


def test_a_programme_from_nothing(at: Any) -> None:
    dao = at("dao")
    given = {"year": "2566", "name_th": "ใหม่", "name_en": "New", "source": "คำสั่ง"}
    assert dao.post(f"{HOME}/new", given | {"year": "2023"}).status_code == 422
    assert dao.post(f"{HOME}/new", given)["Location"] == f"{HOME}/f2566"
    part = {"name_th": "ส่วนแรก", "name_en": "First", "source": "คำสั่ง"}
    assert dao.post(f"{HOME}/f2566/parts/1", part).status_code == 302
    pk = Programme.objects.get(pk="f2566").parts.get().pk
    project = {"number": "1", "part": pk, **TEXT}
    assert dao.post(f"{HOME}/f2566/projects/new", project)["Location"] == "/desk/flagships/projects/f2566_01"
    again = dao.post(f"{HOME}/f2566/projects/new", project)
    assert again.status_code == 422 and "ยังไม่มีโครงการอื่นใช้" in text(again)
    assert dao.post("/desk/flagships/projects/f2566_01/remove").status_code == 302
    assert not Project.objects.filter(pk="f2566_01").exists()


@pytest.mark.parametrize("copies", [0, 1])
def test_what_the_page_of_a_programme_costs(copies: int, at: Any, django_assert_max_num_queries: Any) -> None:
    for _n in range(copies):
        actions.copy(Programme.objects.get(), by=actor("dao"))
    client = at("malee")
    client.get(f"{HOME}/f2564")
    with django_assert_max_num_queries(14):
        client.get(f"{HOME}/f2564")
