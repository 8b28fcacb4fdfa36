"""What may be quoted: of published stories whose author allows it now, in the words that a moderator has passed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sangsuk import thai
from sangsuk.stories import consents, words
from sangsuk.stories.models import Story

from . import scopes
from .keyness import Key
from .periods import Period

LONG = 150
LOOKED_THROUGH = 60


@dataclass(frozen=True)
class Quote:
    """`code` leads to the story; `text` is a passage, cut between clauses; `key` the word for which it was chosen."""

    code: str
    office: str
    text: str
    author: str
    tone: str
    expectation: str
    theme: str
    service: str
    key: str = ""


def of(scope: str, period: Period) -> list[Story]:
    """The newest stories of a scope and period that may be quoted. Read anew for every page: a consent taken back holds at once."""
    rows: QuerySet[Story] = Story.objects.published().filter(consents.allowing(words.QUOTE))
    first, after = period.span
    rows = rows.filter(_within(scope), received_at__gte=first, received_at__lt=after).only(
        "code", "office_id", "text_shown", "author_shown", "tone", "expectation", "theme", "service", "published_at"
    )
    return list(rows.order_by("-published_at", "-id")[:LOOKED_THROUGH])


def _within(scope: str) -> Q:
    if scope == scopes.COUNTRY:
        return Q()
    if scope.startswith(scopes.REGION):
        return Q(region=scope.removeprefix(scopes.REGION))
    if scope.startswith(scopes.BELOW):
        return Q(province_code=scope.removeprefix(scopes.BELOW)[:2])
    return Q(office=scope)


def one(story: Story, key: str = "") -> Quote:
    return Quote(
        story.code, story.office_id, passage(story.text_shown, key), story.author_shown, story.tone, story.expectation,
        story.theme, story.service, key,
    )  # fmt: skip


def passage(text: str, key: str = "") -> str:
    """Whole clauses around the word, as many as fit; from the beginning when there is none."""
    clauses = text.split()
    at = next((n for n, clause in enumerate(clauses) if key and key in clause), 0)
    kept: list[str] = []
    length, began = 0, max(0, at - 1)
    n = began
    while n < len(clauses) and (length + len(clauses[n]) <= LONG or not kept):
        kept.append(clauses[n])
        length += len(clauses[n]) + 1
        n += 1
    said = thai.cut(" ".join(kept), LONG)
    before, after = "… " if began else "", " …" if n < len(clauses) and not said.endswith("…") else ""
    return f"{before}{said}{after}"


def good(found: Sequence[Story], most: int = 3) -> list[Quote]:
    """Of good things, one of each kind first."""
    kinds: dict[tuple[str, str], Story] = {}
    for story in found:
        if story.tone == words.POSITIVE:
            kinds.setdefault((story.theme, story.service), story)
    return [one(story) for story in list(kinds.values())[:most]]


def happy(found: Sequence[Story], keys: Sequence[Key], most: int = 3) -> list[Quote]:
    """For the strongest words, each story once."""
    chosen: list[Quote] = []
    for key in keys:
        for story in found:
            fits = story.expectation == words.ABOVE and key.word in story.text_shown
            if fits and story.code not in {quote.code for quote in chosen}:
                chosen.append(one(story, key.word))
                break
        if len(chosen) == most:
            break
    return chosen


def critical(found: Sequence[Story], most: int = 2) -> list[Quote]:
    return [one(story) for story in found if story.tone != words.POSITIVE][:most]
