"""Events of trainings and of seats, and the proof that they alone write their state."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.replay import Difference
from sangsuk.stories.journal import Journal

from ..models import EVENT_STATE, SEAT_STATE, TrainingEvent, TrainingMoment, TrainingSeat, TrainingSeatMoment

_QUICKER = _("เมื่อครู่มีผู้อื่นแก้ไขรายการนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง")
EVENTS = Journal(TrainingEvent, TrainingMoment, "event", EVENT_STATE, _QUICKER, called="code")
SEATS = Journal(TrainingSeat, TrainingSeatMoment, "seat", SEAT_STATE, _QUICKER)


def differences() -> Iterator[Difference]:
    """Every difference between rows and their events."""
    yield from EVENTS.differences()
    yield from SEATS.differences()
