"""The life of a programme as a table of moves. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from ..words import CLOSED, DRAFT, OPEN

OFFICE, SECOND = "office", "second"
"""Works at the department or the ministry's centre; has changed nothing of it since it was last opened or made."""
MOST = 500

MOVES: dict[str, Move] = moves.table(
    Move("open", frozenset({DRAFT}), OPEN, frozenset({SECOND}), _("เปิดใช้โครงการประจำปี"), _("เปิดใช้"), takes=("why",)),
    Move("close", frozenset({OPEN}), CLOSED, frozenset({OFFICE}), _("ปิดโครงการประจำปี"), _("ปิด"), needs=("why",)),
    Move("reopen", frozenset({CLOSED}), OPEN, frozenset({SECOND}), _("เปิดใช้อีกครั้ง"), _("เปิดใช้อีกครั้ง"), needs=("why",)),
)  # fmt: skip
SAID: dict[str, Any] = {name: move.said for name, move in MOVES.items()} | {
    "load": _("มากับระบบ"), "make": _("สร้างร่าง"), "copy": _("คัดลอกจากปีก่อน"), "name": _("แก้ชื่อหรือคำอธิบาย"), "part": _("แก้ส่วน"),
    "project": _("เพิ่มโครงการ"), "remove": _("เอาโครงการออกจากร่าง"), "place": _("ย้ายส่วนของโครงการ"), "text": _("แก้ข้อความของโครงการ"),
    "align": _("แก้ความสอดคล้อง"), "situation": _("บันทึกสถานการณ์ของไตรมาส"), "import": _("นำเข้าจากไฟล์"),
}  # fmt: skip
CHANGES = frozenset({"make", "copy", "name", "part", "project", "remove", "place", "text", "align", "import"})
"""What somebody else has to have looked at before it is opened. A situation is not: it is said of an open programme."""


def check(name: str, state: str, standings: Collection[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why."""
    not_yours = (
        _("ท่านแก้ไขร่างนี้เอง จึงต้องให้เจ้าหน้าที่อีกคนหนึ่งของกรมเป็นผู้เปิด")
        if OFFICE in standings
        else _("เฉพาะเจ้าหน้าที่กรมการปกครองหรือกระทรวงมหาดไทย")
    )
    move = moves.find(
        MOVES, name, state, standings, not_yours=not_yours, not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูโครงการประจำปีอีกครั้ง")
    )  # fmt: skip
    why = str(given.get("why") or "").strip()
    if "why" in move.needs and len(why) < 5:
        raise Refused("needed", _("กรุณาบอกเหตุผล อย่างน้อยหนึ่งประโยค"), "why")
    if len(why) > MOST:
        raise Refused("too_long", _("เหตุผลยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % {"most": MOST}, "why")
    return move


def available(state: str, standings: Collection[str]) -> list[Move]:
    return moves.available(MOVES, state, standings)
