"""Whose calendar is whose: everybody's of a district or province, and an official's own under a secret address."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.common import ical
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.common.ical import Entry
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from . import queries, rules
from .models import FeedKey, Trip
from .models.trips import SEES
from .words import PLANNED

BACK, AHEAD, MOST, REFRESH = timedelta(days=60), timedelta(days=400), 2000, "PT6H"


def public(code: str, now: datetime) -> str:
    """The announced trips of a district (four digits) or province (two). Raises Missing."""
    name = places.title(code, _language())
    rows = queries.public(code if len(code) == 4 else "", code if len(code) == 2 else "")
    title = _("หน่วยเคลื่อนที่ %(area)s") % {"area": name}
    trips = _window(rows, bangkok_date(now))
    names = names_in(trips)
    return ical.calendar((_told(trip, names) for trip in trips), name=title, now=now, refresh=REFRESH)


def own(token: str, now: datetime) -> str:
    """Everything in the scope of the official whose key this is, planned ones too. Raises Missing, also when she has left."""
    key = FeedKey.objects.select_related("user").filter(digest=_digest(token)).first()
    actor = offices.actor_for(key.user, "feed") if key else None
    if actor is None or not has_feed(actor):
        raise Missing("no_feed", _("ไม่มีปฏิทินนี้ หรือมีที่อยู่ใหม่แล้ว"))
    rows = Trip.objects.visible_to(actor)
    if actor.office_level == "ministry":  # the whole country is no calendar of one person: what is to come
        rows = rows.filter(on__gte=bangkok_date(now))
    office = offices.known()[actor.office_code].name(_language())
    trips = _window(rows, bangkok_date(now))
    names = names_in(trips)
    title = _("ออกหน่วยเชิงรุก %(office)s") % {"office": office}
    return ical.calendar((_whole(trip, names) for trip in trips), name=title, now=now, refresh=REFRESH)


def has_feed(actor: Actor) -> bool:
    return actor.is_staff and actor.role in SEES


def renew(actor: Actor, *, now: datetime | None = None) -> str:
    """A new secret for one's own calendar, told this once; the address before it ends. Raises NotAllowed."""
    if not has_feed(actor) or actor.user_id is None:
        raise NotAllowed("not_yours", _("บัญชีนี้ไม่มีปฏิทินออกหน่วย"))
    token = secrets.token_urlsafe(24)
    made = {"digest": _digest(token), "made_at": now or timezone.now()}
    FeedKey.objects.update_or_create(user_id=actor.user_id, defaults=made)
    return token


def end(actor: Actor) -> None:
    FeedKey.objects.filter(user=actor.user_id).delete()


def made_at(actor: Actor) -> datetime | None:
    return FeedKey.objects.filter(user=actor.user_id).values_list("made_at", flat=True).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _language() -> str:
    return get_language() or "th"


def _window(rows: "QuerySet[Trip]", today: date) -> Sequence[Trip]:
    """From two months ago to a year ahead."""
    return list(queries.between(rows, today - BACK, today + AHEAD)[:MOST])


def _told(trip: Trip, names: Mapping[str, str]) -> Entry:
    """As anybody may read it."""
    status = ical.CANCELLED if trip.is_off else ical.CONFIRMED
    address = f"{settings.SITE_URL}/outreach/{trip.district_code}#t{trip.pk}"
    return _event(
        trip, status, [_("บริการ: %(what)s") % {"what": services_in_words(trip, names)}, *_more(trip)], address, names
    )


def _whole(trip: Trip, names: Mapping[str, str]) -> Entry:
    """As her office plans it."""
    status = (
        ical.TENTATIVE
        if trip.status == PLANNED and not trip.is_off
        else ical.CANCELLED
        if trip.is_off
        else ical.CONFIRMED
    )
    lines = [_("บริการ: %(what)s") % {"what": services_in_words(trip, names)}, *_more(trip)]
    if trip.partners:
        lines.append(_("ไปกับ: %(who)s") % {"who": trip.partners})
    return _event(trip, status, lines, f"{settings.SITE_URL}/desk/outreach/{trip.pk}", names)


def _more(trip: Trip) -> list[str]:
    found = [_("ควรนำมา: %(what)s") % {"what": trip.bring}] if trip.bring else []
    return [_("งดหรือเลื่อน เพราะ %(why)s") % {"why": trip.why}, *found] if trip.is_off and trip.why else found


def _event(trip: Trip, status: str, lines: list[str], address: str, names: Mapping[str, str]) -> Entry:
    areas = ", ".join(names[code] for code in trip.areas)
    return Entry(
        uid=f"{trip.public_id}@outreach.sangsuk", title=_("หน่วยเคลื่อนที่ %(areas)s") % {"areas": areas}, begins=trip.starts_at,
        ends=trip.ends_at, place=f"{trip.place}, {places.path(trip.district_code, _language())}", text="\n".join(lines),
        url=address, status=status, sequence=trip.sequence, changed_at=trip.changed_at,
    )  # fmt: skip


def names_in(trips: Iterable[Trip]) -> dict[str, str]:
    """Of their villages, sub-districts and kinds of services, by code. One query at most where rules are remembered."""
    trips = list(trips)
    known = {code: kind.name(_language()) for code, kind in rules.known_services(date.min).items()}
    return known | places.titles({code for trip in trips for code in (*trip.areas, *trip.reached)}, _language())


def services_in_words(trip: Trip, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in trip.services)
