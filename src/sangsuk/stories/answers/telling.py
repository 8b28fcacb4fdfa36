"""Messages: to the writer, if she allows it, and to those who lead the office or the province."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import date_in

from .. import naming, telling
from ..models import Pledge, Story


def writer(story: Story, code: str, *, key: str, now: datetime, text: str = "", due_on: date | None = None) -> None:
    gaps = {"text": text, "due": (lambda language: date_in(due_on, language, "full")) if due_on else ""}
    telling.write(story, code, gaps, key=key, now=now)


def office(story: Story, code: str, *, to_office: str, key: str, now: datetime, pledge: Pledge | None = None) -> int:
    """One message for each who leads there: the chief, else whoever works there. Returns how many."""
    known = [
        one.user_id for one in offices.staff() if one.office_code == to_office and one.leads and one.role != "agency"
    ]
    if pledge is not None and pledge.owner_id and to_office == story.office_id:
        known.append(pledge.owner_id)
    gaps: dict[str, Any] = {
        "story": story.code, "office": naming.in_language(story.office_id), "text": pledge.what if pledge else story.title_shown,
        "due": (lambda language: date_in(pledge.due_on, language, "full")) if pledge else "",
        "track": f"{settings.SITE_URL}/desk/stories/answers/{story.code}",
    }  # fmt: skip
    for user in User.objects.filter(pk__in=set(known), is_active=True).exclude(email=""):
        notifications.queue(
            code, to=Recipient("email", user.email or "", "th"), about=f"story {story.code}", office_code=to_office, gaps=gaps,
            key=f"{key}:{user.pk}", now=now,
        )  # fmt: skip
    return len(set(known))
