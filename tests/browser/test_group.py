"""A group's complaint from beginning to end in a real browser; and "mine too" on a small phone, with and without JavaScript."""

import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from factories import case, moved, submitted
from people import actor
from sangsuk.cases import actions, repeats
from sangsuk.cases.models import Case, Supporter
from sangsuk.notifications.models import Message

from .conftest import Opener
from .desk import NOW, enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.usefixtures("monday")
HOLE = "ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว ขอให้ซ่อม"
MINE = "หลุมไหญ่บนถนนตรงหน้าวัดป่าแดง มอเตอร์ไซค์ล้มเมื่อคืน"


def look(page: Page, name: str) -> None:
    """Every page is read by axe, fits its screen; a picture is kept when a folder is named."""
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert violations(page) == []
    assert too_wide(page) == ""


def names(count: int) -> dict[str, Any]:
    """A list as a village clerk keeps it: a title above, Thai digits, some rows to mend."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["บัญชีรายชื่อผู้เดือดร้อน บ้านป่าแดง"], [], ["ที่", "ชื่อ - สกุล", "เบอร์โทร", "บ้านเลขที่", "หมู่"]):
        page.append(row)
    for n in range(1, count + 1):
        page.append([n, f"นางสมมติ ลำดับที่{n}", f"๐๘๑-๕๕๕-{n:04d}", f"{n}/1", "๔"])
    page.append([count + 1, "", "0815559999", "", ""])
    page.append([count + 2, "นางสมมติ ลำดับที่1", "081 555 0001", "", ""])
    out = io.BytesIO()
    book.save(out)
    return {"name": "รายชื่อ.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}


@pytest.mark.django_db(transaction=True)
def test_a_group_brings_three_hundred_names_and_all_are_told_at_the_end(opened: Opener, world: None) -> None:
    told = submitted(1, description=HOLE, category="road.surface")
    number = told.case.number
    page = enter(opened(width=1366))
    page.goto(f"/desk/cases/{number}")
    page.get_by_role("link", name="เชื่อม รวมเรื่อง หรือรับรายชื่อกลุ่ม").click()
    followed(page.get_by_role("link", name="รับรายชื่อจากไฟล์ Excel"))
    look(page, "group-bring")
    page.get_by_label("ชื่อผู้แทนกลุ่ม").fill("สมหญิง นำกลุ่ม (สมมติ)")
    page.get_by_label("เรียกกลุ่มนี้ว่า").fill("ชาวบ้านป่าแดง")
    page.locator("#id_file").set_input_files(names(300))
    page.get_by_role("button", name="ตรวจรายชื่อ").click()
    expect(page.get_by_text("แถว 304: ไม่มีชื่อ")).to_be_visible()
    look(page, "group-look")
    page.get_by_role("button", name="รับ 300 รายไว้กับเรื่องนี้").click()
    expect(page.get_by_text("มีผู้เดือดร้อนเรื่องเดียวกันอีก 300 ราย")).to_be_visible()
    look(page, "group-kept")
    page.get_by_role("link", name="เปิดรายชื่อ").click()
    page.get_by_label("เหตุผลที่ต้องดู").fill("นัดประชุมชาวบ้าน")
    page.get_by_role("button", name="บันทึกเหตุผลแล้วเปิดรายชื่อ").click()
    expect(page.get_by_role("rowheader", name="นางสมมติ ลำดับที่300")).to_be_visible()
    citizen = opened()
    citizen.goto(f"/track/{number}/{told.key}")
    expect(citizen.get_by_text("มีผู้เดือดร้อนเรื่องเดียวกันอีก 300 ราย")).to_be_visible()
    look(citizen, "group-track")
    assert "สมหญิง" not in citizen.content()
    moved(Case.objects.get(number=number), ("accept", actor("malee")), ("close", actor("malee")))
    assert repeats.tell_due(NOW) == 300
    assert Message.objects.filter(code="me-too-settled").count() == 300


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_she_says_mine_too_with_one_press_and_follows_with_her_own_number(
    opened: Opener, world: None, javascript: bool
) -> None:
    first = moved(case(1, description=HOLE, category="road.surface"), ("accept", actor("malee")))
    page = opened(width=360, javascript=javascript)
    draft = _placed(page)
    expect(page.get_by_role("heading", name="มีเรื่องคล้ายกันอยู่แล้ว")).to_be_visible()
    if javascript:
        look(page, "alike")
        assert small_targets(page) == []
    page.get_by_role("button", name="เรื่องเดียวกัน ฉันเดือดร้อนด้วย").click()
    expect(page.get_by_role("heading", name="เรานับท่านแล้ว")).to_be_visible()
    if javascript:
        look(page, "joined")
    assert page.url.endswith(f"{draft}/joined")
    page.get_by_role("link", name="เปิดหน้าติดตามเรื่อง").click()
    expect(page.get_by_text(f"เลขที่ {first.number}")).to_be_visible()
    if javascript:
        look(page, "follow")
    assert Supporter.objects.count() == 1


def _placed(page: Page) -> str:
    """Steps 1 and 2, by the plainest way; gives the address of the draft."""
    page.goto("/tell")
    page.locator("#id_description").fill(MINE)
    page.locator("#id_category").select_option("road")
    page.get_by_role("button", name="ไปขั้นต่อไป: ที่ไหน").click()
    page.wait_for_url("**/where")
    draft = "/tell/" + page.url.split("/tell/")[1].split("/")[0]
    page.goto(f"{draft}/where?q=เมืองเชียงใหม่")
    page.get_by_role("button", name="เมืองเชียงใหม่").first.click()
    page.wait_for_url("**/place")
    page.locator("#id_subdistrict").select_option("500107")
    page.locator("form[action$='/place'] button").click()
    page.wait_for_url("**/alike")
    return draft


@pytest.mark.django_db(transaction=True)
def test_an_officer_merges_two_tellings_and_the_second_citizen_follows_the_first(opened: Opener, world: None) -> None:
    first = case(1, description=HOLE, category="road.surface")
    second = submitted(2, description=MINE, category="road.surface")
    page = enter(opened(width=1366))
    page.goto(f"/desk/cases/{second.case.number}")
    expect(page.get_by_text("อาจซ้ำกับ 1 เรื่อง")).to_be_visible()
    look(page, "case-with-repeat")
    page.get_by_role("link", name="เทียบ เชื่อม รวมเรื่อง และดูวิธีที่เคยแก้ได้").click()
    followed(page.get_by_role("link", name="เชื่อมหรือรวมกับเรื่องนี้"))
    look(page, "repeats")
    page.get_by_label("เพราะอะไร").fill("หลุมเดียวกันหน้าวัด")
    page.get_by_role("button", name="รวมเรื่องนี้เข้ากับเรื่องนั้น").click()
    page.wait_for_url(f"**/desk/cases/{second.case.number}")
    assert Case.objects.get(pk=second.case.pk).merged_into_id == first.pk
    actions.move(Case.objects.get(pk=first.pk), "accept", by=actor("malee"))
    citizen = opened()
    citizen.goto(f"/track/{second.case.number}/{second.key}")
    expect(citizen.get_by_text("ตอนนี้ติดตามกับเรื่องเลขที่")).to_be_visible()
    look(citizen, "merged-track")


@pytest.mark.django_db(transaction=True)
def test_who_asks_is_taken_off_the_list_and_another_stands_for_the_group(opened: Opener, world: None) -> None:
    told = submitted(1, description=HOLE, category="road.surface")
    bring = [repeats.Person(n, f"นางสมมติ ลำดับที่{n}", f"081555{n:04d}", "", f"{n}/1 หมู่ 4") for n in range(1, 13)]
    repeats.take_in(
        told.case, bring, by=actor("malee"), name="ชาวบ้านป่าแดง", representative="สมหญิง นำกลุ่ม (สมมติ)", sha256="0" * 64, now=NOW
    )  # fmt: skip
    page = enter(opened(width=1280))
    page.goto(f"/desk/cases/{told.case.number}/repeats")
    look(page, "group-repeats-1280")
    page.get_by_role("link", name="เปิดรายชื่อ").click()
    page.get_by_label("เหตุผลที่ต้องดู").fill("เจ้าตัวขอถอนชื่อ")
    followed(page.get_by_role("button", name="บันทึกเหตุผลแล้วเปิดรายชื่อ"))
    look(page, "group-names-1280")
    page.get_by_role("link", name="ถอนลำดับ 7").click()
    expect(page.get_by_label("ลำดับในรายชื่อ")).to_have_value("7")
    page.get_by_label("ใครขอ และเพราะอะไร").fill("เจ้าตัวโทรมาขอถอน")
    look(page, "group-off-1280")
    page.get_by_role("button", name="ถอนชื่อและลบข้อมูล").click()
    expect(page.get_by_text(f"ถอน {told.case.number}-7 ออกจากรายชื่อ และลบชื่อกับเบอร์แล้ว")).to_be_visible()
    expect(page.get_by_text("มีผู้เดือดร้อนเรื่องเดียวกันอีก 11 ราย")).to_be_visible()
    phone = enter(opened(width=360, javascript=False), "suda")
    phone.goto(f"/desk/cases/{told.case.number}/repeats")
    phone.get_by_role("link", name="เปลี่ยนหรือถอนผู้แทน").click()
    phone.get_by_label("ชื่อผู้แทนคนใหม่").fill("สมปอง คนใหม่ (สมมติ)")
    phone.get_by_label("ใครขอ และเพราะอะไร").fill("ผู้แทนเดิมย้ายบ้าน")
    assert too_wide(phone) == ""
    phone.get_by_role("button", name="บันทึกผู้แทนกลุ่ม").click()
    expect(phone.get_by_text("มีผู้แทนกลุ่ม")).to_be_visible()
    small = enter(opened(width=360))
    small.goto(f"/desk/cases/{told.case.number}/supporters/off")
    look(small, "group-off-360")
    citizen = opened()
    citizen.goto(f"/track/{told.case.number}/{told.key}")
    expect(citizen.get_by_text("มีผู้เดือดร้อนเรื่องเดียวกันอีก 11 ราย")).to_be_visible()
    assert "โทรมาขอถอน" not in citizen.content()  # why somebody looked is told, why somebody left is not
