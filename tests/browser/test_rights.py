"""Her rights about her data in a real browser: without JavaScript and by the keys alone, from the asking to the copy she keeps."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from factories import submitted
from people import SOMCHAI
from sangsuk.cases import reporters
from sangsuk.cases.intake import Submitted
from sangsuk.cases.models import Case, Reporter
from sangsuk.privacy.models import RightsRequest

from .conftest import Opener
from .desk import enter
from .looking import small_targets, too_wide, violations


def rights(told: Submitted) -> str:
    return f"/track/{told.case.number}/{told.key}/rights"


def reads_well(page: Page) -> None:
    assert violations(page) == []
    assert too_wide(page) == ""
    assert small_targets(page) == []


def ask(page: Page, what: str, **more: str) -> RightsRequest:
    """Through the form on her page, folded when she has asked before."""
    if not page.get_by_label(what).is_visible():
        page.locator("summary", has_text="ขอใช้สิทธิ").click()
    page.get_by_label(what).check()
    for name, value in more.items():
        field = page.locator(f"#id_{name}")
        field.select_option(value) if name == "field" else field.fill(value)
    page.get_by_role("button", name="ส่งคำขอ").click()
    expect(page.get_by_text("เราได้รับคำขอของท่านแล้ว จะตอบในหน้านี้")).to_be_visible()
    return RightsRequest.objects.order_by("-id")[0]


def answer(desk: Page, row: RightsRequest, words: str, scope: str = "") -> None:
    """The officer takes a step with her own keys."""
    desk.goto(f"/desk/privacy/requests/{row.pk}")
    form = desk.locator(f'form[action$="/{row.pk}/grant"]')
    if not form.is_visible():
        desk.locator("summary", has=desk.locator(f'xpath=..//form[contains(@action, "/{row.pk}/grant")]')).first.click()
    form.locator("textarea").fill(words)
    if scope:
        form.get_by_label(scope).check()
    with desk.expect_navigation(wait_until="load"):
        form.get_by_role("button", name="ทำตามที่ขอ").click()
    expect(desk.locator("main")).to_contain_text(words)


def test_without_javascript_she_asks_reads_the_answer_and_keeps_the_copy(opened: Opener, tmp_path: Path) -> None:
    told = submitted()
    page, desk = opened(javascript=False), enter(opened(width=1366, javascript=False), "daranee")
    page.goto(rights(told))
    row = ask(page, "ขอดูข้อมูลของตน")
    expect(page.get_by_text("รับคำขอแล้ว", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="อ่านสำเนาข้อมูลของท่าน")).to_have_count(0)
    answer(desk, row, "นี่คือข้อมูลทั้งหมดที่เราเก็บไว้")
    page.goto(rights(told))
    expect(page.get_by_text("นี่คือข้อมูลทั้งหมดที่เราเก็บไว้")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="เก็บเป็นไฟล์ (JSON)").click()
    kept.value.save_as(tmp_path / "mine.json")
    assert json.loads((tmp_path / "mine.json").read_text())["you"]["phone"] == SOMCHAI.phone
    page.get_by_role("link", name="อ่านสำเนาข้อมูลของท่าน").click()
    expect(page.get_by_text(told.case.description).first).to_be_visible()


def test_she_has_a_number_corrected_and_then_her_name_erased(opened: Opener) -> None:
    told = submitted()
    page, desk = opened(), enter(opened(width=1366), "daranee")
    page.goto(rights(told))
    row = ask(page, "ขอแก้ข้อมูลให้ถูกต้อง", field="phone", value="081 555 0199")
    reads_well(page)
    answer(desk, row, "แก้เบอร์ให้แล้ว")
    assert reporters.contact(Case.objects.get()).phone == "0815550199"
    page.goto(rights(told))
    expect(page.get_by_text("แก้เบอร์ให้แล้ว")).to_be_visible()
    row = ask(page, "ขอให้ลบข้อมูล")
    answer(desk, row, "ลบชื่อและเบอร์ให้แล้ว", scope="ชื่อ เบอร์ และอีเมล")
    assert not Reporter.objects.exists()
    page.goto(rights(told))
    expect(page.get_by_text("ลบชื่อและเบอร์ให้แล้ว")).to_be_visible()
    reads_well(page)


def test_by_the_keys_alone_she_asks_and_takes_it_back(opened: Opener) -> None:
    told = submitted()
    page = opened(width=1280)
    page.goto(rights(told))
    tabbed_to(page, "input[name=kind]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("ขอสำเนาข้อมูลของตน")).to_be_checked()
    tabbed_to(page, "#id_text")
    page.keyboard.type("ขอไว้ดูที่บ้าน")
    tabbed_to(page, "button.button--big")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--happy")).to_be_focused()
    assert RightsRequest.objects.get().kind == "copy"
    tabbed_to(page, 'form[action$="/withdraw"] button')
    page.keyboard.press("Enter")
    expect(page.get_by_text("ถอนคำขอแล้ว", exact=True)).to_be_visible()


def tabbed_to(page: Page, what: str) -> None:
    """Tab until it has the focus, as somebody without a mouse does; a focus must show."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            style = page.evaluate(
                "getComputedStyle(document.activeElement.closest('.choice') || document.activeElement).outlineStyle"
            )
            own = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert "none" not in (style, own) or style != own, f"nothing shows the focus on {what}"
            return
    raise AssertionError(f"Tab never comes to {what}")


def test_what_she_forgot_is_said_where_she_forgot_it(opened: Opener) -> None:
    told = submitted()
    page = opened()
    page.goto(rights(told))
    page.get_by_role("button", name="ส่งคำขอ").click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator(".errors")).to_contain_text("กรุณาเลือกว่าท่านขออะไร")
    reads_well(page)


def test_her_pages_read_well_on_a_phone_and_in_english(opened: Opener) -> None:
    told = submitted()
    for language in ("th", "en"):
        page = opened(language=language)
        for where in (rights(told), "/privacy", "/privacy/notices/reporter", "/privacy/notices/supporter"):
            page.goto(where)
            reads_well(page)
