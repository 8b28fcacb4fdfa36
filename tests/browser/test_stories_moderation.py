"""A moderator and an author come to words that both can stand by, in a real browser and in Thai; and danger comes first."""

import pytest
from playwright.sync_api import Page, expect

import storytelling as telling
from sangsuk.stories.models import Story

from .conftest import Opener
from .desk import done, enter
from .looking import followed, small_targets, too_wide, violations

KNOWN = (
    "ยายอายุ 84 ปี อยู่บ้านหนองแสง ไปทำบัตรเมื่อวันที่ 3 ธันวาคม หลานชายคนเล็กของกำนันพาไป "
    "คุณสมศรี ใจงาม เจ้าหน้าที่ทะเบียน ดูแลดีมาก พูดเพราะ ขอบคุณจริง ๆ"
)
DANGER = "ไปติดต่อมาสามรอบก็ไม่ได้เงิน หนี้ท่วมหัว ผมไม่อยากอยู่แล้ว"


def looked_at(page: Page) -> None:
    assert too_wide(page) == ""
    assert violations(page) == []


@pytest.mark.usefixtures("world", "monday")
@pytest.mark.parametrize(("width", "javascript"), [(1366, True), (360, False)])
def test_moderate(opened: Opener, width: int, javascript: bool) -> None:
    told = telling.submitted(text=KNOWN)
    desk = enter(opened(width=width, javascript=javascript), "dao")
    desk.goto("/desk/stories/moderation")
    if javascript:
        looked_at(desk)
    followed(desk.get_by_role("link", name="ตรวจเรื่องถัดไป"))
    expect(desk.locator("mark.found--mask").first).to_contain_text("คุณสมศรี ใจงาม เจ้าหน้าที่ทะเบียน")
    expect(desk.locator("#difference del").first).to_be_visible()
    if javascript:
        looked_at(desk)
        assert small_targets(desk, 24) == []

    name = desk.locator(".finding", has_text="คุณสมศรี")
    name.get_by_label("ใช้ถ้อยคำอื่น").check()
    name.locator(".finding__own").fill("พี่เจ้าหน้าที่คนหนึ่ง")
    followed(desk.get_by_role("button", name="บันทึกสิ่งที่พบ"))
    expect(desk.locator("#id_text_shown")).to_contain_text("พี่เจ้าหน้าที่คนหนึ่ง ดูแลดีมาก")

    followed(desk.get_by_role("button", name="เผยแพร่", exact=True))
    expect(desk.locator(".errors")).to_contain_text("คนในพื้นที่น่าจะยังรู้ว่าเป็นใคร")
    desk.get_by_text("ขอให้ผู้เล่าช่วยดูถ้อยคำ", exact=True).click()
    followed(desk.get_by_role("button", name="ส่งให้ผู้เล่าดู"))
    done(desk, "ขอให้ผู้เขียนดูถ้อยคำ")

    hers = opened(width=360, javascript=javascript)
    hers.goto(f"/stories/mine/{told.story.code}/{told.key}")
    village = hers.get_by_role("group", name="บ้านหนองแสง")
    village.get_by_label("เขียนเอง").check()
    village.locator("input.input").fill("หมู่บ้านเล็ก ๆ ริมนา")
    if javascript:
        looked_at(hers)
    followed(hers.get_by_role("button", name="ส่งคำตอบ"))
    expect(hers.locator(".notice--happy")).to_be_visible()

    desk.goto("/desk/stories/moderation/next")
    expect(desk.locator("#id_text_shown")).to_contain_text("อยู่หมู่บ้านเล็ก ๆ ริมนา ไปทำบัตรเมื่อต้นเดือนธันวาคม")
    followed(desk.get_by_role("button", name="เผยแพร่", exact=True))
    done(desk, "เผยแพร่")
    shown = Story.objects.published().get()
    assert "ญาติของผู้ใหญ่ในชุมชนพาไป" in shown.text_shown
    assert "สมศรี" not in shown.text_shown


@pytest.mark.usefixtures("world", "monday")
def test_danger_comes_first_and_waits_for_the_duty_officer(opened: Opener) -> None:
    telling.submitted(1)
    told = telling.submitted(2, text=DANGER, tone="negative")
    hers = opened(width=360)
    hers.goto(f"/stories/mine/{told.story.code}/{told.key}")
    expect(hers.get_by_role("link", name="1323")).to_be_visible()
    looked_at(hers)
    desk = enter(opened(width=1366), "dao")
    desk.goto("/desk/stories/moderation")
    desk.keyboard.press("j")
    expect(desk.locator("[data-case]").first).to_have_attribute("data-case", told.story.code)
    followed(desk.locator("[data-case]").first)
    expect(desk.get_by_role("button", name="เผยแพร่", exact=True)).to_have_count(0)
    looked_at(desk)
    desk.get_by_label("ทำอะไรไปแล้วบ้าง").fill("โทรแจ้ง 1669 แล้ว และเขียนถึงผู้เล่าว่าเราอยู่ตรงนี้")
    followed(desk.locator('[data-move="duty"]'))
    expect(desk.get_by_role("button", name="เผยแพร่", exact=True)).to_be_visible()
