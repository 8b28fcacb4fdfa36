"""Where the case is now, who answers for it, and what comes next by when: the sentences of the tracking page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sangsuk.thai.dates import date_in

from . import duties as owed
from . import workflow
from .models import Case
from .story import office_name

WHERE = {  # by status; a sentence is looked up when it is needed, not all of them each time
    workflow.RECEIVED: _("เรื่องของท่านอยู่ที่%(office)s รอผู้รับไว้ดำเนินการ"),
    workflow.SCREENING: _("%(office)s กำลังตรวจรายละเอียดเรื่องของท่าน"),
    workflow.ACCEPTED: _("%(office)s รับเรื่องของท่านไว้แล้ว และกำลังเริ่มดำเนินการ"),
    workflow.IN_PROGRESS: _("%(office)s กำลังดำเนินการเรื่องของท่าน"),
    workflow.INFO_REQUESTED: _("%(office)s ขอทราบเพิ่มจากท่าน และรอคำตอบอยู่"),
    workflow.ASSIGNED: _("%(office)s ส่งเรื่องให้%(agency)sแล้ว และยังดูแลเรื่องของท่านอยู่จนกว่าจะเสร็จ"),
    workflow.AGENCY_ACCEPTED: _("%(agency)s กำลังแก้ไข โดยมี%(office)sดูแลเรื่องของท่านอยู่จนกว่าจะเสร็จ"),
    workflow.RESULT_REPORTED: _("มีรายงานผลแล้ว %(office)s กำลังตรวจสอบก่อนตอบท่าน"),
    workflow.REVIEW: _("%(office)s กำลังตรวจทานคำตอบอีกครั้งก่อนตอบท่าน"),
    workflow.SENT_BACK: _("ยังมีสิ่งที่ต้องทำต่อ %(office)s กำลังดำเนินการ"),
    workflow.TOLD: _("%(office)s แจ้งผลให้ท่านแล้ว ช่วยบอกเราว่าเรียบร้อยหรือยัง"),
    workflow.SUSPENDED: _("%(office)s พักเรื่องของท่านไว้ก่อน ตามเหตุผลที่แจ้งไว้ด้านล่าง"),
    workflow.MEDIATION: _("เรื่องของท่านอยู่ระหว่างการไกล่เกลี่ยที่%(office)s"),
    workflow.ESCALATED: _("เรื่องของท่านส่งถึง%(office)s แล้ว พร้อมสิ่งที่ได้ทำไปทั้งหมด ท่านไม่ต้องเล่าใหม่"),
    workflow.RETURNED: _("เรื่องของท่านกลับมาอยู่ที่%(office)s"),
    workflow.REOPENED: _("เปิดเรื่องให้ท่านอีกครั้งแล้ว อยู่ที่%(office)s"),
    workflow.SETTLED: _("%(office)s ดำเนินการและตอบท่านแล้ว"),
    workflow.REFUSED: _("%(office)s ไม่อาจรับเรื่องนี้ไว้พิจารณาได้ เหตุผลและทางเลือกของท่านอยู่ด้านล่าง"),
    workflow.REFERRED_OUT: _("หน่วยงานที่มีอำนาจโดยตรงรับเรื่องของท่านไปดูแลแล้ว"),
    workflow.MERGED: _("เรื่องของท่านดูแลรวมกับเรื่องเดียวกันที่%(office)s"),
    workflow.WITHDRAWN: _("ท่านถอนเรื่องนี้แล้ว เราจึงหยุดดำเนินการ"),
}
NEXT = {  # by the kind of promise
    "accept": _("%(office)s จะรับไว้ดำเนินการภายใน%(due)s"),
    "progress": _("%(office)s จะแจ้งความคืบหน้าให้ท่านทราบภายใน%(due)s"),
    "agency_report": _("%(agency)s ต้องรายงานผลภายใน%(due)s แล้ว%(office)s จะแจ้งให้ท่านทราบ"),
    "answer": _("เรารอคำตอบของท่านถึง%(due)s หากยังไม่ได้รับ เราจะดำเนินการต่อจากข้อมูลที่มี"),
    "screen": _("%(office)s จะแจ้งว่ารับไว้พิจารณาหรือไม่ภายใน%(due)s"),
    "hand_off": _("%(office)s ต้องรับเรื่องภายใน%(due)s ถ้าไม่รับ เรื่องจะกลับไปที่หน่วยงานเดิมและผู้บังคับบัญชาจะทราบ"),
    "tell_result": _("%(office)s จะแจ้งผลให้ท่านทราบภายใน%(due)s"),
    "approval": _("%(office)s จะตอบท่านหลังตรวจทานเสร็จ ภายใน%(due)s"),
    "settle_told": _("ถ้าท่านไม่ทักท้วงภายใน%(due)s เราจะถือว่าเรียบร้อย"),
    "suspend": _("%(office)s จะทบทวนอีกครั้งภายใน%(due)s"),
    "mediation": _("การไกล่เกลี่ยต้องเสร็จภายใน%(due)s"),
    "finish": _("%(office)s จะแจ้งผลให้ท่านทราบภายใน%(due)s"),
}
CLIMBS = _("%(office)s ต้องรับเรื่องภายใน%(due)s ถ้าไม่รับ ระบบจะเตือนและผู้บังคับบัญชาจะทราบ")
"""A hand-off that does not go back: she asked the next level, or the case had waited too long below."""
LATE = _("ขออภัย เรื่องนี้ช้ากว่าที่แจ้งไว้ กำหนดเดิมคือ%(due)s %(office)s ต้องชี้แจงและแจ้งกำหนดใหม่ให้ท่านทราบ")


@dataclass(frozen=True)
class Now:
    """`state` in a few words, `where` as a sentence, `next` what comes next by which date ("" when nothing does)."""

    state: str
    where: str
    next: str
    late: bool


def now_of(case: Case, now: datetime) -> Now:
    late = case.is_open and case.due_at is not None and case.due_at < now and case.status not in workflow.QUIET
    return Now(str(workflow.STATUSES[case.status][0]), _where(case), _next(case, late=late), late)


def _gaps(case: Case) -> dict[str, str]:
    return {
        "office": office_name(case.office_id),
        "agency": office_name(case.agency_id or "") or _body(case),
        "due": date_in(case.due_at, get_language() or "th", "full") if case.due_at else "",
    }


def _body(case: Case) -> str:
    """A body without an account that leads: its name stands in its task."""
    key = owed.lead(case.duties)
    return str(case.duties[key].get("name", "")) if key else ""


def _where(case: Case) -> str:
    return str(WHERE[case.status]) % _gaps(case)


def _next(case: Case, *, late: bool) -> str:
    if case.due_at is None:
        return ""
    if late:
        return str(LATE) % _gaps(case)
    climbs = case.due_kind == "hand_off" and case.transfer == "up"
    return str(CLIMBS if climbs else NEXT[case.due_kind]) % _gaps(case)
