"""A new official's first day, with her own hands: link, password, app, recovery code, passkey, devices."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

import people
from sangsuk.accounts import invitations
from sangsuk.accounts.models import Session

from .conftest import Opener
from .looking import small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "ปลาตัวใหญ่ว่ายในคลอง"


@pytest.fixture(autouse=True)
def _as_in_production(settings: object, world: None) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]


def link() -> str:
    from django.utils import timezone

    token = invitations.invite(people.user("malee"), by=people.actor("chaba"), now=timezone.now())
    return f"/desk/join/{token}"


def code(secret: str, *, ahead: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def sound(page: Page) -> None:
    page.wait_for_load_state("load")  # with its style sheets
    least = 44 if (page.viewport_size or {})["width"] < 800 else 24  # a finger; a mouse (WCAG 2.2, 2.5.8)
    assert [*violations(page), *small_targets(page, least), *filter(None, [too_wide(page)])] == []


def authenticator(page: Page) -> None:
    """A key of this computer that says yes, as Chromium's own tests have it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def first_password(page: Page, address: str) -> None:
    page.goto(address)
    sound(page)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("วิธียืนยันตัวตน")


def come_again(page: Page) -> None:
    page.goto("/desk/sign-in")
    page.locator("#id_email").fill(people.STAFF["malee"].email)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("ยืนยันว่าเป็นท่าน")


def leave(page: Page) -> None:
    page.locator('form[action$="sign-out"] button').first.click()
    expect(page.locator("#id_email")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_her_first_day(opened: Opener, width: int) -> None:
    page = opened(width=width)
    authenticator(page)
    address = link()
    first_password(page, address)
    page.goto("/desk/today")  # no other page opens before
    expect(page.get_by_role("heading", level=1)).to_have_text("วิธียืนยันตัวตน")
    sound(page)
    page.get_by_role("link", name="ใช้แอป").click()
    page.locator("summary").filter(has_text="สแกนไม่ได้").click()
    sound(page)
    secret = re.sub(r"\s", "", page.locator(".factor-secret").inner_text())
    page.locator("#id_code").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("รหัสนี้ไม่ถูกต้อง")
    used = code(secret)
    page.locator("#id_code").fill(used)
    page.keyboard.press("Enter")
    expect(page.locator(".recovery code")).to_have_count(10)
    sound(page)
    recovery = page.locator(".recovery code").nth(4).inner_text()
    page.get_by_role("link", name="ไปทำงานต่อ").click()
    expect(page.locator(".topbar__me")).to_contain_text("มาลี")
    leave(page)

    come_again(page)
    sound(page)
    for wrong in (used, "123456"):
        page.locator("#id_code").fill(wrong)
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("ใช้ไปแล้ว")
    page.locator("#id_code").fill(recovery)
    page.keyboard.press("Enter")
    expect(page.locator(".topbar__me")).to_contain_text("มาลี")

    page.goto("/desk/account/factors/passkey")
    sound(page)
    page.locator("#passkey-name").fill("โน้ตบุ๊กที่ทำงาน")
    page.keyboard.press("Enter")
    expect(page.locator(".keys-kept").first).to_contain_text("โน้ตบุ๊กที่ทำงาน")
    leave(page)
    come_again(page)
    page.get_by_role("button", name="ยืนยันด้วยพาสคีย์").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".topbar__me")).to_contain_text("มาลี")

    other = opened(width=1280)
    come_again(other)
    other.locator("#id_code").fill(code(secret, ahead=1))
    other.keyboard.press("Enter")
    expect(other.locator(".topbar__me")).to_contain_text("มาลี")
    page.goto("/desk/account")
    sound(page)
    expect(page.locator("#sessions + ul > li")).to_have_count(2)
    page.locator("#sessions + ul").get_by_role("button", name="ให้ออกจากระบบ").click()
    expect(page.locator("#sessions + ul > li")).to_have_count(1)
    other.goto("/desk/today")
    expect(other.locator("#id_password")).to_be_visible()
    assert Session.objects.filter(user=people.user("malee")).count() == 1
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_have_text("ลิงก์นี้ใช้ไม่ได้แล้ว")


def test_without_javascript_the_app_and_the_codes_remain(opened: Opener) -> None:
    page = opened(width=360, javascript=False)
    first_password_plain(page, link())
    page.goto("/desk/account/factors/passkey")
    expect(page.locator("[data-passkey]")).to_be_hidden()
    expect(page.locator("[data-passkey-cannot]")).to_be_visible()


def first_password_plain(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.locator("#id_again").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("วิธียืนยันตัวตน")
