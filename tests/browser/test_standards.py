"""The survey in one minute on an old phone without script; a section filled on a phone, with a photograph; who reads what."""

import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessing import begun, final
from sangsuk.standards.models import Answer, Evidence, SurveyAnswer
from visiting import picture

from .desk import sign_in
from .looking import Scale, followed, small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)


def rate(page: Page, item: str, level: str) -> None:
    page.get_by_role("group", name=item).get_by_text(level, exact=True).click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_minute_at_the_counter_without_script(opened: Any, javascript: bool) -> None:
    page, began = opened(javascript=javascript), time.monotonic()
    scale = Scale(page)
    page.goto("/r/5001")
    assert scale.weigh() < 16_000
    for item, level in (
        ("ความรวดเร็ว", "ดีมาก"),
        ("วันและเวลา", "ดี"),
        ("ติดต่อง่าย", "พอใช้"),
        ("การแต่งกาย", "ดีมาก"),
        ("คำแนะนำ", "ดี"),
    ):
        rate(page, item, level)
    page.get_by_text("งานความมั่นคง").click()
    page.get_by_label("ท่านเป็น").select_option(label="สตรีมีครรภ์")
    page.get_by_label("มีอะไรอยากให้เราทำดีขึ้น").fill("ขอเก้าอี้ใกล้ช่องบริการ")
    followed(page.get_by_role("button", name="ส่งคะแนน"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ขอบคุณ")
    assert time.monotonic() - began < 60
    one = SurveyAnswer.objects.get()
    assert (one.points, one.service, one.condition, one.channel) == (84, "security", "pregnant", "qr")


def test_what_is_missing_is_said_and_what_was_chosen_stays(opened: Any) -> None:
    page = opened(javascript=False)
    page.goto("/r/5001")
    rate(page, "ความรวดเร็ว", "ไม่ดี")
    page.get_by_label("มีอะไรอยากให้เราทำดีขึ้น").fill("รอนานมาก")
    followed(page.get_by_role("button", name="ส่งคะแนน"))
    expect(page.get_by_role("alert")).to_contain_text("กรุณาให้คะแนน “วันและเวลาที่เปิดให้บริการ”")
    expect(page.get_by_label("มีอะไรอยากให้เราทำดีขึ้น")).to_have_value("รอนานมาก")
    expect(page.get_by_role("group", name="ความรวดเร็ว").get_by_label("ไม่ดี")).to_be_checked()


def test_by_keyboard_alone(opened: Any) -> None:
    page = opened()
    page.goto("/r/5001")
    page.get_by_role("group", name="ความรวดเร็ว").get_by_label("ดีมาก").focus()
    for _item in range(6):  # five items and the service
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.get_by_role("button", name="ส่งคะแนน").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert SurveyAnswer.objects.get().points == 100


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_everybody_can_use_the_public_pages(opened: Any, width: int) -> None:
    final()
    page = opened(width=width)
    for address in ("/r/5001", "/r/5001/thanks", "/standards", "/standards/in/50", "/standards/office/5001"):
        page.goto(address)
        assert (address, violations(page), too_wide(page), small_targets(page)) == (address, [], "", [])


def test_a_section_on_a_phone_with_a_photograph(opened: Any, tmp_path: Path) -> None:
    one = begun()
    photo = tmp_path / "ห้องน้ำ.jpg"
    photo.write_bytes(picture("teal", (640, 480)))
    page = opened()
    sign_in(page, "malee")
    page.goto(f"/desk/standards/{one.pk}/sections/1")
    assert violations(page) == [] and too_wide(page) == ""
    first = page.locator("section.card").first
    first.get_by_text("ทางเดินโล่ง").click()
    first.get_by_text("น้ำดื่มและถังขยะ").click()
    first.locator("input[type=file]").set_input_files(str(photo))
    followed(page.get_by_role("button", name="บันทึกแล้วกลับ"))
    expect(page.get_by_text("ตอบแล้ว 1 จาก 4 ข้อ")).to_be_visible()
    assert Answer.objects.get(value__isnull=False).value == [1, 3] and Evidence.objects.count() == 1
    assert violations(page) == [] and too_wide(page) == ""
