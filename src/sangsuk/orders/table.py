"""The life of an order as one table. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from .standing import MACHINE, SIGNER, WRITER
from .words import CANCELLED, CORRECTED, DRAFT, DROPPED, ISSUED, SIGNED, WAITING


@dataclass(frozen=True)
class Field:
    label: Any
    least: int = 5
    most: int = 1000


FIELDS = {"why": Field(_("เหตุผล")), "own_why": Field(_("เหตุผลที่ลงนามเอง"))}
_WR, _SI, _MA = frozenset({WRITER}), frozenset({SIGNER}), frozenset({MACHINE})

MOVES: dict[str, Move] = moves.table(
    Move("send", frozenset({DRAFT}), WAITING, _WR, _("ส่งให้หัวหน้าลงนาม"), _("ส่งให้หัวหน้าลงนาม"), tells="order-to-sign"),
    Move("sign", frozenset({WAITING}), SIGNED, _SI, _("ลงนามและออกเลข"), _("ลงนามแล้ว"), takes=("own_why",)),
    Move("issue", frozenset({SIGNED}), ISSUED, _MA, _("ออกเลข"), _("ออกเลขและส่งถึงผู้รับ"), tells="order-issued"),
    Move("return", frozenset({WAITING}), DRAFT, _SI, _("ส่งกลับให้แก้"), _("ส่งกลับให้แก้ พร้อมเหตุผล"), needs=("why",)),
    Move("take_back", frozenset({WAITING}), DRAFT, _WR, _("ดึงกลับมาแก้"), _("ผู้เขียนดึงกลับมาแก้")),
    Move("drop", frozenset({DRAFT}), DROPPED, _WR, _("ทิ้งร่างนี้"), _("ทิ้งร่าง")),
    Move("cancel", frozenset({ISSUED}), CANCELLED, _SI, _("ยกเลิก"), _("ยกเลิก พร้อมเหตุผล"), needs=("why",), tells="order-cancelled"),
    Move("correct", frozenset({ISSUED}), CORRECTED, _MA, _("แก้ไขด้วยฉบับใหม่"), _("มีฉบับใหม่แก้ไขแล้ว")),
)  # fmt: skip
SAID = {"begin": _("เริ่มร่าง"), "write": _("แก้ร่าง"), "attach": _("แนบไฟล์"), "detach": _("นำไฟล์ออก")}
"""What is no move of the table and stands in the history too."""


def said(name: str) -> Any:
    return MOVES[name].said if name in MOVES else SAID.get(name, name)


def available(status: str, standings: Collection[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, standings)


def check(name: str, status: str, standings: Collection[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        MOVES, name, status, standings,
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับฉบับนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูฉบับนี้อีกครั้ง"),
    )  # fmt: skip
    for name_ in move.needs:
        check_field(name_, given.get(name_))
    return move


def check_field(name: str, value: Any) -> None:
    field, text = FIELDS[name], str(value or "").strip()
    if not text:
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % {"label": field.label}, name)
    if len(text) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % {"label": field.label}, name)
    if len(text) > field.most:
        gaps = {"label": field.label, "most": field.most}
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % gaps, name)
