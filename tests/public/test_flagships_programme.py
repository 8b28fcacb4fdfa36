"""The programme as everybody reads it: plain words, what it serves, and honestly on whose word; no draft before it is opened."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from flagging import entry
from people import actor
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Indicator, Programme, Project
from sangsuk.flagships.programme import actions

PAGES = ("/flagships", "/flagships/sdg", "/flagships/strategy", "/flagships/f2564_06")


def read(path: str, language: str = "th") -> str:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_ten_projects_stand_in_three_parts() -> None:
    shown = read("/flagships")
    assert shown.count('<section class="card">') == 10
    assert "แผ่นดินธรรม แผ่นดินทอง (หมู่บ้านเข้มแข็ง) หมู่บ้าน อยู่เย็น" in shown
    assert "เราจัดไว้ให้อ่านง่ายโดยอนุมานเอง" in shown and "0 จาก 878 อำเภอ" in shown


def test_what_came_of_it_for_people_leads_to_where_it_comes_from() -> None:
    Programme.objects.filter(pk="f2564").update(state="open")
    for name, number, base in (("04.distress_less", 30, 40), ("06.cards_good", 9, 12)):
        entry(Indicator.objects.get(pk=f"f2564_{name}"), "5001", date(2021, 1, 1), Decimal(number), base=Decimal(base))
    folding.fold_all()
    shown = read("/flagships")
    part = shown.partition('id="outcome"')[2].partition("</section>")[0]
    assert part.index("ทุกข์น้อยลง") < part.index("ประทับใจ") and part.count("75.0") == 4 and part.count("–") == 4
    for name in ("04.distress_less", "04.content", "06.cards_good", "06.satisfaction"):
        assert f'href="/flagships/passport/f2564_{name}/th/FY2021"' in part
        read(f"/flagships/passport/f2564_{name}/th/FY2021")


def test_a_project_says_what_it_serves_and_on_whose_word() -> None:
    shown = read("/flagships/f2564_05")
    assert "เป้าประสงค์ที่ 16.9" in shown and "น้ำหนักร้อยละ 100" in shown and "เราอนุมานเอง ยังไม่มีผู้ยืนยัน" in shown


def test_by_goal_and_by_pillar() -> None:
    goals = read("/flagships/sdg")
    assert (
        "เป้าหมายที่ 16 " in goals and "ยังไม่มีโครงการใดระบุ 4 ข้อ" in goals and "เราอนุมานเอง ยังไม่มีผู้ยืนยัน 113 รายการ" in goals
    )
    strategy = read("/flagships/strategy")
    assert "ด้านที่ 1 ความมั่นคง" in strategy and "เรื่องเร่งด่วนที่ 9" in strategy and "หมุดหมาย" not in strategy


@pytest.mark.parametrize("page", PAGES)
def test_english_is_whole(page: str) -> None:
    shown = read(page, "en")
    assert "Our own reading, not confirmed" in shown or page == "/flagships"
    assert "percent" in shown or page == "/flagships"


def test_a_draft_is_nowhere_until_it_is_opened() -> None:
    made = actions.copy(Programme.objects.get(), by=actor("dao"))
    for page in ("/flagships?of=f2565", "/flagships/f2565_06", "/flagships/sdg?of=f2565", "/api/v1/flagships/f2565"):
        assert Client().get(page).status_code == 404, page
    assert "f2565" not in Client().get("/api/v1/flagships").content.decode()
    actions.move(made, "open", by=actor("nok"))
    for page in ("/flagships?of=f2564", "/flagships/f2565_06", "/flagships/sdg", "/api/v1/flagships/f2565"):
        assert Client().get(page).status_code == 200, page
    assert "2565" in read("/flagships")


@pytest.mark.parametrize("path", ["/flagships/f2564_99", "/flagships/x", "/flagships?of=x"])
def test_what_is_not_there(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_open_data_say_the_same_as_the_pages() -> None:
    given = Client().get("/api/v1/flagships/f2564").json()
    assert [one["number"] for one in given["projects"]] == list(range(1, 11)) and len(given["parts"]) == 3
    for one in given["projects"]:
        sums: dict[str, float] = {}
        for share in one["alignments"]:
            assert share["standing"] == "inferred" and share["source"]
            sums[share["framework"]] = round(sums.get(share["framework"], 0) + float(share["weight"]), 4)
        assert set(sums.values()) == {1.0}
        assert one["coverage"] == {
            "districts": 878,
            "planned": 0,
            "started": 0,
            "done": 0,
            "not_applicable": 0,
            "missing": 878,
        }


def test_who_wrote_it_is_nobodys_business() -> None:
    project = Project.objects.get(pk="f2564_06")
    words = {"name_th": "ก", "name_en": "x", "standing": "official", "source": "คำสั่ง"}
    actions.text(project, words, why="เหตุผลภายใน", by=actor("dao"))
    for page in (*PAGES, "/api/v1/flagships/f2564"):
        shown = Client().get(page).content.decode()
        assert "ดาว" not in shown and "เหตุผลภายใน" not in shown


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_costs(path: str, django_assert_max_num_queries: Any) -> None:
    read(path)
    with django_assert_max_num_queries(10):
        read(path)
