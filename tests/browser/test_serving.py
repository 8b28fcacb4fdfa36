"""A question at the counter in a real browser: with the keyboard alone, counted, in well under a minute."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench import counter
from sangsuk.cases.models import Case

from .conftest import Opener
from .desk import LAPTOP, enter
from .looking import too_wide, violations

MOST_KEYS = 170
"""At two keys a second, slow for somebody who types all day, this is 85 seconds; at three it is under a minute. The
words of question and answer are most of it, so the rest is what the page itself costs."""
BESIDE_WORDS = 12


class Keys:
    """Somebody's hands, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.all, self.words = page, 0, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.all += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.all += len(text)
        self.words += len(text)


def test_asked_answered_and_closed_with_the_keyboard_alone(opened: Opener) -> None:
    page = enter(opened(width=LAPTOP))
    page.goto("/desk/new/short")
    keys = Keys(page)
    expect(page.locator('input[name="mission"]:checked')).to_be_focused()
    keys.press("ArrowUp", "Tab")  # information instead of advice
    expect(page.locator("#id_description")).to_be_focused()
    keys.type("บัตรประชาชนหาย ทำใหม่ที่ไหน")
    keys.press("Tab", "Tab", "Tab")  # past category and area: her own district
    expect(page.locator("#id_answer")).to_be_focused()
    keys.type("ทำใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่ต้องแจ้งความ ค่าธรรมเนียม 100 บาท")
    keys.press("Tab", "Tab")  # past the ready words
    expect(page.get_by_role("button", name="บันทึกและจบเรื่อง")).to_be_focused()
    keys.press("Enter")
    page.wait_for_url("**/desk/new/5001-*")
    told = Case.objects.get()
    assert (told.status, told.mission, told.office_id) == ("settled", "information", "5001")
    expect(page.locator(".slip__big").first).to_have_text(told.number)
    assert keys.all - keys.words <= BESIDE_WORDS, "what the page costs beside the words themselves"
    assert keys.all <= MOST_KEYS


FOR_THE_MACHINE = 10
"""Of sixty seconds, those that the machine may take; how many it does take is for `sangsuk bench counter` to say."""


@pytest.mark.parametrize("mission", ["information", "advice"])
def test_from_the_queue_to_the_slip_is_less_than_a_minute_of_keys(opened: Opener, mission: str) -> None:
    page, service = enter(opened(width=LAPTOP)), counter.SERVICES[mission]
    hands = counter.serve(page, mission, service)
    told = Case.objects.get()
    assert (told.status, told.mission, told.office_id) == ("settled", mission, "5001")
    assert told.description == service.asked
    expect(page.locator(".slip__big").first).to_have_text(told.number)
    assert hands.done.seconds() < counter.MOST_SECONDS - FOR_THE_MACHINE
    page.get_by_role("link", name="รับเรื่องใหม่อีกเรื่อง").press("Enter")
    expect(page.locator('input[name="mission"]:checked')).to_be_focused()


def test_who_is_sent_on_is_asked_for_a_body_and_nobody_else(opened: Opener) -> None:
    page = enter(opened(width=LAPTOP))
    page.goto("/desk/new/short")
    expect(page.locator("#id_body")).to_be_hidden()
    page.locator('input[name="mission"][value="referral"]').check()
    expect(page.locator("#id_body")).to_be_visible()


def test_the_page_works_on_a_telephone_without_javascript(opened: Opener) -> None:
    page = enter(opened(width=360, javascript=False))
    page.goto("/desk/new/short")
    assert not too_wide(page)
    page.locator("#id_description").fill("ขอทราบวันเปิดรับลงทะเบียนผู้สูงอายุ")
    page.locator("#id_answer").fill("เปิดตลอดปีที่เทศบาล นำบัตรประชาชนและสมุดบัญชีไปด้วย")
    page.get_by_role("button", name="บันทึกและจบเรื่อง").click()
    expect(page.locator(".slip__big").first).to_be_visible()


def test_the_page_is_within_reach_of_everybody(opened: Opener) -> None:
    page: Any = enter(opened(width=LAPTOP))
    page.goto("/desk/new/short")
    assert violations(page) == []
