"""The life of a sheet as one table. Pure: values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import NotAllowed, Refused

from ..words import ACCEPTED, FILLING, HANDED_IN, PASSED, READY, SHEET_STATES

FILLER, SIGNER, KAMNAN, DISTRICT, PROVINCE, DEPARTMENT, MACHINE = (
    "filler", "signer", "kamnan", "district", "province", "department", "machine",
)  # fmt: skip
"""What somebody can be to a sheet: of its own area, who types and who signs; above it, level by level; and the machine."""


@dataclass(frozen=True)
class Move(moves.Move):
    """`button`: whether a page offers it for the whole sheet; the others follow from typing and asking."""

    button: bool = True


LONGEST = 2000
LABELS = {"why": _("เหตุผล"), "question": _("คำถามถึงผู้รายงาน")}
_ALL = frozenset(SHEET_STATES)
_OWN, _SIGN = frozenset({FILLER, SIGNER}), frozenset({SIGNER})
_ABOVE = frozenset({KAMNAN, DISTRICT, PROVINCE, DEPARTMENT})

MOVES: dict[str, Move] = moves.table(
    Move("open", frozenset(), FILLING, frozenset({MACHINE}), _("เปิดแบบรายงาน"), _("ระบบเปิดแบบรายงาน"), button=False),
    Move("fill", frozenset({FILLING, READY}), FILLING, _OWN, _("บันทึก"), _("บันทึกตัวเลข"), button=False),
    Move(
        "amend", frozenset({HANDED_IN, PASSED, ACCEPTED}), FILLING, _OWN, _("แก้ไขค่าที่ส่งแล้ว"),
        _("แก้ไขหรือเพิ่มค่าหลังจากส่งแล้ว"), button=False,
    ),
    Move("hear", _ALL, None, _OWN, _("รับจากโทรศัพท์"), _("รับข้อมูลจากโทรศัพท์ ไม่มีอะไรเปลี่ยน"), button=False),
    Move("remind", frozenset({FILLING, READY, HANDED_IN}), None, frozenset({MACHINE}), _("เตือน"), _("ระบบเตือนให้ส่งรายงาน"), button=False),
    Move("ready", frozenset({FILLING}), READY, _OWN, _("กรอกครบแล้ว ให้หัวหน้าตรวจ"), _("แจ้งว่ากรอกครบแล้ว"), tells="sheet-ready"),
    Move("unready", frozenset({READY}), FILLING, _OWN, _("กลับไปแก้ไขก่อน"), _("กลับไปแก้ไขก่อนส่ง")),
    Move(
        "hand_in", frozenset({FILLING, READY}), HANDED_IN, _SIGN, _("ลงนามและส่งรายงาน"), _("ลงนามและส่งรายงาน"),
        takes=("why",),
    ),
    Move("endorse", frozenset({HANDED_IN}), None, frozenset({KAMNAN}), _("กำนันรับรอง"), _("กำนันรับรองรายงาน")),
    Move(
        "take", frozenset({HANDED_IN}), None, frozenset({DISTRICT}), _("อำเภอรับรอง"), _("อำเภอรับรองรายงาน"), takes=("why",),
    ),
    Move(
        "pass", frozenset({HANDED_IN}), PASSED, frozenset({PROVINCE}), _("ผ่านรายงาน"), _("ให้รายงานผ่าน"),
    ),
    Move(
        "pass_rest", frozenset({HANDED_IN}), None, frozenset({PROVINCE}), _("ผ่านค่าที่ไม่มีคำถาม"), _("ให้ค่าที่ไม่มีคำถามผ่าน"),
        button=False,
    ),
    Move(
        "ask", frozenset({HANDED_IN, PASSED, ACCEPTED}), HANDED_IN, _ABOVE, _("ส่งคืนพร้อมคำถาม"), _("ส่งคืนบางค่าพร้อมคำถาม"),
        needs=("question",), tells="sheet-asked", button=False,
    ),
    Move("accept", frozenset({PASSED}), ACCEPTED, frozenset({DEPARTMENT}), _("กรมรับรายงาน"), _("กรมการปกครองรับรายงาน")),
    Move(
        "send_back", frozenset({PASSED}), HANDED_IN, frozenset({DEPARTMENT}), _("ส่งคืนให้จังหวัดตรวจอีกครั้ง"),
        _("กรมการปกครองส่งคืนให้จังหวัดตรวจอีกครั้ง"), needs=("why",), tells="sheet-sent-back",
    ),
)  # fmt: skip


def check(name: str, state: str, standings: frozenset[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        MOVES, name, state, standings,
        not_yours=_("ขั้นตอนนี้ไม่ใช่หน้าที่ของท่านในรายงานนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูรายงานอีกครั้ง"),
    )  # fmt: skip
    for name_ in move.needs:
        if not str(given.get(name_) or "").strip():
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % {"label": LABELS[name_]}, name_)
    for name_ in (*move.needs, *move.takes):
        if len(str(given.get(name_) or "")) > LONGEST:
            raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน 2,000 ตัวอักษร"), name_)
    return move


def check_standing(name: str, standings: frozenset[str]) -> None:
    """Whether a move could ever be this person's. Raises NotAllowed."""
    if not MOVES[name].by & standings:
        raise NotAllowed("not_yours", _("ขั้นตอนนี้ไม่ใช่หน้าที่ของท่านในรายงานนี้"), "move")


def available(state: str, standings: frozenset[str]) -> list[Move]:
    """The buttons of this person, in the order of the table."""
    return [move for move in moves.available(MOVES, state, standings) if move.button]
