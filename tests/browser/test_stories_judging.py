"""A judge reads blind and gives marks by the keyboard alone; then the organisers open the scores and choose three."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from judging import SECRET, begun, judge, scored, stories
from sangsuk.accounts.models import User
from sangsuk.stories.models import Assignment, Selection

from .conftest import Opener
from .desk import enter
from .looking import followed, small_targets, too_wide, violations

SHOTS = os.environ.get("SANGSUK_SHOTS", "")


def enter_as(page: Page, somebody: User, house: str) -> Page:
    door = Client()
    door.force_login(somebody)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": door.cookies[name].value, "domain": "localhost", "path": "/", "httpOnly": True}]
    )
    page.goto(house)
    return page


def looked_at(page: Page, name: str, *, javascript: bool = True) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    if javascript:  # what looks for them is a script itself
        assert violations(page) == []
    assert too_wide(page) == ""
    assert small_targets(page) == []


@pytest.mark.parametrize(("width", "javascript"), [(1280, False), (360, True)])
def test_a_judge_reads_blind_and_three_are_chosen(opened: Opener, monday: None, width: int, javascript: bool) -> None:
    stories()
    made = begun()
    page = enter_as(opened(width=width, javascript=javascript), judge(2), "/desk/stories/packets")
    looked_at(page, f"packets_{width}", javascript=javascript)
    followed(page.get_by_role("link", name="อ่านซองต่อไป"))
    said = page.content()
    assert [word for word in SECRET if word in said] == []
    looked_at(page, f"packet_{width}", javascript=javascript)
    page.locator('input[name="beyond"]').first.focus()
    for _key in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("อ่านแล้วเห็นภาพ")
    page.keyboard.press("Tab")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("แก้ได้จนกว่ารอบนี้จะจบ")
    mine = Assignment.objects.get(juror__user=judge(2), scored_at__isnull=False)
    assert mine.opened is None

    scored(made)
    organiser = enter(opened(width=width, javascript=javascript), "dao")
    organiser.goto(f"/desk/stories/rounds/{made.code}")
    looked_at(organiser, f"judging_{width}", javascript=javascript)
    followed(organiser.get_by_role("button", name="ปิดรอบและเปิดคะแนน"))
    looked_at(organiser, f"ended_{width}", javascript=javascript)
    followed(organiser.get_by_role("button", name="เลือกตามลำดับ"))
    expect(organiser.locator("[data-chosen]")).to_have_count(3)
    followed(organiser.get_by_role("button", name="ประกาศผล"))
    looked_at(organiser, f"announced_{width}", javascript=javascript)
    made.refresh_from_db()
    assert made.state == "announced" and Selection.objects.filter(round=made).count() == 3
    assert bytes.fromhex(made.seed_shown)


def test_the_pages_of_a_new_round_and_of_a_packet_to_read_are_whole(opened: Opener, monday: None) -> None:
    from judging import listed

    stories()
    made = listed()
    page = enter(opened(width=360), "dao")
    for name, url in {
        "rounds": "/desk/stories/rounds", "new": "/desk/stories/rounds/new", "listing": f"/desk/stories/rounds/{made.code}",
        "screen": f"/desk/stories/rounds/{made.code}/screen",
        "entry": f"/desk/stories/rounds/{made.code}/packets/{made.entries.all()[0].packet}",
    }.items():  # fmt: skip
        page.goto(url)
        looked_at(page, f"{name}_360")
