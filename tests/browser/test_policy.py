"""No page of the house breaks its own policy, and what somebody slips into a page does not run."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from factories import STORY, case, moved
from people import actor, user
from sangsuk.cases import drafts
from sangsuk.cases.models import Case
from sangsuk.common import ids

PUBLIC = ["/", "/tell", "/track", "/map", "/map/50", "/about", "/privacy", "/accessibility", "/api/v1/docs", "/nothing"]
DESK = [
    "/desk/", "/desk/today", "/desk/cases/{number}", "/desk/cases/{number}?do=note", "/desk/new", "/desk/new/short",
    "/desk/field", "/desk/keys", "/desk/outbox", "/desk/registers", "/desk/relief", "/desk/mediations", "/desk/replies",
]  # fmt: skip
LISTEN = """
window.broken = [];
document.addEventListener('securitypolicyviolation', (e) => window.broken.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
"""


def looked_at(page: Page, path: str) -> list[str]:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return [f"{path}: {one}" for one in page.evaluate("window.broken")]


@pytest.mark.django_db
def test_no_public_page_breaks_the_policy(opened: Callable[..., Page]) -> None:
    told = case()
    page = opened()
    page.add_init_script(LISTEN)
    track = f"/track/{told.number}/{ids.secret_key(told.client_id)}"
    assert [one for path in [*PUBLIC, track] for one in looked_at(page, path)] == []


@pytest.mark.django_db
def test_no_page_of_the_desk_breaks_the_policy(opened: Callable[..., Page], house: str) -> None:
    told = case()
    moved(told, ("accept", actor("malee")))
    page = opened(width=1280)
    page.context.add_cookies([{"name": "sessionid", "value": _session(), "url": house}])
    page.add_init_script(LISTEN)
    assert [one for path in DESK for one in looked_at(page, path.format(number=told.number))] == []


def _session() -> str:
    from django.test import Client

    client = Client()
    client.force_login(user("malee"))
    return str(client.session.session_key)


ADD_SCRIPT = (
    "const s = document.createElement('script'); s.src = '/static/js/focus.js'; s.onload = () => window.ran = 1;"
)
SLIPPED_IN = {
    "a script in the text": "document.body.insertAdjacentHTML('beforeend', '<img src=/x.png onerror=\"window.ran=1\">')",
    "a script of our own host": f"{ADD_SCRIPT} document.body.append(s)",
    "words as a script": "setTimeout('window.ran=1', 0)",
    "a worker from elsewhere": "new Worker('/track').onmessage = () => window.ran = 1",
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", SLIPPED_IN)
def test_what_is_slipped_into_a_page_does_not_run(chromium: Any, house: str, what: str) -> None:
    page = chromium.new_page()
    page.goto(f"{house}/tell")
    page.evaluate(f"() => {{ try {{ {SLIPPED_IN[what]} }} catch (e) {{ window.refused = String(e) }} }}")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None, what
    page.close()


@pytest.mark.django_db
def test_the_number_of_a_script_cannot_be_read_out_of_the_page(chromium: Any, house: str) -> None:
    page = chromium.new_page()
    page.goto(f"{house}/tell")
    assert page.evaluate("document.querySelector('script[src]').getAttribute('nonce')") == ""
    assert re.search(r'nonce="[^"]{20,}"', page.request.get(f"{house}/tell").text())
    page.close()


@pytest.mark.django_db
@pytest.mark.parametrize("javascript", [True, False])
def test_the_small_proof_is_done_by_the_page_or_waited_for(
    opened: Callable[..., Page], javascript: bool, settings: Any
) -> None:
    settings.TELL_LEAST_SECONDS = 3600
    draft = drafts.start(description=STORY, district="5001", subdistrict="500107")
    page = opened(javascript=javascript)
    page.goto(f"/tell/{draft.token}/who")
    page.check("[name=identity][value=none]")
    page.locator("form.who .buttons button").click()
    if not javascript:
        page.wait_for_timeout(5200)
        page.locator("[data-proof] button").click()
    page.wait_for_url("**/receipt")
    assert Case.objects.count() == 1
