"""The life of a mediation as one table, of the same kind as a case's (`cases.workflow`). Pure: values in, values out.

Sources: State Administration Act 2534 s.61/2 and s.61/3; DOPA Rule on electronic mediation 2566; see docs/law.md#mediation
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused

from ..workflow.fields import check_length
from .words import (
    ADJOURNED,
    AGREED,
    APPOINTED,
    ASKED,
    CLOSED,
    DISMISSED,
    DOCKETED,
    FIELDS,
    READY,
    SETTLED,
    STATUSES,
    TERMS,
)

OFFICE, MEDIATOR, LOOKER = "office", "mediator", "looker"
"""Standings: the district that keeps the docket; a mediator of this one; the province, which sees only the outside."""

OPEN = frozenset(STATUSES) - frozenset(CLOSED)
CONSENTED = OPEN - {DOCKETED, ASKED}


@dataclass(frozen=True)
class Facts:
    """What the table must know beside the status."""

    status: str
    both_sides: bool = False
    requester_agreed: bool = False
    unidentified: bool = False
    all_identified: bool = False
    session_begun: bool = False
    in_time: bool = True
    extendable: bool = False


@dataclass(frozen=True)
class Move(moves.Move):
    """`condition` names a fact that must hold; `tells` the message to both sides. Of what is said in the fields only the
    district and the mediators read anything."""

    condition: str = ""


_OFF, _BOTH = frozenset({OFFICE}), frozenset({OFFICE, MEDIATOR})

MOVES: dict[str, Move] = moves.table(
    Move(
        "add_party", OPEN - {TERMS}, None, _OFF, _("เพิ่มคู่กรณี"), _("เพิ่มชื่อ%(side)s"),
        needs=("side", "name"), takes=("phone", "email", "id_shown"),
    ),
    Move(
        "drop_party", OPEN - {TERMS}, None, _OFF, _("นำชื่อออก"), _("นำชื่อ%(side)sออกหนึ่งคน"), needs=("party", "reason"),
    ),
    Move(
        "identify", OPEN, None, _OFF, _("บันทึกว่าแสดงบัตรแล้ว"), _("%(side)sแสดงบัตรประจำตัวแล้ว"),
        needs=("party",), condition="unidentified",
    ),
    Move(
        "ask_consent", frozenset({DOCKETED}), ASKED, _OFF, _("เชิญอีกฝ่าย"), _("เชิญอีกฝ่ายเข้าไกล่เกลี่ย และถามความสมัครใจ"),
        tells="mediation-invitation", condition="invitable",
    ),
    Move(
        "agree", frozenset({DOCKETED, ASKED}), None, _OFF, _("บันทึกว่าสมัครใจ"), _("%(side)sสมัครใจเข้าไกล่เกลี่ย"), needs=("side",),
    ),
    Move(
        "refuse", frozenset({DOCKETED, ASKED}), DISMISSED, _OFF, _("บันทึกว่าไม่สมัครใจ"), _("%(side)sไม่สมัครใจ จึงจำหน่ายจากสารบบ"),
        needs=("side",), tells="mediation-dismissed",
    ),
    Move(
        "choose_panel", frozenset({AGREED, READY, ADJOURNED}), READY, _OFF, _("เลือกผู้ไกล่เกลี่ย"),
        _("เลือกผู้ไกล่เกลี่ย โดย%(chair)sเป็นประธาน"), needs=("chair", "no_conflict"), takes=("mediators",),
    ),
    Move(
        "appoint", frozenset({READY, ADJOURNED}), APPOINTED, _OFF, _("นัดไกล่เกลี่ย"), _("นัดครั้งที่ %(session)s %(at)s %(place)s"),
        needs=("at", "mode", "place"), tells="mediation-appointment", condition="in_time",
    ),
    Move(
        "postpone", frozenset({APPOINTED}), READY, _OFF, _("เลื่อนนัด"), _("เลื่อนนัดครั้งที่ %(session)s"),
        needs=("reason",), tells="mediation-postponed",
    ),
    Move(
        "adjourn", frozenset({APPOINTED}), ADJOURNED, _BOTH, _("บันทึกผลนัด และนัดต่อ"),
        _("ไกล่เกลี่ยครั้งที่ %(session)s แล้ว ยังต้องนัดต่อ"), needs=("attended", "happened"), condition="session_begun",
    ),
    Move(
        "reach", frozenset({APPOINTED}), TERMS, _BOTH, _("ตกลงกันได้"), _("ตกลงกันได้ในนัดครั้งที่ %(session)s รอลงนามสัญญา"),
        needs=("happened", "terms"), tells="mediation-terms", condition="session_begun",
    ),
    Move(
        "talk_again", frozenset({TERMS}), ADJOURNED, _OFF, _("ยังไม่ลงนาม กลับไปคุยต่อ"), _("ยังไม่ลงนาม กลับไปไกล่เกลี่ยต่อ"),
        needs=("reason",),
    ),
    Move(
        "sign", frozenset({TERMS}), SETTLED, _OFF, _("ลงนามสัญญาแล้ว"), _("ลงนามสัญญาประนีประนอมยอมความที่%(place)s"),
        needs=("signed_on", "signed_at", "signed_place"), tells="mediation-settled", condition="all_identified",
    ),
    Move(
        "extend", CONSENTED, None, _OFF, _("ขยายเวลา"), _("ขยายเวลาไกล่เกลี่ยถึง%(due)s"),
        needs=("both_agree", "reason"), condition="extendable",
    ),
    Move(
        "revalue", OPEN - {TERMS}, None, _OFF, _("แก้ทุนทรัพย์"), _("แก้ทุนทรัพย์เป็น %(value)s บาท"), needs=("value_baht", "reason"),
    ),
    Move(
        "dismiss", OPEN, DISMISSED, _OFF, _("จำหน่ายจากสารบบ"), _("จำหน่ายจากสารบบ: %(why)s"),
        needs=("why",), takes=("reason",), tells="mediation-dismissed",
    ),
    Move("note", OPEN, None, _BOTH, _("บันทึกภายใน"), _("%(who)s บันทึกภายใน"), needs=("text",)),
)  # fmt: skip

SAID = {"docket": _("%(office)s รับคำขอไกล่เกลี่ยและลงสารบบ")}
"""What the story says of events that are no moves."""


def condition_holds(move: Move, facts: Facts) -> bool:
    return {
        "": True,
        "invitable": facts.both_sides and facts.requester_agreed,
        "unidentified": facts.unidentified,
        "all_identified": facts.all_identified,
        "session_begun": facts.session_begun,
        "in_time": facts.in_time,
        "extendable": facts.extendable and facts.in_time,
    }[move.condition]


def available(facts: Facts, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, facts.status, standings, lambda move: condition_holds(move, facts))


def check(name: str, facts: Facts, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why: not this person's (403), not now (403), or something is missing (422)."""
    move = moves.find(
        MOVES, name, facts.status, standings, holds=lambda move: condition_holds(move, facts),
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับการไกล่เกลี่ยนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูสารบบอีกครั้ง"),
    )  # fmt: skip
    for field in (*move.needs, *move.takes):
        check_field(field, given.get(field), needed=field in move.needs)
    return move


_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str, "choice": (str, int), "number": int, "moment": datetime, "date": date, "many": (list, tuple), "yes": bool,
}  # fmt: skip


def check_field(name: str, value: Any, *, needed: bool) -> None:
    """Shape only: is it there, is it of its kind, is it too short or too long."""
    field = FIELDS[name]
    label = {"label": field.label}
    if value is None or value == "" or value is False or (isinstance(value, str) and not value.strip()):
        if needed:
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
        return
    wanted = _TYPES[field.kind]
    if not isinstance(value, wanted) or (isinstance(value, bool) and field.kind != "yes"):
        raise Refused("bad_value", _("“%(label)s” ยังไม่ถูกรูปแบบ") % label, name)
    if isinstance(value, str):
        check_length(name, field, value)
