"""Events of a programme: the only writers of its state, and its whole history."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sangsuk.common import remember
from sangsuk.stories.journal import Journal

from ..models.programme import PROGRAMME_STATE, Programme, ProgrammeEvent

_JOURNAL = Journal(
    Programme, ProgrammeEvent, "programme", PROGRAMME_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขโครงการประจำปีนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
stale, differences = _JOURNAL.stale, _JOURNAL.differences


def begin(*args: Any, **kwargs: Any) -> ProgrammeEvent:
    """See `Journal.begin`. What pages keep in memory of programmes is read anew."""
    transaction.on_commit(remember.forget_all)
    return _JOURNAL.begin(*args, **kwargs)


def advance(*args: Any, **kwargs: Any) -> ProgrammeEvent:
    """See `Journal.advance`. What pages keep in memory of programmes is read anew."""
    transaction.on_commit(remember.forget_all)
    return _JOURNAL.advance(*args, **kwargs)
