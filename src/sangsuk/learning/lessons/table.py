"""The life of a lesson as one table. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.common import moves
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.moves import Move

from .words import CHECKING, DRAFT, GONE, OPEN, PUBLISHED, RETIRED, RETURNED, STATUSES, WITHDRAWN

AUTHOR, CHECKER, MAKER, MACHINE = "author", "checker", "maker", "machine"
"""AUTHOR: works where it was proposed, or organises. CHECKER: makes lessons, and has written nothing of this one. MAKER: either."""


@dataclass(frozen=True)
class Field:
    label: Any
    kind: str
    least: int = 0
    most: int = 4000


FIELDS = {
    "title": Field(_("ชื่อบทเรียน"), "line", 5, 120),
    "situation": Field(_("สถานการณ์"), "text", 30, 6000),
    "question": Field(_("ถ้าเป็นท่าน จะทำอย่างไร"), "text", 10, 1000),
    "done": Field(_("สิ่งที่ทำจริง"), "text", 20, 8000),
    "said": Field(_("ประชาชนบอกว่าอย่างไร"), "text", 0, 4000),
    "category": Field(_("ประเภทเรื่อง"), "category"),
    "flagship": Field(_("โครงการสำคัญ"), "flagship"),
    "roles": Field(_("สำหรับใคร"), "roles"),
    "public": Field(_("ให้ประชาชนอ่านได้ด้วย"), "box"),
    "anonymous": Field(_("อ่านครบทุกส่วนแล้ว คนในพื้นที่จะไม่รู้ว่าเป็นใคร"), "tick"),
    "small": Field(_("เหตุผลที่ให้รายละเอียดที่ชี้ไว้อยู่ต่อได้"), "text", 10, 1000),
    "why": Field(_("เหตุผล"), "text", 10, 1000),
}
PARTS = ("title", "situation", "question", "done", "said")
WRITTEN = (*PARTS, "category", "flagship", "roles")
_AUT, _CHE, _MAK, _MAC = (frozenset({one}) for one in (AUTHOR, CHECKER, MAKER, MACHINE))
_WRITING = frozenset({DRAFT, RETURNED})

MOVES: dict[str, Move] = moves.table(
    Move(
        "write", _WRITING, None, _AUT, _("บันทึก"), _("แก้ถ้อยคำของบทเรียน"), needs=("title", "situation", "question", "done"),
        takes=("said", "category", "flagship", "roles"),
    ),
    Move("send", _WRITING, CHECKING, _AUT, _("ส่งให้คนที่สองตรวจ"), _("ส่งให้คนที่สองตรวจ")),
    Move(
        "publish", frozenset({CHECKING}), PUBLISHED, _CHE, _("เผยแพร่บทเรียน"), _("ตรวจแล้วว่าไม่บอกตัวคน และเผยแพร่"), needs=("anonymous",),
        takes=("public", "small"),
    ),
    Move(
        "give_back", frozenset({CHECKING}), RETURNED, _CHE, pgettext_lazy("lesson", "ส่งกลับให้แก้"), _("ส่งกลับให้แก้ พร้อมเหตุผล"), needs=("why",),
    ),
    Move("take_back", frozenset({CHECKING}), DRAFT, _AUT, _("ขอกลับมาแก้"), _("นำกลับมาแก้ก่อนตรวจ")),
    Move(
        "retire", frozenset({PUBLISHED, WITHDRAWN, DRAFT, RETURNED}), RETIRED, _MAK, pgettext_lazy("lesson", "เลิกใช้บทเรียนนี้"),
        _("เลิกใช้ พร้อมเหตุผล"), needs=("why",),
    ),
    Move(
        "revise", frozenset({PUBLISHED, RETIRED, WITHDRAWN}), DRAFT, _AUT, _("แก้เป็นฉบับใหม่"),
        _("นำมาแก้เป็นฉบับใหม่ ระหว่างนี้ไม่แสดง"),
    ),
    Move("withdraw", frozenset({PUBLISHED, CHECKING}), WITHDRAWN, _MAC, _("พักไว้"), _("พักไว้รอทบทวน เพราะต้นทางเปลี่ยน")),
    Move("forget", frozenset(STATUSES) - {GONE}, GONE, _MAC, _("ลบ"), _("ลบแล้ว เพราะต้นทางไม่อนุญาต")),
    Move("bring", frozenset({PUBLISHED}), PUBLISHED, _MAC, _("ปรับฉบับ"), _("ปรับตามฉบับที่มากับระบบ")),
)  # fmt: skip


def available(status: str, standings: Collection[str], *, allowed: bool = True) -> list[Move]:
    """The moves that this person may make now. `allowed`: whether its source lets it be used."""
    return moves.available(MOVES, status, standings, lambda move: allowed or move.name not in ONWARD)


ONWARD = frozenset({"send", "publish"})
"""What needs a source that allows it."""


def check(
    name: str, status: str, standings: Collection[str], given: Mapping[str, Any], *, allowed: bool = True
) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        MOVES, name, status, standings,
        not_yours=_("ขั้นตอนนี้เป็นของคนอื่น ผู้ที่เสนอหรือแก้ถ้อยคำตรวจบทเรียนของตนเองไม่ได้"),
        not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูบทเรียนอีกครั้ง"),
    )  # fmt: skip
    if not allowed and name in ONWARD:
        raise NotAllowed("source", _("ต้นทางของบทเรียนนี้ไม่อนุญาตให้ใช้แล้ว จึงส่งหรือเผยแพร่ไม่ได้"), "move")
    for field in (*move.needs, *move.takes):
        check_field(field, given.get(field), needed=field in move.needs)
    return move


def check_field(name: str, value: Any, *, needed: bool) -> None:
    field = FIELDS[name]
    label = {"label": field.label}
    blank = value in (None, "", False, []) or (isinstance(value, str) and not value.strip())
    if blank and needed:
        tick = _("กรุณาอ่านให้ครบ แล้วทำเครื่องหมายว่า “%(label)s”") % label
        raise Refused("needed", tick if field.kind == "tick" else _("กรุณากรอก “%(label)s”") % label, name)
    if blank or not isinstance(value, str):
        return
    if len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if len(value) > field.most:
        said = label | {"most": f"{field.most:,}"}
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % said, name)


__all__ = ["AUTHOR", "CHECKER", "FIELDS", "MACHINE", "MAKER", "MOVES", "OPEN", "PARTS", "WRITTEN", "available", "check"]
