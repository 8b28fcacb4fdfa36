"""The measures of the outcomes: what each is called, what it means, and its figure in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .outcomes import Outcome
from .shares import LEAST, Mean, Share

Value = int | Mean | Share


@dataclass(frozen=True)
class Measure:
    name: str
    label: Any
    meaning: Any
    of: Callable[[Outcome], Value]


MEASURES = (
    Measure(
        "ended", gettext_lazy("จบแล้ว"),
        gettext_lazy("เรื่องที่ยุติ ไม่รับพิจารณา หรือหน่วยงานภายนอกรับไปแล้วในช่วงนี้ นับให้ศูนย์ที่เป็นผู้จบเรื่อง ไม่นับเรื่องที่ผู้ร้องถอนหรือรวมกับเรื่องอื่น"),
        lambda one: one.ended,
    ),
    Measure(
        "said_solved", gettext_lazy("ผู้ร้องบอกว่าแก้ไขแล้วจริง"),
        gettext_lazy("ในผู้ที่ตอบแบบสอบถามหลังจบเรื่อง ส่วนที่ตอบว่าปัญหาแก้ไขแล้ว"), lambda one: one.said_solved,
    ),
    Measure(
        "found_solved", gettext_lazy("โทรถามแล้วแก้ไขจริง"),
        gettext_lazy("ในเรื่องที่สุ่มให้อีกสำนักงานโทรถามและติดต่อได้ ส่วนที่ผู้ร้องบอกว่าแก้ไขแล้ว"), lambda one: one.found_solved,
    ),
    Measure(
        "result", gettext_lazy("พอใจผล (เฉลี่ยจาก 5)"), gettext_lazy("คะแนนเฉลี่ยที่ผู้ร้องให้กับผลที่ได้"), lambda one: one.result,
    ),
    Measure(
        "result_good", gettext_lazy("พอใจผล"), gettext_lazy("ส่วนที่ให้ผลที่ได้ 4 หรือ 5 คะแนน"), lambda one: one.result_good,
    ),
    Measure(
        "handling", gettext_lazy("พอใจการดูแล (เฉลี่ยจาก 5)"), gettext_lazy("คะแนนเฉลี่ยที่ผู้ร้องให้กับการดูแลของศูนย์"),
        lambda one: one.handling,
    ),
    Measure(
        "handling_good", gettext_lazy("พอใจการดูแล"), gettext_lazy("ส่วนที่ให้การดูแล 4 หรือ 5 คะแนน"), lambda one: one.handling_good,
    ),
    Measure("wish", gettext_lazy("ได้ตามที่ขอ"), gettext_lazy("ส่วนที่ตอบว่าได้ตามที่ขอไว้"), lambda one: one.wish),
    Measure(
        "relieved", gettext_lazy("ความทุกข์ลดลง (คะแนน)"),
        gettext_lazy("ความทุกข์ก่อน ลบด้วยความทุกข์หลัง จาก 0 ถึง 10 เฉลี่ยในผู้ที่บอกทั้งสองครั้งและเคยทุกข์"), lambda one: one.relieved,
    ),
    Measure(
        "lessened", gettext_lazy("ทุกข์น้อยลง"), gettext_lazy("ในคนกลุ่มเดียวกัน ส่วนที่ทุกข์น้อยลงกว่าตอนแจ้งเรื่อง"), lambda one: one.lessened,
    ),
    Measure(
        "reopened", gettext_lazy("ขอเปิดอีกครั้ง"), gettext_lazy("ครั้งที่ผู้ร้องขอให้เปิดเรื่องอีกในช่วงนี้ นับให้ศูนย์ที่จบเรื่องไว้"),
        lambda one: one.reopened,
    ),
    Measure(
        "appealed", gettext_lazy("ขอให้ระดับเหนือพิจารณา"),
        gettext_lazy("ครั้งที่ผู้ร้องขอให้ระดับเหนือพิจารณาใหม่ในช่วงนี้ นับให้ศูนย์ที่จบเรื่องไว้"), lambda one: one.appealed,
    ),
)  # fmt: skip


def figure(value: Value) -> str:
    """The figure alone; a dash where too few answered."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mean):
        return "–" if value.mean is None else f"{value.mean:.1f}"
    return "–" if value.share is None else f"{value.share:.0%}"


def interval(value: Value) -> str:
    """Between which shares it lies; "" for what is no share."""
    if not isinstance(value, Share) or value.interval is None:
        return ""
    return f"{value.interval.low:.0%}–{value.interval.high:.0%}"


@dataclass(frozen=True)
class Numbers:
    """A figure for programs. Nothing but `answers` where too few answered."""

    value: float | None
    answers: int | None = None
    low: float | None = None
    high: float | None = None


def numbers(value: Value) -> Numbers:
    """A count, a mean, or a share (0-1) with the ends of its interval."""
    if isinstance(value, int):
        return Numbers(value)
    if isinstance(value, Mean):
        return Numbers(value.mean, value.of)
    ends = value.interval
    return Numbers(value.share, value.of, ends.low if ends else None, ends.high if ends else None)


def asked(value: Value) -> str:
    """How many answered, and that they are too few where they are."""
    if isinstance(value, int):
        return ""
    if not value.shown:
        return _("ยังน้อยเกินไป มี %(n)s คำตอบ ต้องมีอย่างน้อย %(least)s") % {"n": value.of, "least": LEAST}
    return _("จาก %(n)s คำตอบ") % {"n": f"{value.of:,}"}


def finding(whole: Outcome) -> str:
    """What the reader must know if she reads only one sentence."""
    if not whole.ended:
        return _("ยังไม่มีเรื่องที่จบในช่วงนี้")
    gaps = {"n": f"{whole.ended:,}", "figure": figure(whole.found_solved), "interval": interval(whole.found_solved)}
    if whole.found_solved.shown:
        return _("จบแล้ว %(n)s เรื่อง โทรถามแล้วแก้ไขจริง %(figure)s (อยู่ระหว่าง %(interval)s)") % gaps
    gaps |= {"figure": figure(whole.said_solved), "interval": interval(whole.said_solved)}
    if whole.said_solved.shown:
        return _("จบแล้ว %(n)s เรื่อง ผู้ร้องที่ตอบบอกว่าแก้ไขจริง %(figure)s (อยู่ระหว่าง %(interval)s)") % gaps
    return _("จบแล้ว %(n)s เรื่อง ยังมีคำตอบจากผู้ร้องน้อยเกินไปที่จะบอกว่าแก้ไขจริงเท่าไร") % gaps
