"""What people see in us, with eyes and without: three questions, charts whose numbers also stand in a table, one period."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

import storytelling as telling
from factories import MONDAY, client_id
from sangsuk.insight.voices import actions as voices
from sangsuk.stories.cards import actions as cards
from sangsuk.stories.cards.actions import NewCard

from .conftest import Opener
from .desk import enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("world", "monday")]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
QUESTIONS = ("ประชาชนมองเราอย่างไร", "ประชาชนได้รับสิ่งดี ๆ อะไร", "อะไรทำให้ประชาชนมีความสุข")


@pytest.fixture(autouse=True)
def _heard(monday: None) -> None:
    """One story that may be quoted, and two bundles of cards over ten days."""
    telling.published(1, uses=("publish", "quote"))
    for no in range(2, 42):
        tone, line = ("positive", "เจ้าหน้าที่ยิ้มแย้ม") if no % 4 else ("negative", "รอนาน")
        above = "above" if no % 4 else "below"
        new = NewCard(client_id(no), "5001", tone, "registration" if no % 3 else "office", above, line)
        cards.send(new, now=MONDAY - timedelta(days=no % 10))
    voices.count()


def looked_at(page: Page) -> None:
    assert violations(page) == [] and too_wide(page) == "" and small_targets(page) == []


def charts(page: Page) -> list[Locator]:
    return page.locator("svg[role=img]").all()


@WIDTHS
@pytest.mark.parametrize("address", ["/voices", "/voices/50", "/voices/region/north", "/voices/office/5001"])
def test_anybody_reads_three_answers_of_one_period(opened: Opener, width: int, address: str) -> None:
    page = opened(width=width)
    page.goto(address)
    looked_at(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("ประทับใจ")
    expect(page.locator(".step")).to_contain_text("12 เดือนล่าสุด (ธันวาคม 2568 – พฤศจิกายน 2569)")
    for question in QUESTIONS:
        expect(page.get_by_role("region", name=question)).to_be_visible()
    expect(page.get_by_text("ยายเดินไม่ค่อยไหว").first).to_be_visible()


@WIDTHS
@pytest.mark.parametrize("who", ["malee", "kanya"])
def test_officials_read_them_at_the_desk(opened: Opener, width: int, who: str) -> None:
    page = enter(opened(width=width), who)
    page.goto("/desk/voices")
    looked_at(page)
    for question in QUESTIONS:
        expect(page.get_by_role("region", name=question)).to_be_visible()
    page.goto("/desk/improvements")
    looked_at(page)


def test_every_chart_has_a_name_and_its_numbers_in_a_table(opened: Opener) -> None:
    page = opened(width=1280)
    page.goto("/voices/office/5001")
    drawn = charts(page)
    assert len(drawn) >= 4
    for chart in drawn:
        assert chart.get_attribute("aria-label")
        section = chart.locator("xpath=ancestor::section")
        table = section.locator("details table")
        assert table.count() == 1
        figures = chart.locator(".voices__figure").all_text_contents()
        told = table.inner_text() if table.is_visible() else table.text_content() or ""
        assert all(figure in told for figure in figures)


def test_by_keyboard_the_tables_open_and_another_period_is_chosen(opened: Opener) -> None:
    page = opened(width=1280)
    page.goto("/voices/office/5001")
    page.locator("#v_seen").locator("xpath=..").locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="ไม่ต่าง").first).to_be_visible()
    page.get_by_label("ช่วงเวลา").select_option(label="ปีงบประมาณ 2570")
    followed(page.get_by_role("button", name="แสดงช่วงนี้"))
    expect(page.locator(".step")).to_contain_text("ปีงบประมาณ 2570")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ประทับใจ")


def test_without_script_and_in_english_it_says_the_same(opened: Opener) -> None:
    page = opened(javascript=False, language="en")
    page.goto("/voices")
    expect(page.locator(".step")).to_contain_text("Last 12 months (December 2025 – November 2026)")
    expect(page.get_by_role("region", name="How do people see us?")).to_be_visible()
