"""The gallery as a visitor meets it: found, narrowed, read, sent on, printed, by keyboard, on a phone and on a large screen."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import answering
import showing
import storytelling as telling
from people import CITIZEN
from sangsuk.stories.answers import actions
from sangsuk.stories.models import Pledge, Story, StoryFlag

from .conftest import Opener
from .looking import followed, small_targets, too_wide, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world", "files_of_its_own", "monday")]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
SCRIPT = pytest.mark.parametrize("javascript", [True, False])


@pytest.fixture
def shelf(files_of_its_own: None) -> dict[str, Story]:
    """A good story with a photograph in a campaign, and a bad one that was answered with a promise kept."""
    telling.campaign()
    good = showing.shown(1, campaign="happy-2563", files=(showing.photograph(1), showing.sound(1)))
    bad = answering.bad(2, office="3001", uses=("publish",))
    return {"good": good, "bad": bad}


@pytest.fixture
def kept_promise() -> Pledge:
    return answering.finished(answering.pledge())


def looked_at(page: Page) -> None:
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []


def titles(page: Page) -> list[str]:
    return page.locator(".tale__title").all_inner_texts()


@SCRIPT
@WIDTHS
def test_a_story_is_found_by_words_and_narrowed_to_a_region(
    opened: Opener, shelf: dict[str, Story], width: int, javascript: bool
) -> None:
    page = opened(width=width, javascript=javascript)
    page.goto("/stories")
    assert len(titles(page)) == 2
    page.get_by_label("ค้นหาคำในเรื่องเล่า").fill("บัตรใหม่ ทะเบียน")
    followed(page.get_by_role("button", name="ค้นหา"))
    assert titles(page) == [shelf["good"].title_shown]
    expect(page.get_by_role("status")).to_contain_text("1 เรื่อง")
    followed(page.get_by_role("link", name="ดูทุกเรื่อง"))
    page.locator("summary", has_text="เลือกเฉพาะบางเรื่อง").click()
    page.get_by_label("ความรู้สึก").select_option(label="ยังไม่พอใจ")
    followed(page.get_by_role("button", name="ค้นหา"))
    assert titles(page) == [shelf["bad"].title_shown]
    expect(page.get_by_label("ความรู้สึก")).to_be_visible()
    page.get_by_label("ความรู้สึก").select_option(label="ประทับใจ")
    page.get_by_label("ภาค").select_option(label="ภาคใต้")
    followed(page.get_by_role("button", name="ค้นหา"))
    expect(page.get_by_role("heading", name="ไม่พบเรื่องที่ท่านค้นหา")).to_be_visible()


@WIDTHS
def test_everybody_can_use_every_page_of_it(opened: Opener, shelf: dict[str, Story], width: int) -> None:
    page = opened(width=width)
    for address in ("/stories", "/stories?q=ไม่มีคำนี้", "/stories?tone=negative", f"/stories/{shelf['good'].code}", "/stories/press",
                    "/stories/campaigns/happy-2563", "/stories/campaigns/happy-2563/numbers"):  # fmt: skip
        page.goto(address)
        looked_at(page)


@WIDTHS
def test_the_office_answers_and_what_changed_stands_below_the_story(
    opened: Opener, kept_promise: Pledge, width: int
) -> None:
    page = opened(width=width)
    page.goto(f"/stories/{kept_promise.story.code}")
    looked_at(page)
    expect(page.get_by_role("region", name="คำตอบของ")).to_contain_text(answering.TEXT)
    expect(page.get_by_role("region", name="สิ่งที่อำเภอรับว่าจะปรับปรุง")).to_contain_text(answering.DID)
    page.goto("/stories")
    expect(page.locator(".tale")).to_contain_text("ที่ว่าการอำเภอตอบแล้ว")
    actions.move(kept_promise, "confirm", by=CITIZEN, data={})
    page.goto("/stories")
    expect(page.locator(".tale")).to_contain_text("ปรับปรุงแล้ว ผู้เล่ายืนยัน")


def test_the_keyboard_alone_opens_a_story(opened: Opener, shelf: dict[str, Story]) -> None:
    page = opened(width=1280)
    page.goto("/stories")
    page.get_by_label("ค้นหาคำในเรื่องเล่า").focus()
    page.keyboard.type("บัตรใหม่")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    link = page.get_by_role("link", name=shelf["good"].title_shown)
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    card = page.locator(".tale").first
    assert card.evaluate("card => getComputedStyle(card).outlineStyle") != "none"
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(shelf["good"].title_shown)


def about(page: Page) -> dict[str, str]:
    """What a program that shows a preview of the link reads."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('meta[property^=\"og:\"]')].map(m => [m.getAttribute('property'), m.content]))"
    )
    return found


def test_a_link_that_is_sent_on_brings_title_words_and_a_picture(opened: Opener, shelf: dict[str, Story]) -> None:
    page, good = opened(), shelf["good"]
    page.goto(f"/stories/{good.code}")
    told = about(page)
    assert told["og:title"] == good.title_shown and "ยายเดินไม่ค่อยไหว" in told["og:description"]
    assert all(told[name].startswith(("http://", "https://")) for name in ("og:url", "og:image"))
    picture = page.request.get(re.sub(r"^https?://[^/]+", "", told["og:image"]))
    assert picture.headers["content-type"] == "image/png"
    size = Image.open(BytesIO(picture.body())).size
    assert (str(size[0]), str(size[1])) == (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] and told["og:site_name"] == "สร้างสุข" and told["og:locale"] == "th_TH"


def test_without_her_leave_the_preview_has_none_of_her_words(opened: Opener, shelf: dict[str, Story]) -> None:
    page = opened()
    page.goto(f"/stories/{shelf['bad'].code}")
    assert "บัตรคิว" not in " ".join(about(page).values())


def test_on_paper_stand_the_story_and_its_address_and_no_button(opened: Opener, shelf: dict[str, Story]) -> None:
    page = opened(width=1280)
    page.goto(f"/stories/{shelf['good'].code}")
    page.emulate_media(media="print")
    expect(page.locator(".print-only")).to_contain_text(f"/stories/{shelf['good'].code}")
    expect(page.locator(".one__text")).to_be_visible()
    for gone in ("#report", "nav", ".masthead__in a.button", "audio"):
        for one in page.locator(gone).all():
            assert not one.is_visible(), gone


@SCRIPT
def test_a_reader_says_that_a_story_harms_somebody(opened: Opener, shelf: dict[str, Story], javascript: bool) -> None:
    page = opened(javascript=javascript)
    page.goto(f"/stories/{shelf['good'].code}")
    page.locator("summary", has_text="เรื่องนี้มีปัญหา").click()
    followed(page.get_by_role("button", name="ส่งให้ผู้ตรวจ"))
    expect(page.get_by_role("alert")).to_contain_text("กรุณาเลือกเหตุผลหนึ่งข้อ")
    if javascript:  # axe is a script
        looked_at(page)
    page.locator("input[name=reason]").first.check(force=True)
    followed(page.get_by_role("button", name="ส่งให้ผู้ตรวจ"))
    expect(page.get_by_text("ขอบคุณที่บอกเรา")).to_be_visible()
    assert StoryFlag.objects.count() == 1


def test_the_gallery_speaks_english(opened: Opener, shelf: dict[str, Story]) -> None:
    page = opened(language="en")
    page.goto("/stories")
    said: Any = page.locator("main").evaluate(
        "main => { for (const e of main.querySelectorAll('.tales, select, [lang=th]')) e.remove(); return main.innerText }"
    )
    assert not re.search("[ก-๛]", said)
