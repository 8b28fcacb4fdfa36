"""The pages of identity, secrecy and proof, full of the demo world: on a phone and at a desk, by eye-rule and by keyboard."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from sangsuk.accounts import actions, elevations
from sangsuk.accounts.deeds import Herself
from sangsuk.accounts.models import User
from sangsuk.config.demo import making
from sangsuk.privacy.models import Breach, Disclosure, RightsRequest

from .conftest import Opener
from .looking import small_targets, too_wide, violations

pytestmark = pytest.mark.django_db(transaction=True)

PRIVACY = tuple(
    f"/desk/privacy{rest}"
    for rest in (
        "", "/keeping", "/requests", "/requests/new", "/requests/{request}", "/requests/{request}/slip", "/breaches",
        "/breaches/new", "/breaches/{breach}", "/breaches/{breach}/notice", "/disclosures", "/disclosures/new",
        "/disclosures/{disclosure}", "/record",
    )
)  # fmt: skip
WALKS = {
    "-": ("/desk/sign-in", "/me", "/record", "/verify", "/restore", "/privacy", "/privacy/notices/reporter"),
    "malee@5001": ("/desk/account", "/desk/account/factors", "/desk/account/password", "/desk/privacy/disclosures"),
    "suda@5001": ("/desk/readings", "/desk/villages", "/desk/webhooks"),
    "chaba@5001": ("/desk/people", "/desk/people/new", "/desk/people/bulk", "/desk/people/{malee}"),
    "daranee@moi": (*PRIVACY, "/desk/readings", "/desk/readings/figures", "/desk/elevations"),
    "samart@moi": ("/desk/ledger", "/desk/readings", "/desk/elevations"),
    "preecha@moi": ("/desk/account", "/desk/account/power", "/desk/people", "/desk/webhooks"),
}
"""Who sees which pages. The last one has switched on her power: its bar is over every page."""
INVENTED = ("สมมติ", "ตัวอย่าง")
"""Words in what the demo world's people wrote."""


@pytest.fixture
def demo(world: None, settings: Any, files_of_its_own: None) -> None:
    settings.REMEMBER_SECONDS = 600
    making.make()
    preecha = User.objects.get(email="preecha@moi.sangsuk.example")
    elevations.elevate(preecha, by=Herself.of(preecha), reason="ตรวจบัญชีที่ค้างของอำเภอ", now=timezone.now())


def addresses(who: str) -> list[str]:
    malee = User.objects.get(email="malee@5001.sangsuk.example")
    some = {
        "request": RightsRequest.objects.order_by("pk")[0].pk, "breach": Breach.objects.order_by("pk")[0].pk,
        "disclosure": Disclosure.objects.order_by("pk")[0].pk, "malee": malee.pk,
    }  # fmt: skip
    if who.startswith("chaba"):
        actions.issue_token(malee, label="ระบบของอำเภอ", now=timezone.now())
    return [address.format(**some) for address in WALKS[who]]


def come(page: Page, who: str) -> None:
    if who == "-":
        return
    door = Client()
    door.force_login(User.objects.get(email=f"{who}.sangsuk.example"))
    key = door.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": "localhost", "path": "/", "httpOnly": True}]
    )


def unfold(page: Page) -> None:
    """What is behind a fold is looked at too."""
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")


TABBED = """() => {
    const seen = document.activeElement
    if (!seen || seen === document.body) return null
    const look = getComputedStyle(seen)
    const told = seen.closest('.choice') ? getComputedStyle(seen.closest('.choice')) : look
    const ring = s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
    seen.dataset.tabbed = 'yes'
    if (seen.type === 'date' || seen.type === 'time') return ''  // the browser marks the part within
    return ring(look) || ring(told) ? '' : seen.outerHTML.slice(0, 90)
}"""
LEFT_OUT = """() => [...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary')]
    .filter(e => e.checkVisibility() && !e.disabled && e.type !== 'radio' && !e.dataset.tabbed).map(e => e.outerHTML.slice(0, 90))"""


def by_keyboard(page: Page) -> list[str]:
    """Everything that can be pressed is reached by Tab, one can see where one is, and one gets out at the end."""
    page.evaluate("document.activeElement.dataset.tabbed = 'yes'; document.activeElement.blur()")
    unseen = []
    for _ in range(250):
        page.keyboard.press("Tab")
        without_ring = page.evaluate(TABBED)
        if without_ring is None:
            break
        unseen += [f"{page.url}: no ring: {without_ring}"] if without_ring else []
    else:
        unseen.append(f"{page.url}: no end")
    return unseen + [f"{page.url}: not reached: {one}" for one in page.evaluate(LEFT_OUT)]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_is_sound_and_can_be_pressed(opened: Opener, demo: None, width: int) -> None:
    faults: list[str] = []
    for who in WALKS:
        page = opened(width=width)
        come(page, who)
        for address in addresses(who):
            answer = page.goto(address)
            if answer is None or answer.status != 200:
                faults.append(f"{who} {address}: {answer.status if answer else 'nothing'}")
                continue
            unfold(page)
            faults += [too_wide(page)] if too_wide(page) else []
            faults += [f"{page.url}: small: {one}" for one in small_targets(page, 44 if width < 800 else 24)]
            faults += violations(page) if width < 800 else by_keyboard(page)
        page.close()
    assert "\n".join(faults) == ""


def test_in_english_no_thai_is_left_in_what_the_house_says(opened: Opener, demo: None) -> None:
    """Titles, headings, labels, buttons and the heads of tables; names and what people wrote stay as they are."""
    page, faults = opened(width=1280, language="en"), []
    said = "[document.title, ...[...document.querySelectorAll('h1, label, legend, button, summary, th[scope=col], dt')].map(e => e.innerText)]"
    for who in WALKS:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        come(page, who)
        for address in addresses(who):
            page.goto(address)
            unfold(page)
            told = [text for text in page.evaluate(said) if any("ก" <= sign <= "๛" for sign in text)]
            faults += [
                f"{address}: {text[:60]}"
                for text in told
                if not any(word in text for word in INVENTED) and text not in ("ภาษาไทย", "ไทย")
            ]
    assert "\n".join(faults) == ""
