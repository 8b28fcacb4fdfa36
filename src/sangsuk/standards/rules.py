"""The numbers and bands by which assessments and surveys go, from dated rows that the operator keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.remember import remembered

from .models import Band, StandardRule

WHATS = {
    "take_up_days": _("จังหวัดรับแบบที่ส่งมา ภายใน (วัน)"), "plan_days": _("จังหวัดนัดวันตรวจเยี่ยม ภายใน (วัน)"),
    "report_days": _("ส่งผลหลังวันตรวจเยี่ยม ภายใน (วัน)"), "confirm_days": _("รับรองผลตรวจเยี่ยม ภายใน (วัน)"),
    "objection_days": _("อำเภอทักท้วงผลได้ ภายใน (วัน)"), "decide_days": _("จังหวัดวินิจฉัยข้อทักท้วง ภายใน (วัน)"),
    "visitors": _("ผู้ตรวจเยี่ยมอย่างน้อย (คน)"), "certificate_months": _("เกียรติบัตรมีอายุ (เดือน)"),
    "survey_bundle": _("คำตอบแบบสำรวจที่นับพร้อมกัน (คน)"), "survey_floor": _("กลุ่มเล็กที่สุดที่บอกผลสำรวจ (คน)"),
    "conduct_floor": _("จำนวนน้อยที่สุดที่บอกคำชมและคำร้องเรียน (เรื่อง)"),
}  # fmt: skip


@dataclass(frozen=True)
class Rules:
    take_up_days: int = 7
    plan_days: int = 15
    report_days: int = 7
    confirm_days: int = 7
    objection_days: int = 15
    decide_days: int = 15
    visitors: int = 2
    certificate_months: int = 24
    survey_bundle: int = 10
    survey_floor: int = 5
    conduct_floor: int = 5


def on(day: date) -> Rules:
    """What holds that day; the row that began last."""
    found: Callable[[date], Rules] = _on
    return found(day)


@remembered
def _on(day: date) -> Rules:
    rows = StandardRule.objects.filter(_in_force(day)).order_by("valid_from", "code")
    return Rules(**{row.what: row.amount for row in rows if row.what in WHATS})


def _in_force(day: date) -> Q:
    return (Q(valid_to=None) | Q(valid_to__gt=day)) & Q(valid_from__lte=day)


def bands(about: str, day: date) -> tuple[Band, ...]:
    """The highest first."""
    found: Callable[[str, date], tuple[Band, ...]] = _bands
    return found(about, day)


@remembered
def _bands(about: str, day: date) -> tuple[Band, ...]:
    return tuple(Band.objects.filter(_in_force(day), about=about).order_by("-least_percent", "code"))


def band_of(about: str, percent: Decimal, day: date) -> Band | None:
    """Where this score stands that day; None below the lowest band."""
    return next((one for one in bands(about, day) if percent >= one.least_percent), None)


def band(code: str) -> Band | None:
    found: Callable[[], dict[str, Band]] = _by_code
    return found().get(code)


@remembered
def _by_code() -> dict[str, Band]:
    return {one.code: one for one in Band.objects.all()}
