"""Telling the citizen: one moment of the case becomes one message, with names and dates in her language."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.thai.dates import date_in

from . import numbers
from .checking import Person
from .models import Case


def recipient(person: Person, language: str) -> Recipient | None:
    """Her e-mail, else her telephone; else nobody, and the tracking page must do."""
    if person.email:
        return Recipient("email", person.email, language)
    if person.phone:
        return Recipient("sms", person.phone, language)
    return None


def tell(case: Case, code: str, *, person: Person, now: datetime, text: str = "", agency: str = "") -> None:
    """Queue one message, in the transaction of the event that it tells of. `agency`: a body that has no office here."""
    to = recipient(person, case.language)
    if to is None:
        return
    gaps = {
        "number": case.number,
        "office": office_name(case.office_id),
        "agency": office_name(case.agency_id) if case.agency_id else agency,
        "due": date_words(case.due_at) if case.due_at else "",
        "text": text,
        "into": case.merged_into.number if case.merged_into else "",
        "track": f"{settings.SITE_URL}/track",
    }
    key = f"case:{case.id}:{case.version}:{code}"
    office_code = "" if numbers.is_kept_apart(case) else case.office_id
    own_id = numbers.own_id(case)
    notifications.queue(
        code, to=to, about=case.number, office_code=office_code, gaps=gaps, key=key, now=now, own_id=own_id
    )


def office_name(code: str) -> Callable[[str], str]:
    return offices.known()[code].name


def date_words(at: datetime) -> Callable[[str], str]:
    return lambda language: date_in(at, language, "full")
