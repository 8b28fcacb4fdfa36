"""The gallery among ten thousand published stories: pages, feeds and the map of the site, over HTTP, one reader at a time.

`fill` writes stories straight into the tables (a moderator's work is measured elsewhere); `pages` are asked one after the
other with a cold and a warm address each. Figures in milliseconds.
"""

import random
import time
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from .figures import Figure, percentile

STORIES, SEED, ROUNDS = 10_000, 5, 40
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
WORDS = (
    "เจ้าหน้าที่", "ทะเบียน", "บัตรประชาชน", "ยิ้มแย้ม", "รอนาน", "ปลัดอำเภอ", "ช่วยยกของ", "น้ำใจ", "คิว", "ทำใหม่", "เอกสาร", "แก้ชื่อ",
    "เกิด", "ผู้สูงอายุ", "วันเสาร์", "พูดดี", "หน้าเคาน์เตอร์", "ที่จอดรถ", "พัดลม", "ขอบคุณ",
)  # fmt: skip
PAGES = {
    "first": "/stories", "region": "/stories?region=north", "province": "/stories?province=50", "theme": "/stories?theme=service",
    "tone": "/stories?tone=negative", "rare": "/stories?tone=mixed&expectation=below&region=west&theme=volunteer",
    "common words": f"/stories?q={quote('เจ้าหน้าที่')}", "words": f"/stories?q={quote('พัดลม ที่จอดรถ')}&region=south",
    "campaign": "/stories?campaign=bench", "feed": "/stories/feed.rss", "numbers": "/stories/campaigns/bench/numbers",
    "sitemap": "/sitemap.xml", "open data": "/stories/open-data.csv",
}  # fmt: skip


def fill(many: int = STORIES) -> None:
    """Published stories of all districts, with their words and the consents to quote."""
    from sangsuk import thai
    from sangsuk.offices import queries as offices
    from sangsuk.places.regions import region_of
    from sangsuk.stories import words
    from sangsuk.stories.models import Campaign, ConsentText, Story, StoryConsent

    chance = random.Random(SEED)  # noqa: S311 - the same stories each time
    campaign, _made = Campaign.objects.get_or_create(
        code="bench", defaults={"title_th": "วัดความเร็ว", "title_en": "Measured", "purpose_th": "วัด", "purpose_en": "Measured",
                                "opens_on": "2025-01-01", "closes_on": "2026-12-31", "state": "ready", "source": "bench",
                                "made_at": BEGAN})  # fmt: skip
    districts = [card for card in offices.directory().values() if card.kind == "district"]
    text = {use: ConsentText.objects.filter(use=use).first() for use in ("publish", "quote")}
    rows = []
    for n in range(many):
        office, at = chance.choice(districts), BEGAN + timedelta(minutes=n * 7)
        told = " ".join(chance.choices(WORDS, k=90))
        rows.append(
            Story(
                client_id=UUID(int=10**20 + n), code=f"{n:08d}".translate(str.maketrans("01", "AB")), key_digest=bytes(32),
                told_digest=bytes(32), campaign=campaign if n % 3 == 0 else None, channel="web", received_at=at,
                office_id=office.code, province_code=office.province_code, region=region_of(office.province_code),
                status="published", severity=0, tone=chance.choice(list(words.TONES)), title_shown=f"เรื่องที่ {n} {told[:40]}",
                expectation=chance.choice(list(words.EXPECTATIONS)), service="registration", text_shown=told,
                theme=chance.choice(["service", "character", "volunteer", "other"]), published_at=at, decided_at=at,
            )
        )  # fmt: skip
    made = Story.objects.bulk_create(rows, batch_size=2000)
    uses = [(story, use) for story in made for use in text if use == "publish" or story.pk % 2]
    StoryConsent.objects.bulk_create(
        [StoryConsent(story=s, use=u, text=text[u], given_at=s.received_at) for s, u in uses], batch_size=5000
    )
    _index(made, thai.index_words)


def _index(made: Sequence[object], index_words: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into stories_storywords (story_id, vector) values (%s, to_tsvector('simple', %s))",
            [(s.pk, index_words(f"{s.title_shown}\n{s.text_shown}")) for s in made],  # type: ignore[attr-defined,operator]
        )
        cursor.execute("analyze stories_story, stories_storywords, stories_storyconsent")


def asked(port: int, rounds: int = ROUNDS) -> Iterator[Figure]:
    """p95 of each page; the first asking of each is not counted."""
    for name, path in PAGES.items():
        _one(port, path)
        times = sorted(_one(port, path) for _ in range(rounds))
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        yield Figure(
            f"stories.gallery.{name.replace(' ', '_')}", round(p95, 1), "ms", p50_ms=round(p50, 1), p95_ms=round(p95, 1)
        )


def _one(port: int, path: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:  # noqa: S310 - our own address
        answer.read()
    return (time.perf_counter() - began) * 1000


def measure(stories: int = STORIES) -> Iterator[Figure]:
    from . import house

    with house.built() as home:
        fill(stories)
        house.settle()
        with home.serving() as port:
            yield from asked(port)
