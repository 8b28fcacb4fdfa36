"""On her phone she takes back what she allowed, first the film and then the whole story; somebody filmed takes back her release."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

import producing
import showing
import storytelling as telling
from sangsuk.common import ids
from sangsuk.stories.models import Film, Story
from typefaces import needs_thai_font

from .conftest import Opener
from .looking import followed, small_targets, too_wide, violations

pytestmark = needs_thai_font
SUBSCRIBED = ("/stories/feed.rss", "/stories/feed.json", "/stories/open-data.csv", "/sitemap.xml", "/api/v1/stories")


def looked_at(page: Page, name: str) -> None:
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=f"{folder}/withdraw-{name}.png", full_page=True)
    assert too_wide(page) == ""
    assert violations(page) == []


def status(page: Page, address: str) -> int:
    return page.request.get(address).status


def told_in(page: Page, address: str, story: Story) -> bool:
    answer = page.request.get(address)
    return answer.ok and (story.code in answer.text() or story.title_shown in answer.text())


def hers(opened: Opener, story: Story) -> Page:
    page = opened(width=360)
    page.goto(f"/stories/mine/{story.code}/{ids.secret_key(story.client_id)}")
    return page


def filmed() -> tuple[Film, Story, str]:
    """A published story with a photograph, chosen and filmed; and the key of who is seen in the film."""
    telling.campaign()
    story = showing.shown(campaign="happy-2563", title_shown=telling.TITLE, text_shown=telling.TEXT)
    film = producing.actions.begin(producing.won([story], "won")[0], by=producing.actor("dao"), now=producing.MONDAY)
    added = producing.finished(film)
    return Film.objects.get(), Story.objects.get(), added.key


@pytest.mark.usefixtures("world", "monday")
def test_use_by_use_and_then_everything(opened: Opener) -> None:
    film, story, _key = filmed()
    page, film_page = f"/stories/{story.code}", f"/films/{film.code}"
    picture = f"{page}/files/{story.files.get().pk}/small"
    anybody, phone = opened(width=360), hers(opened, story)
    for address in (page, film_page, "/stories/films", picture, f"{page}/card.png"):
        assert status(anybody, address) == 200, address
    assert all(told_in(anybody, address, story) for address in SUBSCRIBED)
    looked_at(phone, "mine")
    phone.locator("summary", has_text="เปลี่ยนสิ่งที่อนุญาต").click()
    phone.locator("[name$=film]").uncheck()
    looked_at(phone, "uses")
    followed(phone.locator("form[action$='/consent']").get_by_role("button"))
    expect(phone.get_by_role("status").first).to_contain_text("มีผลทันที")
    assert [status(anybody, a) for a in (film_page, "/stories/films", page)] == [404, 404, 200]
    phone.locator("summary", has_text="เปลี่ยนสิ่งที่อนุญาต").click()
    phone.locator("[name$=photograph]").uncheck()
    phone.locator("[name$=quote]").uncheck()
    followed(phone.locator("form[action$='/consent']").get_by_role("button"))
    assert [status(anybody, a) for a in (picture, page)] == [404, 200]
    assert telling.TEXT[:30] not in anybody.request.get("/stories/feed.rss").text()

    phone.locator("summary", has_text=re.compile("^ถอนเรื่องนี้")).click()
    assert small_targets(phone) == []
    phone.get_by_label("ฉันต้องการถอนเรื่องนี้").check()
    looked_at(phone, "sure")
    followed(phone.locator("form[action$='/withdraw']").get_by_role("button"))
    expect(phone.get_by_role("status").first).to_contain_text("ท่านถอนเรื่องเล่านี้แล้ว")
    looked_at(phone, "gone")
    anybody.goto("/stories")
    expect(anybody.get_by_text(telling.TITLE)).to_have_count(0)
    for address in (page, film_page, picture, f"{page}/card.png", f"/api/v1/stories/{story.code}"):
        assert status(anybody, address) == 404, address
    assert not any(told_in(anybody, address, story) for address in SUBSCRIBED)


@pytest.mark.usefixtures("world", "monday")
@pytest.mark.parametrize("javascript", [True, False])
def test_who_was_filmed_takes_her_release_back_and_the_story_stays(opened: Opener, javascript: bool) -> None:
    film, story, key = filmed()
    phone = opened(width=360, javascript=javascript)
    phone.goto("/films/release")
    phone.keyboard.press("Tab")
    phone.get_by_label("รหัสของหนังสืออนุญาต").focus()
    phone.keyboard.type(key.lower().replace("-", " "))
    with phone.expect_navigation(wait_until="load"):
        phone.keyboard.press("Enter")
    expect(phone.get_by_text("ยายผู้มาทำบัตร")).to_be_visible()
    phone.get_by_role("button", name="ถอนคำอนุญาต").focus()
    with phone.expect_navigation(wait_until="load"):
        phone.keyboard.press("Enter")
    expect(phone.get_by_role("status").first).to_contain_text("ท่านถอนคำอนุญาตแล้ว")
    anybody = opened(width=360)
    gone = (f"/films/{film.code}", f"/films/{film.code}/captions.th.vtt", "/stories/films")
    assert {status(anybody, address) for address in gone} == {404}
    assert status(anybody, f"/stories/{story.code}") == 200
    assert Film.objects.get().state == "stopped"
