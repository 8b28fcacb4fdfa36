"""What the centre itself does: take up, ask, tell, classify, weigh, relieve, go and see."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import (
    ACCEPTED,
    AGENCY,
    COMMANDER,
    FORMER,
    HERE,
    IN_PROGRESS,
    INFO_REQUESTED,
    MEDIATION,
    NEW,
    OPEN,
    OUTSIDE,
    OWNER,
    REVIEW,
    SCREENING,
    SETTLED,
    STATUSES,
    SUPERIOR,
    SUSPENDED,
    SYSTEM,
    TOLD,
    WITH_AGENCY,
)  # fmt: skip

OWN = frozenset({OWNER})
_PLACES = HERE | WITH_AGENCY

MOVES = (
    Move(
        "screen", NEW, SCREENING, OWN, _("ตรวจคำร้อง"), _("%(office)s กำลังตรวจรายละเอียดของเรื่อง"), clock="screen",
    ),
    Move(
        "accept", NEW | {SCREENING}, ACCEPTED, OWN, _("รับเรื่อง"), _("%(office)s รับเรื่องไว้ดำเนินการแล้ว"),
        clock="progress", tells="case-accepted",
    ),
    Move(
        "serve", NEW | {SCREENING, ACCEPTED, IN_PROGRESS}, SETTLED, OWN, _("ตอบให้จบทันที"), _("%(office)s ตอบและให้บริการเสร็จแล้ว"),
        needs=("answer",), takes=("settlement", "anyway", "body", "body_kind"), clock="stops", tells="case-settled",
        reads=("answer", "settlement", "body"),
        condition="short",
    ),
    Move(
        "take", OPEN - NEW, None, OWN, _("รับเป็นผู้รับผิดชอบ"), _("%(who)s รับเป็นผู้รับผิดชอบ"),
        shown="centre", condition="not_mine",
    ),
    Move(
        "delegate", OPEN, None, OWN, _("มอบหมาย"), _("มอบหมายให้%(assignee)s"), needs=("assignee",), shown="centre",
    ),
    Move(
        "ask", HERE, INFO_REQUESTED, OWN, _("ถามผู้ร้อง"), _("%(office)s ขอทราบเพิ่มจาก%(you)s"),
        needs=("question",), clock="answer", tells="case-question", reads=("question",),
    ),
    Move(
        "proceed", frozenset({INFO_REQUESTED}), IN_PROGRESS, frozenset({OWNER, SYSTEM}), _("ดำเนินการต่อโดยไม่รอคำตอบ"),
        _("%(office)s ดำเนินการต่อจากข้อมูลที่มี"), needs=("reason",), clock="progress", tells="case-news", reads=("reason",),
    ),
    Move(
        "inform", OPEN, None, OWN, _("แจ้งความคืบหน้าให้ผู้ร้อง"), _("%(office)s แจ้งความคืบหน้า"),
        needs=("text",), takes=("anyway",), clock="again", tells="case-news", reads=("text",), onward=True,
    ),
    Move(
        "note", frozenset(STATUSES), None, frozenset({OWNER, AGENCY, SUPERIOR, FORMER, SYSTEM}), _("บันทึกภายใน"), _("%(who)s บันทึกภายใน"),
        needs=("text",), shown="own",
    ),
    Move(
        "attach", OPEN, None, frozenset({OWNER, AGENCY, OUTSIDE}), _("แนบไฟล์"), _("%(who)s แนบไฟล์"),
        needs=("file",), shown="agency",
    ),
    Move(
        "categorise", OPEN, None, OWN, _("ระบุประเภทเรื่อง"), _("ระบุประเภทเป็น %(category)s"),
        needs=("category",), shown="agency",
    ),
    Move(
        "classify", OPEN, None, OWN, _("จัดชั้นและความเร่งด่วน"), _("%(office)s จัดชั้นและความเร่งด่วนของเรื่อง"),
        needs=("urgency", "service_class", "nature"), takes=("accused_type", "policy"), shown="agency",
    ),
    Move(
        "checklist", HERE, None, OWN, _("ตรวจรับคำร้อง"), _("%(office)s ตรวจว่ารับเรื่องไว้พิจารณาได้หรือไม่"),
        needs=("checks",), takes=("comment",), shown="centre",
    ),
    # the field
    Move(
        "order_visit", _PLACES, None, frozenset({OWNER, SUPERIOR}), _("สั่งลงพื้นที่"), _("%(office)s ให้เจ้าหน้าที่ลงพื้นที่ตรวจสอบ"),
        needs=("team", "to_check"), takes=("place", "due_on"), reads=("to_check",), onward=True,
    ),
    Move(
        "report_visit", frozenset(STATUSES), None, frozenset({OWNER, AGENCY, SUPERIOR, FORMER}), _("รายงานการลงพื้นที่"), _("เจ้าหน้าที่ลงพื้นที่ตรวจสอบแล้ว"),
        needs=("findings",), takes=("duty", "visit_outcome", "visited_on", "people_met", "follow_up"), shown="agency",
    ),
    Move(
        "cancel_visit", OPEN, None, frozenset({OWNER, SUPERIOR}), _("ยกเลิกการลงพื้นที่"), _("ยกเลิกการลงพื้นที่ครั้งนี้"),
        needs=("reason",), takes=("duty",), condition="visits",
    ),
    # relief
    Move(
        "relieve", OPEN, None, frozenset({OWNER, AGENCY, OUTSIDE}), _("บันทึกการช่วยเหลือ"), _("%(who)s ช่วยเหลือแล้ว"),
        needs=("relief_kind", "text", "giver"), takes=("baht", "households", "given_on"),
        reads=("relief_kind", "text", "giver", "baht"), onward=True, tells="case-relief",
    ),
    Move(
        "refer", _PLACES | {MEDIATION}, None, OWN, _("ขอให้หน่วยงานช่วยเหลือผู้ร้อง"), _("%(office)s ขอให้%(body)s ช่วยเหลือ%(you)s และรอคำยืนยัน"),
        needs=("body", "reason", "citizen_told"), takes=("body_kind", "body_email"), reads=("body", "citizen_told"), onward=True,
        tells="case-news",
    ),
    Move(
        "refer_out", HERE - NEW, None, OWN, _("ส่งให้หน่วยงานนอกกระทรวง"),
        _("%(office)s ส่งเรื่องให้%(body)s ซึ่งมีอำนาจโดยตรง และดูแลอยู่จนกว่าจะได้รับคำยืนยัน"),
        needs=("body", "finding", "reason", "citizen_told"), takes=("body_kind", "body_email", "anyway"), reads=("body", "citizen_told"), onward=True,
        tells="case-news", condition="not_referrals",
    ),
    Move(
        "referral_answer", OPEN, None, frozenset({OWNER, OUTSIDE}), _("บันทึกคำตอบของผู้รับ"), _("%(body)s ตอบรับหรือปฏิเสธแล้ว"),
        needs=("outcome", "text"), takes=("duty",), reads=("outcome", "text"), condition="referrals",
        outcomes=("referred_out",), clock="status", tells="case-referral",
    ),
    # facts
    Move(
        "ask_other", OPEN - {TOLD, REVIEW}, None, OWN, _("ถามหน่วยงานหรือพยาน"), _("%(office)s ขอข้อเท็จจริงจาก%(to_whom)s"),
        needs=("other_kind", "to_whom", "text"), takes=("due_on", "body_email"), shown="agency", onward=True,
    ),
    Move(
        "other_answers", OPEN, None, frozenset({OWNER, OUTSIDE}), _("บันทึกคำตอบที่ได้"), _("ได้ข้อเท็จจริงจาก%(to_whom)sแล้ว"),
        needs=("text",), takes=("duty",), shown="agency", condition="questions",
    ),
    Move(
        "meet", OPEN - {TOLD, REVIEW}, None, frozenset({OWNER, SUPERIOR}), _("นัดประชุมหรือตั้งคณะกรรมการ"), _("นัดประชุมร่วมกันวันที่ %(meets_on)s"),
        needs=("meets_on", "agenda", "members"), shown="agency", onward=True,
    ),
    Move(
        "minutes", OPEN, None, frozenset({OWNER, SUPERIOR}), _("บันทึกผลการประชุม"), _("หน่วยงานที่เกี่ยวข้องประชุมร่วมกันแล้ว"),
        needs=("minutes",), takes=("duty",), shown="agency", condition="meetings",
    ),
    # waiting
    Move(
        "suspend", HERE - NEW, SUSPENDED, OWN, _("พักเรื่อง"), _("%(office)s พักเรื่องไว้ก่อน"),
        needs=("suspend_reason", "reason"), clock="suspend", tells="case-suspended", reads=("suspend_reason", "reason"),
    ),
    Move(
        "resume", frozenset({SUSPENDED}), IN_PROGRESS, OWN, _("ดำเนินการต่อ"), _("%(office)s ดำเนินการเรื่องนี้ต่อแล้ว"),
        needs=("reason",), clock="progress", tells="case-news", reads=("reason",),
    ),
    Move(
        "to_mediation", HERE - NEW, MEDIATION, OWN, _("นำเข้าไกล่เกลี่ย"), _("%(office)s นำเรื่องเข้าสู่การไกล่เกลี่ย"),
        needs=("reason",), clock="mediation", tells="case-news", reads=("reason",), condition="not_tasks",
    ),
    Move(
        "mediation_ends", frozenset({MEDIATION}), None, OWN, _("จบการไกล่เกลี่ย"), _("การไกล่เกลี่ยจบแล้ว"),
        needs=("outcome", "result"), clock="status", tells="case-news", reads=("result",),
        outcomes=("result_reported", "in_progress"),
    ),
    # a superior
    Move(
        "direct", OPEN, None, frozenset({SUPERIOR, COMMANDER}), _("สั่งการ"), _("%(who)s สั่งการ"), needs=("text",), shown="agency",
    ),
    Move(
        "watch", OPEN, None, frozenset({SUPERIOR, COMMANDER, OWNER}), _("รับทราบ"), _("%(who)s รับทราบเรื่องที่ขอให้ดูแล"),
        takes=("comment",), shown="centre", condition="attention",
    ),
)  # fmt: skip
