"""The officer's day in a real browser: text that is not lost, two people at one case, the key to the next, ticks."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases.models import Case, CaseEvent
from waiting import soon

from .conftest import Opener
from .desk import LAPTOP, deed, done, enter, leave, press, row, sign_in
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.usefixtures("monday")
BACK = "กู้ข้อความที่พิมพ์ค้างไว้ให้แล้ว"
TEXT = "พรุ่งนี้รถสูบน้ำจะเข้าพื้นที่"


def accepted(n: int = 1, *, days: int = 0) -> Case:
    return moved(
        case(n, description=f"น้ำท่วมถนนหน้าโรงเรียนแห่งที่ {n}"),
        ("accept", actor("malee")),
        now=MONDAY - timedelta(days=days),
    )


def opened_form(page: Page, told: Case, name: str = "inform") -> Any:
    page.goto(f"/desk/?tab=mine&case={told.number}")
    press(page, name)
    return page.locator(f"#id_{name}-text")


def kept(page: Page) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('sangsuk:unsent:'))"))


def test_text_that_was_not_sent_comes_back_and_says_so(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    opened_form(page, told).fill(TEXT)
    page.goto("/desk/")
    page.goto(f"/desk/?tab=mine&case={told.number}")
    expect(page.locator("#case .unsent")).to_contain_text("มีข้อความที่พิมพ์ค้างไว้")
    page.locator("#case .unsent a").click()
    expect(page.locator("#id_inform-text")).to_have_value(TEXT)
    expect(page.locator("#case .unsent")).to_contain_text(BACK)
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")
    assert soon(lambda: kept(page) == [])
    assert CaseEvent.objects.get(move="inform").data["text"] == TEXT


def test_what_came_back_can_be_thrown_away(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    opened_form(page, told).fill(TEXT)
    field = opened_form(page, told)
    expect(field).to_have_value(TEXT)
    page.locator("#case .unsent button").click()
    expect(field).to_have_value("")
    assert soon(lambda: kept(page) == [])
    expect(opened_form(page, told)).to_have_value("")


def test_a_colleague_at_the_same_browser_does_not_get_it(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    opened_form(page, told).fill(TEXT)
    leave(page)
    sign_in(page, "suda")
    page.goto(f"/desk/?tab=open&case={told.number}")
    press(page, "inform")
    expect(page.locator("#id_inform-text")).to_have_value("")
    expect(page.locator("#case .unsent")).to_have_count(0)
    leave(page)
    sign_in(page)
    expect(opened_form(page, told)).to_have_value(TEXT)  # hers is still there


def test_after_seven_days_it_is_forgotten(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    opened_form(page, told).fill(TEXT)
    page.evaluate(
        """() => { const name = Object.keys(localStorage).find(n => n.startsWith('sangsuk:unsent:'));
        const kept = JSON.parse(localStorage.getItem(name)); kept.at -= 7 * 86400000; localStorage.setItem(name, JSON.stringify(kept)); }"""
    )
    expect(opened_form(page, told)).to_have_value("")
    assert soon(lambda: kept(page) == [])


def test_leaving_warns_only_when_nothing_could_be_kept(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    opened_form(page, told).press_sequentially("สวัสดี")
    page.goto("/desk/")
    assert asked == []
    page.goto(f"/desk/?tab=mine&case={told.number}")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    press(page, "note")
    page.locator("#id_note-text").press_sequentially("โทรแล้ว")
    page.goto("/desk/")
    assert asked == ["beforeunload"]


def test_at_the_counter_the_story_comes_back_and_name_and_telephone_do_not(opened: Opener) -> None:
    page = enter(opened(width=LAPTOP))
    page.goto("/desk/new")
    page.locator("#id_description").fill("น้ำท่วมถนนหน้าวัด")
    page.locator("#id_name").fill("บุญมา ใจเย็น (สมมติ)")
    page.locator("#id_phone").fill("0815550171")
    page.goto("/desk/new")
    expect(page.locator("#id_description")).to_have_value("น้ำท่วมถนนหน้าวัด")
    expect(page.locator("#id_name")).to_have_value("")
    assert "บุญมา" not in page.evaluate("JSON.stringify(localStorage)")


def test_two_people_at_one_case_see_each_other(opened: Opener) -> None:
    told = accepted()
    malee, suda = enter(opened(width=LAPTOP)), enter(opened(width=LAPTOP), "suda")
    malee.clock.install()
    malee.goto(f"/desk/cases/{told.number}")
    suda.goto(f"/desk/cases/{told.number}")
    expect(suda.locator(".presence")).to_contain_text("มาลี รักงาน กำลังเปิดเรื่องนี้อยู่")
    expect(malee.locator(".presence")).not_to_contain_text("สุดา")
    with malee.expect_response("**/presence"):
        malee.clock.fast_forward(20_000)
    expect(malee.locator(".presence")).to_contain_text("สุดา นำทาง กำลังเปิดเรื่องนี้อยู่")


def test_after_a_step_the_key_n_opens_the_next_case_of_the_tab(opened: Opener) -> None:
    first, second, third = (accepted(n, days=9 - n) for n in (1, 2, 3))
    page = enter(opened(width=LAPTOP))
    page.goto("/desk/?tab=mine")
    row(page, first).click()
    expect(page.locator("#case .case__number")).to_contain_text(first.number)
    press(page, "inform")
    page.locator("#id_inform-text").fill(TEXT)
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")
    expect(page.locator("[data-case]").last).to_have_attribute("data-case", first.number)
    page.keyboard.press("n")
    expect(page.locator("#case .case__number")).to_contain_text(second.number)
    expect(page.locator("#queue")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#case .case__number")).to_contain_text(third.number)


def test_on_a_telephone_the_next_case_is_a_link_too(opened: Opener) -> None:
    first, second = (accepted(n, days=9 - n) for n in (1, 2))
    page = enter(opened(width=360, javascript=False))
    page.goto("/desk/?tab=mine")
    row(page, first).click()
    page.locator("[data-next]").click()
    expect(page.locator(".case__number")).to_contain_text(second.number)
    page.locator("[data-next]").click()
    expect(page.locator(".notice--happy")).to_contain_text("ดูครบทุกเรื่องในรายการนี้แล้ว")


def test_ready_words_fill_the_field_and_lead_to_the_first_gap(opened: Opener) -> None:
    told = accepted()
    page = enter(opened(width=LAPTOP))
    field = opened_form(page, told)
    page.locator(".ready summary").click()
    page.locator('[data-ready="inform.visit"]').click()
    expect(field).to_be_focused()
    assert told.number in field.input_value()
    assert page.evaluate("getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, "
                         "document.activeElement.selectionEnd)") == "{วันที่ลงพื้นที่}"  # fmt: skip
    expect(page.locator("[data-ready-left]")).to_contain_text("{เวลา}")
    page.keyboard.type("18 พ.ย. 2569")
    page.locator(".ready__gap").first.click()
    page.keyboard.type("10.00 น.")
    expect(page.locator("[data-ready-left]")).to_be_hidden()
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")
    assert "18 พ.ย. 2569 เวลา 10.00 น." in CaseEvent.objects.get(move="inform").data["text"]


@pytest.mark.parametrize("javascript", [True, False])
def test_several_cases_are_ticked_looked_at_and_done(opened: Opener, javascript: bool) -> None:
    some = [case(n) for n in (1, 2, 3)]
    page = enter(opened(width=360, javascript=javascript))
    expect(page.locator(".row__tick").first).to_be_hidden()
    page.locator(".bulk summary").click()
    for told in some[:2]:
        page.locator(f'.row__tick input[value="{told.number}"]').check()
    page.locator("#bulk_do").select_option("accept")
    page.locator(".bulk__do .button").click()
    expect(page.locator("h2")).to_contain_text("เรื่องที่เลือก 2 เรื่อง")
    page.locator(".bulk__form .button").click()
    expect(page.locator(".notice--happy")).to_contain_text("ทำแล้ว 2 เรื่อง")
    assert Case.objects.filter(status="accepted").count() == 2


def test_the_keys_x_and_t(opened: Opener) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(f'.row__tick input[value="{told.number}"]')).to_be_checked()
    page.keyboard.press("t")
    page.wait_for_url("**/desk/today")
    page.keyboard.press("j")
    expect(row(page, told)).to_be_focused()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_new_pages_are_for_everybody(opened: Opener, width: int) -> None:
    told = accepted(days=30)
    case(2)
    page = enter(opened(width=width), "suda")
    found = []
    for address in (
        "/desk/today", "/desk/?tab=open&status=accepted", "/desk/away", "/desk/load", "/desk/replies", "/desk/replies/new",
        f"/desk/cases/{told.number}?do=inform",
    ):  # fmt: skip
        page.goto(address)
        for closed in page.locator("details.bulk > summary, details.ready > summary, .chips__save > summary").all():
            closed.click()
        found += violations(page) + [wide for wide in [too_wide(page)] if wide]
    page.goto("/desk/?tab=open")
    page.locator(".bulk summary").click()
    page.locator(".row__tick input").first.check()
    page.locator("#bulk_do").select_option("inform")
    followed(page.locator(".bulk__do .button"))
    found += violations(page) + small_targets(page)
    page.locator("#id_inform-text").fill("เรื่อง {เลขที่} พรุ่งนี้เราจะไปดู")
    followed(page.locator(".bulk__form .button"))
    found += violations(page) + [wide for wide in [too_wide(page)] if wide]
    assert found == []
