"""The facts by their names. A name stands in indicators and never changes its meaning; another meaning is another name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import centre, going_out, voices
from .found import Found

FEW = 10
"""Below so many answers nothing is told of them: it could point at somebody."""


@dataclass(frozen=True)
class Fact:
    """`counts`: of the days from the first to the one before the last, by district. `least`: with a smaller base it is kept back."""

    name: str
    label: Any
    counts: Callable[[date, date], Found]
    has_base: bool = False
    least: int = 0


FACTS = {
    fact.name: fact
    for fact in (
        Fact("cases_received", _("เรื่องที่ศูนย์ดำรงธรรมอำเภอรับ"), centre.received),
        Fact("cases_settled", _("เรื่องที่ยุติ"), centre.settled),
        Fact("cases_in_time", _("เรื่องที่ยุติทันกำหนด ต่อเรื่องที่ยุติและมีวันกำหนด"), centre.settled_in_time, True),
        Fact("days_to_settle", _("จำนวนวันจนยุติ ต่อเรื่องที่ยุติ"), centre.days_to_settle, True),
        Fact("cases_content", _("ผู้ที่พอใจกับผล ต่อผู้ที่ให้คะแนน"), centre.content, True, FEW),
        Fact("distress_less", _("ผู้ที่ทุกข์น้อยลง ต่อผู้ที่บอกความทุกข์ทั้งก่อนและหลัง"), centre.relieved, True, FEW),
        Fact("mediations_agreed", _("ข้อพิพาทที่ตกลงกันได้ ต่อข้อพิพาทที่ไกล่เกลี่ยจนสิ้นสุด"), centre.mediations_agreed, True),
        Fact("visits_in_time", _("ลงพื้นที่ทันกำหนด ต่อคำสั่งที่ครบกำหนด"), centre.visits_in_time, True),
        Fact("relief_given", _("เงินช่วยเหลือและเยียวยา (บาท)"), centre.relief),
        Fact("stories_answered", _("เรื่องเล่าที่ตอบทัน ต่อเรื่องเล่าที่ครบกำหนดตอบ"), voices.stories_answered, True),
        Fact("pledges_kept", _("คำมั่นที่ทำแล้ว ต่อคำมั่นที่ครบกำหนด"), voices.pledges_kept, True),
        Fact("improvements_done", _("รายการปรับปรุงที่ทำเสร็จ"), voices.improvements_done),
        Fact("outreach_trips", _("หน่วยบริการเคลื่อนที่ที่ออกจริง (ครั้ง)"), going_out.trips),
        Fact("outreach_people", _("ประชาชนที่หน่วยเคลื่อนที่ให้บริการ (คน)"), going_out.people),
        Fact("counter_satisfaction", _("คะแนนความพึงพอใจที่ช่องบริการ ต่อผู้ตอบ"), going_out.satisfaction, True),
        Fact("cards_good", _("บัตรที่ประทับใจ ต่อบัตรทั้งหมด"), voices.cards_good, True, FEW),
    )
}
