"""Events of a story, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from .journal import Journal
from .models import STATE, Story, StoryEvent

_JOURNAL = Journal(
    Story, StoryEvent, "story", STATE, _("เมื่อครู่มีผู้อื่นแก้ไขเรื่องเล่านี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"), called="code",
)  # fmt: skip
first, begin, advance = _JOURNAL.first, _JOURNAL.begin, _JOURNAL.advance
stale, differences = _JOURNAL.stale, _JOURNAL.differences
