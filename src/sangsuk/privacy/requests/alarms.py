"""A request whose days are over and that is not answered: the officer is told, once."""

from datetime import datetime

from django.conf import settings

from sangsuk.cases.telling import date_words
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient

from .. import rules
from ..models import RightsRequest


def alarm(now: datetime) -> int:
    """Returns how many rang. Called by the tick; may run twice at once."""
    officer = rules.officer(now)
    rung = 0
    for row in RightsRequest.objects.filter(ended_at=None, alarmed_at=None, due_at__lte=now).order_by("id"):
        if officer is None or not RightsRequest.objects.filter(pk=row.pk, alarmed_at=None).update(alarmed_at=now):
            continue
        gaps = {"request": row.number, "due": date_words(row.due_at), "track": f"{settings.SITE_URL}/desk/privacy"}
        notifications.queue(
            "privacy-alarm", to=Recipient("email", officer.email), about=row.number, office_code="MOI", gaps=gaps,
            key=f"{row.number}:late", now=now,
        )  # fmt: skip
        rung += 1
    return rung
