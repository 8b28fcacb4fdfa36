"""Events of an assessment, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from .models import ASSESSMENT_STATE, Assessment, AssessmentEvent

_JOURNAL = Journal(
    Assessment, AssessmentEvent, "assessment", ASSESSMENT_STATE,
    _("เมื่อครู่มีผู้อื่นบันทึกแบบนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
begin, advance, stale, differences = _JOURNAL.begin, _JOURNAL.advance, _JOURNAL.stale, _JOURNAL.differences
