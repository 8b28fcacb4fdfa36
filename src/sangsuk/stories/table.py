"""The life of a story as one table, of the same kind as a case's (`cases.workflow`). Pure: values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from .standing import AUTHOR, MACHINE, MODERATOR
from .words import ASKED, AWAITING, KEPT, PUBLISHED, RECEIVED, REJECTED, STATUSES, TAKEN_DOWN, WITHDRAWN

ALL = frozenset(STATUSES)
LIVE = ALL - {WITHDRAWN, TAKEN_DOWN}


@dataclass(frozen=True)
class Field:
    """`kind`: text, line, choice, number, yes, map."""

    label: Any
    kind: str = "text"
    least: int = 0
    most: int = 10_000


FIELDS: dict[str, Field] = {
    "lane": Field(_("ช่องทางตรวจ"), "choice"),
    "severity": Field(_("ระดับความรุนแรง"), "number"),
    "theme": Field(_("เป็นเรื่องของ"), "choice"),
    "service": Field(_("งานบริการ"), "choice"),
    "flagship": Field(_("โครงการที่เกี่ยวข้อง"), "choice"),
    "title": Field(pgettext_lazy("story", "ชื่อเรื่อง"), "line", 3, 120),
    "text": Field(_("เรื่องเล่า"), "text", 20, 20_000),
    "title_shown": Field(_("ชื่อเรื่องที่เผยแพร่"), "line", 3, 120),
    "text_shown": Field(_("ข้อความที่เผยแพร่"), "text", 10, 20_000),
    "reason": Field(_("เหตุผล"), "choice"),
    "note": Field(_("ข้อความถึงผู้เขียน"), "text", 10, 2_000),
    "why": Field(_("เหตุผล"), "text", 5, 2_000),
    "files": Field(_("รูป เสียง และวิดีโอที่เผยแพร่ได้"), "map"),
    "added": Field(_("ไฟล์ที่ส่งเพิ่ม"), "map"),
    "marks": Field(_("คำตอบต่อสิ่งที่พบ"), "map"),
    "asked": Field(_("ถ้อยคำที่ขอให้ผู้เขียนดู"), "map"),
    "done": Field(_("สิ่งที่ทำแล้ว"), "text", 5, 2_000),
    "uses": Field(_("สิ่งที่ท่านอนุญาต"), "map"),
    "spoken_of": Field(_("ผู้ที่กล่าวถึง"), "line", 0, 200),
    "pen_name": Field(_("นามปากกา"), "line", 0, 60),
}


_MOD, _AUT = frozenset({MODERATOR}), frozenset({AUTHOR})


MOVES: dict[str, Move] = moves.table(
    Move(
        "grade", frozenset({RECEIVED, ASKED}), None, _MOD, _("จัดระดับและหมวด"), _("จัดระดับและหมวดของเรื่อง"),
        takes=("lane", "severity", "theme", "service", "flagship"),
    ),
    Move("mark", frozenset({RECEIVED, ASKED}), None, _MOD, _("บันทึกสิ่งที่ปิด"), _("ตรวจสิ่งที่ควรปิดหรือเปลี่ยนถ้อยคำ"), needs=("marks",)),
    Move(
        "duty", frozenset({RECEIVED, ASKED}), None, _MOD, _("บันทึกสิ่งที่เวรทำแล้ว"), _("เจ้าหน้าที่เวรดูแลแล้ว"), needs=("done",),
    ),
    Move(
        "ask", frozenset({RECEIVED}), ASKED, _MOD, _("ขอให้ผู้เขียนดูถ้อยคำ"), _("ขอให้ผู้เขียนดูถ้อยคำก่อนเผยแพร่"),
        needs=("note",), takes=("title_shown", "text_shown", "marks", "asked"), tells="story-asked",
    ),
    Move(
        "accept_wording", frozenset({ASKED}), RECEIVED, _AUT, _("ใช้ถ้อยคำนี้ได้"), _("ผู้เขียนตอบเรื่องถ้อยคำที่เสนอ"),
        takes=("marks",),
    ),
    Move(
        "reword", frozenset({ASKED, REJECTED, RECEIVED}), RECEIVED, _AUT, _("แก้ข้อความเอง"), _("ผู้เขียนแก้ข้อความ"),
        needs=("title", "text"), takes=("spoken_of", "pen_name"),
    ),
    Move(
        "publish", frozenset({RECEIVED}), PUBLISHED, _MOD, _("เผยแพร่"), _("ผ่านการตรวจ และเผยแพร่แล้ว"),
        needs=("severity", "title_shown", "text_shown"), takes=("files", "theme", "service", "flagship", "why"),
        tells="story-published",
    ),
    Move(
        "keep", frozenset({RECEIVED}), KEPT, _MOD, _("ส่งให้อำเภออ่าน ไม่เผยแพร่"), _("ผ่านการตรวจ ให้อำเภออ่านโดยไม่เผยแพร่"),
        needs=("severity", "title_shown", "text_shown"), takes=("theme", "service", "flagship", "why"),
        tells="story-kept",
    ),
    Move(
        "reject", frozenset({RECEIVED, ASKED}), REJECTED, _MOD, _("ไม่ผ่าน"), _("ไม่ผ่านการตรวจ"),
        needs=("reason", "note"), tells="story-rejected",
    ),
    Move(
        "appeal", frozenset({REJECTED}), RECEIVED, _AUT, _("ขอให้ตรวจอีกครั้ง"), _("ผู้เขียนขอให้ผู้อื่นตรวจอีกครั้ง"), needs=("why",),
    ),
    Move(
        "take_down", frozenset({PUBLISHED, KEPT}), TAKEN_DOWN, _MOD, _("นำออกจากหน้าเว็บ"), _("นำออกจากหน้าเว็บ"),
        needs=("why",), takes=("reason", "note"), tells="story-taken-down",
    ),
    Move(
        "restore", frozenset({TAKEN_DOWN}), RECEIVED, _MOD, _("นำกลับมาตรวจใหม่"), _("นำกลับมาตรวจใหม่"), needs=("why",),
    ),
    Move(
        "consent", LIVE, None, _AUT, _("เปลี่ยนสิ่งที่อนุญาต"), _("ผู้เขียนเปลี่ยนสิ่งที่อนุญาต"), needs=("uses",),
    ),
    Move(
        "add_files", frozenset({RECEIVED, ASKED, PUBLISHED, KEPT}), None, _AUT, _("ส่งไฟล์เพิ่ม"), _("ผู้เขียนส่งไฟล์เพิ่ม"), needs=("added",),
    ),
    Move(
        "pass_files", frozenset({PUBLISHED, KEPT}), None, _MOD, _("บันทึกผลตรวจไฟล์"), _("ตรวจไฟล์ที่ผู้เขียนส่งเพิ่มแล้ว"), needs=("files",),
    ),
    Move(
        "withdraw", ALL - {WITHDRAWN}, WITHDRAWN, _AUT, _("ถอนเรื่องเล่า"), _("ผู้เขียนถอนเรื่อง"), tells="story-withdrawn",
    ),
    Move(
        "let_go", frozenset({AWAITING}), WITHDRAWN, frozenset({MACHINE}), _("ปล่อยไป"), _("ไม่มีคำตอบจากผู้เขียน จึงไม่เก็บไว้"),
    ),
    Move(
        "unname", frozenset({PUBLISHED, KEPT}), None, frozenset({MACHINE}), _("นำชื่อออก"), _("ผู้ได้รับคำชมไม่ประสงค์ให้ระบุชื่อแล้ว"),
        takes=("title_shown", "text_shown"),
    ),
    Move("claim", frozenset({AWAITING}), RECEIVED, _AUT, _("อนุญาตให้นำไปเล่าต่อ"), _("ผู้เขียนอนุญาตแล้ว"), needs=("uses",)),
)  # fmt: skip


def available(status: str, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, standings)


def check(name: str, status: str, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why: not this person's (403), not now (403), or something is missing (422)."""
    move = moves.find(
        MOVES, name, status, standings,
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับเรื่องเล่านี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูเรื่องเล่าอีกครั้ง"),
    )  # fmt: skip
    for field in (*move.needs, *move.takes):
        check_field(field, given.get(field), needed=field in move.needs)
    return move


def check_field(name: str, value: Any, *, needed: bool) -> None:
    """Shape only: is it there, is it too short or too long."""
    field = FIELDS[name]
    label = {"label": field.label}
    if value is None or value == "" or (isinstance(value, str) and not value.strip()):
        if needed:
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
        return
    if field.kind in ("text", "line"):
        if not isinstance(value, str):
            raise Refused("bad_value", _("“%(label)s” ยังไม่ถูกรูปแบบ") % label, name)
        if len(value.strip()) < field.least:
            raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเล่าเพิ่มอีกนิด") % label, name)
        if len(value) > field.most:
            raise Refused(
                "too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % (label | {"most": field.most}), name
            )
    elif field.kind == "number" and (not isinstance(value, int) or not 0 <= value <= 5):
        raise Refused("bad_value", _("“%(label)s” ยังไม่ถูกรูปแบบ") % label, name)
