"""Messages to who is invited or has a seat: one for each thing, in the transaction of the event."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.thai.dates import date_in

from ..models import TrainingEvent, TrainingInvitation, TrainingSeat
from . import words


def tell(
    event: TrainingEvent, code: str, users: Iterable[int], *, key: str, now: datetime, more: Mapping[str, Any] | None = None
) -> int:  # fmt: skip
    """The same key again is the same message; two statements, however many. Returns to how many."""
    gaps = {
        "title": event.title, "place": event.place, "code": event.code,
        "day": lambda language: date_in(event.first_on, language, "full"),
        "closes": lambda language: date_in(event.closes_on, language, "full"),
        "track": f"{settings.SITE_URL}/desk/learning/training/{event.code}",
    } | dict(more or {})  # fmt: skip
    people = User.objects.filter(pk__in=list(users), is_active=True).exclude(email=None).order_by("pk")
    to = [
        (Recipient("email", user.email or "", user.language), f"training:{event.pk}:{key}:{user.pk}")
        for user in people.only("pk", "email", "language")
    ]
    return notifications.queue_all(
        code, to=to, about=f"training {event.code}", office_code=event.organiser_id, gaps=gaps, now=now
    )


def everybody(event: TrainingEvent, code: str, *, now: datetime) -> int:
    """Whoever was invited and did not say no, and whoever has a seat or waits for one."""
    invited = TrainingInvitation.objects.filter(event=event, declined_at=None).values_list("user_id", flat=True)
    seats = TrainingSeat.objects.filter(event=event, user__isnull=False).exclude(status=words.WITHDRAWN)
    users = {*invited, *seats.values_list("user_id", flat=True)}
    return tell(event, code, users, key=f"{code}:{event.version}", now=now, more={"text": event.why})
