"""What the browser tests look at on every page."""

import gzip
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # every rule looks at every place; only what passes is not described one by one
}


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page when its sheets have come, each with the first place where."""
    page.wait_for_load_state("load")
    found = AXE.run(page, options=RULES).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['target']} {one['help']}" for one in found]


def too_wide(page: Page) -> str:
    """The address, when the page has to be moved sideways."""
    page.wait_for_load_state("load")
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return f"{page.url}: {wide} > {seen}" if wide > seen else ""


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Buttons, inputs and links outside of sentences that a finger would miss."""
    script = """least => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, .choice')]
        .filter(e => e.offsetParent && !e.closest('[aria-hidden=true], .choice input') && !(e.matches('input[type=radio], input[type=checkbox]')))
        .filter(e => e.getBoundingClientRect().height < least).map(e => e.outerHTML.slice(0, 90))"""
    page.wait_for_load_state("load")
    return list(page.evaluate(script, least))


def followed(door: Locator) -> None:
    """Press what leads to another page, and wait until that one is whole: only then there is something to look at."""
    with door.page.expect_navigation(wait_until="load"):
        door.click()


class Scale:
    """Weighs what a page brings, text as it travels (gzip), without photographs."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Response] = []
        page.on("response", lambda answer: self.answers.append(answer))

    def weigh(self) -> int:
        total = 0
        for answer in self.answers:
            kind = answer.headers.get("content-type", "")
            if answer.status == 200 and not kind.startswith("image/jpeg"):
                body = answer.body()
                total += len(body) if kind.startswith("image/png") else len(gzip.compress(body))
        self.answers.clear()
        return total


def slow_network(page: Page, *, kilobits: int, round_trip_ms: int) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False, "latency": round_trip_ms, "downloadThroughput": kilobits * 125,
            "uploadThroughput": kilobits * 125 // 2,
        },
    )  # fmt: skip
    return session
