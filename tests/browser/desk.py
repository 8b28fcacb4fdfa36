"""An officer at her desk: how she comes in and goes, finds a case, takes a step, and hears that it was done; and her citizen."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from people import user
from sangsuk.cases.models import Case

NOW = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
"""Monday, eleven o'clock in Bangkok; see the fixture `monday`."""
LAPTOP = 1366


def sign_in(page: Page, who: str = "malee", *, to: str = "") -> Page:
    """By the door, with her word. Most stories begin behind it: see `enter`."""
    page.goto(f"/desk/sign-in?next={to}" if to else "/desk/sign-in")
    page.locator("#id_email").fill(user(who).email)
    page.locator("#id_password").fill("correct horse 9")
    with page.expect_navigation(wait_until="load"):
        page.locator("#id_password").press("Enter")
    expect(page.locator("#id_password")).to_have_count(0)
    return page


def enter(page: Page, who: str = "malee") -> Page:
    """At the queue, signed in already; the keys work from here on."""
    door = Client()
    door.force_login(user(who))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": door.cookies[name].value, "domain": "localhost", "path": "/", "httpOnly": True}]
    )
    page.goto("/desk/")
    return page


def leave(page: Page) -> None:
    page.locator('form[action$="sign-out"] button').first.click()
    expect(page.locator("#id_password")).to_be_visible()


def row(page: Page, told: Case) -> Any:
    return page.locator(f'[data-case="{told.number}"]')


def whole(page: Page) -> None:
    """The case is there, with what it asks for by itself after it came."""
    expect(page.locator("#case .case__gist")).to_be_visible()
    expect(page.locator("#case [hx-trigger='load']")).not_to_contain_text("ดูเรื่องที่คล้ายกัน")


def step(page: Page, name: str) -> Any:
    return page.locator(f'[data-move="{name}"]')


def press(page: Page, name: str) -> None:
    """A step's button, also when it is behind the disclosure. What it leads to is for the test to wait for."""
    found = step(page, name)
    expect(found).to_be_attached()
    if not found.is_visible():
        page.locator(".bar__more > summary").click()
    (found.locator("button") if found.evaluate("e => e.tagName") == "FORM" else found).click()


def deed(page: Page) -> Any:
    """The button under the open form of a step."""
    return page.locator(".doing__form .button").first


def done(page: Page, what: str) -> None:
    expect(page.locator(".notice--happy").first).to_contain_text(what)


def at(page: Page, told: Case) -> Page:
    """The case by itself, without the queue beside it."""
    page.goto(f"/desk/cases/{told.number}")
    return page


def make(page: Page, name: str, **fields: str) -> None:
    """One step, through its form when it has one; radio buttons are named by their value."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and f"/moves/{name}" in answer.url):
        press(page, name)
        for field, value in fields.items():
            found = page.locator(f"#id_{name}-{field.replace('__', '-')}")
            if found.evaluate("e => e.tagName") == "SELECT":
                found.select_option(value)
            else:
                found.fill(value)
        if fields:
            deed(page).click()
    expect(page.locator(".notice--happy").first).to_be_visible()


def status(told: Case) -> str:
    return Case.objects.get(pk=told.pk).status


def tracking(page: Page, told: Case, key: str) -> Page:
    """What the citizen reads, with her number and key."""
    page.goto(f"/track/{told.number}/{key}")
    return page
