"""The life of a promise as one table, of the same kind as a story's. Pure: values in, values out.

promised -> done (with proof) -> confirmed or disputed by the writer; moved with a reason; broken when its day is over.
Only a confirmed one counts as a change.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from ..models.answers import BROKEN, CONFIRMED, DISPUTED, DONE, GIVEN_UP, PROMISED
from ..standing import AUTHOR, MACHINE, OFFICE

OPEN = frozenset({PROMISED, BROKEN, DISPUTED})


FIELDS: dict[str, Any] = {
    "what": _("จะปรับปรุงอะไร"), "owner_role": _("ตำแหน่งหรือฝ่ายที่รับผิดชอบ"), "owner": _("ผู้รับผิดชอบ (เห็นเฉพาะเจ้าหน้าที่)"),
    "due_on": _("ภายในวันที่"), "why": _("เหตุผล"), "did": _("ทำอะไรไปแล้ว"), "files": _("รูปถ่ายหรือเอกสารที่แสดงว่าทำแล้ว"),
    "said": _("ยังขาดอะไร"),
}  # fmt: skip
PUBLIC = {"what": 10, "owner_role": 2, "why": 10, "did": 10}
"""Read by everybody; with the fewest letters each."""

_OFF, _AUT, _MAC = frozenset({OFFICE}), frozenset({AUTHOR}), frozenset({MACHINE})


MOVES: dict[str, Move] = moves.table(
    Move(
        "finish", OPEN, DONE, _OFF, _("แจ้งว่าทำแล้ว"), _("อำเภอแจ้งว่าทำแล้ว พร้อมหลักฐาน"),
        needs=("did", "files"), tells="story-done",
    ),
    Move(
        "postpone", OPEN, PROMISED, _OFF, _("ขอเลื่อนวัน"), _("อำเภอเลื่อนวันที่รับไว้ พร้อมเหตุผล"),
        needs=("due_on", "why"), tells="story-moved",
    ),
    Move(
        "hand_over", OPEN, None, _OFF, _("เปลี่ยนผู้รับผิดชอบ"), _("อำเภอเปลี่ยนฝ่ายที่รับผิดชอบ"), needs=("owner_role",), takes=("owner",),
    ),
    Move(
        "give_up", OPEN, GIVEN_UP, _OFF, _("แจ้งว่าทำไม่ได้"), _("อำเภอแจ้งว่าทำตามที่รับไว้ไม่ได้ พร้อมเหตุผล"),
        needs=("why",), tells="story-given-up",
    ),
    Move(
        "confirm", frozenset({DONE, DISPUTED}), CONFIRMED, _AUT, _("เกิดขึ้นแล้ว"), _("ผู้เล่ายืนยันว่าเกิดขึ้นแล้ว"),
    ),
    Move(
        "dispute", frozenset({DONE, CONFIRMED}), DISPUTED, _AUT, _("ยังไม่เกิดขึ้น"), _("ผู้เล่าบอกว่ายังไม่เกิดขึ้น"), takes=("said",),
    ),
    Move("remind", frozenset({PROMISED, DISPUTED}), None, _MAC, _("เตือน"), _("ระบบเตือนอำเภอว่าใกล้ถึงวันที่รับไว้")),
    Move("lapse", frozenset({PROMISED, DISPUTED}), BROKEN, _MAC, _("เลยกำหนด"), _("ถึงวันที่รับไว้แล้ว ยังไม่มีหลักฐานว่าทำ")),
    Move("escalate", frozenset({BROKEN}), None, _MAC, _("แจ้งจังหวัด"), _("ระบบแจ้งจังหวัดว่าคำมั่นนี้เลยกำหนด")),
)  # fmt: skip
SAID = {"promise": _("อำเภอรับว่าจะปรับปรุง")}


def available(status: str, standings: Iterable[str]) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return moves.available(MOVES, status, standings)


def check(name: str, status: str, standings: Iterable[str], given: Mapping[str, Any]) -> Move:
    """The move, or a refusal that says why: not this person's (403), not now (403), or something is missing (422)."""
    move = moves.find(
        MOVES, name, status, standings,
        not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้กับคำมั่นนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูคำมั่นอีกครั้ง"),
    )  # fmt: skip
    for field in move.needs:
        if not given.get(field):
            raise Refused("needed", _("กรุณากรอก “%(label)s”") % {"label": FIELDS[field]}, field)
    return move


def check_day(due_on: Any, *, after: date, field: str = "due_on") -> date:
    """A day that somebody can be held to: after this one, and within a year."""
    if not isinstance(due_on, date):
        raise Refused("bad_date", _("กรุณาเลือกวันที่"), field)
    if due_on <= after:
        raise Refused("too_early", _("กรุณาเลือกวันหลังจากวันที่กำหนดไว้เดิม และหลังจากวันนี้"), field)
    if (due_on - after).days > MOST_DAYS:
        raise Refused("too_late", _("คำมั่นต้องทำได้ภายในหนึ่งปี ถ้านานกว่านั้น กรุณาแบ่งเป็นส่วนที่ทำได้ก่อน"), field)
    return due_on


MOST_DAYS = 366
