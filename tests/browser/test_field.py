"""A team in the field with a real browser: without signal, with a cut one, with two phones; each report arrives once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from people import user
from sangsuk.cases.models import Attachment, Case, CaseEvent, VisitReport
from visiting import FOUND, ordered, picture

from . import desk
from .desk import sign_in
from .looking import small_targets, too_wide, violations

Phone = Callable[..., Page]
DISCONNECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "ERR_FAILED", "ERR_EMPTY_RESPONSE", "status of")


@pytest.fixture
def phone(chromium: Browser, house: str) -> Iterator[Phone]:
    """Somebody's phone, signed in, on the field page with the page put by for later."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(who: str = "malee", *, width: int = 360, **how: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 740}, base_url=house, permissions=["geolocation"],
            geolocation={"longitude": 98.98531, "latitude": 18.78832, "accuracy": 12}, **how,
        )  # fmt: skip
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
        enter(page, who)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def enter(page: Page, who: str) -> None:
    sign_in(page, who, to="/desk/field")
    ready(page)


def leave(page: Page) -> None:
    page.goto("/desk/")
    desk.leave(page)


def ready(page: Page) -> None:
    expect(page.locator('[data-at="app"]')).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("[data-field]")).to_have_attribute("data-state", re.compile("here|away|signed-out"))


def offline(page: Page, over: bool = True) -> None:
    page.context.set_offline(over)


def write(page: Page, photo: Path | None = None, *, found: str = FOUND) -> None:
    page.locator('[data-at="visits"] a.button').first.click()
    page.locator("[name=outcome][value=as_told]").check()
    page.locator("[name=findings]").fill(found)
    page.locator("[name=people_met]").fill("ผู้ใหญ่บ้านทองดี (สมมติ)")
    if photo:
        page.locator("[name=photos]").set_input_files(photo)
        expect(page.locator("[data-thumbs] img")).to_have_count(1)
    expect(page.locator('[data-at="draft"]')).to_have_text("เก็บร่างไว้ในเครื่องนี้แล้ว")


def send(page: Page) -> None:
    page.locator('[data-at="form"] button', has_text="ส่งรายงาน").click()


def states(page: Page) -> Any:
    return page.locator('[data-at="reports"] [data-put="state"]')


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "ท่อ.jpg"
    path.write_bytes(picture(size=(3000, 2000)))
    return path


def arrived() -> list[VisitReport]:
    return list(VisitReport.objects.order_by("id"))


def test_written_without_signal_it_is_sent_by_itself_once(phone: Phone, photo: Path) -> None:
    visit = ordered()
    page = phone()
    expect(page.locator('[data-at="visits"] .row')).to_have_count(1)
    offline(page)
    write(page, photo)
    page.get_by_role("button", name="ใส่ตำแหน่งที่ยืนอยู่").click()
    expect(page.locator("[data-point]")).to_contain_text("18.78832, 98.98531")

    page.reload()  # without signal, in the middle of writing
    expect(page.locator("[name=findings]")).to_have_value(FOUND)
    expect(page.locator("[data-thumbs] img")).to_have_count(1)
    expect(page.locator("[data-point]")).to_contain_text("18.78832")
    send(page)
    expect(page.locator('[data-at="notice"]')).to_have_text("บันทึกไว้ในเครื่องนี้แล้ว จะส่งให้เองเมื่อมีสัญญาณ")
    expect(states(page)).to_have_text(["รอส่ง"])
    page.reload()
    expect(states(page)).to_have_text(["รอส่ง"])
    assert arrived() == []

    offline(page, False)
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    expect(page.locator('[data-at="none"]')).to_be_visible()
    (kept,) = arrived()
    assert (kept.findings, kept.point, kept.accuracy_m) == (FOUND, (98.98531, 18.78832), 12)
    told = Case.objects.get(pk=visit.case_id)
    (attached,) = Attachment.objects.filter(case=told, event_seq=kept.event_seq)
    assert max(attached.width or 0, attached.height or 0) == 2048  # made small in the phone
    assert told.duties == {}
    left = page.evaluate(
        "async () => [(await fieldStore.reports())[0], (await fieldStore.photos((await fieldStore.reports())[0].id)).length]"
    )
    assert "findings" not in str(left[0]) and left[1] == 0  # nothing of it stays on the phone


