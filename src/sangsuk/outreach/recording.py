"""Events of a trip, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from .models import TRIP_STATE, Trip, TripEvent

_JOURNAL = Journal(
    Trip, TripEvent, "trip", TRIP_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขการออกหน่วยครั้งนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
first, begin, advance = _JOURNAL.first, _JOURNAL.begin, _JOURNAL.advance
stale, differences = _JOURNAL.stale, _JOURNAL.differences
