"""A grandmother with an account: she signs in with (pretended) ThaID, tells, finds her list, lets her daughter help and
ends it; a headman brings a matter. In a real browser, with and without scripts, over real requests to the provider."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

import people
from sangsuk.accounts import mock, openid
from sangsuk.cases import drafts
from sangsuk.cases.models import Case, CaseEvent
from sangsuk.config import identity
from sangsuk.offices import posts
from sangsuk.places.models import Village

from .conftest import Opener
from .looking import followed, small_targets, too_wide, violations

STORY = "น้ำท่วมถนนหน้าบ้านทุกครั้งที่ฝนตก หลานไปโรงเรียนไม่ได้มาสองวันแล้ว"


@pytest.fixture(autouse=True)
def _providers_here(house: str, settings: Any) -> Any:
    settings.SITE_URL = house
    settings.SOCIALACCOUNT_PROVIDERS = identity.providers("test", {}, site=house)
    openid.forget()
    yield
    openid.forget()


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("SANGSUK_PICTURES"):
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    if _scripts(page):
        assert too_wide(page) == ""
        assert violations(page) == []
        if (page.viewport_size or {"width": 0})["width"] < 800:
            assert [one for one in small_targets(page) if "id_website" not in one] == []  # nobody is to press that one


def _scripts(page: Page) -> bool:
    """axe is a script itself."""
    return bool(getattr(page, "runs_scripts", True))


def opened_(opened: Opener, javascript: bool, width: int = 360) -> Page:
    page = opened(width=width, javascript=javascript)
    page.runs_scripts = javascript  # type: ignore[attr-defined]
    return page


def sign_in(page: Page, who: str, *, name: str = "") -> None:
    """By hand: our page, the page between, the provider's page, and back."""
    page.goto("/me")
    if name:
        look(page, f"{name}-in")
    page.get_by_role("button", name="เข้าสู่ระบบด้วย ThaID").click()
    page.wait_for_url("**/mock/thaid/auth?**")
    if name:
        look(page, f"{name}-mock")
    page.get_by_role("button", name=f"เข้าเป็น {mock.PEOPLE[who].given_name}", exact=True).click()
    page.wait_for_url("**/me")


def placed(page: Page) -> None:
    """The place by the plain form, which is tested elsewhere."""
    draft = page.url.removesuffix("/where")
    drafts.save(UUID(draft.rsplit("/", 1)[1]), district="5001", subdistrict="500107")
    page.goto(f"{draft}/who")


def told(page: Page) -> str:
    """A case of hers with her verified name; gives its number."""
    page.goto("/tell")
    page.get_by_label("เกิดอะไรขึ้น").fill(STORY)
    page.locator("main form button.button").last.click()
    page.wait_for_url("**/where")
    placed(page)
    look(page, "who")
    page.get_by_label("บอกชื่อ", exact=False).first.check()
    page.get_by_label("ใช้ชื่อที่ยืนยันกับ ThaID", exact=False).check()
    page.get_by_role("button", name="ส่งเรื่อง").click()
    page.wait_for_url("**/receipt")
    return Case.objects.latest("id").number


@pytest.mark.parametrize(("javascript", "width"), [(True, 360), (False, 360), (True, 1280)])
def test_she_tells_her_daughter_helps_and_it_ends(javascript: bool, width: int, opened: Opener, world: None) -> None:
    bunma = opened_(opened, javascript, width)
    sign_in(bunma, "bunma", name="bunma")
    look(bunma, "empty")
    number = told(bunma)
    bunma.goto("/me")
    look(bunma, "list")
    bunma.get_by_role("link", name="ให้คนในครอบครัวช่วยดูแล").click()
    bunma.get_by_label("ดู และทำแทนได้", exact=False).check()
    look(bunma, "family")
    bunma.get_by_role("button", name="ออกรหัสมอบหมาย").click()
    code = bunma.locator(".slip__key").inner_text()
    look(bunma, "code")

    malai = opened_(opened, javascript, width)
    sign_in(malai, "malai")
    malai.get_by_role("link", name="มีรหัสมอบหมายจากคนในครอบครัว").click()
    malai.get_by_label("รหัสมอบหมาย").fill(code.lower())
    followed(malai.get_by_role("button", name="ดูรหัสนี้"))
    look(malai, "offer")
    malai.get_by_role("button", name="รับช่วยดูแล").click()
    malai.wait_for_url("**/me?done=accepted")
    look(malai, "helping")
    followed(malai.locator(f"a[href='/me/cases/{number}']"))
    look(malai, "case")
    malai.get_by_text("บอกข้อมูลหรือส่งรูปเพิ่ม").click()
    malai.get_by_label("อยากบอกอะไรเพิ่ม").fill("แม่ฝากบอกว่าน้ำยังไม่ลด")
    malai.get_by_role("button", name="ส่งข้อมูลเพิ่ม").click()
    expect(malai.get_by_text("เราได้รับข้อมูลเพิ่มของท่านแล้ว")).to_be_visible()
    assert CaseEvent.objects.get(move="add").data["on_behalf"] == {"as": "delegate"}

    bunma.goto(f"/me/cases/{number}")
    expect(bunma.get_by_text("โดยผู้รับมอบหมาย").first).to_be_visible()
    look(bunma, "hers")
    bunma.goto("/me/family")
    bunma.get_by_role("button", name="ยกเลิกการมอบหมาย").click()
    bunma.wait_for_url("**/me?done=ended")
    malai.goto(f"/me/cases/{number}")
    expect(malai.get_by_text("ไม่พบเรื่องนี้ในรายการของท่าน")).to_be_visible()


def test_a_headman_brings_a_matter_of_the_village(opened: Opener, world: None) -> None:
    Village.objects.create(
        code="50010703", name_th="บ้านสมมติ", name_en="Sommot", subdistrict_id="500107", moo=3, source="t"
    )
    posts.appoint(
        by=people.actor("suda"), post="headman", area_code="50010703", number=mock.PEOPLE["sommai"].pid, name="สมหมาย",
        valid_from=timezone.localdate() - timedelta(days=1), valid_to=None, order_no="ที่ 1/2569",
    )  # fmt: skip
    page = opened_(opened, True)
    sign_in(page, "sommai")
    look(page, "asked")
    page.get_by_role("button", name="รับตำแหน่ง").click()
    page.wait_for_url("**/me/village/*")
    look(page, "village")
    page.get_by_role("button", name="แจ้งเรื่องแทนหมู่บ้านหรือลูกบ้าน").click()
    page.get_by_label("เกิดอะไรขึ้น").fill(STORY)
    page.locator("main form button.button").last.click()
    page.wait_for_url("**/where")
    page.goto(page.url.removesuffix("/where") + "/behalf")
    look(page, "behalf")
    page.get_by_label("แทนหมู่บ้าน", exact=True).check()
    page.get_by_label("ไม่บอกชื่อ", exact=False).check()
    page.get_by_role("button", name="ส่งเรื่อง").click()
    page.wait_for_url("**/receipt")
    assert Case.objects.get().channel == "headman"


def test_she_signs_in_with_the_keyboard_alone(opened: Opener, world: None) -> None:
    page = opened_(opened, True)
    page.goto("/me")
    page.get_by_role("button", name="เข้าสู่ระบบด้วย ThaID").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mock/thaid/auth?**")
    for _each in range(20):
        page.keyboard.press("Tab")
        if "บุญมา" in (page.evaluate("document.activeElement.innerText") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/me")
    expect(page.get_by_text("เข้าสู่ระบบด้วย ThaID ชื่อ บุญมา")).to_be_visible()