def test_pressed_twice_it_is_one_report(phone: Phone, photo: Path) -> None:
    ordered()
    page = phone()
    write(page, photo)
    page.locator('[data-at="form"] button', has_text="ส่งรายงาน").dblclick()
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == CaseEvent.objects.filter(move="report_visit").count() == 1


def test_two_open_pages_of_one_phone_send_once(phone: Phone) -> None:
    ordered()
    page = phone()
    offline(page)
    write(page)
    send(page)
    other = page.context.new_page()
    other.goto("/desk/field")
    expect(states(other)).to_have_text(["รอส่ง"])
    offline(page, False)
    for one in (page, other):
        one.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == 1


def test_two_of_the_team_both_report_and_both_are_kept(phone: Phone) -> None:
    ordered()
    malee, suda = phone("malee"), phone("suda")
    for page in (malee, suda):
        offline(page)
        write(page, found=f"{FOUND} ฝั่งที่เห็น")
        send(page)
    offline(malee, False)
    expect(states(malee)).to_have_text(["ส่งแล้ว"])
    offline(suda, False)
    expect(states(suda)).to_have_text(["ส่งแล้ว เป็นรายงานเพิ่มเติม"])
    assert [(one.reported_by, one.addition) for one in arrived()] == [(user("malee"), False), (user("suda"), True)]


def test_an_answer_that_never_came_is_asked_for_again(phone: Phone) -> None:
    """The house has taken it in, the line was cut before the phone heard of it."""
    ordered()
    page = phone()
    write(page)
    cut = {"left": 2}

    def lose(route: Any) -> None:
        if route.request.method == "PUT" and cut["left"]:
            cut["left"] -= 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/reports/*", lose)
    with page.expect_event("requestfailed", lambda asked: asked.method == "PUT"):
        send(page)
    expect(states(page)).to_have_text(["กำลังส่ง"])
    assert len(arrived()) == 1
    with page.expect_event("requestfailed", lambda asked: asked.method == "PUT"):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == CaseEvent.objects.filter(move="report_visit").count() == 1


def test_a_line_that_comes_back_while_it_is_tried_is_used_at_once(phone: Phone) -> None:
    """The phone says "online" while the last attempt without a line has not given up yet."""
    ordered()
    page = phone()
    write(page)
    held: list[Any] = []
    page.route("**/desk/field/bundle", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/desk/field/bundle"):
        send(page)
    expect(states(page)).to_have_text(["รอส่ง"])
    while not held:
        page.wait_for_timeout(20)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.evaluate("window.setTimeout = () => 0")  # it does not come by waiting and asking again
    held[0].abort("internetdisconnected")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == 1


def test_a_page_of_another_house_is_no_answer(phone: Phone) -> None:
    """The network of a hotel says 200 to everything."""
    ordered()
    page = phone()
    write(page)
    page.route(
        "**/desk/field/**", lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi</h1>")
    )
    send(page)
    expect(page.locator('[data-at="line"]')).to_contain_text("ไม่มีสัญญาณ")
    expect(states(page)).to_have_text(["รอส่ง"])
    page.unroute("**/desk/field/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == 1


def test_after_the_session_it_waits_and_asks_to_sign_in_again(phone: Phone) -> None:
    ordered()
    page = phone()
    offline(page)
    write(page)
    send(page)
    page.context.clear_cookies(name="sessionid")
    offline(page, False)
    expect(page.locator('[data-at="line"]')).to_contain_text("จะส่งให้เองเมื่อท่านเข้าสู่ระบบอีกครั้ง")
    expect(states(page)).to_have_text(["รอส่ง"])
    page.get_by_role("link", name="เข้าสู่ระบบเพื่อส่ง").click()
    expect(page.locator("[data-field-unsent]")).to_contain_text("ยังไม่ได้ส่ง 1 ฉบับ")
    enter(page, "malee")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == 1


def test_signing_out_takes_the_cases_from_the_phone_and_leaves_what_was_not_sent(phone: Phone) -> None:
    visit = ordered()
    page = phone()
    offline(page)
    write(page)
    send(page)
    page.route("**/reports/*", lambda route: route.abort())
    offline(page, False)
    leave(page)
    expect(page.locator("[data-field-unsent]")).to_contain_text("ยังไม่ได้ส่ง 1 ฉบับ")
    offline(page)
    page.goto("/desk/field")
    kept = page.evaluate("async () => JSON.stringify([await fieldStore.bundle(), await fieldStore.reports()])")
    assert visit.to_check not in kept and visit.case.gist not in kept
    assert FOUND in kept
    expect(page.locator('[data-at="visits"] .row')).to_have_count(0)
    offline(page, False)

    enter(page, "anan")  # somebody else borrows the phone
    expect(page.locator('[data-at="others"]')).to_contain_text("ของผู้อื่นที่ยังไม่ได้ส่ง 1 ฉบับ")
    assert FOUND not in page.content()
    assert arrived() == []
    page.unroute("**/reports/*")
    leave(page)
    enter(page, "malee")
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert [one.reported_by for one in arrived()] == [user("malee")]


def test_what_cannot_be_taken_in_stays_on_the_phone_and_says_why(phone: Phone, tmp_path: Path) -> None:
    ordered()
    page = phone()
    broken = tmp_path / "x.heic"
    broken.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 300)
    write(page, broken)
    send(page)
    expect(states(page)).to_have_text(["ยังส่งไม่ได้"])
    expect(page.locator('[data-at="reports"] [data-put="message"]')).to_contain_text("เปิดรูป “x.heic” ไม่ได้")
    page.get_by_role("button", name="แก้ไข").click()
    page.locator("[data-thumbs] button").click()
    send(page)
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    assert len(arrived()) == 1


