"""The statuses of a case, what they are called, and the groups that the table speaks of."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RECEIVED = "received"
SCREENING = "screening"
ACCEPTED = "accepted"
IN_PROGRESS = "in_progress"
INFO_REQUESTED = "info_requested"
ASSIGNED = "assigned"
AGENCY_ACCEPTED = "agency_accepted"
RESULT_REPORTED = "result_reported"
REVIEW = "review"
SENT_BACK = "sent_back"
TOLD = "told"
ESCALATED = "escalated"
RETURNED = "returned"
REOPENED = "reopened"
SUSPENDED = "suspended"
MEDIATION = "mediation"
SETTLED = "settled"
WITHDRAWN = "withdrawn"
REFUSED = "refused"
REFERRED_OUT = "referred_out"
MERGED = "merged"

STATUSES: dict[str, tuple[Any, Any]] = {  # status -> (what citizens read, what officials read)
    RECEIVED: (_("รับเรื่องแล้ว รอผู้ดูแล"), _("เรื่องใหม่")),
    SCREENING: (_("กำลังตรวจรายละเอียด"), _("ตรวจคำร้อง")),
    ACCEPTED: (_("มีผู้ดูแลเรื่องแล้ว"), _("รับไว้พิจารณา")),
    IN_PROGRESS: (_("กำลังดำเนินการ"), _("อยู่ระหว่างดำเนินการ")),
    INFO_REQUESTED: (_("รอคำตอบจากท่าน"), _("รอข้อมูลจากผู้ร้อง")),
    ASSIGNED: (_("ส่งหน่วยงานที่เกี่ยวข้องแล้ว"), _("ส่งหน่วยงานแล้ว รอหน่วยงานรับ")),
    AGENCY_ACCEPTED: (_("หน่วยงานที่เกี่ยวข้องกำลังแก้ไข"), _("หน่วยงานรับแล้ว")),
    RESULT_REPORTED: (_("มีผลแล้ว กำลังตรวจสอบ"), _("รายงานผลแล้ว รอตรวจสอบ")),
    REVIEW: (_("กำลังตรวจทานก่อนตอบท่าน"), _("รอผู้ตรวจทานเห็นชอบ")),
    SENT_BACK: (_("ตรวจแล้ว ให้แก้ไขต่อ"), _("ให้ดำเนินการต่อ")),
    TOLD: (_("แจ้งผลแล้ว รอท่านบอกว่าเรียบร้อยหรือไม่"), _("แจ้งผลแล้ว รอผู้ร้องยืนยัน")),
    ESCALATED: (_("ส่งให้หน่วยงานระดับสูงขึ้นแล้ว"), _("เสนอระดับเหนือ รอรับ")),
    RETURNED: (_("ส่งกลับให้หน่วยงานในพื้นที่"), _("ส่งกลับพร้อมเหตุผล รอรับ")),
    REOPENED: (_("เปิดเรื่องอีกครั้ง รอผู้ดูแล"), _("เปิดเรื่องอีกครั้ง")),
    SUSPENDED: (_("พักเรื่องไว้ก่อน"), _("พักเรื่อง")),
    MEDIATION: (_("อยู่ระหว่างไกล่เกลี่ย"), _("ไกล่เกลี่ย")),
    SETTLED: (_("เสร็จแล้ว"), _("ยุติเรื่อง")),
    WITHDRAWN: (_("ถอนเรื่องแล้ว"), _("ผู้ร้องถอนเรื่อง")),
    REFUSED: (_("ไม่รับพิจารณา"), _("ไม่รับพิจารณา")),
    REFERRED_OUT: (_("ส่งให้หน่วยงานอื่นดูแลแล้ว"), _("ส่งหน่วยงานภายนอก ผู้รับยืนยันแล้ว")),
    MERGED: (_("รวมกับเรื่องเดียวกันแล้ว"), _("รวมเรื่อง")),
}
CLOSED = (SETTLED, WITHDRAWN, REFUSED, REFERRED_OUT, MERGED)
OPEN = frozenset(STATUSES) - frozenset(CLOSED)
NEW = frozenset({RECEIVED, ESCALATED, RETURNED, REOPENED})
"""Nobody at the office has taken it up yet."""
WITH_AGENCY = frozenset({ASSIGNED, AGENCY_ACCEPTED})
WORK = frozenset({ACCEPTED, IN_PROGRESS, SENT_BACK, RESULT_REPORTED})
"""Taken up, and the next step is the owner's."""
HERE = NEW | {SCREENING} | WORK
QUIET = frozenset({INFO_REQUESTED, TOLD, SUSPENDED})
"""The clock of the office waits: the citizen, or a court, has the next word."""
OVER = frozenset({REFUSED, MERGED, WITHDRAWN})
"""Ended without a result of its own."""
TONES = dict.fromkeys(QUIET, "waiting") | dict.fromkeys((SETTLED, REFERRED_OUT), "done") | dict.fromkeys(OVER, "quiet")
"""How these look, to whomever they are shown; the others go on."""

CITIZEN, OWNER, AGENCY, SUPERIOR, FORMER = "citizen", "owner", "agency", "superior", "former"
COMMANDER, OUTSIDE, SYSTEM = "commander", "outside", "system"
"""Standings: what an actor is to this case. A former holder reads on, and may leave a note; a commander (a governor, a
chief who only looks) may order; somebody outside answers through a link; the system acts when a date has passed."""
