"""What an office or a province hears of an assessment: one message for each who leads there."""

from datetime import datetime
from typing import Any

from django.conf import settings

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.stories import naming
from sangsuk.thai import date_in

from .models import Assessment


def tell(one: Assessment, code: str, *, now: datetime) -> None:
    """To the office or to the province, as the code begins; in the transaction of the event. Codes stand in the table."""
    to_office = one.office_id if code.startswith("office-") else f"{one.province_code}00"
    known = {who.user_id for who in offices.staff() if who.office_code == to_office and who.leads}
    gaps: dict[str, Any] = {
        "office": naming.in_language(one.office_id), "form": one.form.title,
        "due": (lambda language: date_in(one.due_on, language, "full")) if one.due_on else "–",
        "visit": (lambda language: date_in(one.visit_on, language, "full")) if one.visit_on else "–",
        "why": one.why or "–", "track": f"{settings.SITE_URL}/desk/standards/{one.pk}",
    }  # fmt: skip
    for user in User.objects.filter(pk__in=known, is_active=True).exclude(email=""):
        notifications.queue(
            code, to=Recipient("email", user.email or "", "th"), about=f"standard {one.pk}", office_code=to_office, gaps=gaps,
            key=f"standard:{one.pk}:{one.version}:{user.pk}", now=now,
        )  # fmt: skip
