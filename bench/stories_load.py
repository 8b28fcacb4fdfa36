"""Stories at 10,000 and cards at 100,000: the pages beside their bare SQL, the counting, what comes in, the posters."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from . import filling, house, pages, stories_filling
from .figures import Figure
from .pages import Page

STORIES, CARDS = 10_000, 100_000
SECONDS = 4.0
SENT = 300
GALLERY = {
    "region": "region=north",
    "theme": "theme=service",
    "tone": "tone=negative",
    "rare": "tone=mixed&expectation=below&region=west&theme=volunteer",
    "word": f"q={quote('เจ้าหน้าที่')}",
    "words": f"q={quote('บัตร ยาย')}&region=south",
    "flagship": "flagship=f2564_04",
    "campaign": f"campaign={stories_filling.CAMPAIGN}",
}


def measure(stories: int | None = None, seconds: float | None = None) -> Iterator[Figure]:
    n = stories or STORIES
    cards = n * CARDS // STORIES
    with house.built() as home:
        began = time.perf_counter()
        stories_filling.fill(n, cards)
        yield Figure("stories.fill", time.perf_counter() - began, "s", cases=n + cards)
        house.settle()
        yield from _counting(n + cards)
        yield from _intake()
        house.settle()
        with home.serving() as port:
            for name, page in _pages().items():
                yield pages._alone(home, port, f"stories.{name}", page, seconds or SECONDS, n)
        yield from _posters()


def _timed(what: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = what()
    return time.perf_counter() - began, answer


def _counting(n: int) -> Iterator[Figure]:
    """Everything counted anew, beside one pass of PostgreSQL over the same rows; one look when nothing happened; the proof."""
    from django.utils import timezone

    from sangsuk.insight.voices import actions as voices
    from sangsuk.insight.voices import auditing
    from sangsuk.stories.improvements import opening

    least, _rows = _timed(_read_once)
    spent, _done = _timed(voices.recount)
    yield Figure("stories.voices.recount", spent, "s", least, spent / least, cases=n)
    voices.count()
    idle, _done = _timed(voices.count)
    yield Figure("stories.voices.idle", idle * 1000, "ms", cases=n)
    spent, listed = _timed(lambda: opening.sweep(timezone.now()))
    yield Figure("stories.improvements.sweep", spent, "s", cases=listed)
    house.settle()
    spent, wrong = _timed(lambda: sum(1 for _line in auditing.faults()))
    yield Figure("stories.voices.check", spent, "s", cases=n)
    yield Figure("stories.voices.wrong", wrong, "cells", cases=n)


def _read_once() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select office_id, tone, expectation, service, count(*) from stories_feedbackcard group by 1, 2, 3, 4"
        )
        cursor.fetchall()
        cursor.execute(
            "select office_id, tone, theme, service, sum(length(text_shown)) from stories_story group by 1, 2, 3, 4"
        )
        cursor.fetchall()


def _intake() -> Iterator[Figure]:
    """One process, one after the other; the floor is a bare insert of the one row in a transaction of its own."""
    from django.db import connection, transaction

    from sangsuk.offices.actor import Actor
    from sangsuk.stories import actions as stories
    from sangsuk.stories.actions import NewStory
    from sangsuk.stories.cards import actions as cards
    from sangsuk.stories.cards.actions import NewCard
    from sangsuk.stories.models import FeedbackCard, Story

    told, said, by = stories_filling.told(), stories_filling.lines(), Actor.citizen("web")

    def send_stories() -> None:
        for n in range(SENT):
            one = told[n % len(told)]
            new = NewStory(_uuid(1, n), filling.BUSIEST, one.title, one.text, one.tone, uses=("publish", "quote"))
            stories.submit(new, by=by)

    def send_cards() -> None:
        for n in range(SENT):
            line, tone = said[n % len(said)]
            cards.send(NewCard(_uuid(2, n), filling.BUSIEST, tone, "registration", "met", line))

    def bare(model: Any, no: int) -> Callable[[], None]:
        row = model.objects.latest("pk")

        def insert() -> None:
            for n in range(SENT):
                row.pk, row.client_id = None, _uuid(no, n)
                if model is Story:
                    row.code = f"bare{n}"
                with transaction.atomic():
                    row.save(force_insert=True)
            model.objects.filter(client_id__in=[_uuid(no, n) for n in range(SENT)]).delete()

        return insert

    for name, send, floor in (
        ("stories.intake.story", send_stories, bare(Story, 3)), ("stories.intake.card", send_cards, bare(FeedbackCard, 4)),
    ):  # fmt: skip
        least, _done = _timed(floor)
        spent, _done = _timed(send)
        yield Figure(name, SENT / spent, "per s", SENT / least, least / spent, cases=SENT)
    connection.close()


def _uuid(kind: int, n: int) -> UUID:
    return UUID(int=(stories_filling.SEED + 10 + kind) << 64 | n)


def _pages() -> dict[str, Page]:
    from sangsuk.accounts.models import User
    from sangsuk.stories.models import Story

    staff = filling.staff()
    officer, ministry = (house.cookie_of(User.objects.get(id=staff[code])) for code in (filling.BUSIEST, "MOI"))
    codes = list(Story.objects.published().order_by("-published_at").values_list("code", flat=True)[:40])
    return {
        **{f"gallery.{name}": Page([f"/stories?{asked}"], "") for name, asked in GALLERY.items()},
        "gallery": Page(["/stories"], ""),
        "numbers": Page([f"/stories/campaigns/{stories_filling.CAMPAIGN}/numbers"], ""),
        "feed": Page(["/stories/feed.rss"], ""),
        "page": Page([f"/stories/{code}" for code in codes], ""),
        "voices.office": Page([f"/voices/office/{filling.BUSIEST}"], ""),
        "voices.province": Page(["/voices/50"], ""),
        "voices.country": Page(["/voices"], ""),
        "voices.desk.office": Page(["/desk/voices"], officer),
        "voices.desk.country": Page(["/desk/voices"], ministry),
        "improvements": Page(["/desk/improvements"], officer),
    }


def _posters() -> Iterator[Figure]:
    from sangsuk.papers import posters as paper
    from sangsuk.stories.cards import posters
    from sangsuk.stories.cards.posters import Point

    codes = posters.offices_with_cards()
    made = [posters.poster(Point(code), site="https://sangsuk.example") for code in codes]
    one, _pdf = _timed(lambda: paper.pdf(made[:1], size="a4"))
    spent, _pdf = _timed(lambda: paper.pdf(made, size="a4"))
    yield Figure("stories.posters", spent, "s", one * len(codes), spent / (one * len(codes)), cases=len(codes))
