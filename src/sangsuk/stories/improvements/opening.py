"""How an item comes onto the list and leaves it by itself: a story is passed or withdrawn, a card comes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import words
from ..models import FeedbackCard, Story
from ..models.improvements import ImprovementEvent, ImprovementItem
from ..standing import PASSED
from . import actions, recording
from .words import GONE, JOINED, OPEN

ACKNOWLEDGE, PLAN = "improve_acknowledge", "improve_plan"
"""Kinds of dated rule rows, see deadlines/data/promises.csv."""


def due_on(kind: str, province_code: str, now: datetime) -> date:
    return bangkok_date(deadlines.promise(kind, at=now, province_code=province_code).due_at)


def of_story(story: Story, *, now: datetime) -> None:
    """Called in the transaction of every move of a story: the list follows what may be read."""
    item = ImprovementItem.objects.filter(story=story).first()
    passed = story.status in PASSED and story.tone in (words.NEGATIVE, words.MIXED)
    if item is None and passed:
        _open([_of_story(story, now)], now)
    elif item is not None and passed and item.status == GONE:
        due = due_on(ACKNOWLEDGE, item.province_code, now)
        actions.by_machine(item, "return", {"due_on": due, "leader_id": None, "pledge_id": None}, now=now)
    elif item is not None and not passed and item.status in (*OPEN, JOINED):
        actions.by_machine(item, "leave", {"due_on": None, "leader_id": None, "pledge_id": None}, now=now)


def _of_story(story: Story, now: datetime) -> ImprovementItem:
    return ImprovementItem(
        office_id=story.office_id, province_code=story.province_code, story=story, tone=story.tone,
        severity=story.severity or 0, theme=story.theme, service=story.service, said_at=story.received_at, opened_at=now,
        due_on=due_on(ACKNOWLEDGE, story.province_code, now),
    )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A card, as far as the list needs it."""

    ref: int
    office: str
    province_code: str
    tone: str
    service: str
    at: datetime


@transaction.atomic
def of_cards(cards: Iterable[Said], *, now: datetime) -> int:
    """Cards that say something to improve; one that is on the list already is left. Returns how many were new."""
    cards = list(cards)
    known = set(ImprovementItem.objects.filter(card_ref__in=[c.ref for c in cards]).values_list("card_ref", flat=True))
    due: dict[str, date] = {}
    items = []
    for card in cards:
        if card.ref in known:
            continue
        if card.province_code not in due:
            due[card.province_code] = due_on(ACKNOWLEDGE, card.province_code, now)
        items.append(
            ImprovementItem(
                office_id=card.office, province_code=card.province_code, card_ref=card.ref, tone=card.tone,
                service=card.service, said_at=card.at, opened_at=now, due_on=due[card.province_code],
            )
        )  # fmt: skip
    _open(items, now)
    return len(items)


def _open(items: list[ImprovementItem], now: datetime) -> None:
    made = ImprovementItem.objects.bulk_create(items, batch_size=1000)
    by = Actor.system()
    begun = (recording.first(item, "open", by=by, data={}, now=now) for item in made)
    ImprovementEvent.objects.bulk_create(begun, batch_size=1000)


AT_ONCE, BEHIND = 2_000, 1_000
"""Cards are looked through in this many; and again so far back, for one whose transaction ended after a later one."""


def sweep(now: datetime) -> int:
    """Cards that say something to improve come onto the lists. A tick; may run twice. Returns how many were new."""
    new = 0
    after = max(0, (ImprovementItem.objects.aggregate(last=Max("card_ref"))["last"] or 0) - BEHIND)
    while True:
        cards = list(FeedbackCard.objects.filter(pk__gt=after).to_improve().order_by("pk")[:AT_ONCE])
        said = (Said(c.pk, c.office_id, c.province_code, c.tone, c.service, c.received_at) for c in cards)
        new += of_cards(said, now=now)
        if len(cards) < AT_ONCE:
            return new
        after = cards[-1].pk