def test_it_reads_well_on_a_small_phone_and_everybody_can_use_it(phone: Phone, photo: Path, shots: Path | None) -> None:
    visit = ordered()
    ordered(Case.objects.get(pk=visit.case_id), to_check="ดูอีกฝั่งของถนน ทั้งทางระบายน้ำและเสาไฟ")
    page = phone()

    def look(name: str) -> None:
        assert (violations(page), too_wide(page), small_targets(page, 36)) == ([], "", [])
        if shots:
            page.screenshot(path=shots / f"{name}.png", full_page=True)

    look("field-list")
    write(page, photo)
    look("field-form")
    offline(page)
    send(page)
    expect(states(page)).to_have_text(["รอส่ง"])
    look("field-waiting")
    offline(page, False)
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    look("field-sent")


def test_the_order_and_the_story_read_well_at_the_desk(phone: Phone, photo: Path, shots: Path | None) -> None:
    visit = ordered()
    page = phone("suda")
    write(page, photo)
    page.get_by_role("button", name="ใส่ตำแหน่งที่ยืนอยู่").click()
    expect(page.locator("[data-point]")).to_contain_text("18.78832")
    send(page)
    expect(states(page)).to_have_text(["ส่งแล้ว"])
    for name, address in (("order", "?do=order_visit"), ("story", "")):
        page.goto(f"/desk/cases/{visit.case.number}{address}")
        assert too_wide(page) == ""
        if shots:
            page.screenshot(path=shots / f"field-{name}.png", full_page=True)
    expect(page.locator(".visit__line")).to_contain_text("พบตามที่แจ้ง")
    page.get_by_role("link", name="ดูว่าทีมพบใคร").click()
    page.locator("#id_reason").fill("นัดตรวจซ้ำกับผู้ใหญ่บ้าน")
    page.get_by_role("button", name="เปิดดูชื่อ").click()
    expect(page.locator(".notice--sealed")).to_contain_text("ทองดี")
    assert (violations(page), too_wide(page)) == ([], "")


def test_without_javascript_it_is_an_ordinary_form(
    opened: Callable[..., Page], photo: Path, shots: Path | None
) -> None:
    ordered()
    page = opened(width=360, javascript=False, language="en")
    page.goto("/desk/sign-in?next=/desk/field")
    page.locator("#id_email").fill(user("malee").email)
    page.locator("#id_password").fill("correct horse 9")
    page.locator("#id_password").press("Enter")
    page.get_by_role("link", name="Write the report").click()
    page.locator("[name=outcome][value=differs]").check()
    page.locator("[name=photos]").set_input_files(photo)
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator(".errors")).to_contain_text("Please say a little more")
    page.locator("[name=findings]").fill(FOUND)
    assert too_wide(page) == ""
    if shots:
        page.screenshot(path=shots / "field-plain.png", full_page=True)
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator(".notice--happy").first).to_contain_text("has been sent")
    (kept,) = arrived()
    assert Attachment.objects.filter(event_seq=kept.event_seq).count() == 1


@pytest.fixture
def shots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures go when somebody wants to look: SHOTS=folder."""
    import os

    return Path(os.environ["SHOTS"]) if os.environ.get("SHOTS") else None
