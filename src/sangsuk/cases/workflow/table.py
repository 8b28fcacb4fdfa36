"""The life of a case as one table. Buttons, the API's allowed moves, roles, required fields, clocks, messages, the
sentences of the timeline and the diagram in docs/ are all read from here. Pure: values in, values out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import NotAllowed, Refused

RECEIVED = "received"
IN_PROGRESS = "in_progress"
INFO_REQUESTED = "info_requested"
ASSIGNED = "assigned"
AGENCY_ACCEPTED = "agency_accepted"
RESULT_REPORTED = "result_reported"
ESCALATED = "escalated"
RETURNED = "returned"
REOPENED = "reopened"
SETTLED = "settled"
WITHDRAWN = "withdrawn"

STATUSES: dict[str, tuple[Any, Any]] = {  # status -> (what citizens read, what officials read)
    RECEIVED: (_("รับเรื่องแล้ว รอผู้ดูแล"), _("เรื่องใหม่")),
    IN_PROGRESS: (_("กำลังดำเนินการ"), _("อยู่ระหว่างดำเนินการ")),
    INFO_REQUESTED: (_("รอคำตอบจากท่าน"), _("รอข้อมูลจากผู้ร้อง")),
    ASSIGNED: (_("ส่งหน่วยงานที่เกี่ยวข้องแล้ว"), _("ส่งหน่วยงานแล้ว รอหน่วยงานรับ")),
    AGENCY_ACCEPTED: (_("หน่วยงานที่เกี่ยวข้องกำลังแก้ไข"), _("หน่วยงานรับแล้ว")),
    RESULT_REPORTED: (_("มีผลแล้ว กำลังตรวจสอบ"), _("รายงานผลแล้ว รอตรวจสอบ")),
    ESCALATED: (_("ส่งให้หน่วยงานระดับสูงขึ้นแล้ว"), _("เสนอระดับเหนือ รอรับ")),
    RETURNED: (_("ส่งกลับให้หน่วยงานในพื้นที่"), _("ส่งกลับพร้อมเหตุผล รอรับ")),
    REOPENED: (_("เปิดเรื่องอีกครั้ง รอผู้ดูแล"), _("เปิดเรื่องอีกครั้ง")),
    SETTLED: (_("เสร็จแล้ว"), _("ยุติเรื่อง")),
    WITHDRAWN: (_("ถอนเรื่องแล้ว"), _("ผู้ร้องถอนเรื่อง")),
}
CLOSED = (SETTLED, WITHDRAWN)
NEW = frozenset({RECEIVED, ESCALATED, RETURNED, REOPENED})
WITH_AGENCY = frozenset({ASSIGNED, AGENCY_ACCEPTED})
OPEN = frozenset(STATUSES) - frozenset(CLOSED)
HERE = NEW | {IN_PROGRESS, RESULT_REPORTED}

CITIZEN, OWNER, AGENCY, SUPERIOR, FORMER = "citizen", "owner", "agency", "superior", "former"
"""Standings: what an actor is to this case. A former holder reads on, and may leave a note."""

REOPEN_DAYS = 30


@dataclass(frozen=True)
class Field:
    """One thing a move needs: what to call it, how to ask for it, how long it may be."""

    label: Any
    kind: str  # text | choice | number
    most: int = 5000
    least: int = 1
    hint: Any = ""


FIELDS: dict[str, Field] = {
    "question": Field(_("คำถามถึงผู้ร้อง"), "text", 1000, 5, _("ถามทีละอย่าง ด้วยคำง่าย ๆ")),
    "text": Field(_("ข้อความ"), "text", 5000, 2),
    "reason": Field(_("เหตุผล"), "text", 2000, 2),
    "instruction": Field(_("สิ่งที่ขอให้หน่วยงานทำ"), "text", 2000, 5, _("ตรวจพบอะไร ขอให้ทำอะไร และแจ้งผู้ร้องไว้อย่างไร")),
    "result": Field(_("ผลการดำเนินการ"), "text", 5000, 5, _("ทำอะไรไปแล้ว เมื่อไร ผลเป็นอย่างไร")),
    "answer": Field(_("คำตอบถึงผู้ร้อง"), "text", 5000, 10, _("บอกว่าทำอะไรแล้ว ผลเป็นอย่างไร และถ้ายังไม่เรียบร้อยให้ทำอย่างไร")),
    "tried": Field(_("ได้ทำอะไรไปแล้ว"), "text", 5000, 5),
    "obstacle": Field(_("ทำไมจึงแก้ไม่ได้ในระดับนี้"), "text", 5000, 5),
    "asked": Field(_("ขอให้ระดับเหนือทำอะไร"), "text", 5000, 5),
    "agency": Field(_("หน่วยงาน"), "choice"),
    "office": Field(_("ศูนย์ดำรงธรรมที่จะดูแลต่อ"), "choice"),
    "category": Field(_("ประเภทเรื่อง"), "choice"),
    "settlement": Field(_("เรื่องจบอย่างไร"), "choice"),
    "assignee": Field(_("ผู้รับผิดชอบ"), "choice"),
    "solved": Field(_("ปัญหาของท่านได้รับการแก้ไขหรือไม่"), "choice"),
    "rating": Field(_("การดูแลเรื่องของท่านเป็นอย่างไร"), "number"),
    "comment": Field(_("อยากบอกอะไรเราเพิ่ม"), "text", 2000, 0),
}


@dataclass(frozen=True)
class Move:
    """One row of the table.

    `target` None keeps the status. `clock`: the promise that begins, "stops", or None to leave it running.
    `shown`: who sees the event: citizen (everybody), agency (centre and agency), centre. `reads`: the fields the
    citizen may read. `condition` names a fact that must hold, see `Facts`.
    """

    name: str
    sources: frozenset[str]
    target: str | None
    by: frozenset[str]
    label: Any
    said: Any
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    clock: str | None = None
    tells: str | None = None
    shown: str = "citizen"
    reads: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True)
class Facts:
    """What the table must know of a case beside its status."""

    status: str
    has_upper: bool = False
    has_origin: bool = False
    reopenable: bool = False
    rated: bool = False
    mine: bool = False


def _moves(*moves: Move) -> dict[str, Move]:
    return {move.name: move for move in moves}


_OWN, _CIT, _AG = frozenset({OWNER}), frozenset({CITIZEN}), frozenset({AGENCY})
_WORK = frozenset({IN_PROGRESS, RESULT_REPORTED})

MOVES: dict[str, Move] = _moves(
    Move(
        "accept", NEW, IN_PROGRESS, _OWN, _("รับเรื่อง"), _("%(office)s รับเรื่องไว้ดำเนินการแล้ว"),
        clock="progress", tells="case-accepted",
    ),
    Move(
        "take", OPEN - NEW, None, _OWN, _("รับเป็นผู้รับผิดชอบ"), _("%(who)s รับเป็นผู้รับผิดชอบ"),
        shown="centre", condition="not_mine",
    ),
    Move(
        "delegate", OPEN, None, _OWN, _("มอบหมาย"), _("มอบหมายให้%(assignee)s"), needs=("assignee",), shown="centre",
    ),
    Move(
        "ask", HERE, INFO_REQUESTED, _OWN, _("ถามผู้ร้อง"), _("%(office)s ขอทราบเพิ่มจาก%(you)s"),
        needs=("question",), clock="answer", tells="case-question", reads=("question",),
    ),
    Move(
        "proceed", frozenset({INFO_REQUESTED}), IN_PROGRESS, _OWN, _("ดำเนินการต่อโดยไม่รอคำตอบ"),
        _("%(office)s ดำเนินการต่อจากข้อมูลที่มี"), needs=("reason",), clock="progress", tells="case-news", reads=("reason",),
    ),
    Move(
        "inform", OPEN, None, _OWN, _("แจ้งความคืบหน้าให้ผู้ร้อง"), _("%(office)s แจ้งความคืบหน้า"),
        needs=("text",), clock="again", tells="case-news", reads=("text",),
    ),
    Move(
        "note", OPEN | {SETTLED}, None, frozenset({OWNER, AGENCY, SUPERIOR, FORMER}), _("บันทึกภายใน"), _("%(who)s บันทึกภายใน"),
        needs=("text",), shown="agency_if_agency",
    ),
    Move(
        "attach", OPEN, None, frozenset({OWNER, AGENCY}), _("แนบไฟล์"), _("%(who)s แนบไฟล์"), needs=("file",), shown="agency",
    ),
    Move(
        "categorise", OPEN, None, _OWN, _("ระบุประเภทเรื่อง"), _("ระบุประเภทเป็น %(category)s"),
        needs=("category",), shown="agency",
    ),
    Move(
        "hand_to_agency", HERE, ASSIGNED, _OWN, _("ส่งหน่วยงาน"), _("%(office)s ส่งเรื่องให้%(agency)sช่วยแก้ และยังดูแลเรื่องนี้อยู่"),
        needs=("agency", "instruction"), clock="agency_report", tells="case-with-agency",
    ),
    Move(
        "recall", WITH_AGENCY, IN_PROGRESS, _OWN, _("เรียกเรื่องกลับจากหน่วยงาน"), _("%(office)s รับเรื่องกลับจาก%(agency)sมาดำเนินการเอง"),
        needs=("reason",), clock="progress",
    ),
    Move(
        "agency_accept", frozenset({ASSIGNED}), AGENCY_ACCEPTED, _AG, _("รับดำเนินการ"), _("%(agency)s รับดำเนินการแล้ว"),
    ),
    Move(
        "agency_return", WITH_AGENCY, IN_PROGRESS, _AG, _("ส่งคืนศูนย์ดำรงธรรม"), _("%(agency)s ส่งเรื่องคืนให้%(office)s พิจารณาใหม่"),
        needs=("reason",), clock="progress",
    ),
    Move(
        "report", WITH_AGENCY | {IN_PROGRESS}, RESULT_REPORTED, frozenset({OWNER, AGENCY}), _("รายงานผล"),
        _("%(who)s รายงานผลแล้ว %(office)s กำลังตรวจสอบ"), needs=("result",), clock="progress",
    ),
    Move(
        "send_back", frozenset({RESULT_REPORTED}), IN_PROGRESS, _OWN, _("ผลยังไม่พอ ให้ทำต่อ"),
        _("%(office)s ตรวจแล้วเห็นว่ายังต้องดำเนินการต่อ"), needs=("reason",), clock="progress",
    ),
    Move(
        "close", _WORK, SETTLED, _OWN, _("ตอบผู้ร้องและยุติเรื่อง"), _("%(office)s ตอบ%(you)sและยุติเรื่อง"),
        needs=("settlement", "answer"), clock="stops", tells="case-settled", reads=("answer", "settlement"),
    ),
    Move(
        "pass_up", HERE, ESCALATED, _OWN, _("เสนอระดับเหนือ"), _("ส่งเรื่องให้%(office)s ดูแลต่อ เพราะเกินกำลังของ%(before)s"),
        needs=("tried", "obstacle", "asked"), clock="accept", tells="case-passed-up", condition="has_upper",
    ),
    Move(
        "return_down", HERE, RETURNED, _OWN, _("ส่งกลับพร้อมเหตุผล"), _("%(before)s ส่งเรื่องกลับให้%(office)s ดูแลต่อ"),
        needs=("reason",), clock="accept", tells="case-moved", reads=("reason",), condition="has_origin",
    ),
    Move(
        "redirect", HERE, RECEIVED, _OWN, _("ส่งให้ศูนย์อื่นที่รับผิดชอบ"), _("%(before)s ส่งเรื่องให้%(office)s ซึ่งรับผิดชอบเรื่องนี้"),
        needs=("office", "reason"), clock="accept", tells="case-moved", reads=("reason",),
    ),
    Move(
        "take_over", OPEN, IN_PROGRESS, frozenset({SUPERIOR}), _("รับเรื่องมาดำเนินการแทน"),
        _("%(office)s รับเรื่องนี้มาดูแลต่อจาก%(before)s"), needs=("reason",), clock="progress", tells="case-accepted",
    ),
    Move(
        "add", OPEN, None, _CIT, _("เพิ่มข้อมูล"), _("%(who)sให้ข้อมูลเพิ่ม"), needs=("text",), reads=("text",),
    ),
    Move(
        "answer", frozenset({INFO_REQUESTED}), IN_PROGRESS, _CIT, _("ตอบคำถาม"), _("%(who)sตอบคำถามแล้ว"),
        needs=("text",), clock="progress", reads=("text",),
    ),
    Move(
        "withdraw", OPEN, WITHDRAWN, _CIT, _("ถอนเรื่อง"), _("%(who)sขอถอนเรื่อง"),
        takes=("comment",), clock="stops", tells="case-withdrawn", reads=("comment",),
    ),
    Move(
        "rate", frozenset({SETTLED}), None, _CIT, _("บอกผล"), _("%(who)sบอกผลและให้คะแนน"),
        needs=("solved", "rating"), takes=("comment",), reads=("solved", "rating", "comment"), condition="not_rated",
    ),
    Move(
        "reopen", frozenset({SETTLED}), REOPENED, _CIT, _("ขอให้เปิดเรื่องอีกครั้ง"), _("%(who)sขอให้เปิดเรื่องอีกครั้ง"),
        needs=("text",), clock="accept", tells="case-reopened", reads=("text",), condition="reopenable",
    ),
)  # fmt: skip

SUBMITTED = _("%(office)s ได้รับเรื่องแล้ว")
IMPORTED = _("นำประวัติเข้าจากระบบเดิม ซึ่งบันทึกสถานะไว้ว่า “%(theirs)s”")
SAID = {"submit": SUBMITTED, "import": IMPORTED}
"""What the timeline says of events that are no moves: nobody has a button for them."""


def condition_holds(move: Move, facts: Facts) -> bool:
    return {
        "": True,
        "has_upper": facts.has_upper,
        "has_origin": facts.has_origin,
        "reopenable": facts.reopenable,
        "not_mine": not facts.mine,
        "not_rated": not facts.rated,
    }[move.condition]


def available(facts: Facts, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    standings = frozenset(standings)
    return [
        move
        for move in MOVES.values()
        if facts.status in move.sources and move.by & standings and condition_holds(move, facts)
    ]


def check(name: str, facts: Facts, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why: not this person's (403), not now (403), or something is missing (422)."""
    move = MOVES.get(name)
    if move is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    if not move.by & frozenset(standings):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับเรื่องนี้"), "move")
    if facts.status not in move.sources or not condition_holds(move, facts):
        raise NotAllowed("not_now", _("ตอนนี้ทำขั้นตอนนี้กับเรื่องนี้ไม่ได้ กรุณาเปิดดูเรื่องอีกครั้ง"), "move")
    for name_ in (*move.needs, *move.takes):
        _check_field(name_, given.get(name_), needed=name_ in move.needs)
    return move


