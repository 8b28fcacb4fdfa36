"""An office answers and promises, proves it, and the writer confirms: in a real browser and in Thai."""

import io
import os

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

import storytelling as telling
from answering import BAD, DID, SHOWN, TEXT, WHAT, WHO
from people import actor
from sangsuk.stories import actions as stories

from .conftest import Opener
from .desk import enter
from .looking import followed, too_wide, violations


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#0b5d66").save(out, "JPEG")
    return out.getvalue()


def looked_at(page: Page, name: str) -> None:
    if folder := os.environ.get("SANGSUK_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert too_wide(page) == ""
    assert violations(page) == []


@pytest.mark.usefixtures("world", "monday")
@pytest.mark.parametrize("width", [1280, 360])
def test_answer_and_promise_and_the_writer_confirms(opened: Opener, width: int) -> None:
    told = telling.submitted(**BAD)
    stories.move(told.story, "publish", by=actor("dao"), data=telling.PASSED | SHOWN)
    desk = enter(opened(width=width), "malee")
    desk.goto("/desk/stories/answers")
    looked_at(desk, f"list-{width}")
    followed(desk.get_by_role("link", name=SHOWN["title_shown"]))
    desk.get_by_label("คำตอบถึงผู้เล่าและประชาชน").fill("รับทราบแล้ว จะนำไปปรับปรุงต่อไปครับ")
    desk.get_by_label("ตอบในนามตำแหน่งหรือฝ่าย").fill(WHO)
    followed(desk.get_by_role("button", name="เผยแพร่คำตอบ"))
    expect(desk.locator(".errors")).to_contain_text("บอกเพียงว่ารับทราบ")
    desk.get_by_label("คำตอบถึงผู้เล่าและประชาชน").fill(TEXT)
    followed(desk.get_by_role("button", name="เผยแพร่คำตอบ"))
    desk.locator("summary", has_text="รับว่าจะปรับปรุง").click()
    desk.get_by_label("จะปรับปรุงอะไร").fill(WHAT)
    desk.get_by_label("ตำแหน่งหรือฝ่ายที่รับผิดชอบ").fill(WHO)
    desk.get_by_label("ภายในวันที่").fill("2026-12-18")
    followed(desk.get_by_role("button", name="รับว่าจะปรับปรุง"))
    looked_at(desk, f"one-{width}")
    followed(desk.get_by_role("link", name="แจ้งว่าทำแล้ว"))
    desk.get_by_label("ทำอะไรไปแล้ว").fill(DID)
    desk.get_by_label("รูปถ่ายหรือเอกสารที่แสดงว่าทำแล้ว").set_input_files(
        [{"name": "จอ.jpg", "mimeType": "image/jpeg", "buffer": picture()}]
    )
    desk.get_by_label("แสดงรูปต่อสาธารณะได้").check()
    looked_at(desk, f"finish-{width}")
    followed(desk.get_by_role("button", name="แจ้งว่าทำแล้ว"))
    desk.goto("/desk/stories/pledges?tab=all")
    looked_at(desk, f"pledges-{width}")

    hers = opened(width=360)
    hers.goto(f"/stories/mine/{told.story.code}/{told.key}")
    expect(hers.get_by_text(DID)).to_be_visible()
    looked_at(hers, f"mine-{width}")
    followed(hers.get_by_role("button", name="เกิดขึ้นจริงแล้ว"))
    expect(hers.locator(".notice--happy")).to_contain_text("เพราะท่านยืนยัน")

    anybody = opened(width=width)
    anybody.goto(f"/stories/{told.story.code}")
    expect(anybody.get_by_text("เกิดขึ้นจริง ผู้เล่ายืนยันแล้ว")).to_be_visible()
    looked_at(anybody, f"story-{width}")
    hers.goto(f"/stories/mine/{told.story.code}/{told.key}/case")
    looked_at(hers, f"case-{width}")
