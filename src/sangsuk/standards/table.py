"""The life of an assessment as one table. Pure: values in, values out.

A district fills (`fill`), offers and hands in; the province takes up, plans, and visits (`see`); a second person confirms;
the district accepts or objects once; the province decides. Each level gives back with a reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused

from .standing import DECIDER, HEAD, MACHINE, OFFICE, PROVINCE, SECOND, SIGNER, VISITOR
from .words import (
    CONFIRMED_,
    DROPPED,
    FILLING,
    FINAL,
    HANDED_IN,
    OBJECTED,
    OFFERED,
    PLANNED,
    REPORTED,
    TAKEN_UP,
)


@dataclass(frozen=True)
class Move(moves.Move):
    """`button`: stands on the page of the assessment; the others belong to a page of their own."""

    button: bool = True


@dataclass(frozen=True)
class Field:
    label: Any
    kind: str
    least: int = 0
    most: int = 2000


FIELDS = {
    "why": Field(_("เหตุผล"), "text", 10),
    "visit_on": Field(_("วันที่ไปตรวจเยี่ยม"), "date"),
    "visitors": Field(_("ผู้ไปตรวจเยี่ยม"), "people"),
}
_OFF, _PRO = frozenset({OFFICE}), frozenset({PROVINCE})

MOVES: dict[str, Move] = moves.table(
    Move("fill", frozenset({FILLING}), None, _OFF, _("บันทึก"), _("อำเภอกรอกแบบ"), takes=("section", "answers"), button=False),
    Move("offer", frozenset({FILLING}), OFFERED, _OFF, _("กรอกครบแล้ว ขอให้ผู้อื่นตรวจและส่ง"), _("กรอกครบ เสนอให้ตรวจและส่ง"), tells="office-standard-offered"),
    Move("hand_in", frozenset({OFFERED}), HANDED_IN, frozenset({SIGNER}), _("ตรวจแล้ว ส่งให้จังหวัด"), _("อำเภอส่งให้จังหวัด"), tells="province-standard-handed"),
    Move("give_back", frozenset({OFFERED}), FILLING, frozenset({SIGNER}), _("ส่งกลับให้ผู้กรอกแก้"), _("ผู้ตรวจของอำเภอส่งกลับให้แก้"), needs=("why",)),
    Move("take_up", frozenset({HANDED_IN}), TAKEN_UP, _PRO, _("รับไว้ตรวจ"), _("จังหวัดรับไว้ตรวจ")),
    Move(
        "plan", frozenset({TAKEN_UP}), PLANNED, _PRO, _("นัดวันตรวจเยี่ยม"), _("จังหวัดนัดวันตรวจเยี่ยม"), needs=("visit_on", "visitors"),
        tells="office-standard-visit",
    ),
    Move(
        "return", frozenset({HANDED_IN, TAKEN_UP}), FILLING, _PRO, _("ส่งกลับให้อำเภอแก้"), _("จังหวัดส่งกลับให้อำเภอแก้"),
        needs=("why",), tells="office-standard-returned",
    ),
    Move(
        "replan", frozenset({PLANNED}), PLANNED, _PRO, _("เลื่อนวันหรือเปลี่ยนผู้ตรวจ"), _("จังหวัดเลื่อนวันหรือเปลี่ยนผู้ตรวจ"),
        needs=("visit_on", "visitors", "why"), tells="office-standard-visit",
    ),
    Move("see", frozenset({PLANNED}), None, frozenset({VISITOR}), _("บันทึก"), _("ผู้ตรวจเยี่ยมบันทึกสิ่งที่เห็น"), takes=("section", "answers"), button=False),
    Move("report", frozenset({PLANNED}), REPORTED, frozenset({VISITOR}), _("ส่งผลตรวจเยี่ยม"), _("ผู้ตรวจเยี่ยมส่งผล")),
    Move(
        "confirm", frozenset({REPORTED}), CONFIRMED_, frozenset({SECOND}), _("รับรองผลและแจ้งอำเภอ"), _("จังหวัดรับรองผลและแจ้งอำเภอ"),
        tells="office-standard-result",
    ),
    Move("return_report", frozenset({REPORTED}), PLANNED, frozenset({SECOND}), _("ส่งกลับให้ผู้ตรวจเยี่ยมแก้"), _("จังหวัดส่งผลกลับให้ผู้ตรวจเยี่ยมแก้"), needs=("why",)),
    Move("accept", frozenset({CONFIRMED_}), FINAL, frozenset({HEAD}), _("รับทราบผล ไม่ทักท้วง"), _("อำเภอรับทราบผล ไม่ทักท้วง")),
    Move(
        "object", frozenset({CONFIRMED_}), OBJECTED, frozenset({HEAD}), _("ส่งข้อทักท้วง"), _("อำเภอทักท้วงผล"), takes=("objections",),
        tells="province-standard-objected", button=False,
    ),
    Move("lapse", frozenset({CONFIRMED_}), FINAL, frozenset({MACHINE}), _("พ้นวันทักท้วง"), _("พ้นวันทักท้วง ผลเป็นที่สุด"), button=False),
    Move(
        "decide", frozenset({OBJECTED}), FINAL, frozenset({DECIDER}), _("วินิจฉัยข้อทักท้วง"), _("จังหวัดวินิจฉัยข้อทักท้วง"),
        takes=("decisions",), tells="office-standard-decided", button=False,
    ),
    Move("certify", frozenset({FINAL}), None, frozenset({SECOND}), _("ออกเกียรติบัตรให้ที่ว่าการอำเภอ"), _("จังหวัดออกเกียรติบัตร"), button=False),
    Move("revoke", frozenset({FINAL}), None, frozenset({SECOND}), _("เพิกถอนเกียรติบัตร"), _("จังหวัดเพิกถอนเกียรติบัตร"), needs=("why",), button=False),
    Move("drop", frozenset({FILLING, OFFERED}), DROPPED, frozenset({HEAD}), _("ยกเลิกการประเมินครั้งนี้"), _("อำเภอยกเลิกการประเมินครั้งนี้"), needs=("why",)),
)  # fmt: skip


def available(status: str, standings: Iterable[str]) -> list[Move]:
    """The buttons of this person now, in the order of the table."""
    return [move for move in moves.available(MOVES, status, standings) if move.button]


def check(name: str, status: str, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    here = frozenset(standings)
    move = moves.find(
        MOVES, name, status, here, not_yours=_not_yours(name, here), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูแบบอีกครั้ง"),
    )  # fmt: skip
    for field in move.needs:
        _check_field(field, given.get(field))
    return move


_OWN: Mapping[str, Callable[[frozenset[str]], Any]] = {
    "hand_in": lambda here: _("ผู้ที่กรอกแบบส่งเองไม่ได้ กรุณาให้นายอำเภอหรือผู้ที่ไม่ได้กรอกเป็นผู้ส่ง") if OFFICE in here else "",
    "confirm": lambda here: _("ผู้ที่ไปตรวจเยี่ยมรับรองผลเองไม่ได้ กรุณาให้ผู้อื่นในจังหวัดรับรอง") if VISITOR in here else "",
    "decide": lambda here: _("ผู้ที่ไปตรวจเยี่ยมหรือรับรองผลวินิจฉัยเองไม่ได้ กรุณาให้ผู้อื่นในจังหวัดวินิจฉัย") if PROVINCE in here else "",
    "certify": lambda here: _("ผู้ที่ไปตรวจเยี่ยมออกเกียรติบัตรเองไม่ได้ กรุณาให้ผู้อื่นในจังหวัดออก") if VISITOR in here else "",
}


def _not_yours(name: str, here: frozenset[str]) -> Any:
    """Why not, for who would be right but for the second person."""
    said = _OWN[name](here) if name in _OWN else ""
    return said or _("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับแบบนี้")


def _check_field(name: str, value: Any) -> None:
    field = FIELDS[name]
    label = {"label": field.label}
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
    if isinstance(value, str) and len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if isinstance(value, str) and len(value) > field.most:
        raise Refused(
            "too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % (label | {"most": field.most}), name
        )
