"""Events of a lesson, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from ..models.lessons import LESSON_STATE, Lesson, LessonEvent

_JOURNAL = Journal(
    Lesson, LessonEvent, "lesson", LESSON_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขบทเรียนนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"), "code",
)  # fmt: skip
begin, advance = _JOURNAL.begin, _JOURNAL.advance
stale, differences = _JOURNAL.stale, _JOURNAL.differences
