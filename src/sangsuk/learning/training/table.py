"""The life of a training event as one table. Pure: values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from .words import ANNOUNCED, ARCHIVED, CANCELLED, CLOSED, DRAFT, EVALUATED, HELD, POSTPONED

ORGANISER = "organiser"


@dataclass(frozen=True)
class Field:
    label: Any
    kind: str
    least: int = 0
    most: int = 2000


FIELDS = {
    "why": Field(_("เหตุผลที่แจ้งผู้ได้รับเชิญ"), "text", 10),
    "learnt": Field(_("สรุปสิ่งที่ได้จากการอบรม และสิ่งที่จะทำต่างออกไป"), "text", 20, 4000),
    "first_on": Field(_("วันแรก"), "date"),
    "last_on": Field(_("วันสุดท้าย"), "date"),
    "closes_on": Field(_("รับลงทะเบียนถึงวันที่"), "date"),
}
_BY = frozenset({ORGANISER})

MOVES: dict[str, Move] = moves.table(
    Move("announce", frozenset({DRAFT}), ANNOUNCED, _BY, _("ประกาศและเปิดรับลงทะเบียน"), _("ประกาศการอบรม")),
    Move("close", frozenset({ANNOUNCED}), CLOSED, _BY, _("ปิดรับลงทะเบียน"), _("ปิดรับลงทะเบียน")),
    Move("reopen", frozenset({CLOSED}), ANNOUNCED, _BY, _("เปิดรับลงทะเบียนอีกครั้ง"), _("เปิดรับลงทะเบียนอีกครั้ง")),
    Move("hold", frozenset({ANNOUNCED, CLOSED}), HELD, _BY, _("บันทึกว่าจัดแล้ว"), _("จัดการอบรมแล้ว")),
    Move("evaluate", frozenset({HELD}), EVALUATED, _BY, _("สรุปผลการอบรม"), _("สรุปผลการอบรม และปิดแบบประเมิน"), needs=("learnt",)),
    Move("archive", frozenset({EVALUATED, CANCELLED}), ARCHIVED, _BY, _("เก็บเข้าคลัง"), _("เก็บเข้าคลัง")),
    Move(
        "postpone", frozenset({ANNOUNCED, CLOSED}), POSTPONED, _BY, _("เลื่อนการอบรม"), _("เลื่อนการอบรม พร้อมเหตุผล"),
        needs=("why",), tells="training-postponed",
    ),
    Move(
        "reschedule", frozenset({POSTPONED}), ANNOUNCED, _BY, _("กำหนดวันใหม่"), _("กำหนดวันใหม่"),
        needs=("first_on", "last_on", "closes_on"), tells="training-rescheduled",
    ),
    Move(
        "cancel", frozenset({DRAFT, ANNOUNCED, CLOSED, POSTPONED}), CANCELLED, _BY, _("ยกเลิกการอบรม"),
        _("ยกเลิกการอบรม พร้อมเหตุผล"), needs=("why",), tells="training-cancelled",
    ),
)  # fmt: skip
ALSO_SAID = {
    "make": _("เริ่มเตรียมการอบรม"), "change": _("แก้ไขรายละเอียด"), "session": _("แก้ไขกำหนดการ"), "material": _("แก้ไขเอกสาร"),
    "invite": _("ส่งคำเชิญ"), "certify": _("ออกเกียรติบัตร"),
}  # fmt: skip
"""What happens to an event beside its moves."""


def available(status: str, standings: frozenset[str], *, begun: bool, programme: bool, late: bool) -> list[Move]:
    """The moves that this person may make now. `begun`: its first day has come; `programme`: there is one; `late`: its last
    day of registration is past."""
    not_yet = {"announce": not programme, "hold": not begun, "reopen": late}
    return moves.available(MOVES, status, standings, lambda move: not not_yet.get(move.name, False))


def check(name: str, status: str, standings: frozenset[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        MOVES, name, status, standings,
        not_yours=_("เฉพาะหน่วยงานที่จัดการอบรมนี้ทำขั้นตอนนี้ได้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูการอบรมอีกครั้ง"),
    )  # fmt: skip
    for name_ in move.needs:
        check_field(name_, given.get(name_))
    return move


def check_field(name: str, value: Any) -> None:
    field = FIELDS[name]
    label = {"label": field.label}
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
    if isinstance(value, str) and len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if isinstance(value, str) and len(value) > field.most:
        sentence = _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % (label | {"most": field.most})
        raise Refused("too_long", sentence, name)
