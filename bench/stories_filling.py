"""Ten thousand passed stories and a hundred thousand cards, in the words of the demo's, spread as cases are.

They go in as rows, with the events that say what they are, so that `sangsuk check stories` finds no difference.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from . import filling

CHUNK = 2000
SEED = 2563
BUSIEST = filling.BUSIEST
CAMPAIGN = "bench"


def fill(stories: int, cards: int) -> None:
    """Stories that were published, with the consents to publish and to quote; cards of one year."""
    from django.utils import timezone

    filling.staff()
    filling._learn()
    now, chance = timezone.now(), random.Random(SEED)
    _campaign(now)
    for first in range(0, stories, CHUNK):
        _stories(range(first, min(first + CHUNK, stories)), now, chance)
    for first in range(0, cards, CHUNK):
        _cards(range(first, min(first + CHUNK, cards)), now, chance)


def told() -> list[Any]:
    """The stories of the demo, without those that a moderator must mask."""
    from sangsuk.config.demo.stories import stories

    return [one for one in stories() if "personal" not in one.marks and not one.praised]


def lines() -> list[tuple[str, str]]:
    """A sentence of each clause, with the tone of its story."""
    return [(clause, one.tone) for one in told() for clause in one.text.split() if 12 <= len(clause) <= 120]


def _when(chance: random.Random, now: datetime) -> datetime:
    return now - timedelta(days=chance.randrange(360), minutes=chance.randrange(600))


def _campaign(now: datetime) -> None:
    """Every third story belongs to it."""
    from sangsuk.stories.models import Campaign

    day = now.date()
    Campaign.objects.create(
        code=CAMPAIGN, title_th="วัดความเร็ว", title_en="Measured", purpose_th="วัด", purpose_en="Measured", state="ready",
        opens_on=day - timedelta(days=400), closes_on=day - timedelta(days=1), source="bench", made_at=now,
    )  # fmt: skip


def _stories(numbers: Sequence[int], now: datetime, chance: random.Random) -> None:
    from sangsuk import thai
    from sangsuk.cases.intake import plain
    from sangsuk.catalog import queries as catalog
    from sangsuk.places.regions import region_of
    from sangsuk.stories import words
    from sangsuk.stories.intake import story_code
    from sangsuk.stories.models import STATE, Campaign, Story, StoryConsent, StoryEvent, StoryText, StoryWords

    texts, offices = told(), chance.choices(filling._districts, filling._shares, k=len(numbers))
    campaign, made, flagships = Campaign.objects.get(code=CAMPAIGN), [], sorted(catalog.all_terms(words.FLAGSHIPS))
    for n, office in zip(numbers, offices, strict=True):
        one, at, client = texts[n % len(texts)], _when(chance, now), UUID(int=SEED << 64 | n)
        made.append(
            Story(
                client_id=client, code=story_code(client), told_digest=bytes(32), key_digest=bytes(32), channel="web",
                campaign=None if n % 3 else campaign, received_at=at, office_id=office, province_code=office[:2], region=region_of(office), status="published",
                tone=one.tone, expectation=_expected(one.tone, chance), theme=one.theme, service=one.service,
                flagship="" if n % 5 else flagships[n // 5 % len(flagships)],
                severity=0 if one.tone == "positive" else 2, title_shown=one.title[:120], text_shown=one.text,
                author_shown=one.pen, published_at=at, decided_at=at,
            )
        )  # fmt: skip
    Story.objects.bulk_create(made)
    StoryText.objects.bulk_create(
        StoryText(story=s, no=1, title=s.title_shown, text=s.text_shown, made_by="author", made_at=s.received_at)
        for s in made
    )
    given = {use: _consent_text(use) for use in ("publish", "quote")}
    StoryConsent.objects.bulk_create(
        StoryConsent(story=s, use=use, text_id=text, given_at=s.received_at)
        for s in made
        for use, text in given.items()
    )
    StoryEvent.objects.bulk_create(
        StoryEvent(
            story=s, seq=1, at=s.received_at, move="submit", actor_kind="citizen",
            changes=plain({name: getattr(s, name) for name in STATE}),
        )
        for s in made
    )  # fmt: skip
    from django.contrib.postgres.search import SearchVector
    from django.db.models import Value

    for s in made:
        vector = SearchVector(Value(thai.index_words(f"{s.title_shown}\n{s.text_shown}")), config="simple")
        StoryWords.objects.create(story=s, vector=vector)


def _consent_text(use: str) -> str:
    from sangsuk.stories.models import ConsentText

    return str(ConsentText.objects.filter(use=use, campaign=None).values_list("code", flat=True)[0])


def _expected(tone: str, chance: random.Random) -> str:
    weights = {"positive": (2, 28, 70), "mixed": (35, 50, 15), "negative": (80, 18, 2)}[tone]
    return chance.choices(("below", "met", "above"), weights)[0]


SERVICES = ("registration", "administration", "security", "damrongdhama", "office", "")


def _cards(numbers: Sequence[int], now: datetime, chance: random.Random) -> None:
    from sangsuk.stories.models import FeedbackCard
    from sangsuk.thai import bangkok_date

    said, offices = lines(), chance.choices(filling._districts, filling._shares, k=len(numbers))

    def made() -> Iterator[FeedbackCard]:
        for n, office in zip(numbers, offices, strict=True):
            (line, tone), at = chance.choice(said), _when(chance, now)
            if chance.random() < 0.6:
                line = ""
            yield FeedbackCard(
                client_id=UUID(int=(SEED + 1) << 64 | n), office_id=office, province_code=office[:2],
                service=chance.choices(SERVICES, (60, 14, 6, 6, 4, 10))[0], tone=tone,
                expectation=_expected(tone, chance) if chance.random() < 0.8 else "", line=line, line_shown=line,
                channel="qr", day=bangkok_date(at), received_at=at,
            )  # fmt: skip

    FeedbackCard.objects.bulk_create(made())
