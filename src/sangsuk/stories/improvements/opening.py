"""How an item comes onto the list and leaves it by itself: a story is passed or withdrawn, a card comes in, a case is a
suggestion or no longer one that everybody at the office may read."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from sangsuk.cases.models import Case
from sangsuk.common.errors import Stale
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from .. import words
from ..models import FeedbackCard, Story
from ..models.improvements import ImprovementEvent, ImprovementItem
from ..standing import PASSED
from . import actions, recording, suggestions
from .words import GONE, JOINED, OPEN

ACKNOWLEDGE, PLAN = "improve_acknowledge", "improve_plan"
"""Kinds of dated rule rows, see deadlines/data/promises.csv."""


def due_on(kind: str, province_code: str, now: datetime) -> date:
    return bangkok_date(deadlines.promise(kind, at=now, province_code=province_code).due_at)


def _acknowledge(now: datetime) -> Callable[[str], date]:
    """By when each province's offices say that they have read it."""
    return cache(lambda province_code: due_on(ACKNOWLEDGE, province_code, now))


def of_story(story: Story, *, now: datetime) -> None:
    """Called in the transaction of every move of a story: the list follows what may be read."""
    item = ImprovementItem.objects.filter(story=story).first()
    passed = story.status in PASSED and story.tone in (words.NEGATIVE, words.MIXED)
    if item is None and passed:
        _open([_of_story(story, now)], now)
    elif item is not None and passed and item.status == GONE:
        _return(item, now)
    elif item is not None and not passed and item.status in (*OPEN, JOINED):
        _leave(item, now)


def _return(item: ImprovementItem, now: datetime) -> None:
    due = due_on(ACKNOWLEDGE, item.province_code, now)
    actions.by_machine(item, "return", {"due_on": due, "leader_id": None, "pledge_id": None}, now=now)


def _leave(item: ImprovementItem, now: datetime) -> None:
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
    due = _acknowledge(now)
    items = [
        ImprovementItem(
            office_id=card.office, province_code=card.province_code, card_ref=card.ref, tone=card.tone,
            service=card.service, said_at=card.at, opened_at=now, due_on=due(card.province_code),
        )
        for card in cards if card.ref not in known
    ]  # fmt: skip
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
    """Cards that say something to improve come onto the lists; suggestions come, go and come back. A tick; may run twice.
    Returns how many were new."""
    return _cards(now) + follow_suggestions(now)


def _cards(now: datetime) -> int:
    new = 0
    after = max(0, (ImprovementItem.objects.aggregate(last=Max("card_ref"))["last"] or 0) - BEHIND)
    while True:
        cards = list(FeedbackCard.objects.filter(pk__gt=after).to_improve().order_by("pk")[:AT_ONCE])
        said = (Said(c.pk, c.office_id, c.province_code, c.tone, c.service, c.received_at) for c in cards)
        new += of_cards(said, now=now)
        if len(cards) < AT_ONCE:
            return new
        after = cards[-1].pk


RECENT = timedelta(days=30)
"""What was answered at once, or ended while the machine stood still, comes onto the list within so long after its end."""


def follow_suggestions(now: datetime) -> int:
    """The lists follow where suggestions lie and who may read them. Whoever moved an item meanwhile is waited for."""
    stands = suggestions.standing().filter(pk=OuterRef("case"), office=OuterRef("office"))
    listed = ImprovementItem.objects.filter(case__isnull=False)
    for item in listed.filter(~Exists(stands), status__in=[*OPEN, JOINED]):
        with suppress(Stale), transaction.atomic():
            _leave(item, now)
    gone = listed.filter(Exists(stands), status=GONE)
    for item in gone.filter(Q(case__closed_at=None) | Q(case__closed_at__gte=now - RECENT)):
        with suppress(Stale), transaction.atomic():
            _return(item, now)
    new = 0
    while cases := _unlisted(now):
        _open_suggestions(cases, now)
        new += len(cases)
    return new


def _unlisted(now: datetime) -> list[Case]:
    here = ImprovementItem.objects.filter(case=OuterRef("pk"), office=OuterRef("office"))
    rows = suggestions.standing().filter(Q(closed_at=None) | Q(closed_at__gte=now - RECENT), ~Exists(here))
    return list(rows.only("office", "province_code", "submitted_at").order_by("pk")[:AT_ONCE])


@transaction.atomic
def _open_suggestions(cases: Iterable[Case], now: datetime) -> None:
    due = _acknowledge(now)
    items = [
        ImprovementItem(
            office_id=case.office_id, province_code=case.province_code, case=case, said_at=case.submitted_at,
            opened_at=now, due_on=due(case.province_code),
        )
        for case in cases
    ]  # fmt: skip
    _open(items, now)
