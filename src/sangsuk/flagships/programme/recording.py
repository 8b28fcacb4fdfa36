"""Events of a programme: the only writers of its state, and its whole history."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from ..models.programme import PROGRAMME_STATE, Programme, ProgrammeEvent

_JOURNAL = Journal(
    Programme, ProgrammeEvent, "programme", PROGRAMME_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขโครงการประจำปีนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
begin, advance, stale = _JOURNAL.begin, _JOURNAL.advance, _JOURNAL.stale
