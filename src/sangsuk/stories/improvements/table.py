"""The life of an item as one table, of the same kind as a story's. Pure: values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import NotAllowed, Refused

from .words import DOING, DONE, DROPPED, GONE, JOINED, OPEN, TAKEN_UP, WAITING

OFFICE, CHIEF, MACHINE = "office", "chief", "machine"
MOST_DAYS = 366


@dataclass(frozen=True)
class Move(moves.Move):
    """`here`: only while the item is not carried by a promise in an answer."""

    here: bool = True


@dataclass(frozen=True)
class Field:
    label: Any
    kind: str
    least: int = 0
    most: int = 2000


FIELDS = {
    "what": Field(_("จะปรับปรุงอะไร"), "text", 10),
    "owner_role": Field(_("ตำแหน่งหรือฝ่ายที่รับผิดชอบ"), "line", 2, 120),
    "owner": Field(_("ผู้รับผิดชอบ"), "choice"),
    "due_on": Field(_("ภายในวันที่"), "date"),
    "leader": Field(_("รวมกับรายการ"), "choice"),
    "changed": Field(_("อะไรเปลี่ยนไปแล้ว"), "text", 10),
    "why": Field(_("เหตุผล"), "text", 5),
}
_OFF, _CHI, _MAC = frozenset({OFFICE, CHIEF}), frozenset({CHIEF}), frozenset({MACHINE})
_OPEN = frozenset(OPEN)

MOVES: dict[str, Move] = moves.table(
    Move("acknowledge", frozenset({WAITING}), TAKEN_UP, _OFF, _("รับทราบ และจะดูแล"), _("อำเภอรับทราบแล้ว")),
    Move(
        "plan", _OPEN, DOING, _OFF, _("วางแผนปรับปรุง"), _("อำเภอวางแผนปรับปรุง"),
        needs=("what", "owner_role", "due_on"), takes=("owner",),
    ),
    Move(
        "join", frozenset({WAITING, TAKEN_UP}), JOINED, _OFF, _("รวมกับรายการอื่น"), _("รวมไว้ทำพร้อมกับรายการอื่น"),
        needs=("leader",),
    ),
    Move("part", frozenset({JOINED}), TAKEN_UP, _OFF, _("แยกออก"), _("แยกออกเป็นรายการของตัวเอง")),
    Move("done", frozenset({DOING}), DONE, _OFF, _("แจ้งว่าปรับปรุงแล้ว"), _("อำเภอปรับปรุงแล้ว"), needs=("changed",)),
    Move(
        "drop", frozenset({WAITING, TAKEN_UP}), DROPPED, _CHI, _("ไม่ต้องปรับปรุง"), _("หัวหน้าเห็นว่าไม่ต้องปรับปรุง พร้อมเหตุผล"),
        needs=("why",),
    ),
    Move(
        "reopen", frozenset({DONE, DROPPED}), TAKEN_UP, _OFF, _("เปิดใหม่"), _("เปิดรายการอีกครั้ง พร้อมเหตุผล"),
        needs=("why",),
    ),
    Move("follow", _OPEN | {JOINED, DONE, DROPPED}, DOING, _MAC, _("ทำตามคำมั่น"), _("อำเภอรับไว้ในคำตอบต่อสาธารณะ"), here=False),
    Move("kept", _OPEN | {JOINED}, DONE, _MAC, _("ทำตามคำมั่นแล้ว"), _("อำเภอทำตามที่รับไว้ในคำตอบแล้ว"), here=False),
    Move("released", frozenset({DOING}), TAKEN_UP, _MAC, _("คำมั่นสิ้นสุด"), _("คำมั่นในคำตอบสิ้นสุดโดยยังไม่ได้ทำ"), here=False),
    Move("with_leader", frozenset({JOINED}), DONE, _MAC, _("ปรับปรุงแล้ว"), _("รายการที่รวมไว้ด้วยกันทำเสร็จแล้ว"), here=False),
    Move("leave", _OPEN | {JOINED}, GONE, _MAC, _("ออกจากรายการ"), _("เรื่องนี้ไม่อยู่ในรายการของอำเภอแล้ว"), here=False),
    Move("return", frozenset({GONE}), WAITING, _MAC, _("กลับมา"), _("เรื่องนี้กลับเข้ามาในรายการ"), here=False),
)  # fmt: skip


def available(status: str, standing: str, *, pledged: bool) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, (standing,), lambda move: not _promised(move, status, pledged))


def check(name: str, status: str, standing: str, given: Mapping[str, Any], *, pledged: bool) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        MOVES, name, status, (standing,),
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับรายการนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูรายการอีกครั้ง"),
    )  # fmt: skip
    if _promised(move, status, pledged):
        raise NotAllowed("promised", _("อำเภอรับเรื่องนี้ไว้ในคำตอบต่อสาธารณะแล้ว กรุณาทำต่อที่คำตอบของเรื่องเล่า"), "move")
    for field in move.needs:
        _check_field(field, given.get(field))
    return move


def _promised(move: Move, status: str, pledged: bool) -> bool:  # noqa: FBT001 - a fact among facts
    return move.here and pledged and status in OPEN


def _check_field(name: str, value: Any) -> None:
    field = FIELDS[name]
    label = {"label": field.label}
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
    if isinstance(value, str) and len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if isinstance(value, str) and len(value) > field.most:
        raise Refused(
            "too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % (label | {"most": field.most}), name
        )


def check_day(due_on: Any, today: date) -> date:
    """A day that somebody can be held to: from tomorrow on, within a year."""
    if not isinstance(due_on, date) or due_on <= today:
        raise Refused("too_early", _("กรุณาเลือกวันตั้งแต่พรุ่งนี้เป็นต้นไป"), "due_on")
    if (due_on - today).days > MOST_DAYS:
        raise Refused("too_late", _("กรุณาเลือกวันภายในหนึ่งปี ถ้านานกว่านั้น แบ่งเป็นส่วนที่ทำได้ก่อน"), "due_on")
    return due_on
