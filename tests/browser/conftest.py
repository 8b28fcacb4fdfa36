"""A real Chromium against a real server of ours, with a database that is made anew after each test.

The machine is asked for a browser of its own (`chromium`), so that nothing is downloaded.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, expect, sync_playwright

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop in this thread; the database does not mind

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
expect.set_options(timeout=15_000)  # what must come, comes; how fast it does is for bench/ to say


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):  # in CI its absence is a failure
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house takes Monday, eleven o'clock, for now."""
    from .desk import NOW

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def static_files_as_in_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of the tests gives them out beside the middleware; a worker without its headers does not start."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    from sangsuk.config.headers import headers

    usual = StaticFilesHandler.serve
    monkeypatch.setattr(StaticFilesHandler, "serve", lambda self, request: headers(lambda r: usual(self, r))(request))


@pytest.fixture
def house(static_files_as_in_service: None, live_server: Any, files_of_its_own: None) -> str:
    """The address of the running product."""
    return str(live_server.url)


Opener = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, house: str) -> Iterator[Opener]:
    """Opens a browser of somebody: `opened(width=320, language="en", javascript=False, ...)`.

    Every page tells at the end whether it asked another host for something or the console complained.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    complaints: list[str] = []
    under_way: set[Request] = set()

    def open_(*, width: int = 360, language: str = "th", javascript: bool = True, **how: Any) -> Page:
        size = PHONE | {"width": width} if width < 800 else {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, java_script_enabled=javascript, base_url=house, **how)
        contexts.append(context)
        context.on("request", lambda r: under_way.add(r))
        context.on("requestfinished", lambda r: under_way.discard(r))
        context.on("requestfailed", lambda r: under_way.discard(r))
        if language != "th":
            context.add_cookies([{"name": "lang", "value": language, "url": house}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda r: strangers.append(r.url) if not _ours(r.url, house) else None)
        page.on(
            "console",
            lambda m: complaints.append(m.text) if m.type == "error" and not _expected(m.text) else None,
        )
        page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
        return page

    yield open_
    answered(contexts, under_way)
    for context in contexts:
        context.close()
    assert strangers == []
    assert complaints == []


def _expected(complaint: str) -> bool:
    """What Chromium itself says of a refusal, and of a network that a test has taken away."""
    return "status of 4" in complaint or "ERR_INTERNET_DISCONNECTED" in complaint


def answered(contexts: list[BrowserContext], under_way: set[Request]) -> None:
    """What was still asked would meet a database that is being emptied."""
    pages = [page for context in contexts for page in context.pages]
    until = time.monotonic() + 3
    while pages and under_way and time.monotonic() < until:
        with contextlib.suppress(Error):
            pages[0].wait_for_timeout(20)


def _ours(address: str, house: str) -> bool:
    return address.startswith((f"{house}/", "data:", "blob:", "about:"))
