"""How a case ends for the centre: the result is told, agreed or not; or it is refused, with a reason and its law."""

from django.utils.translation import gettext_lazy as _

from .move import Move
from .statuses import (
    COMMANDER,
    HERE,
    IN_PROGRESS,
    MERGED,
    OPEN,
    OWNER,
    REFUSED,
    REVIEW,
    SENT_BACK,
    SETTLED,
    STATUSES,
    SUPERIOR,
    SUSPENDED,
    TOLD,
    WORK,
)  # fmt: skip

OWN = frozenset({OWNER})

MOVES = (
    Move(
        "close", WORK, SETTLED, OWN, _("ตอบผู้ร้องและยุติเรื่อง"), _("%(office)s ตอบ%(you)sและยุติเรื่อง"),
        needs=("settlement", "answer"), takes=("legal_basis", "anyway"), clock="stops", tells="case-settled",
        reads=("answer", "settlement"),
    ),
    Move(
        "tell_result", WORK, TOLD, OWN, _("แจ้งผลและรอผู้ร้องยืนยัน"), _("%(office)s แจ้งผลให้%(you)sทราบ และรอคำยืนยัน"),
        needs=("settlement", "answer"), takes=("legal_basis", "anyway"), clock="settle_told", tells="case-told",
        reads=("answer", "settlement"),
    ),
    Move(
        "settle", frozenset({TOLD}), SETTLED, OWN, _("ยุติเรื่อง"), _("%(office)s ยุติเรื่องหลังจากแจ้งผลแล้ว"),
        takes=("comment",), clock="stops", tells="case-settled",
    ),
    Move(
        "refuse", HERE, REFUSED, OWN, _("ไม่รับพิจารณา"), _("%(office)s ไม่รับเรื่องไว้พิจารณา พร้อมเหตุผล"),
        needs=("refusal_reason", "answer"), takes=("legal_basis",), clock="stops", tells="case-refused",
        reads=("refusal_reason", "answer", "legal_basis"), condition="not_tasks",
    ),
    Move(  # nobody has this button: it stands for an ending that a second person must agree to
        "propose", HERE, REVIEW, frozenset(), _("เสนอให้ตรวจทาน"), _("%(who)s เสนอให้ตรวจทาน"), clock="approval", shown="centre",
    ),
    Move(
        "approve", frozenset({REVIEW}), None, frozenset({OWNER, SUPERIOR, COMMANDER}), _("เห็นชอบ"), _("%(office)s ให้ผู้ตรวจทานอีกคนดูแล้ว เห็นชอบกับคำตอบนี้"),
        takes=("comment",), clock="status", outcomes=(SETTLED, TOLD, REFUSED, SUSPENDED), condition="second",
        reads=("settlement", "refusal_reason", "suspend_reason", "answer", "legal_basis"),
    ),
    Move(
        "disapprove", frozenset({REVIEW}), SENT_BACK, frozenset({OWNER, SUPERIOR, COMMANDER}), _("ไม่เห็นชอบ ให้ทบทวน"),
        _("%(office)s ตรวจทานแล้วให้ดำเนินการต่อ"), needs=("reason",), clock="progress", shown="centre", condition="second",
    ),
    Move(
        "take_back", frozenset({REVIEW}), IN_PROGRESS, OWN, _("ขอกลับมาแก้ก่อน"), _("%(office)s นำกลับมาแก้ก่อนตรวจทาน"),
        clock="progress", shown="centre", condition="proposer",
    ),
    # repeats
    Move(
        "link", OPEN | {SETTLED}, None, OWN, _("เชื่อมกับเรื่องอื่น"), _("%(office)s เชื่อมเรื่องนี้กับเรื่องอื่นที่เกี่ยวข้อง"),
        needs=("into",), takes=("comment",), shown="centre",
    ),
    Move(
        "unlink", frozenset(STATUSES), None, OWN, _("เลิกเชื่อมกับเรื่องอื่น"), _("%(office)s เลิกเชื่อมเรื่องนี้กับเรื่องอื่น"),
        needs=("into",), takes=("comment",), shown="centre", condition="linked",
    ),
    Move(
        "merge", HERE, MERGED, OWN, _("รวมกับเรื่องเดียวกัน"), _("%(office)s รวมเรื่องนี้กับเรื่องเดียวกันที่ดูแลอยู่แล้ว"),
        needs=("into", "reason"), clock="stops", tells="case-merged", condition="not_tasks",
    ),
    Move(
        "unmerge", frozenset({MERGED}), None, OWN, _("แยกเรื่องออก"), _("%(office)s แยกเรื่องนี้ออกมาดูแลต่างหากตามเดิม"),
        needs=("reason",), tells="case-unmerged", condition="undoable", outcomes=tuple(sorted(HERE)),
    ),
)  # fmt: skip
