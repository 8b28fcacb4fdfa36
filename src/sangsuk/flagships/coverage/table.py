"""The life of one cell of the matrix as a table of moves. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from ..words import DONE, NOT_APPLICABLE, PLANNED, STARTED
from .words import MISSING

DISTRICT, PROVINCE = "district", "province"
MOST = 1000
_DIS, _PRO = frozenset({DISTRICT}), frozenset({PROVINCE})
_SAID = frozenset({PLANNED, STARTED, DONE, NOT_APPLICABLE})
_ANY = _SAID | {MISSING}
BACK = frozenset(
    {
        (STARTED, PLANNED),
        (DONE, PLANNED),
        (DONE, STARTED),
        (NOT_APPLICABLE, PLANNED),
        (NOT_APPLICABLE, STARTED),
        (NOT_APPLICABLE, DONE),
    }
)
"""Steps back say why."""

MOVES: dict[str, Move] = moves.table(
    Move("plan", _ANY, PLANNED, _DIS, _("มีแผนแล้ว"), _("อำเภอบอกว่ามีแผนแล้ว"), needs=("since_on",), takes=("why",)),
    Move("start", _ANY, STARTED, _DIS, _("เริ่มแล้ว"), _("อำเภอบอกว่าเริ่มแล้ว"), needs=("since_on",), takes=("why",)),
    Move("finish", _ANY, DONE, _DIS, _("เสร็จแล้ว"), _("อำเภอบอกว่าเสร็จแล้ว"), needs=("since_on",), takes=("why",)),
    Move(
        "leave", _ANY, NOT_APPLICABLE, _DIS, _("ไม่เกี่ยวกับอำเภอนี้"), _("อำเภอบอกว่าไม่เกี่ยวกับอำเภอ"), needs=("since_on", "why"),
    ),
    Move("see", _SAID, None, _PRO, _("ดูแล้ว"), _("จังหวัดดูแล้ว")),
    Move("return", _SAID, None, _PRO, _("ถามกลับ"), _("จังหวัดถามกลับ"), needs=("question",)),
)  # fmt: skip
OF_STATE = {move.target: name for name, move in MOVES.items() if move.target}
"""Which move leads to a state."""


def check(
    name: str, state: str, standings: Collection[str], given: Mapping[str, Any], *, today: date, earliest: date
) -> Move:
    """The move, or a refusal that says why. `earliest`: no project of the programme was there before."""
    move = moves.find(
        MOVES, name, state, standings, not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับอำเภอนี้"), not_now=_("อำเภอยังไม่ได้บอก จึงยังดูหรือถามกลับไม่ได้")
    )  # fmt: skip
    if "since_on" in move.needs:
        _check_day(given.get("since_on"), today, earliest)
    why = _words(given, "why")
    if not why and ("why" in move.needs or (state, move.target) in BACK):
        raise Refused("needed", _("กรุณาบอกเหตุผล เพราะเป็นการถอยกลับ หรือบอกว่าไม่เกี่ยวกับอำเภอ"), "why")
    if "question" in move.needs and len(_words(given, "question")) < 5:
        raise Refused("needed", _("กรุณาเขียนคำถามถึงอำเภอ อย่างน้อยหนึ่งประโยค"), "question")
    return move


def _check_day(day: Any, today: date, earliest: date) -> None:
    if not isinstance(day, date):
        raise Refused("needed", _("กรุณาบอกว่าตั้งแต่วันไหน"), "since_on")
    if day > today:
        raise Refused("too_late", _("วันที่ต้องไม่เกินวันนี้"), "since_on")
    if day < earliest:
        raise Refused("too_early", _("วันที่เก่าเกินไปสำหรับโครงการของปีนี้ กรุณาตรวจ พ.ศ. อีกครั้ง"), "since_on")


def _words(given: Mapping[str, Any], name: str) -> str:
    text = str(given.get(name) or "").strip()
    if len(text) > MOST:
        raise Refused("too_long", _("ข้อความยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": MOST}, name)
    return text
