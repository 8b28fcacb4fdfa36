"""Taken down, withdrawn, or one use taken back: over a filled archive, every open address and the disk.

The first walk proves that the walker sees what there is to be seen; the second asks all of it again, also as somebody does
who has it already (with the old mark).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

import showing
import storytelling as telling
import walking
from factories import MONDAY
from people import CITIZEN, actor
from sangsuk.public.doors import open_door
from sangsuk.stories import actions as stories
from sangsuk.stories.gallery import clearing, files, share
from sangsuk.stories.models import Story
from typefaces import needs_thai_font
from walking import Seen

pytestmark = [pytest.mark.usefixtures("world", "disk", "unlimited"), needs_thai_font]
MANY, SUBJECTS = 200, 8
LATER = MONDAY + timedelta(days=1)


@dataclass(frozen=True)
class Marks:
    """By what a story is known: words of its own, and the digests of its pictures."""

    title: str
    text: str
    pen: str
    name: str
    code: str
    photographs: frozenset[str]
    card: str


def filled(many: int) -> list[Story]:
    """The subjects are the newest, so that each list begins with them."""
    telling.campaign()
    made = [_told(n, with_files=n < SUBJECTS or n % 10 == 0) for n in reversed(range(many))]
    return made[::-1][:SUBJECTS]


def _told(n: int, *, with_files: bool) -> Story:
    title, text = f"หัวเรื่องที่{n:04d}", f"เนื้อความที่{n:04d} เจ้าหน้าที่ช่วยกรอกแบบจนเสร็จและพูดดีมาก"
    return showing.shown(
        n, title=title, text=text, title_shown=title, text_shown=text, pen_name=f"นามแฝงที่{n:04d}", campaign="happy-2563",
        author=replace(telling.BUNMA, name=f"ชื่อจริงที่{n:04d}"), now=MONDAY - timedelta(minutes=n),
        files=(showing.photograph(n), showing.sound(n)) if with_files else (),
    )  # fmt: skip


def marks_of(story: Story, n: int) -> Marks:
    bodies = [files.path_to(file, small=small) for file in story.files.all() for small in (False, True)
              if not (small and file.kind == "audio")]  # fmt: skip
    digests = frozenset(digest for one in bodies for digest in walking._read(one.read_bytes())[1])
    card = next(iter(walking._read(share.kept(story).read_bytes())[1]))
    return Marks(story.title_shown, f"เนื้อความที่{n:04d}", f"นามแฝงที่{n:04d}", f"ชื่อจริงที่{n:04d}", story.code, digests, card)


def where(seen: dict[str, Seen], mark: str) -> set[str]:
    """The addresses that give it. What somebody searched for is repeated to her and does not count; all else does."""
    return {
        address
        for address, one in seen.items()
        if one.status == 200 and f"q={mark}" not in address and (mark in one.text or mark in one.digests)
    }


def anywhere(seen: dict[str, Seen], marks: Marks, *names: str) -> dict[str, set[str]]:
    found = {name: _any(seen, getattr(marks, name)) for name in names}
    return {name: addresses for name, addresses in found.items() if addresses}


def _any(seen: dict[str, Seen], value: str | Iterable[str]) -> set[str]:
    return set().union(*(where(seen, mark) for mark in ([value] if isinstance(value, str) else value)))


ALL = ("title", "text", "pen", "name", "code", "photographs", "card")
LISTS = {
    "/stories", "/stories/feed.rss", "/stories/feed.atom", "/stories/feed.json", "/stories/press-kit.zip",
}  # fmt: skip
DEEDS = ("take_down", "withdraw", "publish", "quote", "name", "photograph", "film", "")


def done(story: Story, deed: str) -> None:
    if deed == "take_down":
        stories.move(story, deed, by=actor("dao"), data={"why": "ผู้ถูกกล่าวถึงขอให้นำออก"}, now=LATER)
    elif deed == "withdraw":
        stories.move(story, deed, by=CITIZEN, now=LATER)
    elif deed:
        stories.move(story, "consent", by=CITIZEN, data={"uses": {deed: False}}, now=LATER)


@pytest.mark.slow
def test_what_is_taken_back_is_gone_from_every_open_address_and_from_the_disk(disk: Path) -> None:
    told = filled(MANY)
    marks = [marks_of(story, n) for n, story in enumerate(told)]
    paths = sorted(set(walking.addresses(told)))
    before = walking.walked(paths)
    for one in marks:
        _all_was_to_be_seen(before, one)
    for story, deed in zip(told, DEEDS, strict=True):
        done(story, deed)
    clearing.clear_due(LATER)
    after = walking.walked(paths)
    for n, deed in enumerate(DEEDS):
        _only_what_is_allowed(after, marks[n], deed)
    _nothing_is_still_the_same_to_who_has_it(before, after, marks)
    _disk_holds_only_what_is_allowed(disk, told, marks)


def _all_was_to_be_seen(before: dict[str, Seen], one: Marks) -> None:
    assert where(before, one.title) >= LISTS | {f"/stories/{one.code}"}
    assert where(before, one.text) >= {"/stories/feed.rss", "/stories/press-kit.zip", f"/stories/{one.code}"}
    assert where(before, one.code) >= LISTS | {"/sitemap.xml", "/stories/open-data.csv", "/stories/open-data.json"}
    assert where(before, one.name) >= {"/stories", "/stories/feed.atom", "/stories/press-kit.zip"}
    assert "/stories/press-kit.zip?campaign=happy-2563" in where(before, one.text)
    assert where(before, one.card) == {f"/stories/{one.code}/card.png"}
    assert not where(before, one.pen)  # her own name stands there instead
    assert all(where(before, digest) for digest in one.photographs)
    assert "/stories/press-kit.zip" in _any(before, one.photographs)


def _only_what_is_allowed(after: dict[str, Seen], one: Marks, deed: str) -> None:
    if deed in ("take_down", "withdraw", "publish"):
        assert anywhere(after, one, *ALL) == {}, deed
        return
    assert where(after, one.title) >= {"/stories", "/stories/feed.rss", f"/stories/{one.code}"}
    assert where(after, one.text) >= {"/stories", f"/stories/{one.code}"}
    if deed == "quote":
        outside = {a for a in where(after, one.text) if "feed" in a or "press" in a or "card" in a}
        assert outside == set()
        assert where(after, one.card) == set()
        assert "/stories/press-kit.zip" not in where(after, one.code)
        assert "/stories/press-kit.zip" not in _any(after, one.photographs)
    if deed == "name":
        assert anywhere(after, one, "name") == {}
        assert where(after, one.pen) >= {"/stories", "/stories/feed.rss", f"/stories/{one.code}"}
    if deed == "photograph":
        assert anywhere(after, one, "photographs") == {}
        assert f"/stories/{one.code}/files" not in after[f"/stories/{one.code}"].text
    if deed in ("film", ""):
        assert _any(after, one.photographs) and where(after, one.card) and where(after, one.name)


def _nothing_is_still_the_same_to_who_has_it(
    before: dict[str, Seen], after: dict[str, Seen], marks: list[Marks]
) -> None:
    """304 is for what did not change. Whatever gave something of theirs and does no more must not say it."""
    client = Client()
    for one in marks[:3]:
        gave = {
            a
            for a, s in before.items()
            if s.mark and a in _any(before, [one.title, one.code, *one.photographs, one.card])
        }
        assert len(gave) > 5
        stale = {a for a in gave if walking.seen(client, a, **{"If-None-Match": before[a].mark}).status == 304}
        assert stale == set()
    kept = {after[a].text.partition("Cache-Control: ")[2].partition("\n")[0] for a in after if after[a].mark}
    assert kept <= {"public, max-age=60, must-revalidate", "no-store", "public, max-age=60"}


def _disk_holds_only_what_is_allowed(disk: Path, told: list[Story], marks: list[Marks]) -> None:
    here = {walked for file in disk.rglob("*") if file.is_file() for walked in walking._read(file.read_bytes())[1]}
    names = " ".join(showing.on_disk(disk))
    for n, deed in enumerate(DEEDS):
        gone = deed in ("take_down", "withdraw", "publish")
        assert (marks[n].code in names) is not gone, deed
        assert (marks[n].card in here) is (deed in ("film", "", "name", "photograph")), deed
    assert not marks[1].photographs & here
    assert marks[0].photographs <= here  # a moderator may have to look again; nobody else can
    for file in disk.rglob("*"):
        if file.is_file():
            assert told[1].code not in file.name


def test_an_address_that_forgets_to_ask_is_caught_by_the_walk(settings: Any) -> None:
    """So that whoever adds a page need not know of this file."""
    import sys
    from types import ModuleType

    from sangsuk.config import urls

    leaky = ModuleType("leaky_urls")
    leaky.urlpatterns = [path("new-page/<str:code>", _leak), *urls.urlpatterns]  # type: ignore[attr-defined]
    sys.modules["leaky_urls"] = leaky
    settings.ROOT_URLCONF = "leaky_urls"
    told = filled(SUBJECTS)
    done(told[2], "publish")
    seen = walking.walked(sorted(set(walking.addresses(told[2:3]))))
    assert where(seen, "หัวเรื่องที่0002") == {f"/new-page/{told[2].code}"}


@open_door
def _leak(request: HttpRequest, code: str) -> HttpResponse:
    found = Story.objects.filter(code=code).first()
    return HttpResponse(found.title_shown if found else "")
