"""Telling a story on a phone: the whole way, a network that goes away, a film in pieces, by keys alone, without JavaScript."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from bench.keystrokes import Done, typed
from django.test import Client
from playwright.sync_api import Page, expect

import filming
from people import actor
from public.writing import mine, ready
from sangsuk.stories import actions as stories
from sangsuk.stories import queries
from sangsuk.stories.models import Story, StoryDraftFile, StoryFile
from storytelling import PASSED, TEXT, campaign
from waiting import unhurried

from .conftest import Opener
from .looking import Scale, followed, slow_network, small_targets, too_wide, violations

SENT = "เราได้รับเรื่องเล่าของท่านแล้ว"


@pytest.fixture(autouse=True)
def _as_a_person_takes_her_time(settings: Any) -> None:
    settings.TELL_LEAST_SECONDS = 0


def write(page: Page) -> None:
    """Step 2."""
    page.get_by_label("เล่าเรื่องของท่าน").fill(TEXT)
    page.get_by_text("ประทับใจ", exact=True).check()


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name)


def rest(page: Page) -> None:
    """Steps 3 to 5, up to the last press."""
    button(page, "ไปขั้นต่อไป: ท่านอนุญาตอะไรบ้าง").click()
    page.get_by_text("ให้เผยแพร่เรื่องนี้บนเว็บไซต์").check()
    page.get_by_label("นามปากกา (ถ้าอยากใช้)").fill("ยายคำ")
    button(page, "ไปขั้นสุดท้าย: ตรวจอีกครั้ง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ตรวจอีกครั้งก่อนส่ง")


def test_the_whole_way_on_a_phone_from_a_campaign(opened: Opener) -> None:
    campaign(closes_on="2030-12-31")
    page = opened()
    page.goto("/stories/campaigns/happy-2563")
    page.get_by_role("link", name="เล่าเรื่องของฉัน").click()
    page.get_by_role("combobox", name="พิมพ์ชื่ออำเภอ").press_sequentially("แม่ริม", delay=20)
    page.get_by_role("option", name=re.compile("^อำเภอแม่ริม")).click()
    expect(page.get_by_text("ที่ว่าการอำเภอแม่ริม")).to_be_visible()
    write(page)
    button(page, "ไปขั้นต่อไป: เรื่องของใคร เมื่อไร").click()
    rest(page)
    button(page, "ส่งเรื่องเล่าของฉัน").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SENT)
    story = Story.objects.get()
    assert (story.office_id, story.campaign_id, story.outside_window) == ("5007", "happy-2563", False)
    page.get_by_role("link", name="เปิดเรื่องของฉัน").click()
    expect(page.get_by_text("กำลังอ่านก่อนเผยแพร่")).to_be_visible()


COUNTS = """for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => pressed(kind), true)"""


def test_it_takes_less_than_three_minutes(opened: Opener) -> None:
    """Reckoned from what was pressed, the keys of her text and a moment of thought before each tap; waiting is measured."""
    page, began = opened(), time.monotonic()
    pressed: list[str] = []
    page.expose_function("pressed", lambda kind: pressed.append(kind))
    page.add_init_script(COUNTS)
    page.goto("/stories/write")
    page.get_by_role("combobox", name="พิมพ์ชื่ออำเภอ").press_sequentially("แม่ริม")
    page.get_by_role("option", name=re.compile("^อำเภอแม่ริม")).click()
    write(page)
    button(page, "ไปขั้นต่อไป: เรื่องของใคร เมื่อไร").click()
    rest(page)
    button(page, "ส่งเรื่องเล่าของฉัน").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SENT)
    taps, keys = pressed.count("pointerdown"), pressed.count("keydown")
    hers = Done(taps + keys, taps) + typed(TEXT) + typed("ยายคำ")
    print(taps, "taps,", round(hers.seconds()), "s")
    assert taps <= 8
    assert hers.seconds(waited=time.monotonic() - began) < 180


def test_the_network_goes_away_while_one_writes_and_the_story_goes_off_once_when_it_is_back(opened: Opener) -> None:
    page = opened()
    page.goto("/stories/write?office=5001")
    page.get_by_label("เล่าเรื่องของท่าน").fill("ยายเดินไม่ค่อยไหว")
    expect(page.get_by_text("บันทึกให้แล้ว")).to_be_visible()
    page.context.set_offline(True)
    write(page)
    expect(page.get_by_text("ไม่มีสัญญาณ เก็บไว้ในเครื่องนี้แล้ว")).to_be_visible()
    button(page, "ไปขั้นต่อไป: เรื่องของใคร เมื่อไร").click()
    expect(page.get_by_text("และจะส่งให้เองเมื่อมีสัญญาณ")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("เรื่องของใคร เมื่อไร")
    rest(page)
    page.context.set_offline(True)
    button(page, "ส่งเรื่องเล่าของฉัน").click()
    expect(page.get_by_text("และจะส่งให้เองเมื่อมีสัญญาณ")).to_be_visible()
    assert not Story.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text(SENT)
    assert queries.told(Story.objects.get()).text == TEXT


def test_sent_without_signal_and_the_page_closed_it_goes_off_when_she_comes_back(
    opened: Opener, client: Client
) -> None:
    page = opened()
    page.goto(f"{ready(client)}/review")
    page.context.set_offline(True)
    button(page, "ส่งเรื่องเล่าของฉัน").click()
    expect(page.get_by_text("และจะส่งให้เองเมื่อมีสัญญาณ")).to_be_visible()
    kept = page.evaluate("localStorage.getItem('sangsuk:story-to-send')")
    assert "ยายคำ" not in kept and TEXT not in kept
    other = page.context.new_page()
    page.close()
    page.context.set_offline(False)
    other.goto("/stories/write?office=5001")
    expect(other.get_by_role("heading", level=1)).to_have_text(SENT)
    assert Story.objects.count() == 1
    assert other.evaluate("localStorage.getItem('sangsuk:story-to-send')") is None


def test_an_unfinished_story_is_found_again_on_the_same_phone(opened: Opener) -> None:
    page = opened()
    page.goto("/stories/write?office=5001")
    page.get_by_label("เล่าเรื่องของท่าน").fill("ยายเดินไม่ค่อยไหว")
    expect(page.get_by_text("บันทึกให้แล้ว")).to_be_visible()
    page.goto("/stories/write")
    page.get_by_role("link", name=re.compile("เล่าต่อ")).click()
    expect(page.get_by_label("เล่าเรื่องของท่าน")).to_have_value("ยายเดินไม่ค่อยไหว")
    expect(page.get_by_text("ที่ว่าการอำเภอเมืองเชียงใหม่")).to_be_visible()


def test_a_film_goes_on_where_it_was_when_the_network_was_lost(opened: Opener, tmp_path: Path) -> None:
    film = filming.film(tmp_path / "ยาย.mp4", size=(640, 480), seconds=4)
    film.write_bytes(
        film.read_bytes()
        + b"\0\0\x10\x00free"
        + bytes(0x1000 - 8)
        + b"".join(b"\0\x10\0\0free" + bytes(0x100000 - 8) for _ in range(2))
    )
    page = opened()
    page.goto("/stories/write?office=5001")
    pieces: list[str] = []

    def seen(route: Any) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.headers["upload-offset"])
            if len(pieces) == 3:
                route.abort("internetdisconnected")
                return
        route.continue_()

    page.route("**/parts/*", seen)
    page.get_by_label("รูป เสียง หรือวิดีโอสั้น (ถ้ามี)").set_input_files(film)
    expect(page.get_by_text("✓ ยาย.mp4")).to_be_visible()
    assert pieces[2] == pieces[3], "the lost piece again, and no other"
    assert len(set(pieces)) == len(pieces) - 1
    write(page)
    button(page, "ไปขั้นต่อไป: เรื่องของใคร เมื่อไร").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เรื่องของใคร เมื่อไร")
    assert StoryDraftFile.objects.get().kind == "video"


def test_without_javascript_all_of_it_works_with_a_film_in_the_form(opened: Opener, tmp_path: Path) -> None:
    page = opened(javascript=False)
    page.goto("/stories/write")
    page.get_by_label("พิมพ์ชื่ออำเภอ").fill("แม่ริม")
    button(page, "ค้นหา").click()
    button(page, "แม่ริม").first.click()
    write(page)
    page.get_by_label("รูป เสียง หรือวิดีโอสั้น (ถ้ามี)").set_input_files(filming.film(tmp_path / "a.mp4"))
    button(page, "ไปขั้นต่อไป: เรื่องของใคร เมื่อไร").click()
    rest(page)
    button(page, "ส่งเรื่องเล่าของฉัน").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SENT)
    assert StoryFile.objects.get().kind == "video"
    assert Story.objects.get().office_id == "5007"


def test_by_keys_alone(opened: Opener) -> None:
    page = opened(width=1280)
    page.goto("/stories/write?office=5001")
    page.get_by_label("เล่าเรื่องของท่าน").focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    def on(name: str) -> None:
        for _ in range(40):
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                break
            page.keyboard.press("Tab")
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")

    for name in ("ไปขั้นต่อไป: เรื่องของใคร เมื่อไร", "ไปขั้นต่อไป: ท่านอนุญาตอะไรบ้าง", "ไปขั้นสุดท้าย: ตรวจอีกครั้ง", "ส่งเรื่องเล่าของฉัน"):
        on(name)
    expect(page.get_by_role("heading", level=1)).to_have_text(SENT)


def test_she_reads_what_happened_and_takes_her_story_back(opened: Opener, client: Client) -> None:
    at = mine(client)
    stories.move(Story.objects.get(), "publish", by=actor("dao"), data=PASSED)
    page = opened()
    page.goto(at)
    expect(page.get_by_text("ทุกคนอ่านเรื่องนี้ได้แล้ว")).to_be_visible()
    page.locator("summary", has_text="ถอนเรื่องนี้").click()
    page.get_by_text("ฉันต้องการถอนเรื่องนี้").check()
    followed(button(page, "ถอนเรื่องนี้"))
    expect(page.get_by_text("เรานำออกจากทุกหน้าทันที")).to_be_visible()
    assert not Story.objects.published().exists()


def every_page(client: Client) -> dict[str, str]:
    campaign(
        closes_on="2030-12-31",
        questions=[{"code": "q1", "th": "อะไรทำให้ยิ้ม", "en": "What made you smile?", "required": False}],
    )
    draft = ready(client, campaign="happy-2563")
    found = {step: f"{draft}/{step}" for step in ("office", "text", "about", "you", "review")}
    at = mine(client)
    return found | {
        "campaign": "/stories/campaigns/happy-2563",
        "begin": "/stories/write?province=50",
        "find": "/stories/mine",
        "mine": at,
        "poster": "/stories/write?office=5001",
    }


def test_every_page_is_accessible_light_and_no_wider_than_the_phone(opened: Opener, client: Client) -> None:
    trouble, weights = [], {}
    for name, where in every_page(client).items():
        page = opened()
        scale = Scale(page)
        page.goto(where, wait_until="load")
        weights[name] = scale.weigh()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        trouble += violations(page) + small_targets(page) + ([too_wide(page)] if too_wide(page) else [])
        page.close()
    print(sorted(weights.items(), key=lambda one: -one[1]))
    assert trouble == []
    assert max(weights.values()) < 60_000


def test_the_page_of_a_poster_stands_soon_on_3g(opened: Opener) -> None:
    page = opened()
    slow_network(page, kilobits=1600, round_trip_ms=150)
    page.goto("/stories/write?office=5001")
    first = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    page.wait_for_function(first)
    painted = page.evaluate(first)
    print("first paint", round(painted), "ms")
    assert painted < unhurried(2500)
