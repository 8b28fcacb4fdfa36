"""Events of a cell of the matrix, and the proof that they alone write its state."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from ..models.coverage import COVERAGE_STATE, Coverage, CoverageEvent

_JOURNAL = Journal(
    Coverage, CoverageEvent, "coverage", COVERAGE_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขช่องนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
first, begin, advance = _JOURNAL.first, _JOURNAL.begin, _JOURNAL.advance
stale, differences = _JOURNAL.stale, _JOURNAL.differences
