"""The life of a trip as one table. Pure: values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused

from .words import ANNOUNCED, CANCELLED, HELD, PLANNED, POSTPONED, REPORTED, RETURNED, SEEN

OFFICE, CHIEF, PROVINCE = "office", "chief", "province"


@dataclass(frozen=True)
class Move(moves.Move):
    """`heard`: subscribers of the calendar must hear of it. `form`: has a page of its own instead of a small form."""

    heard: bool = False
    form: bool = False


@dataclass(frozen=True)
class Field:
    """`public`: read by everybody, so it names nobody."""

    label: Any
    kind: str = "text"
    least: int = 0
    most: int = 2000
    public: bool = False


FIELDS = {
    "on": Field(_("วันที่ใหม่"), "date"),
    "why": Field(_("เหตุผล"), "text", 5, 500),
    "reason": Field(_("เหตุผลที่บอกประชาชน"), "text", 5, 500, public=True),
    "summary": Field(_("สรุปสิ่งที่ทำ"), "text", 10, 4000),
    "problems": Field(_("ปัญหาที่พบ หรือเรื่องที่ต้องทำต่อ"), "text", 0, 4000),
    "reached": Field(_("ไปถึงที่ไหนบ้าง"), "areas"),
    "note": Field(_("ข้อความถึงอำเภอ"), "text", 0, 1000),
}
_OFF, _CHI, _PRO = frozenset({OFFICE}), frozenset({CHIEF}), frozenset({PROVINCE})

MOVES: dict[str, Move] = moves.table(
    Move("announce", frozenset({PLANNED}), ANNOUNCED, _OFF, _("ประกาศให้ประชาชนทราบ"), _("ประกาศให้ประชาชนทราบ"), heard=True),
    Move("hold", frozenset({PLANNED, ANNOUNCED}), HELD, _OFF, _("ออกหน่วยแล้ว"), _("ออกหน่วยตามแผน"), heard=True),
    Move(
        "report", frozenset({HELD, RETURNED}), REPORTED, _OFF, _("ส่งรายงานให้จังหวัด"), _("ส่งรายงานให้จังหวัด"),
        needs=("summary", "reached"), takes=("problems",),
    ),
    Move("see", frozenset({REPORTED}), SEEN, _PRO, _("รับทราบรายงาน"), _("จังหวัดรับทราบรายงาน"), takes=("note",)),
    Move(
        "return", frozenset({REPORTED}), RETURNED, _PRO, _("ส่งกลับให้แก้"), _("จังหวัดส่งรายงานกลับให้แก้"), needs=("why",),
    ),
    Move("change", frozenset({PLANNED, ANNOUNCED}), None, _OFF, _("แก้รายละเอียด"), _("แก้รายละเอียด"), heard=True, form=True),
    Move(
        "move_day", frozenset({PLANNED, ANNOUNCED}), None, _OFF, _("ย้ายไปวันอื่น"), _("ย้ายไปวันอื่น"), needs=("on", "reason"),
        heard=True,
    ),
    Move(
        "postpone", frozenset({PLANNED, ANNOUNCED}), POSTPONED, _OFF, _("เลื่อน ยังไม่รู้วันใหม่"), _("เลื่อนไปก่อน"),
        needs=("reason",), heard=True,
    ),
    Move("resume", frozenset({POSTPONED}), PLANNED, _OFF, _("กำหนดวันใหม่"), _("กำหนดวันใหม่ กลับเข้าแผน"), needs=("on",), heard=True),
    Move(
        "cancel", frozenset({PLANNED, ANNOUNCED, POSTPONED}), CANCELLED, _OFF, _("ยกเลิก หรือไม่ได้ออกหน่วย"), _("ยกเลิก"),
        needs=("reason",), heard=True,
    ),
    Move(
        "unhold", frozenset({HELD}), PLANNED, _CHI, _("ถอนว่าออกหน่วยแล้ว"), _("ถอนว่าออกหน่วยแล้ว กลับเข้าแผน"), needs=("why",),
        heard=True,
    ),
)  # fmt: skip


def available(status: str, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, standings)


def find(name: str, status: str, standings: Iterable[str]) -> Move:
    """The move, or a refusal that says why."""
    return moves.find(
        MOVES, name, status, standings,
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับการออกหน่วยครั้งนี้"),
        not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูการออกหน่วยครั้งนี้อีกครั้ง"),
    )  # fmt: skip


def check(name: str, status: str, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The same, with everything that the move needs."""
    move = find(name, status, standings)
    for field in (*move.needs, *move.takes):
        _check_field(field, given.get(field), needed=field in move.needs)
    return move


def _check_field(name: str, value: Any, *, needed: bool) -> None:
    field = FIELDS[name]
    label = {"label": field.label, "most": field.most}
    empty = value in (None, "", [], ()) or (isinstance(value, str) and not value.strip())
    if empty:
        if needed:
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
        return
    if isinstance(value, str) and len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if isinstance(value, str) and len(value) > field.most:
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % label, name)
