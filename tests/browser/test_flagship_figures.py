"""Headquarters reads the country and goes down to what a district typed; so does everybody, without the names of officials."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from people import actor
from reporting import NOW, OCTOBER, refreshed, say, sheet, told
from sangsuk.flagships.folding import actions as folding
from sangsuk.flagships.models import Sheet
from sangsuk.flagships.reporting import signing

from .desk import enter
from .looking import followed, small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)
PERIOD = f"?period={OCTOBER.code}"
HOLDS = "คำนวณซ้ำจากข้อมูลดิบแล้ว ได้ตรงกันทุกหลัก"


def passed(one: Sheet) -> None:
    signing.pass_(signing.hand_in(refreshed(one), by=actor("suda"), now=NOW), by=actor("prasit"), now=NOW)


@pytest.fixture
def october() -> None:
    """A district said 12, its province passed it, and the district corrected it to 20."""
    one = sheet()
    say(one, by=actor("malee"))
    passed(one)
    say(refreshed(one), told("cases", 20, why="ลืมนับแปดเรื่อง"), by=actor("malee"))
    passed(one)
    folding.fold_stale(NOW)


def door(page: Page, value: str) -> Any:
    """The figure of a board, which is the way to its passport."""
    return page.get_by_role("link", name=f"ตัวชี้วัด cases {value} เรื่อง ดูที่มา")


def row(page: Page, area: str) -> Any:
    return page.get_by_role("rowheader").get_by_role("link", name=area)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


@pytest.mark.parametrize("javascript", [True, False])
def test_headquarters_reads_the_country_a_province_a_district_and_who_typed_what(
    opened: Any, october: None, javascript: bool
) -> None:
    page = enter(opened(width=1366, javascript=javascript), "dao")
    page.goto(f"/desk/flagships/figures{PERIOD}")
    heading(page, "ประเทศไทย")
    expect(door(page, "20")).to_be_visible()
    followed(page.get_by_role("link", name="จังหวัดเชียงใหม่", exact=True))
    heading(page, "จังหวัดเชียงใหม่")
    expect(door(page, "20")).to_be_visible()
    followed(page.get_by_role("link", name="อำเภอเมืองเชียงใหม่", exact=True))
    heading(page, "อำเภอเมืองเชียงใหม่")
    followed(door(page, "20"))
    expect(page.get_by_text(HOLDS)).to_be_visible()
    words = page.locator(".timeline-plain li")
    typed = words.filter(has_text="ลืมนับแปดเรื่อง")
    expect(typed.first).to_contain_text("20")
    expect(typed.first).to_contain_text("มาลี")
    expect(words.filter(has_text="12").filter(has_text="มาลี").first).to_be_visible()
    expect(words.filter(has_text="ประสิทธิ์").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_everybody_goes_from_the_figure_of_the_country_to_what_the_district_said(
    opened: Any, october: None, javascript: bool
) -> None:
    page = opened(width=360, javascript=javascript)
    page.goto(f"/flagships/figures{PERIOD}")
    followed(door(page, "20"))
    expect(page.get_by_text(HOLDS)).to_be_visible()
    for area in ("เชียงใหม่", "เมืองเชียงใหม่"):
        followed(row(page, area))
        expect(page.get_by_text(HOLDS)).to_be_visible()
        assert too_wide(page) == ""
    words = page.locator(".timeline-plain li")
    expect(words.filter(has_text="12").first).to_be_visible()
    expect(words.filter(has_text="20").first).to_be_visible()
    expect(page.get_by_text("มาลี")).to_have_count(0)
    expect(page.get_by_text("ลืมนับแปดเรื่อง")).to_have_count(0)
    if javascript:
        assert violations(page) == [] and small_targets(page) == []
