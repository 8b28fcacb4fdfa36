"""The reports, the registers and the calls in a real browser: in reach of everybody, on a telephone and on a laptop."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factories import MONDAY, case, moved
from people import actor
from sangsuk.cases.models import Callback
from sangsuk.insight import actions as insight

from .conftest import Opener
from .desk import LAPTOP, NOW, enter
from .looking import too_wide, violations

pytestmark = pytest.mark.usefixtures("monday")
PAGES = (
    "reports", "reports/new", "reports/monthly", "reports/area", "reports/area/public", "outcomes", "relief", "thinking",
    "registers?book=received", "callbacks",
)  # fmt: skip


def some_work() -> None:
    """Cases in two districts, one of them ended and drawn for a call of the province."""
    ended = moved(case(1), ("accept", actor("malee")), ("close", actor("malee")), now=MONDAY - timedelta(days=1))
    for n in range(2, 8):
        case(n, district="5009" if n % 3 else "5001", subdistrict=None)
    Callback.objects.create(case=ended, office_code="5000", drawn_at=NOW, due_at=NOW + timedelta(days=14))
    insight.count()


@pytest.mark.parametrize("width", [360, LAPTOP])
def test_every_page_of_figures_is_within_reach_of_everybody(opened: Opener, width: int) -> None:
    some_work()
    page: Any = enter(opened(width=width), "prasit")
    found = []
    for name in PAGES:
        page.goto(f"/desk/{name}")
        found += violations(page)
        found += [wide for wide in [too_wide(page)] if wide]
    assert found == []


def test_a_governor_finds_the_map_by_keys_and_reads_its_figures_in_the_table(opened: Opener) -> None:
    some_work()
    page: Page = enter(opened(width=LAPTOP), "kanya")
    page.get_by_role("link", name="รายงาน", exact=True).press("Enter")
    page.get_by_role("link", name="แผนที่เรื่องที่คงเหลือ").press("Enter")
    page.wait_for_url("**/desk/reports/area*")
    assert page.locator("circle.area-map__spot").count() == 2
    frame = page.get_by_role("region", name="เรื่องแยกตามพื้นที่")
    frame.focus()
    expect(frame).to_be_focused()
    expect(frame.get_by_role("row", name="ฝาง").get_by_role("cell").last).to_have_text("4")
    page.get_by_role("link", name="ฉบับที่เผยแพร่ได้ ไม่บอกจำนวนที่น้อยกว่า 5").press("Enter")
    page.wait_for_url("**/desk/reports/area/public*")
    expect(page.get_by_role("row", name="ฝาง").get_by_role("cell")).to_have_text("1–4")


def test_the_map_is_there_without_javascript(opened: Opener) -> None:
    some_work()
    page = enter(opened(width=360, javascript=False), "prasit")
    page.goto("/desk/reports/area")
    assert page.locator("circle.area-map__spot").count() == 2
    assert not too_wide(page)
