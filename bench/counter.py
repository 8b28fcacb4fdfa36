"""A question answered at the counter, by the keyboard alone, in a real browser: the seconds that a practised officer takes.

The browser goes the way that she goes, and counts every key; how long it has to wait is measured, how long her hands and
head take is reckoned (`keystrokes`). The floor is typing the same words into an empty page.
"""

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import filling, house, pages
from .figures import Figure, percentile
from .keystrokes import Done, typed

CASES = 1_000
ROUNDS, FEW_ROUNDS = 7, 2
SEED = 3
MOST_SECONDS = 60
EMPTY = "data:text/html,<meta charset=utf-8><textarea rows=9></textarea>"
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class Service:
    """What is asked and what is answered, as it would be noted down; `body` is where somebody was sent on to."""

    asked: str
    answer: str
    body: str = ""


SERVICES = {
    "information": Service("บัตรประชาชนหาย ทำใหม่ที่ไหน", "ทำใหม่ได้ที่สำนักทะเบียนทุกแห่ง ไม่ต้องแจ้งความ ค่าธรรมเนียม 100 บาท"),
    "advice": Service("เพื่อนบ้านกู้เงินแล้วไม่คืน ทำอย่างไรได้", "แนะนำให้ไกล่เกลี่ยที่อำเภอก่อน ถ้าไม่สำเร็จ ฟ้องศาลแขวงได้เอง ไม่ต้องมีทนาย"),
    "one_stop": Service("ขอคัดทะเบียนบ้านและใบเกิดของลูก", "คัดให้ทั้งสองฉบับที่โต๊ะนี้แล้ว ไม่มีค่าใช้จ่าย"),
    "referral": Service("ไฟหน้าบ้านตกบ่อย", "โทรแจ้งเวรการไฟฟ้าแล้ว ช่างจะโทรหาวันนี้", "การไฟฟ้าส่วนภูมิภาคสาขาเชียงใหม่"),
    "suggestion": Service("ขอให้มีที่นั่งรอสำหรับคนแก่หน้าอำเภอ", "รับไว้แล้ว จะเสนอนายอำเภอในการประชุมสัปดาห์หน้า"),
}


@dataclass
class Hands:
    """Somebody's hands on the keyboard: what they did, and how long they had to wait."""

    page: Any
    done: Done = Done()
    waited: float = 0.0
    words: Done = field(default_factory=Done)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.done += Done(1)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.words += typed(text)
        self.done += typed(text)

    def think(self) -> None:
        self.done += Done(thoughts=1)

    def until(self, key: str, there: str, *, most: int = 15) -> None:
        """Press until that is true of the page."""
        for _again in range(most):
            if self.page.evaluate(there):
                return
            self.press(key)
        raise RuntimeError(f"{most} times {key} did not lead to {there}")

    def wait(self, there: str) -> None:
        """Until that stands on the page and all of the page has come."""
        began = time.perf_counter()
        self.page.locator(there).first.wait_for()
        self.page.wait_for_load_state("load")
        self.waited += time.perf_counter() - began


def measure(cases: int | None) -> Iterator[Figure]:
    wanted = CASES if cases is None else cases
    with house.built() as home:
        filling.fill(wanted)
        house.settle()
        cookie = pages._signed_in()
        with home.serving() as port, _browser() as browser:
            page = _signed_in(browser, f"http://127.0.0.1:{port}", cookie)
            found = _rounds(page, browser, ROUNDS if wanted >= CASES else FEW_ROUNDS)
    for name, served in found.items():
        yield from _figures(name, served, wanted)


def _browser() -> Any:
    """Raises: RuntimeError where there is no Chromium, or playwright is not installed."""
    from contextlib import contextmanager

    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        raise RuntimeError("`counter` needs Chromium and the packages of requirements-dev.lock")

    @contextmanager
    def opened() -> Iterator[Any]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(ARGS))
            yield browser
            browser.close()

    return opened()


def _signed_in(browser: Any, url: str, cookie: str) -> Any:
    name, _, value = cookie.partition("=")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="th-TH")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/desk/")
    return page


def _rounds(page: Any, browser: Any, rounds: int) -> dict[str, list[tuple[Hands, float]]]:
    """Every service some times, in turns, so that none finds itself chosen already; each with its floor."""
    chance, empty = random.Random(SEED), browser.new_page()
    found: dict[str, list[tuple[Hands, float]]] = {name: [] for name in SERVICES}
    for _round in range(rounds):
        for name in chance.sample(sorted(SERVICES), len(SERVICES)):
            hands = serve(page, name, SERVICES[name])
            found[name].append((hands, _into_an_empty_page(empty, SERVICES[name])))
    return found


def serve(page: Any, mission: str, service: Service) -> Hands:
    """From the queue to the number on the slip."""
    page.goto(page.url.partition("/desk/")[0] + "/desk/")
    page.wait_for_load_state("load")
    hands = Hands(page)
    hands.think()
    hands.press("s")
    hands.wait("input[name=mission]:focus")
    hands.think()
    hands.until("ArrowDown", f"document.querySelector('input[name=mission]:checked')?.value === '{mission}'")
    for name, text in (("description", service.asked), ("body", service.body), ("answer", service.answer)):
        if text:
            hands.until("Tab", f"document.activeElement?.name === '{name}'")
            hands.type(text)
    hands.think()
    hands.until("Tab", "document.activeElement?.matches('.serve button.button')")
    hands.press("Enter")
    hands.wait(".slip__big")
    return hands


def _into_an_empty_page(page: Any, service: Service) -> float:
    """The same words with nothing around them, as seconds."""
    page.goto(EMPTY)
    page.locator("textarea").focus()
    hands = Hands(page)
    for text in filter(None, (service.asked, service.body, service.answer)):
        hands.type(text)
    told = page.evaluate("document.querySelector('textarea').value")
    if told != service.asked + service.body + service.answer:
        raise RuntimeError("the browser did not take what was typed")
    return hands.done.seconds()


def _figures(name: str, served: list[tuple[Hands, float]], cases: int) -> Iterator[Figure]:
    waited = sorted(hands.waited for hands, _floor in served)
    seconds = sorted(hands.done.seconds(hands.waited) for hands, _floor in served)
    floor = served[0][1]
    middle = percentile(seconds, 0.5)
    yield Figure(
        f"counter.{name}", middle, f"s of {MOST_SECONDS}", floor, middle / floor, percentile(waited, 0.5) * 1000,
        percentile(waited, 0.95) * 1000, cases=cases,
    )  # fmt: skip
    presses = sorted(hands.done.presses for hands, _floor in served)
    words = served[0][0].words.presses
    most = presses[-1]
    yield Figure(f"counter.{name}.keys", most, "keys", words, most / words)
