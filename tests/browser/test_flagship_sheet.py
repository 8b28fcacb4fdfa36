"""A district reports its month on a phone without signal; a province returns one value; keyboard; 360 px."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from people import actor, user
from reporting import CODE, FULL, refreshed, say, sheet, told
from sangsuk.flagships.models import Entry, Evidence, SheetEvent, Statement
from sangsuk.flagships.reporting import signing
from visiting import picture
from waiting import soon

from . import desk
from .desk import sign_in
from .looking import small_targets, too_wide, violations

Phone = Callable[..., Page]
DISCONNECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "ERR_FAILED", "ERR_EMPTY_RESPONSE", "status of")


@pytest.fixture
def phone(chromium: Browser, house: str) -> Iterator[Phone]:
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(who: str = "malee", *, to: str = "/desk/flagships/phone", width: int = 360) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 740}, base_url=house)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
        page.on(
            "console",
            lambda m: (
                complaints.append(m.text) if m.type == "error" and not any(d in m.text for d in DISCONNECTED) else None
            ),
        )
        sign_in(page, who, to=to)
        if to.endswith("/phone"):
            ready(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def ready(page: Page) -> None:
    expect(page.locator('[data-at="app"]')).to_be_visible()
    page.wait_for_function(
        "async () => Boolean(await Promise.race([navigator.serviceWorker.ready, new Promise((no) => setTimeout(no, 900))]))"
    )
    expect(page.locator("[data-entry]")).to_have_attribute("data-state", re.compile("here|away|signed-out"))


def offline(page: Page, over: bool = True) -> None:
    page.context.set_offline(over)


def box(page: Page, code: str) -> Any:
    return page.locator(f'[data-indicator="{CODE}.{code}"]')


def open_projects(page: Page) -> None:
    for part in page.locator("details[data-project]").all():
        if part.get_attribute("open") is None:
            part.locator("> summary").click()


def write(page: Page, code: str, number: str, name: str = "number") -> None:
    field = box(page, code).locator(f'> [data-fields] > .number__fields [data-in="{name}"]')
    field.fill(number)
    field.blur()


def states(page: Page) -> Any:
    return page.locator("[data-project] > summary [data-state]")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "ศาลา.jpg"
    path.write_bytes(picture(size=(3000, 2000)))
    return path


def fill(page: Page, photo: Path | None = None) -> None:
    open_projects(page)
    write(page, "cases", "๑,๒๓๔")
    write(page, "settled", "9")
    write(page, "settled", "12", "base")
    write(page, "visits", "3")
    if photo:
        box(page, "visits").locator("[data-photo]").set_input_files(photo)
        expect(box(page, "visits").locator("[data-photos]")).to_have_text("รูปรอส่ง 1")
    write(page, "people", "30")
    for cell, number in (("t-sex:f", "20"), ("t-sex:m", "10")):
        box(page, "people").locator(f'[data-cell="{cell}"] [data-in="number"]').fill(number)
    box(page, "sessions").locator('> [data-fields] > label [data-in="none"]').check()


def kept_on_phone(page: Page, code: str) -> None:
    """The last thing that was typed is on disk."""
    page.wait_for_function(
        "async (key) => (await entryStore.projects()).some((one) => key in { ...one.fields, ...(one.frozen || {}).fields })",
        arg=f"{CODE}.{code}~",
    )


def entry(code: str, cell: str = "") -> Entry:
    return Entry.objects.get(indicator=f"{CODE}.{code}", area_code="5001", cell=cell)


def arrived(code: str, number: int) -> None:
    """The phone sends when it can; the house has it in the end."""
    said = Entry.objects.filter(indicator=f"{CODE}.{code}", area_code="5001", cell="", number=number)
    assert soon(said.exists), code


def test_a_district_reports_its_month_without_signal(phone: Phone, photo: Path) -> None:
    one = sheet()
    user("suda")
    page = phone()
    offline(page)
    fill(page, photo)
    expect(states(page)).to_have_text(["รอส่ง", "รอส่ง"])
    kept_on_phone(page, "sessions")
    page.reload()  # without signal, in the middle of it
    open_projects(page)
    expect(box(page, "cases").locator('[data-in="number"]').first).to_have_value("๑,๒๓๔")
    expect(box(page, "people").locator('[data-cell="t-sex:m"] [data-in="number"]')).to_have_value("10")
    assert not Entry.objects.exists()
    assert not too_wide(page) and not small_targets(page) and not violations(page)

    offline(page, False)
    expect(states(page)).to_have_text(["ครบ", "ครบ"])
    assert (entry("cases").number, entry("settled").base, entry("sessions").none) == (1234, 12, True)
    assert entry("people", "t-sex:f").number == 20
    (kept,) = Evidence.objects.all()
    assert max(kept.width or 0, kept.height or 0) == 2048  # made small in the phone
    assert set(Statement.objects.values_list("way", flat=True)) == {"offline"}
    left = page.evaluate("async () => (await entryStore.projects()).filter(entryStore.owes).length")
    assert left == 0
    signing.hand_in(refreshed(one), by=actor("suda"))
    assert refreshed(one).state == "handed_in"


def test_an_answer_that_never_came_is_asked_for_again_and_said_once(phone: Phone) -> None:
    """The house has taken it in, the line was cut before the phone heard of it, and the tab was killed."""
    sheet()
    page = phone()
    open_projects(page)
    cut = {"left": 1}

    def lose(route: Any) -> None:
        if route.request.method == "PUT" and cut["left"]:
            cut["left"] -= 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.context.route("**/words/*", lose)
    with page.expect_event("requestfailed", lambda asked: asked.method == "PUT"):
        write(page, "cases", "7")
    context = page.context
    page.close(run_before_unload=False)
    assert Statement.objects.count() == 1
    again = context.new_page()
    again.goto("/desk/flagships/phone")
    ready(again)
    expect(again.locator("[data-entry]")).to_have_attribute("data-state", "here")
    again.wait_for_function("async () => !(await entryStore.projects()).some((one) => one.frozen)")
    assert Statement.objects.count() == SheetEvent.objects.filter(move="fill").count() == 1


def test_what_somebody_else_typed_meanwhile_is_shown_with_both_values(phone: Phone) -> None:
    one = sheet()
    page = phone()
    offline(page)
    open_projects(page)
    write(page, "cases", "7")
    write(page, "visits", "3")
    say(one, told("cases", 5), by=actor("suda"))
    offline(page, False)
    conflict = page.locator("[data-conflicts] .notice")
    expect(conflict).to_contain_text("ท่านกรอก 7 แต่มีผู้อื่นกรอกไว้แล้วว่า 5")
    assert (entry("cases").number, entry("visits").number) == (5, 3)
    conflict.get_by_role("button", name="ใช้ของฉัน").click()
    expect(conflict).to_have_count(0)
    arrived("cases", 7)
    assert [s.number for s in Statement.objects.filter(entry=entry("cases")).order_by("seq")] == [5, 7]


def test_a_number_that_cannot_be_read_stays_to_be_mended_and_the_others_arrive(phone: Phone) -> None:
    sheet()
    page = phone()
    offline(page)
    open_projects(page)
    write(page, "cases", "สิบ")
    write(page, "visits", "3")
    offline(page, False)
    expect(box(page, "cases").locator("[data-wrong]")).to_contain_text("ไม่ใช่ตัวเลข")
    arrived("visits", 3)
    write(page, "cases", "10")
    arrived("cases", 10)


def test_signing_out_takes_the_months_from_the_phone_and_leaves_what_was_not_sent(phone: Phone) -> None:
    sheet()
    page = phone()
    offline(page)
    open_projects(page)
    write(page, "visits", "3")
    kept_on_phone(page, "visits")
    page.route("**/words/*", lambda route: route.abort())
    offline(page, False)
    page.goto("/desk/")
    desk.leave(page)
    expect(page.locator("[data-field-unsent]")).to_contain_text("ยังไม่ได้ส่ง 1 ฉบับ")
    page.goto("/desk/flagships/phone")
    kept = page.evaluate("async () => JSON.stringify([await entryStore.bundle(), await entryStore.projects()])")
    assert kept.startswith("[null,") and '"3"' in kept
    page.unroute("**/words/*")
    sign_in(page, "malee", to="/desk/flagships/phone")
    arrived("visits", 3)
    page.wait_for_function("async () => !(await entryStore.projects()).some(entryStore.owes)")


def test_the_province_returns_one_value_the_district_corrects_and_the_province_passes(phone: Phone) -> None:
    one = sheet()
    user("suda")
    say(one, *FULL, by=actor("malee"))
    signing.hand_in(refreshed(one), by=actor("suda"))
    address = f"/desk/flagships/sheets/{one.pk}"
    prasit = phone("prasit", to=address, width=1280)
    prasit.locator(f'[name=indicator][value="{CODE}.cases"]').check()
    prasit.get_by_label("คำถามถึงผู้รายงาน").fill("มากกว่าเดือนก่อน ช่วยดูอีกครั้ง")
    prasit.get_by_role("button", name="ส่งคืนค่าที่เลือก พร้อมคำถาม").click()
    expect(prasit.locator("h1")).to_contain_text("ตุลาคม 2569")
    prasit.get_by_role("button", name="ให้ค่าที่ไม่มีคำถามผ่าน").click()
    assert entry("people").state == "passed"

    malee = phone("malee", to=address)
    row = malee.locator(f'[id="r-{CODE}.cases"]')
    expect(row).to_contain_text("มากกว่าเดือนก่อน ช่วยดูอีกครั้ง")
    assert not too_wide(malee) and not small_targets(malee) and not violations(malee)
    row.locator(f'[name="n~{CODE}.cases~"]').fill("11")
    row.locator(f'[name="w~{CODE}.cases~"]').fill("นับซ้ำหนึ่งเรื่อง")
    malee.get_by_role("button", name="บันทึกโครงการนี้").first.click()
    expect(malee.get_by_text("บันทึกแล้ว 1 ค่า")).to_be_visible()

    suda = phone("suda", to=address)
    suda.get_by_role("button", name="ลงนามและส่งรายงาน").press("Enter")
    expect(suda.locator("h1 + p")).to_contain_text("ส่งแล้ว รอจังหวัดตรวจ")
    prasit.goto(address)
    expect(prasit.locator(f'[id="r-{CODE}.cases"]')).to_contain_text("นับซ้ำหนึ่งเรื่อง")
    prasit.get_by_role("button", name="ให้ผ่านทั้งหมด").click()
    expect(prasit.locator("h1")).to_contain_text("เชียงใหม่")
    assert (refreshed(one).state, entry("cases").number) == ("passed", 11)


def test_a_month_is_filled_with_the_keyboard_alone_and_a_pasted_block_is_looked_at(phone: Phone) -> None:
    one = sheet()
    page = phone("malee", to=f"/desk/flagships/sheets/{one.pk}")
    page.locator(f'[name="n~{CODE}.cases~"]').focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")  # saves the project
    expect(page.get_by_text("บันทึกแล้ว 1 ค่า")).to_be_visible()
    page.wait_for_load_state()  # the script that hears of a paste has come
    field = page.locator(f'[name="n~{CODE}.people~"]')
    field.focus()
    page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const field = document.getElementsByName(name)[0];
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [f"n~{CODE}.people~", "30\n20\n10\n4"],
    )
    expect(page.locator("h1")).to_contain_text("อ่านได้ 4 บรรทัด")
    page.get_by_role("button", name="บันทึกบรรทัดที่อ่านได้").click()
    expect(page.get_by_text("บันทึกแล้ว 4 ค่า")).to_be_visible()
    assert (entry("people").number, entry("people", "t-sex:m").number, entry("sessions").number) == (30, 10, 4)
