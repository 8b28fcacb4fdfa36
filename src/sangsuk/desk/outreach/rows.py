"""Trips as the desk's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sangsuk.outreach import feeds, taking, words
from sangsuk.outreach.models import Trip
from sangsuk.places import queries as places

from ..doors import language


@dataclass(frozen=True)
class TripRow:
    """`where` in words; `late`: the district owes a word and its day is over; `district` for whoever reads several."""

    trip: Trip
    where: str
    services: str
    district: str
    status: Any
    tone: str
    late: bool
    unsaid: bool
    cases: int = 0


def rows_of(trips: Iterable[Trip], today: date, *, cases: bool = False) -> list[TripRow]:
    """Two queries at most, however many there are."""
    trips = list(trips)
    names = feeds.names_in(trips)
    taken = taking.numbers(trips) if cases else {}
    return [_row(trip, names, today, taken.get(trip.pk, 0)) for trip in trips]


def _row(trip: Trip, names: dict[str, str], today: date, cases: int) -> TripRow:
    unsaid = trip.status in words.AHEAD and trip.on < today
    owes = unsaid or trip.status in words.OWES_REPORT
    return TripRow(
        trip, ", ".join(names[code] for code in (trip.reached or trip.areas)), feeds.services_in_words(trip, names),
        places.title(trip.district_code, language()), _("ยังไม่ได้บอกว่าออกหน่วยหรือไม่") if unsaid else words.STATUSES[trip.status],
        "late" if owes and trip.report_due_on < today else "waiting" if unsaid else words.TONES[trip.status],
        owes and trip.report_due_on < today, unsaid, cases,
    )  # fmt: skip
