"""A case's clock as an officer reads it: how long, until when, and what is promised by then."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsuk.cases import workflow
from sangsuk.cases.models import Case
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines import say
from sangsuk.thai.dates import date_in

from .doors import language

DUTIES = {
    "accept": gettext_lazy("ต้องรับเรื่อง"),
    "progress": gettext_lazy("ต้องแจ้งความคืบหน้า"),
    "agency_report": gettext_lazy("หน่วยงานต้องรายงานผล"),
    "screen": gettext_lazy("ต้องบอกว่ารับพิจารณาหรือไม่"),
    "hand_off": gettext_lazy("ต้องรับเรื่อง มิฉะนั้นเรื่องจะกลับไปที่เดิม"),
    "tell_result": gettext_lazy("ต้องแจ้งผลผู้ร้อง"),
    "approval": gettext_lazy("ต้องตรวจทาน"),
    "suspend": gettext_lazy("ต้องทบทวนว่าดำเนินการต่อได้หรือยัง"),
    "mediation": gettext_lazy("ต้องไกล่เกลี่ยให้เสร็จ"),
    "finish": gettext_lazy("ต้องแจ้งผล"),
}


@dataclass(frozen=True)
class Clock:
    """`words` how long is left or over, until when; `duty` what is promised; `tone` late, soon, waiting, done or ""."""

    words: str
    duty: str
    tone: str


def clock_of(case: Case, now: datetime, soon: datetime, *, duty_of: str = "") -> Clock:
    """`duty_of`: the office whose duty it is, to be named where the reader is somebody else."""
    if case.closed_at is not None:
        return Clock(_("ปิดเมื่อ%(date)s") % {"date": date_in(case.closed_at, language(), "medium")}, "", "done")
    if case.due_at is None:
        return Clock("", "", "")
    duty = str(DUTIES.get(case.due_kind, ""))
    if duty_of and duty and case.due_kind != "agency_report":
        duty = _("%(office)s: %(duty)s") % {"office": duty_of, "duty": duty}
    if case.status in (workflow.INFO_REQUESTED, workflow.TOLD):
        return Clock(_("รอคำตอบถึง%(date)s") % {"date": date_in(case.due_at, language(), "medium")}, "", "waiting")
    tone = "late" if case.due_at < now else "soon" if case.due_at <= soon else ""
    return Clock(say.remaining(case.due_at, now, deadlines.calendar(case.province_code), language()), duty, tone)
