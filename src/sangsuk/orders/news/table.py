"""The life of a press release as one table. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from .standing import MACHINE, SECOND, WRITER
from .words import APPROVED, DRAFT, DROPPED, PUBLISHED, WAITING, WITHDRAWN


@dataclass(frozen=True)
class Field:
    label: Any
    least: int = 5
    most: int = 1000


FIELDS = {"why": Field(_("เหตุผล")), "note": Field(_("ข้อความแก้ไข"), 10)}
PUBLIC = frozenset({"note"})
"""Anybody reads these; so nobody is named in them. Why it was withdrawn is read too: `why` of that move."""
_WR, _SE, _MA = frozenset({WRITER}), frozenset({SECOND}), frozenset({MACHINE})

MOVES: dict[str, Move] = moves.table(
    Move("send", frozenset({DRAFT}), WAITING, _WR, _("ส่งให้ผู้เห็นชอบ"), _("ส่งให้ผู้เห็นชอบ")),
    Move("approve", frozenset({WAITING}), APPROVED, _SE, _("เห็นชอบให้เผยแพร่"), _("เห็นชอบให้เผยแพร่")),
    Move("publish", frozenset({APPROVED}), PUBLISHED, _MA, _("เผยแพร่"), _("เผยแพร่และออกเลขครั้งที่")),
    Move("return", frozenset({WAITING, APPROVED}), DRAFT, _SE, _("ส่งกลับให้แก้"), _("ส่งกลับให้แก้ พร้อมเหตุผล"), needs=("why",)),
    Move("take_back", frozenset({WAITING, APPROVED}), DRAFT, _WR, _("ดึงกลับมาแก้"), _("ผู้เขียนดึงกลับมาแก้")),
    Move("drop", frozenset({DRAFT}), DROPPED, _WR, _("ทิ้งร่างนี้"), _("ทิ้งร่าง")),
    Move("correct", frozenset({PUBLISHED}), PUBLISHED, _WR, _("เพิ่มข้อความแก้ไข"), _("เพิ่มข้อความแก้ไข"), needs=("note",)),
    Move("withdraw", frozenset({PUBLISHED}), WITHDRAWN, _WR | _SE, _("ถอนข่าวนี้"), _("ถอนข่าว พร้อมเหตุผล"), needs=("why",)),
)  # fmt: skip
SAID = {"begin": _("เริ่มร่าง"), "write": _("แก้ร่าง"), "picture": _("เพิ่มรูป"), "unpicture": _("นำรูปออก")}


def said(name: str) -> Any:
    return MOVES[name].said if name in MOVES else SAID.get(name, name)


def available(status: str, standings: Collection[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, standings)


def check(name: str, status: str, standings: Collection[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    second = name in ("approve", "return")
    move = moves.find(
        MOVES, name, status, standings, not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูข่าวนี้อีกครั้ง"),
        not_yours=_("ผู้เห็นชอบต้องเป็นหัวหน้าของสำนักงานหรือของหน่วยงานเหนือ และไม่ใช่ผู้เขียน") if second else _("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับข่าวนี้"),
    )  # fmt: skip
    for field in move.needs:
        _check_field(field, str(given.get(field) or "").strip())
    return move


def _check_field(name: str, text: str) -> None:
    field = FIELDS[name]
    if len(text) < field.least:
        raise Refused("needed", _("กรุณากรอก “%(label)s” ให้เข้าใจ") % {"label": field.label}, name)
    if len(text) > field.most:
        gaps = {"label": field.label, "most": field.most}
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % gaps, name)