def _check_field(name: str, value: Any, *, needed: bool) -> None:
    field = FIELDS.get(name)
    if field is None:  # a file: checked where it is read
        return
    if value is None or (isinstance(value, str) and not value.strip()):
        if needed:
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % {"label": field.label}, name)
        return
    if field.kind == "number":
        if not isinstance(value, int) or isinstance(value, bool):
            raise Refused("not_a_number", _("“%(label)s” ต้องเป็นตัวเลข") % {"label": field.label}, name)
        return
    if field.kind == "choice":
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise Refused("bad_choice", _("กรุณาเลือก “%(label)s” จากรายการ") % {"label": field.label}, name)
        return
    if not isinstance(value, str):
        raise Refused("not_text", _("“%(label)s” ต้องเป็นข้อความ") % {"label": field.label}, name)
    if "\x00" in value:
        raise Refused("bad_sign", _("“%(label)s” มีอักขระที่ใช้ไม่ได้") % {"label": field.label}, name)
    if len(value.strip()) < field.least:
        raise Refused("too_short", _("กรุณาเขียน “%(label)s” ให้ยาวกว่านี้อีกนิด") % {"label": field.label}, name)
    if len(value) > field.most:
        raise Refused(
            "too_long",
            _("“%(label)s” ยาวเกิน %(most)s ตัวอักษร กรุณาย่อลง") % {"label": field.label, "most": field.most},
            name,
        )
