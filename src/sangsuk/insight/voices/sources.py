"""Where voices come from: stories that a moderator has passed, and feedback cards. Each says what is due and reads it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from sangsuk.stories import words
from sangsuk.stories.models import FeedbackCard, Story, StoryEvent
from sangsuk.stories.standing import PASSED
from sangsuk.thai.dates import bangkok_date

from . import phrases
from .hearing import CARD, STORY, Voice


@dataclass(frozen=True)
class Source:
    """`table` gets a row, with a rising id, whenever a voice may have changed; `ref` is its column that says which.
    `read` gives the voices of these that count now."""

    name: str
    table: type[models.Model]
    ref: str
    read: Callable[[Iterable[int]], Iterable[Voice]]


def _stories(refs: Iterable[int]) -> Iterable[Voice]:
    rows = Story.objects.filter(pk__in=list(refs), status__in=PASSED)
    for story in rows.only(
        "pk", "version", "office_id", "received_at", "tone", "expectation", "theme", "service", "text_shown", "status"
    ):
        yield Voice(
            STORY, story.pk, story.version, story.office_id, bangkok_date(story.received_at), story.tone,
            story.expectation, story.theme, story.service, phrases.of_text(story.text_shown),
            story.status == words.PUBLISHED,
        )  # fmt: skip


def _cards(refs: Iterable[int]) -> Iterable[Voice]:
    """A card never changes; what is read of its words has no names and no numbers."""
    for card in FeedbackCard.objects.filter(pk__in=list(refs)).defer("line", "more"):
        said = phrases.of_text(f"{card.line_shown}\n{card.more_shown}")
        yield Voice(
            CARD, card.pk, 1, card.office_id, card.day, card.tone, card.expectation, "", card.service, said,
            weight=card.weight,
        )  # fmt: skip


SOURCES = {
    STORY: Source(STORY, StoryEvent, "story_id", _stories),
    CARD: Source(CARD, FeedbackCard, "id", _cards),
}
