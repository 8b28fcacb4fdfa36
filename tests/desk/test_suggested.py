"""A suggestion is read, planned and done on the office's list, and its case says so."""

from typing import Any

import pytest

from factories import MONDAY, case, given
from people import actor
from sangsuk.cases import actions as cases
from sangsuk.cases.models import Case
from sangsuk.stories.improvements import opening
from sangsuk.stories.models import ImprovementItem

from .reading import body, text

IDEA = "อยากให้มีเก้าอี้หน้าห้องทะเบียน ยายสมใจ มั่นคง โทร 0815550188 ยืนรอนาน"
PLAN = {"plan-what": "ตั้งเก้าอี้สิบตัวหน้าห้องทะเบียน", "plan-owner_role": "งานทะเบียน", "plan-due_on": "15/1/2570"}
STANDS = "อยู่ในรายการสิ่งที่ควรปรับปรุงของที่ว่าการอำเภอเมืองเชียงใหม่:"


def listed(n: int = 1, **changes: Any) -> tuple[Case, ImprovementItem]:
    told = case(n, nature="suggestion", description=IDEA, **changes)
    opening.sweep(MONDAY)
    return told, ImprovementItem.objects.get(case=told)


def test_the_item_says_what_was_suggested_and_leads_to_the_case(at: Any) -> None:
    told, item = listed()
    suda, malee = at("suda"), at("malee")
    row = text(malee.get("/desk/improvements"))
    assert "มี 1 รายการที่ยังไม่เสร็จ" in row and "เก้าอี้" in row and "ข้อเสนอแนะ ·" in row and "0815550188" not in row
    page = malee.get(f"/desk/improvements/{item.pk}")
    assert IDEA in body(page) and f'href="/desk/cases/{told.number}"' in body(page) and "ขอให้ระบายน้ำ" in body(page)
    assert "ผู้เสนอจะอ่านเหตุผลนี้" not in text(page)
    assert "ผู้เสนอจะอ่านเหตุผลนี้" in text(suda.get(f"/desk/improvements/{item.pk}"))
    assert "ควรแก้ก่อน: ข้อเสนอแนะ" in text(malee.get("/desk/voices"))


def test_its_case_says_where_it_stands_and_what_came_of_it(at: Any) -> None:
    told, item = listed()
    malee, case_at, item_at = at("malee"), f"/desk/cases/{told.number}", f"/desk/improvements/{item.pk}"
    page = body(malee.get(case_at))
    assert STANDS in page and f'<a href="{item_at}">รอรับทราบ</a>' in page
    for who in ("prasit", "kanya", "nok"):
        page = body(at(who).get(case_at))
        assert STANDS in page and item_at not in page
    assert malee.post(f"{item_at}/plan", PLAN).status_code == 302
    assert "ผู้เสนอจะอ่านข้อความนี้ในหน้าติดตามเรื่อง" in text(malee.get(item_at))
    assert malee.post(f"{item_at}/done", {"done-changed": "มีเก้าอี้สิบตัวแล้ว"}).status_code == 302
    page = text(malee.get(case_at))
    assert f"{STANDS} ปรับปรุงแล้ว" in page and "มีเก้าอี้สิบตัวแล้ว" in page


def test_an_agency_reads_nothing_of_the_list(at: Any) -> None:
    told, _item = listed()
    for name in ("accept", "hand_to_agency"):
        cases.move(Case.objects.get(pk=told.pk), name, by=actor("malee"), data=given(name), now=MONDAY)
    assert "รายการสิ่งที่ควรปรับปรุง" not in text(at("wichai").get(f"/desk/cases/{told.number}"))


@pytest.mark.parametrize("swept", [False, True])
def test_what_is_sealed_is_on_no_page_of_the_list(at: Any, swept: bool) -> None:
    told, item = listed()
    for name in ("accept", "seal"):
        cases.move(Case.objects.get(pk=told.pk), name, by=actor("suda"), data=given(name), now=MONDAY)
    if swept:
        opening.sweep(MONDAY)
    for who in ("malee", "suda"):
        page = text(at(who).get("/desk/improvements"))
        assert "ไม่มีสิ่งที่รอการปรับปรุง" in page and "เก้าอี้" not in page
        assert at(who).get(f"/desk/improvements/{item.pk}").status_code == 404
        assert at(who).post(f"/desk/improvements/{item.pk}/acknowledge").status_code == 404
    assert "ยังไม่เสร็จ" not in text(at("kanya").get("/desk/improvements")).split("เมืองเชียงใหม่")[-1]
    assert STANDS not in text(at("suda").get(f"/desk/cases/{told.number}"))


def test_the_pages_ask_as_much_for_one_suggestion_as_for_many(
    at: Any, remembering: None, django_assert_num_queries: Any
) -> None:
    told, item = listed()
    malee = at("malee")
    pages = {"/desk/improvements": 5, f"/desk/improvements/{item.pk}": 9, f"/desk/cases/{told.number}": 9}
    for address in pages:
        malee.get(address)
    for more in (False, True):
        for n in range(2, 12) if more else ():
            listed(n)
        for address, asked in pages.items():
            with django_assert_num_queries(asked):
                malee.get(address)


def test_it_speaks_english_too(at: Any) -> None:
    told, item = listed()
    client = at("malee")
    client.cookies["lang"] = "en"
    assert "Suggestion ·" in text(client.get("/desk/improvements"))
    assert f"Open case {told.number}" in text(client.get(f"/desk/improvements/{item.pk}"))
    assert "is on the improvement list of" in text(client.get(f"/desk/cases/{told.number}")).lower()
