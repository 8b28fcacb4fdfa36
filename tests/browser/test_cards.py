"""A card in twenty seconds: on an old phone without script, by keyboard alone, and at a tablet that forgets."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sangsuk.stories.models import FeedbackCard

from .looking import Scale, followed, small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)


def answer(page: Page, word: str = "ไม่ดี", line: str = "") -> None:
    page.get_by_role("group", name="วันนี้เป็นอย่างไร").get_by_text(word, exact=True).click()
    if line:
        page.get_by_label("อยากบอกอะไรสักประโยคไหม").fill(line)


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_telephone_with_and_without_script(opened: Any, javascript: bool) -> None:
    page, began = opened(javascript=javascript), time.monotonic()
    scale = Scale(page)
    page.goto("/c/5001")
    assert scale.weigh() < 15_000
    answer(page, line="รอสองชั่วโมง")
    page.get_by_text("แย่กว่าที่คาด").click()
    page.get_by_text("งานความมั่นคง").click()
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ขอบคุณ")
    assert time.monotonic() - began < 20
    card = FeedbackCard.objects.get()
    assert (card.tone, card.expectation, card.service, card.line) == ("negative", "below", "security", "รอสองชั่วโมง")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_front_page_without_a_poster(opened: Any, javascript: bool) -> None:
    page, began = opened(javascript=javascript), time.monotonic()
    page.goto("/")
    followed(page.get_by_role("link", name="วันนี้ไปที่ว่าการอำเภอมา"))
    if javascript:
        page.get_by_role("combobox", name="พิมพ์ชื่ออำเภอ").press_sequentially("แม่ริม", delay=20)
        followed(page.get_by_role("option", name=re.compile("^อำเภอแม่ริม")))
    else:
        page.get_by_label("พิมพ์ชื่ออำเภอ").fill("แม่ริม")
        followed(page.get_by_role("button", name="ค้นหา"))
        followed(page.get_by_role("button", name=re.compile("^อำเภอแม่ริม")))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ที่ว่าการอำเภอแม่ริม")
    answer(page, "ดี")
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    assert time.monotonic() - began < 20
    card = FeedbackCard.objects.get()
    assert (card.office_id, card.tone, card.channel) == ("5007", "positive", "web")


@pytest.mark.parametrize("way", ["/c", "/stories/write"])
def test_the_office_is_found_by_where_the_telephone_is(opened: Any, way: str) -> None:
    page = opened(geolocation={"longitude": 98.9853, "latitude": 18.7883}, permissions=["geolocation"])
    page.goto(way)
    page.get_by_role("button", name="ใช้ตำแหน่งของโทรศัพท์").click()
    expect(page.get_by_text("ที่ว่าการอำเภอเมืองเชียงใหม่").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize(
    "address", ["/c", "/c?q=แม่ริม", "/c/5001", "/c/5001/thanks", "/c/5001/kiosk", "/c/5001/kiosk/thanks"]
)
def test_everybody_can_use_it(opened: Any, address: str, width: int) -> None:
    page = opened(width=width)
    page.goto(address)
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []


def test_by_keyboard_alone(opened: Any) -> None:
    page = opened()
    page.goto("/c/5001")
    page.get_by_role("radio", name="ดี", exact=True).focus()
    for key in ("ArrowRight", "Tab", "Space", "Tab", "Space", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("ดีมาก")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    card = FeedbackCard.objects.get()
    assert (card.tone, card.expectation, card.service, card.line) == ("mixed", "above", "registration", "ดีมาก")


def test_what_is_missing_is_said_and_what_was_typed_stays(opened: Any) -> None:
    page = opened(javascript=False)
    page.goto("/c/5001")
    page.get_by_label("อยากบอกอะไรสักประโยคไหม").fill("แอร์หนาวมาก")
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    expect(page.get_by_role("alert")).to_contain_text("กรุณาเลือกว่าดี")
    expect(page.get_by_label("อยากบอกอะไรสักประโยคไหม")).to_have_value("แอร์หนาวมาก")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_tablet_forgets_and_the_way_back_shows_a_blank_page(opened: Any, javascript: bool) -> None:
    page = opened(width=1280, javascript=javascript)
    page.goto("/c/5001/kiosk")
    first = page.locator("[name=client_id]").get_attribute("value")
    answer(page, line="เรื่องของคนก่อน")
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    expect(page).to_have_url(re.compile("/c/5001/kiosk/thanks$"))
    page.go_back()
    expect(page.get_by_label("อยากบอกอะไรสักประโยคไหม")).to_have_value("")
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)
    assert page.locator("[name=client_id]").get_attribute("value") != first
    assert "เรื่องของคนก่อน" not in page.content()
    answer(page, "ดี")
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    assert FeedbackCard.objects.count() == 2


def test_the_tablet_comes_back_by_itself_after_thanks(opened: Any) -> None:
    page = opened(width=1280, javascript=False)
    page.goto("/c/5001/kiosk")
    answer(page)
    followed(page.get_by_role("button", name="ส่งความเห็น"))
    page.wait_for_url(re.compile("/kiosk$"), timeout=15_000)
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)


def test_the_tablet_begins_anew_when_somebody_walked_away(opened: Any) -> None:
    page = opened(width=1280)
    page.clock.install()
    page.goto("/c/5001/kiosk?lang=en")
    page.get_by_label("Is there one thing you want to say?").fill("half a sentence")
    page.clock.fast_forward("00:40")
    expect(page.get_by_label("Is there one thing you want to say?")).to_have_value("half a sentence")
    with page.expect_navigation():
        page.clock.fast_forward("01:01")
    expect(page.get_by_label("อยากบอกอะไรสักประโยคไหม")).to_have_value("")
    assert not FeedbackCard.objects.exists()


def test_a_finger_that_presses_twice_sends_one_card(opened: Any) -> None:
    page = opened()
    page.goto("/c/5001/kiosk")
    answer(page)
    with page.expect_navigation():
        page.get_by_role("button", name="ส่งความเห็น").dblclick()
    page.wait_for_url(re.compile("thanks"))
    assert FeedbackCard.objects.count() == 1
