"""Events of a promise, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from ..journal import Journal
from ..models import PLEDGE_STATE, Pledge, PledgeEvent

_JOURNAL = Journal(
    Pledge, PledgeEvent, "pledge", PLEDGE_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขคำมั่นนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
first, begin, advance = _JOURNAL.first, _JOURNAL.begin, _JOURNAL.advance
stale, differences = _JOURNAL.stale, _JOURNAL.differences
