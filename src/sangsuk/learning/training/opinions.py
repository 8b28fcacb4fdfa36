"""What was thought of it: a short form without a name, its results only when there are enough of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import TrainingEvent, TrainingOpinion, TrainingSeat
from . import rules, seats, standing, words

MOST = 1000


def is_open(event: TrainingEvent, now: datetime) -> bool:
    """From its last day on, until the organiser sums it up."""
    return event.status == words.HELD or (event.status in words.COMING and bangkok_date(now) >= event.last_on)


def may_answer(seat: TrainingSeat | None, now: datetime) -> bool:
    """Who was there, once."""
    if seat is None or seat.answered or seat.status != words.REGISTERED or not is_open(seat.event, now):
        return False
    return seat.attendance.filter(undone_at=None).exists()


@transaction.atomic
def give(
    event: TrainingEvent, marks: Sequence[int | None], text: str = "", *, by: Actor, now: datetime | None = None
) -> None:
    """Her form. That she has answered is kept; which form is hers is not. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    seat = (
        TrainingSeat.objects.select_related("event")
        .select_for_update(of=("self",))
        .filter(event=event, user=by.user_id)
        .first()
    )
    if by.user_id is None or not may_answer(seat, now):
        raise NotAllowed("not_now", _("แบบประเมินนี้เปิดให้ผู้ที่เข้าอบรมตอบคนละหนึ่งครั้ง ในช่วงที่เปิดรับ"), "move")
    _keep(event, marks, text, paper=False)
    TrainingSeat.objects.filter(pk=seat.pk).update(answered=True)  # type: ignore[union-attr]


@transaction.atomic
def type_in(
    event: TrainingEvent, marks: Sequence[int | None], text: str = "", *, by: Actor, now: datetime | None = None
) -> None:
    """A form that was given on paper: no more than there were guests, who have no account. Raises NotAllowed, Refused."""
    now = now or timezone.now()
    standing.check_organiser(event, by)
    event = seats.locked(event)
    if not is_open(event, now):
        raise NotAllowed("not_now", _("ตอนนี้แบบประเมินของการอบรมนี้ไม่ได้เปิดรับ"), "move")
    guests = TrainingSeat.objects.filter(event=event, user=None, attendance__undone_at=None, attendance__isnull=False)
    if TrainingOpinion.objects.filter(event=event, paper=True).count() >= guests.distinct().count():
        raise Refused("too_many", _("แบบกระดาษมีได้ไม่เกินจำนวนแขกที่เข้าอบรม"), "move")
    _keep(event, marks, text, paper=True)


def _keep(event: TrainingEvent, marks: Sequence[int | None], text: str, *, paper: bool) -> None:
    if len(marks) != len(event.questions) or any(mark is not None and mark not in words.LEVELS for mark in marks):
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "marks")
    text = text.replace("\r\n", "\n").strip()
    if all(mark is None for mark in marks) and not text:
        raise Refused("needed", _("กรุณาตอบอย่างน้อยหนึ่งข้อ"), "marks")
    if len(text) > MOST:
        raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": MOST}, "text")
    TrainingOpinion.objects.create(event=event, marks=list(marks), text=thai.redact(text).text, paper=paper)


@dataclass(frozen=True)
class Item:
    """How often each level was chosen, from 5 to 1, and the mean to two places; None where nobody marked it."""

    question: str
    levels: tuple[int, ...]
    mean: Decimal | None

    @property
    def many(self) -> int:
        return sum(self.levels)


@dataclass(frozen=True)
class Results:
    """`items` and `texts` are empty while fewer than `floor` have answered."""

    many: int
    floor: int
    attended: int
    items: tuple[Item, ...]
    texts: tuple[str, ...]

    @property
    def shown(self) -> bool:
        return self.many >= self.floor


def results(event: TrainingEvent, language: str, now: datetime) -> Results:
    """Three queries. An item that fewer than the floor have marked shows no figures either."""
    floor = rules.amount(words.FLOOR, bangkok_date(now))
    rows = list(TrainingOpinion.objects.filter(event=event).order_by("id").values_list("marks", "text"))
    there = TrainingSeat.objects.filter(event=event, attendance__undone_at=None, attendance__isnull=False)
    attended = there.values("pk").distinct().count()
    if len(rows) < floor:
        return Results(len(rows), floor, attended, (), ())
    items = []
    for at, question in enumerate(event.questions):
        given = [mark for marks, _text in rows for mark in marks[at : at + 1] if mark is not None]
        said = (question.get("en") if language.startswith("en") else "") or question["th"]
        if len(given) < floor:
            items.append(Item(said, (0, 0, 0, 0, 0), None))
            continue
        mean = (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        items.append(Item(said, tuple(given.count(level) for level in words.LEVELS), mean))
    return Results(len(rows), floor, attended, tuple(items), tuple(text for _marks, text in rows if text))
