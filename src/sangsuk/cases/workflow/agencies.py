"""Work that agencies do for a case: a lead and those who work with it, each with a task of its own."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import (
    AGENCY,
    AGENCY_ACCEPTED,
    ASSIGNED,
    IN_PROGRESS,
    OPEN,
    OUTSIDE,
    OWNER,
    RESULT_REPORTED,
    WITH_AGENCY,
    WORK,
)  # fmt: skip

OWN, ITS = frozenset({OWNER}), frozenset({AGENCY, OUTSIDE})
_AFTER_TASK = (ASSIGNED, AGENCY_ACCEPTED, RESULT_REPORTED, IN_PROGRESS)
_WITH = WITH_AGENCY | {RESULT_REPORTED}

MOVES = (
    Move(
        "hand_to_agency", frozenset(WORK | {"received", "escalated", "returned", "reopened", "screening"}), ASSIGNED, OWN,
        _("ส่งหน่วยงาน"), _("%(office)s ส่งเรื่องให้%(agency)sช่วยแก้ และยังดูแลเรื่องนี้อยู่"),
        needs=("agency", "finding", "instruction", "citizen_told"), takes=("due_on", "body", "body_email", "anyway"), reads=("citizen_told",),
        clock="agency_report", tells="case-with-agency", condition="not_tasks",
    ),
    Move(
        "add_agency", _WITH, None, OWN, _("ขอหน่วยงานร่วมอีกแห่ง"), _("%(office)s ขอให้%(agency)sช่วยอีกแรง"),
        needs=("agency", "instruction"), takes=("due_on", "body", "body_email"), outcomes=_AFTER_TASK[:3], clock="status",
    ),
    Move(
        "recall", _WITH, None, OWN, _("เรียกงานกลับจากหน่วยงาน"), _("%(office)s รับเรื่องกลับจาก%(agency)sมาดำเนินการเอง"),
        needs=("reason",), takes=("duty",), clock="status", outcomes=_AFTER_TASK, condition="tasks",
    ),
    Move(
        "agency_accept", frozenset({ASSIGNED, *_WITH}), None, ITS, _("รับดำเนินการ"), _("%(agency)s รับดำเนินการแล้ว"),
        outcomes=_AFTER_TASK[:3], condition="waits", clock="status",
    ),
    Move(
        "agency_return", _WITH, None, ITS, _("ส่งคืนศูนย์ดำรงธรรม"), _("%(agency)s ส่งเรื่องคืนให้%(office)s พิจารณาใหม่"),
        needs=("reason",), clock="status", outcomes=_AFTER_TASK, condition="my_task",
    ),
    Move(
        "report", _WITH | WORK, None, frozenset({OWNER, AGENCY, OUTSIDE}), _("รายงานผล"),
        _("%(who)s รายงานผลแล้ว %(office)s กำลังตรวจสอบ"), needs=("result",), takes=("duty",), clock="status",
        outcomes=(RESULT_REPORTED, ASSIGNED, AGENCY_ACCEPTED), condition="my_task",
    ),
    Move(
        "send_back", frozenset({RESULT_REPORTED, *WITH_AGENCY}), None, OWN, _("ผลยังไม่พอ ให้ทำต่อ"),
        _("%(office)s ตรวจแล้วเห็นว่ายังต้องดำเนินการต่อ"), needs=("reason",), takes=("duty",), clock="status",
        outcomes=("sent_back", ASSIGNED, AGENCY_ACCEPTED), condition="reported",
    ),
    Move(
        "confirm_task", _WITH, None, OWN, _("รับผลงานของหน่วยงาน"), _("%(office)s ตรวจผลงานของ%(agency)sแล้ว"),
        takes=("duty",), shown="agency", outcomes=_AFTER_TASK, clock="status", condition="reported",
    ),
    Move(
        "chase", OPEN, None, OWN, _("เร่งรัดหน่วยงาน"), _("%(office)s เร่งรัด%(agency)s"), needs=("text",), takes=("duty",),
        shown="agency", condition="tasks",
    ),
)  # fmt: skip
