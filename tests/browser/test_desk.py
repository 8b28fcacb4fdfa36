"""The officer's day in a real browser: from signing in to closing a case, with mouse, with keys, without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from factories import MONDAY, case, moved, submitted
from people import actor
from sangsuk.cases.models import Case

from .conftest import Opener
from .desk import LAPTOP, deed, done, enter, leave, press, row, sign_in, whole
from .looking import followed, too_wide, violations

pytestmark = pytest.mark.usefixtures("monday")


def test_from_signing_in_to_closing_with_the_agency_between(opened: Opener) -> None:
    told = case()
    malee = sign_in(opened(width=LAPTOP))
    malee.goto("/desk/")
    row(malee, told).click()
    expect(malee.locator("#case .case__gist")).to_contain_text("น้ำท่วมถนนหน้าโรงเรียน")
    press(malee, "accept")
    done(malee, "รับเรื่องแล้ว")
    expect(malee.locator("#queue .blank")).to_be_visible()  # no longer new
    expect(malee.locator("#tabs")).to_contain_text("ของฉัน 1")

    press(malee, "hand_to_agency")
    expect(malee.locator("#id_hand_to_agency-agency")).to_be_focused()
    malee.locator("#id_hand_to_agency-agency").select_option("50-electricity")
    malee.locator("#id_hand_to_agency-finding").fill("ตรวจแล้วน้ำสูงถึงเสาไฟหน้าโรงเรียน และมีสายไฟแช่น้ำอยู่หนึ่งจุด")
    malee.locator("#id_hand_to_agency-instruction").fill("ขอให้ตัดไฟจุดที่น้ำท่วมและตรวจหม้อแปลง")
    malee.locator("#id_hand_to_agency-citizen_told").fill("แจ้งว่าการไฟฟ้าจะมาดูภายในวันนี้")
    deed(malee).click()
    done(malee, "ส่งให้หน่วยงานแล้ว")

    wichai = enter(opened(width=LAPTOP), "wichai")
    row(wichai, told).click()
    press(wichai, "agency_accept")
    done(wichai, "รับดำเนินการแล้ว")
    press(wichai, "report")
    wichai.locator("#id_report-result").fill("ตรวจหม้อแปลงแล้ว ปลอดภัย")
    deed(wichai).click()
    done(wichai, "ส่งรายงานผลแล้ว")

    malee.goto("/desk/?tab=mine")
    row(malee, told).click()
    press(malee, "close")
    malee.locator("#id_close-settlement").select_option("solved")
    malee.locator("#id_close-answer").fill("ระบายน้ำและตรวจไฟฟ้าแล้ว เด็กเดินไปเรียนได้ตั้งแต่วันนี้")
    deed(malee).click()
    done(malee, "ตอบผู้ร้องและปิดเรื่องแล้ว")
    expect(malee.locator("#case .status")).to_contain_text("ยุติเรื่อง")
    assert Case.objects.get(pk=told.pk).status == "settled"


def test_the_whole_way_without_javascript_on_a_small_screen(opened: Opener) -> None:
    told = case()
    page = sign_in(opened(width=360, javascript=False))
    page.goto("/desk/")
    row(page, told).click()
    expect(page).to_have_url(f"{page.url.split('/desk')[0]}/desk/cases/{told.number}")
    press(page, "accept")
    expect(page.locator("main > .notice--happy")).to_contain_text("รับเรื่องแล้ว")
    press(page, "inform")
    deed(page).click()
    expect(page.locator(".errors")).to_contain_text("กรุณากรอก “ข้อความ”")
    page.locator("#id_inform-text").fill("พรุ่งนี้รถสูบน้ำจะเข้าพื้นที่")
    deed(page).click()
    expect(page.locator("main > .notice--happy")).to_contain_text("แจ้งผู้ร้องแล้ว")
    assert Case.objects.get(pk=told.pk).version == 3


def test_on_a_laptop_the_case_stands_beside_the_list_and_is_there_after_loading_again(opened: Opener) -> None:
    first, second = case(1), case(2, description="ไฟฟ้าดับทั้งหมู่บ้านตั้งแต่เช้า")
    page = enter(opened(width=LAPTOP))
    expect(page.locator("#case")).to_contain_text("เลือกเรื่องจากรายการ")
    row(page, second).click()
    expect(page.locator("#case .case__number")).to_contain_text(second.number)
    left, right = page.locator(".split__list").bounding_box(), page.locator("#case").bounding_box()
    assert left and right
    assert left["x"] + left["width"] <= right["x"]
    assert right["y"] + right["height"] <= page.viewport_size["height"]  # each scrolls by itself, the page does not
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    expect(row(page, second)).to_have_attribute("aria-current", "true")
    expect(row(page, first)).not_to_have_attribute("aria-current", "true")
    expect(page.locator("#case")).to_be_focused()
    page.reload()
    expect(page.locator("#case .case__number")).to_contain_text(second.number)
    row(page, first).click()
    expect(page.locator("#case .case__number")).to_contain_text(first.number)


@pytest.mark.parametrize("width", [360, 1000])
def test_on_a_smaller_screen_a_row_leads_to_a_page(opened: Opener, width: int) -> None:
    told = case()
    page = enter(opened(width=width))
    row(page, told).click()
    page.wait_for_url(f"**/desk/cases/{told.number}")
    press(page, "note")
    page.locator("#id_note-text").fill("โทรถามผู้ใหญ่บ้านแล้ว")
    deed(page).click()
    done(page, "จดไว้แล้ว")


def test_the_queue_is_worked_with_keys_alone(opened: Opener) -> None:
    first, second = submitted(1, now=MONDAY - timedelta(minutes=9)).case, case(2, description="ไฟฟ้าดับทั้งหมู่บ้าน")
    page = enter(opened(width=LAPTOP))
    page.keyboard.press("j")
    expect(row(page, first)).to_be_focused()
    page.keyboard.press("j")
    expect(row(page, second)).to_be_focused()
    page.keyboard.press("j")
    expect(row(page, second)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#case .case__number")).to_contain_text(first.number)
    page.keyboard.press("a")
    done(page, "รับเรื่องแล้ว")
    page.keyboard.press("r")
    expect(page.locator("#id_inform-text")).to_be_focused()
    page.keyboard.type("jakr/?")
    expect(page.locator("#id_inform-text")).to_have_value("jakr/?")
    page.locator("#case h2").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("a")
    expect(page.locator("#q")).to_have_value("a")
    page.locator("#case h2").click()
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.keyboard.press("c")
    page.wait_for_url("**/desk/new")
    expect(page.locator("#id_description")).to_be_focused()


def test_keys_work_with_the_thai_layout(opened: Opener) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    row(page, told).click()
    expect(page.locator("#case .case__gist")).to_be_visible()
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ฟ', code: 'KeyA', bubbles: true, cancelable: true}))"
    )
    done(page, "รับเรื่องแล้ว")


@pytest.mark.parametrize("keys", ["Control+a", "Alt+a", "Shift+A"])
def test_keys_with_a_modifier_belong_to_the_browser(opened: Opener, keys: str) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    row(page, told).click()
    whole(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press(keys)
    page.keyboard.press("?")  # this one is ours, and comes after it
    expect(page.locator("dialog#keys")).to_be_visible()
    assert asked == []
    assert Case.objects.get(pk=told.pk).version == 1


def test_keys_that_were_turned_off_do_nothing(opened: Opener) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    page.locator("[data-keys-open]").click()
    page.locator('dialog button[name="keys"]').click()
    page.wait_for_url("**/desk/keys")
    page.goto("/desk/")
    row(page, told).click()
    whole(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert asked == []
    assert Case.objects.get(pk=told.pk).version == 1
    expect(row(page, told)).not_to_be_focused()


def test_who_is_later_reads_it_beside_her_own_words_and_presses_again(opened: Opener) -> None:
    told = moved(case(), ("accept", actor("malee")))
    page = enter(opened(width=LAPTOP))
    page.goto(f"/desk/?tab=mine&case={told.number}")
    press(page, "inform")
    page.locator("#id_inform-text").fill("พรุ่งนี้ช่างจะเข้าไปดู")
    moved(told, ("note", actor("suda")))
    deed(page).click()
    expect(page.locator(".errors")).to_contain_text("ผู้อื่นแก้ไขเรื่องนี้ไปก่อนแล้ว")
    expect(page.locator("#id_inform-text")).to_have_value("พรุ่งนี้ช่างจะเข้าไปดู")
    expect(page.locator("#case .timeline").last).to_contain_text("โทรถามผู้ใหญ่บ้านแล้ว")
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")


def test_without_a_connection_nothing_typed_is_lost(chromium: Browser, house: str) -> None:
    told = moved(case(), ("accept", actor("malee")))
    page = enter(chromium.new_page(base_url=house, viewport={"width": LAPTOP, "height": 768}))
    page.goto(f"/desk/?tab=mine&case={told.number}")
    press(page, "inform")
    page.locator("#id_inform-text").fill("พรุ่งนี้ช่างจะเข้าไปดู")
    page.route("**/moves/inform*", lambda route: route.abort())
    deed(page).click()
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#id_inform-text")).to_have_value("พรุ่งนี้ช่างจะเข้าไปดู")
    page.unroute("**/moves/inform*")
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")
    expect(page.locator("#lost")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    page.context.close()


def test_after_the_session_ended_she_signs_in_beside_and_presses_again(opened: Opener) -> None:
    told = moved(case(), ("accept", actor("malee")))
    page = enter(opened(width=LAPTOP))
    page.goto(f"/desk/?tab=mine&case={told.number}")
    press(page, "inform")
    page.locator("#id_inform-text").fill("พรุ่งนี้ช่างจะเข้าไปดู")
    page.context.clear_cookies(name="sessionid")
    deed(page).click()
    expect(page.locator("#ended")).to_contain_text("หมดเวลาเข้าระบบแล้ว")
    expect(page.locator("#id_inform-text")).to_have_value("พรุ่งนี้ช่างจะเข้าไปดู")
    sign_in(page.context.new_page())
    deed(page).click()
    expect(page.locator(".errors")).to_contain_text("กรุณากดปุ่มอีกครั้ง")
    deed(page).click()
    done(page, "แจ้งผู้ร้องแล้ว")


def test_a_name_is_shown_in_the_pane_and_gone_after_opening_again(opened: Opener) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    row(page, told).click()
    page.locator("#person summary").click()
    page.locator("#id_reason").fill("โทรนัดตรวจที่เกิดเหตุ")
    page.locator("#person form .button").click()
    expect(page.locator("#person")).to_contain_text("สมชาย ใจดี (สมมติ)")
    row(page, told).click()
    expect(page.locator("#person")).not_to_contain_text("สมชาย")


def test_a_complaint_on_the_telephone_is_taken_down_with_the_keyboard_alone(opened: Opener) -> None:
    page = enter(opened(width=LAPTOP))
    page.goto("/desk/new")
    expect(page.locator("#id_description")).to_be_focused()
    page.keyboard.type("น้ำท่วมถนนหน้าวัด รถผ่านไม่ได้ตั้งแต่เมื่อคืน")
    page.keyboard.press("Tab")
    expect(page.locator('#id_category optgroup[label^="ข้อเสนอ"] option').first).to_be_attached()
    page.locator("#id_place").focus()
    page.keyboard.type("สันทราย")
    choice = page.locator('#places input[value="5014"]')
    expect(choice).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    page.locator("#id_name").fill("บุญมา ใจเย็น (สมมติ)")
    page.locator("#id_phone").fill("0815550171")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/new/*")
    told = Case.objects.get()
    assert told.district_id == "5014"
    expect(page.locator(".slip")).to_contain_text(told.number)
    expect(page.locator("[data-print]")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".slip__qr svg").first).to_be_visible()
    expect(page.locator(".topbar__nav")).to_be_hidden()
    expect(page.locator(".buttons.no-print")).to_be_hidden()


def test_a_case_prints_without_the_buttons(opened: Opener) -> None:
    told = case()
    page = enter(opened(width=LAPTOP))
    page.goto(f"/desk/?case={told.number}")
    page.emulate_media(media="print")
    expect(page.locator("#case .case__told")).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#queue")).to_be_hidden()


def pages(told: Case) -> dict[str, list[str]]:
    of_malee = [
        "/desk/", "/desk/?tab=late", "/desk/?tab=mine", "/desk/?tab=all&q=ไม่มีคำนี้", f"/desk/?tab=open&case={told.number}",
        f"/desk/cases/{told.number}", f"/desk/cases/{told.number}?do=close", f"/desk/cases/{told.number}?do=pass_up",
        f"/desk/cases/{told.number}?do=attach", "/desk/cases/5001-70-999999", "/desk/new", "/desk/outbox", "/desk/keys",
    ]  # fmt: skip
    of_preecha = [
        "/desk/rules", "/desk/rules/promises", "/desk/rules/promises/rows/accept", "/desk/rules/holidays/add", "/desk/outbox",
    ]  # fmt: skip
    return {"malee": of_malee, "preecha": of_preecha}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [360, 1366])
def test_every_page_can_be_used_by_everybody(opened: Opener, language: str, width: int) -> None:
    malee = actor("malee")
    for n in range(3, 6):
        submitted(n, now=MONDAY - timedelta(days=4 * n))
    told = moved(case(), ("accept", malee), ("note", malee), ("inform", malee))
    page = opened(width=width, language=language)
    page.goto("/desk/sign-in")
    found = violations(page)
    wide = [too_wide(page)]
    for who, addresses in pages(told).items():
        enter(page, who)
        for address in addresses:
            page.goto(address)
            found += violations(page)
            wide.append(too_wide(page))
        leave(page)
    assert found == []
    assert [address for address in wide if address] == []


@pytest.mark.parametrize("scheme", ["dark", "no-preference"])
def test_open_forms_errors_and_dialogs_can_be_used_by_everybody(opened: Opener, scheme: Any) -> None:
    told = moved(case(), ("accept", actor("malee")))
    page = enter(opened(width=LAPTOP, color_scheme=scheme))
    page.goto(f"/desk/?tab=mine&case={told.number}")
    page.locator(".bar__more > summary").click()
    found = violations(page)
    press(page, "pass_up")
    deed(page).click()
    expect(page.locator(".errors")).to_be_focused()
    found += violations(page)
    page.locator("[data-keys-open]").click()
    found += violations(page)
    page.goto("/desk/new")
    page.locator("#id_place").fill("สันทราย")
    expect(page.locator("#places input").first).to_be_visible()
    followed(page.locator(".counter .button"))
    found += violations(page)
    assert found == []
