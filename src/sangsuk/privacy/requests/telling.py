"""Telling her who asked what became of it: on the channel her case knows, or the one she gave at the counter."""

from datetime import datetime

from django.conf import settings

from sangsuk.cases import repeats, reporters
from sangsuk.cases.checking import Person
from sangsuk.cases.telling import date_words, recipient
from sangsuk.notifications import actions as notifications

from ..models import RightsRequest
from .queries import told

TELLS = {
    "ask": "rights-question", "extend": "rights-extended", "grant": "rights-answered", "grant_part": "rights-answered",
    "refuse": "rights-answered",
}  # fmt: skip


def tell(row: RightsRequest, code: str, *, now: datetime) -> None:
    """In the transaction of the move. What she is told stands on her page; the message says only that there is something."""
    to = recipient(_person(row), row.language)
    if to is None:
        return
    gaps = {"request": row.number, "due": date_words(row.due_at), "track": f"{settings.SITE_URL}/track"}
    notifications.queue(
        code, to=to, about=row.case.number if row.case else row.number, office_code=row.office_code, gaps=gaps,
        key=f"{row.number}:{row.version}:{code}", now=now,
    )  # fmt: skip


def _person(row: RightsRequest) -> Person:
    if row.supporter is not None:
        return repeats.contact(row.supporter)
    if row.case is not None:
        return reporters.contact(row.case)
    contact = told(row).contact
    return Person(email=contact) if "@" in contact else Person(phone=contact)
