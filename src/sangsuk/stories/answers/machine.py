"""What happens by itself: the office is reminded of an answer and of a promise whose day is near, a promise whose day is
over is broken, and the province hears of what stays undone.

The duty stands in the rows, so a tick may run twice: what was done no longer fits the question.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from sangsuk.common.errors import Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import bangkok_date

from ..models import Answering, Pledge, Story
from ..models.answers import BROKEN, DISPUTED, PROMISED
from ..standing import PASSED
from . import actions, telling

logger = logging.getLogger(__name__)
BATCH = 200


def tick(now: datetime, *, limit: int = BATCH) -> int:
    """Everything that is due; returns how much was done."""
    return sum(step(now, limit) for step in (_lapse, _remind, _escalate, _remind_answers, _escalate_answers))


def _pledges(now: datetime, limit: int, move: str, **which: object) -> int:
    done = 0
    rows = Pledge.objects.filter(story__status__in=PASSED, **which).select_related("story").order_by("due_on", "id")
    for pledge in rows[:limit]:
        done += _safely(lambda pledge=pledge: _one(pledge, move, now), pledge.story)  # type: ignore[misc]
    return done


def _one(pledge: Pledge, move: str, now: datetime) -> None:
    actions.move(pledge, move, by=Actor.system(), now=now)
    if move == "remind":
        _tell(pledge.story, "office-pledge-near", pledge.story.office_id, pledge, now)
    elif move == "lapse":
        _tell(pledge.story, "office-pledge-late", pledge.story.office_id, pledge, now)
    elif upper := offices.parent_of(pledge.story.office_id):
        _tell(pledge.story, "province-pledge-late", upper.code, pledge, now)


def _tell(story: Story, code: str, to_office: str, pledge: Pledge, now: datetime) -> None:
    telling.office(
        story, code, to_office=to_office, key=f"pledge:{pledge.pk}:{pledge.version}:{code}", now=now, pledge=pledge
    )


def _lapse(now: datetime, limit: int) -> int:
    """The day itself still counts, to its end in Bangkok."""
    return _pledges(now, limit, "lapse", status__in=[PROMISED, DISPUTED], due_on__lt=bangkok_date(now))


def _remind(now: datetime, limit: int) -> int:
    near = bangkok_date(deadlines.soon_until(now))
    return _pledges(now, limit, "remind", status__in=[PROMISED, DISPUTED], reminded_at=None, due_on__lte=near)


def _escalate(now: datetime, limit: int) -> int:
    return _pledges(now, limit, "escalate", status=BROKEN, escalated_at=None, escalate_at__lte=now)


def _remind_answers(now: datetime, limit: int) -> int:
    return _answers(now, limit, "reminded_at", "remind_at", "office-answer-owed", lambda story: story.office_id)


def _escalate_answers(now: datetime, limit: int) -> int:
    return _answers(now, limit, "escalated_at", "escalate_at", "province-answer-owed", _above)


def _above(story: Story) -> str:
    upper = offices.parent_of(story.office_id)
    return upper.code if upper else ""


def _answers(now: datetime, limit: int, done: str, when: str, code: str, to: Callable[[Story], str]) -> int:
    waiting = Answering.objects.filter(
        **{done: None, f"{when}__lte": now}, answered_at=None, story__status__in=PASSED
    ).select_related("story")
    many = 0
    for row in waiting.order_by(when, "pk")[:limit]:
        many += _safely(lambda row=row: _told(row, done, code, to(row.story), now), row.story)  # type: ignore[misc]
    return many


def _told(row: Answering, done: str, code: str, to_office: str, now: datetime) -> None:
    if Answering.objects.filter(pk=row.pk, **{done: None}).update(**{done: now}) and to_office:
        telling.office(row.story, code, to_office=to_office, key=f"{row.pk}:{code}", now=now)


def _safely(does: Callable[[], None], story: Story) -> int:
    """One that stumbles holds up none of the others."""
    try:
        with transaction.atomic():
            does()
    except Refused as refused:
        logger.info("the machine was refused", extra={"story": story.code, "code": refused.code})
        return 0
    except Exception:
        logger.exception("the machine stumbled", extra={"story": story.code})
        return 0
    return 1
