"""Questions about cards: where one is given, which there are, what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from sangsuk.common import paging
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.models import Office

from ..models import CardBundle, CardPoint, FeedbackCard
from ..words import EXPECTATIONS, TONES
from .standing import reads_cards, totals_of

LEAST = 5
"""A number under it is held back from everybody but the office itself."""


@dataclass(frozen=True)
class Place:
    """Where a card is given: an office, perhaps one of its counters."""

    office_code: str
    point: CardPoint | None = None

    @property
    def code(self) -> str:
        return self.point.code if self.point else self.office_code


def place(code: str) -> Place:
    """What stands behind the short address of a poster. A counter that was closed leads to its office. Raises Missing."""
    office_code, _dash, no = code.partition("-")
    office = offices.directory().get(office_code)
    if office is None or office.kind != Office.Kind.DISTRICT:
        raise Missing("no_card_here", _("ไม่พบที่ว่าการอำเภอตามรหัสนี้ กรุณาดูรหัสบนป้ายอีกครั้ง"))
    point = CardPoint.objects.filter(code=code, closed_at=None).first() if no else None
    return Place(office_code, point)


def points(office_code: str) -> list[CardPoint]:
    return list(CardPoint.objects.filter(office=office_code, closed_at=None).order_by("no"))


@dataclass(frozen=True)
class Filters:
    """What a list of cards is narrowed to; empty means all. `marked`: only those that count for less."""

    service: str = ""
    tone: str = ""
    expectation: str = ""
    channel: str = ""
    point: str = ""
    since: date | None = None
    until: date | None = None
    to_improve: bool = False
    with_words: bool = False
    marked: bool = False

    def condition(self) -> Q:
        same = {n: getattr(self, n) for n in ("service", "tone", "expectation", "channel", "point") if getattr(self, n)}
        found = Q(**same)
        if self.since:
            found &= Q(day__gte=self.since)
        if self.until:
            found &= Q(day__lte=self.until)
        if self.with_words:
            found &= ~Q(line_shown="", more_shown="")
        if self.marked:
            found &= Q(weight__lt=1)
        return found


def listed(actor: Actor, filters: Filters, *, cursor: str = "", size: int = 25) -> paging.Page[FeedbackCard]:
    """Cards of her own office, newest first, by key."""
    rows = FeedbackCard.objects.visible_to(actor).filter(filters.condition())
    if filters.to_improve:
        rows = rows.to_improve()
    if cursor:
        rows = rows.filter(pk__lt=paging.decode_id(cursor))
    found = rows.select_related("point").defer("line", "more").order_by("-pk")[: size + 1]
    return paging.page(list(found), size, lambda card: (card.pk,))


def to_improve(office_code: str, *, after: int = 0, size: int = 200) -> list[FeedbackCard]:
    """For the office's list of improvements: negative and mixed cards and those below expectation, oldest first, `size` at a
    time; ask again with the last one's pk. Read `line_shown` and `more_shown`, never what was told."""
    rows = FeedbackCard.objects.filter(office=office_code, pk__gt=after).to_improve()
    return list(rows.select_related("point").defer("line", "more").order_by("pk")[:size])


@dataclass(frozen=True)
class Line:
    """One row of the totals: how many cards, what they weigh, and the weights by tone and by expectation.

    A share is None where too few cards stand behind it for whoever asks.
    """

    key: str
    cards: int
    weight: float
    tones: dict[str, float]
    expectations: dict[str, float]
    held_back: bool = False

    def share(self, tone: str) -> float | None:
        return None if self.held_back or not self.weight else self.tones[tone] / self.weight

    def share_of(self, expectation: str) -> float | None:
        answered = sum(self.expectations.values())
        return None if self.held_back or not answered else self.expectations[expectation] / answered


@dataclass(frozen=True)
class Totals:
    all: Line
    services: tuple[Line, ...]
    channels: dict[str, int]
    marked: dict[str, int]
    """Of an office's own: how many cards count for less, by why."""


def totals(office_code: str, actor: Actor, *, since: date, until: date) -> Totals:
    """The sums of an office from a day to a day. Two statements. Raises Missing outside one's reach."""
    if not totals_of(actor, office_code):
        raise Missing("no_office", _("ไม่พบหน่วยงานนี้"))
    own = reads_cards(actor) and actor.office_code == office_code
    rows = FeedbackCard.objects.filter(office=office_code, day__range=(since, until))
    grouped: list[Mapping[str, Any]] = list(
        rows.values("service", "tone", "expectation", "channel").annotate(cards=Count("pk"), weight=Sum("weight"))
    )
    services = sorted({row["service"] for row in grouped})
    lines = tuple(_line(code, [row for row in grouped if row["service"] == code], own) for code in services)
    channels: dict[str, int] = {}
    for row in grouped:
        channels[row["channel"]] = channels.get(row["channel"], 0) + row["cards"]
    return Totals(_line("", grouped, own), _safe(lines), channels if own else {}, _marked(rows) if own else {})


def _line(key: str, rows: Iterable[Mapping[str, Any]], own: bool) -> Line:
    tones, expectations = dict.fromkeys(TONES, 0.0), dict.fromkeys(EXPECTATIONS, 0.0)
    cards, weight = 0, 0.0
    for row in rows:
        cards += row["cards"]
        weight += row["weight"]
        tones[row["tone"]] += row["weight"]
        if row["expectation"]:
            expectations[row["expectation"]] += row["weight"]
    if not own and cards < LEAST:
        return held_back(key)
    return Line(key, cards, weight, tones, expectations)


def held_back(key: str) -> Line:
    """Nothing of it leaves this room."""
    return Line(key, 0, 0.0, dict.fromkeys(TONES, 0.0), dict.fromkeys(EXPECTATIONS, 0.0), held_back=True)


def _safe(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Where one service is held back, the next smallest is held back too: else a subtraction would tell it."""
    held = [line for line in lines if line.held_back]
    if len(held) != 1 or len(lines) < 2:
        return lines
    second = min((line for line in lines if not line.held_back), key=lambda line: line.cards, default=None)
    return tuple(held_back(line.key) if line is second else line for line in lines)


def _marked(rows: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for marks, many in rows.filter(weight__lt=1).values_list("marks").annotate(Count("pk")):
        for mark in marks:
            found[mark] = found.get(mark, 0) + many
    return found


def bundle(actor: Actor, pk: int) -> CardBundle:
    """Raises Missing for a bundle of another office."""
    found = CardBundle.objects.filter(pk=pk, office=actor.office_code).first() if reads_cards(actor) else None
    if found is None:
        raise Missing("no_bundle", _("ไม่พบปึกกระดาษนี้"))
    return found


def bundles(actor: Actor, *, most: int = 30) -> list[CardBundle]:
    """The last bundles of her office, open ones first."""
    if not reads_cards(actor):
        return []
    rows = CardBundle.objects.filter(office=actor.office_code).select_related("recorded_by")
    return sorted(rows.order_by("-pk")[:most], key=lambda one: one.closed_at is not None)
