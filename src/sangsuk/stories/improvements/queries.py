"""Lists and counts of what is to be improved, and what to mend first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, FloatField, Max, Min, Q, Sum, Value, When
from django.db.models.functions import Cast, Extract, Now
from django.utils.translation import gettext_lazy as _

from sangsuk.cases.models import Case as Grievance
from sangsuk.common import paging
from sangsuk.common.errors import Missing, Refused
from sangsuk.offices.actor import Actor

from ..models import FeedbackCard
from ..models.improvements import ImprovementEvent, ImprovementItem
from .words import DONE, DROPPED, GONE, JOINED, OPEN

SHELVES = ("open", "late", "done", "dropped")


def one(actor: Actor, pk: int) -> ImprovementItem:
    """Raises Missing outside her office."""
    found = (
        ImprovementItem.objects.visible_to(actor)
        .filter(pk=pk)
        .select_related("story", "pledge", "owner", "case")
        .first()
    )
    if found is None:
        raise Missing("no_item", _("ไม่พบรายการนี้"))
    return found


def listed(actor: Actor, shelf: str, today: date, *, cursor: str = "", size: int = 25) -> paging.Page[ImprovementItem]:
    """What is owed first stands first; what is done, the newest first. By key."""
    rows = ImprovementItem.objects.visible_to(actor).select_related("story", "pledge", "owner", "case")
    if shelf in ("done", "dropped"):
        rows = rows.filter(status=DONE if shelf == "done" else DROPPED)
        rows = rows.filter(pk__lt=paging.decode_id(cursor)) if cursor else rows
        found = list(rows.order_by("-pk")[: size + 1])
        return paging.page(found, size, lambda item: (item.pk,))
    rows = rows.late(today) if shelf == "late" else rows.open()
    if cursor:
        due, pk = _key(cursor)
        rows = rows.filter(Q(due_on__gt=due) | Q(due_on=due, pk__gt=pk))
    found = list(rows.order_by("due_on", "pk")[: size + 1])
    return paging.page(found, size, lambda item: (str(item.due_on), item.pk))


def _key(cursor: str) -> tuple[date, int]:
    key = paging.decode(cursor)
    try:
        due, pk = date.fromisoformat(str(key[0])), int(key[1])
    except (IndexError, ValueError, TypeError, OverflowError):
        raise Refused("bad_cursor", _("เครื่องหมายหน้าถัดไปไม่ถูกต้อง กรุณาเริ่มจากหน้าแรก"), "cursor") from None
    return due, min(max(pk, 0), 2**62)


def cards_of(items: Iterable[ImprovementItem]) -> dict[int, FeedbackCard]:
    """The cards behind these items, without what was told as it was written. One query."""
    refs = [item.card_ref for item in items if item.card_ref]
    return {card.pk: card for card in FeedbackCard.objects.filter(pk__in=refs).defer("line", "more")}


def joined_to(item: ImprovementItem, actor: Actor) -> list[ImprovementItem]:
    rows = ImprovementItem.objects.visible_to(actor).filter(leader=item, status=JOINED)
    return list(rows.select_related("story", "case").order_by("pk"))


def leaders(item: ImprovementItem, actor: Actor, most: int = 50) -> list[ImprovementItem]:
    """To which open items of the office this one can be joined; those with a plan first."""
    rows = ImprovementItem.objects.visible_to(actor).open().exclude(pk=item.pk).select_related("story", "case")
    planned = Case(When(what="", then=Value(1)), default=Value(0))
    return list(rows.order_by(planned, "due_on", "pk")[:most])


def story_of(item: ImprovementItem) -> list[ImprovementEvent]:
    """What happened to it, the first first."""
    return list(ImprovementEvent.objects.filter(item=item).order_by("seq"))


@dataclass(frozen=True)
class Counts:
    """How an office stands: `waiting` nobody has said that she read it."""

    office: str
    open: int = 0
    late: int = 0
    waiting: int = 0
    done: int = 0
    oldest: datetime | None = None


def counts(offices: Collection[str] | None, today: date) -> list[Counts]:
    """Of these offices, or of all; those with most late ones first. One query."""
    rows = ImprovementItem.objects.shown().filter(**({} if offices is None else {"office__in": list(offices)}))
    still = Q(status__in=OPEN)
    made = rows.order_by().values("office").annotate(
        open=Count("pk", filter=still), late=Count("pk", filter=still & Q(due_on__lt=today)),
        waiting=Count("pk", filter=Q(status="waiting")), done=Count("pk", filter=Q(status=DONE)),
        oldest=Min("said_at", filter=still),
    )  # fmt: skip
    found = [Counts(**row) for row in made]
    return sorted(found, key=lambda one: (-one.late, -one.open, one.office))


AGE_DAYS, AGE_MOST = 30, 90
"""A month makes an item weigh once more, up to three."""


@dataclass(frozen=True)
class Mend:
    """One kind of trouble, or what was suggested. `score`: each open item weighs (1 + severity) x (1 + months of age, at most three)."""

    service: str
    theme: str
    suggested: bool
    n: int
    grave: int
    oldest: datetime
    score: float


def to_mend(offices: Collection[str] | None, *, least: int = 1, most: int = 6) -> list[Mend]:
    """What to mend first: by how many, how grave and how old. Kinds of fewer than `least` are left out."""
    days = Cast(Extract(Now() - F("said_at"), "epoch"), FloatField()) / 86400.0
    aged = Case(When(said_at__lt=Now() - Value(timedelta(days=AGE_MOST)), then=Value(float(AGE_MOST))), default=days)
    weight = ExpressionWrapper((1.0 + F("severity")) * (1.0 + aged / float(AGE_DAYS)), FloatField())
    rows = ImprovementItem.objects.shown().filter(status__in=[*OPEN, JOINED])
    if offices is not None:
        rows = rows.filter(office__in=list(offices))
    suggested = ExpressionWrapper(Q(case__isnull=False), BooleanField())
    grouped = rows.order_by().values("service", "theme", suggested=suggested).annotate(
        n=Count("pk"), grave=Max("severity"), oldest=Min("said_at"), score=Sum(weight)
    )  # fmt: skip
    found = [Mend(**row) for row in grouped.filter(n__gte=least)]
    return sorted(found, key=lambda one: (-one.score, one.service, one.theme))[:most]


def first_said(items: Sequence[ImprovementItem], cards: dict[int, FeedbackCard]) -> dict[int, str]:
    """What each says, in a line: the title of its story, the line of its card as it may be read, or the gist of its case."""
    return {item.pk: _line(item, cards) for item in items}


def _line(item: ImprovementItem, cards: dict[int, FeedbackCard]) -> str:
    if item.story:
        return item.story.title_shown
    if item.case:
        return item.case.gist if item.status != GONE else ""
    return cards[item.card_ref].line_shown if item.card_ref in cards else ""


def of_case(case: Grievance) -> list[ImprovementItem]:
    """Where a suggestion stands on offices' lists, and what came of it. Asks nothing of a case that is none."""
    if not case.suggests:
        return []
    return list(ImprovementItem.objects.shown().filter(case=case).exclude(status=GONE).order_by("pk"))


def waiting(actor: Actor) -> int:
    """How many of her office's items nobody has said yet that she read."""
    return ImprovementItem.objects.visible_to(actor).filter(status="waiting").count()
