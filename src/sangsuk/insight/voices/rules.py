"""The numbers by which voices are told, from dated rows that the operator keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.remember import remembered

from .tables import VoiceRule

BUNDLE, GROUP, WAIT, DAY, LEAST, PRIOR, WORD = (
    "voice_bundle", "voice_group", "voice_wait", "voice_day", "voice_least", "voice_prior", "voice_word",
)  # fmt: skip
WHATS = {
    BUNDLE: _("เสียงที่เปิดเผยพร้อมกัน (เสียง)"), GROUP: _("กลุ่มเล็กที่สุดที่แยกบอก (เสียง)"), WAIT: _("รอเสียงอื่นของอำเภอเดียวกัน (วัน)"),
    DAY: _("น้ำหนักมากที่สุดของหนึ่งวัน (เสียง)"), LEAST: _("เสียงน้อยที่สุดที่บอกเป็นร้อยละ (เสียง)"),
    PRIOR: _("น้ำหนักของพื้นที่เหนือขึ้นไป (เสียง)"), WORD: _("เสียงน้อยที่สุดที่บอกคำหนึ่ง (เสียง)"),
}  # fmt: skip


@dataclass(frozen=True)
class Rules:
    bundle: int = 20
    group: int = 5
    wait: int = 30
    day: int = 5
    least: int = 10
    prior: int = 20
    word: int = 5


def on(day: date) -> Rules:
    """What holds that day; the row that began last."""
    found: Callable[[date], Rules] = _on
    return found(day)


@remembered
def _on(day: date) -> Rules:
    rows = VoiceRule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day).order_by("valid_from")
    known = {row.what.removeprefix("voice_"): row.amount for row in rows if row.what in WHATS}
    return Rules(**known)
