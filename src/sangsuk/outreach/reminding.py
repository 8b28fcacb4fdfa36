"""What happens by itself: whoever owes a word about a trip is reminded, once for each step; the chief is named as owner.

The duty stands in the rows, so a tick may run twice: the row of the reminder is unique.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from sangsuk.accounts.models import User
from sangsuk.notifications import actions as notifications
from sangsuk.notifications.actions import Recipient
from sangsuk.offices import queries as offices
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date, date_in

from . import checking, rules, words
from .models import Trip, TripReminder
from .words import ANNOUNCED, OWES_REPORT, PLANNED

logger = logging.getLogger(__name__)
BATCH = 200
UNANNOUNCED, UNSAID, LATE, ESCALATED = "unannounced", "unsaid", "late", "escalated"
CODES = {
    UNANNOUNCED: "outreach-unannounced", UNSAID: "outreach-unsaid", LATE: "outreach-late", ESCALATED: "outreach-escalated",
}  # fmt: skip


def tick(now: datetime, *, limit: int = BATCH) -> int:
    """Everything that is due; returns how many reminders were written."""
    today = bangkok_date(now)
    return sum(_remind(trip, step, about, now) for step, trip, about in _due(today, limit))


def _due(today: date, limit: int) -> Iterator[tuple[str, Trip, date]]:
    """`about`: the day that the step is about; a trip that moves to another day may be reminded of anew."""
    soon = today + timedelta(days=_longest(today))
    for trip in _unreminded(Trip.objects.filter(status=PLANNED, on__gte=today, on__lte=soon), UNANNOUNCED, "on")[
        :limit
    ]:
        if trip.on <= today + timedelta(days=rules.amount(words.ANNOUNCE, today, trip.province_code)):
            yield UNANNOUNCED, trip, trip.on
    for trip in _unreminded(Trip.objects.unsaid(today), UNSAID, "on")[:limit]:
        yield UNSAID, trip, trip.on
    late = Trip.objects.filter(status__in=[*OWES_REPORT, PLANNED, ANNOUNCED], report_due_on__lt=today, on__lt=today)
    for trip in _unreminded(late, LATE, "report_due_on")[:limit]:
        yield LATE, trip, trip.report_due_on
    for trip in _unreminded(late, ESCALATED, "report_due_on")[:limit]:
        if _escalates_on(trip, today) < today:
            yield ESCALATED, trip, trip.report_due_on


def _longest(today: date) -> int:
    """The longest time before a trip at which any province wants it announced."""
    own = rules.provinces_with_own(words.ANNOUNCE, today)
    return max(rules.amount(words.ANNOUNCE, today, province) for province in ("", *own))


def _escalates_on(trip: Trip, today: date) -> date:
    days = rules.amount(words.ESCALATE, today, trip.province_code)
    return checking.report_due(trip.report_due_on, trip.province_code, working_days=days)


def _unreminded(rows: "QuerySet[Trip]", step: str, about: str) -> "QuerySet[Trip]":
    said = TripReminder.objects.filter(trip=OuterRef("pk"), step=step, about_on=OuterRef(about))
    return rows.filter(~Exists(said)).order_by("report_due_on", "pk")


def _remind(trip: Trip, step: str, about: date, now: datetime) -> int:
    """One that stumbles holds up none of the others."""
    try:
        with transaction.atomic():
            _row, new = TripReminder.objects.get_or_create(trip=trip, step=step, about_on=about, defaults={"at": now})
            if new:
                office = _above(trip) if step == ESCALATED else trip.office_id
                _tell(trip, CODES[step], office, key=f"{step}:{about}", now=now)
            return int(new)
    except Exception:
        logger.exception("a reminder stumbled", extra={"trip": trip.pk, "step": step})
        return 0


def returned(trip: Trip, *, now: datetime) -> None:
    """The province sent the report back: in the transaction of the move."""
    _tell(trip, "outreach-returned", trip.office_id, key=f"returned:{trip.version}", now=now, text=trip.why)


def _above(trip: Trip) -> str:
    upper = offices.parent_of(trip.office_id)
    return upper.code if upper else trip.office_id


def recipients(trip: Trip, office_code: str) -> list[str]:
    """The chief of the office and who leads the trip; where there is no chief, whoever works there. One query."""
    there = [one for one in offices.staff() if one.office_code == office_code and one.role in ("officer", "chief")]
    ids = {one.user_id for one in there if one.role == "chief"} or {one.user_id for one in there}
    if trip.leader_id and office_code == trip.office_id:
        ids.add(trip.leader_id)
    known = User.objects.filter(pk__in=ids, is_active=True).exclude(email="").exclude(email=None).order_by("pk")
    return [str(email) for email in known.values_list("email", flat=True)]


def _tell(trip: Trip, code: str, office_code: str, *, key: str, now: datetime, text: str = "") -> None:
    gaps = {
        "day": lambda language: date_in(trip.on, language, "full"), "due": lambda language: date_in(trip.report_due_on, language, "full"),
        "place": trip.place, "district": lambda language: places.title(trip.district_code, language), "text": text,
        "link": f"{settings.SITE_URL}/desk/outreach/{trip.pk}",
    }  # fmt: skip
    for email in recipients(trip, office_code):
        notifications.queue(
            code, to=Recipient("email", email), about=f"outreach {trip.pk}", office_code=office_code, gaps=gaps,
            key=f"outreach:{trip.pk}:{key}:{email}", now=now,
        )  # fmt: skip
