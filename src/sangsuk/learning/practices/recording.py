"""Events of practices and of taking them over, and the proof that they alone write their state."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sangsuk.cases.replay import Difference
from sangsuk.stories.journal import Journal

from ..models.practices import ADOPTION_STATE, PRACTICE_STATE, Adoption, AdoptionEvent, Practice, PracticeEvent

_QUICKER = _("เมื่อครู่มีผู้อื่นแก้ไขไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง")
PRACTICES = Journal(Practice, PracticeEvent, "practice", PRACTICE_STATE, _QUICKER, "code")
ADOPTIONS = Journal(Adoption, AdoptionEvent, "adoption", ADOPTION_STATE, _QUICKER)


def differences() -> Iterator[Difference]:
    """Every difference between rows and their events."""
    yield from PRACTICES.differences()
    yield from ADOPTIONS.differences()
