"""The lives of a practice and of taking one over, each as one table. Pure: values in, values out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import Move

from .standing import CHECKER, OFFICE, OWNER
from .words import CHECKING, DIRECTIONS, DRAFT, PUBLISHED, REPORTED, RESULTS, RETIRED, RETURNED, RUNNING, STOPPED

MOST_DAYS = 366


@dataclass(frozen=True)
class Field:
    """`places`: decimal places of a figure; `least`, `most`: letters of words."""

    label: Any
    kind: str
    least: int = 0
    most: int = 4000
    places: int = 0


FIELDS = {
    "title": Field(_("ชื่อวิธีทำงาน"), "line", 5, 120),
    "problem": Field(_("ปัญหาเดิมคืออะไร"), "text", 20),
    "tried": Field(_("ทำอะไร อย่างไร"), "text", 20),
    "result": Field(_("ผลเป็นอย่างไร"), "text", 20),
    "baht": Field(_("ใช้เงิน (บาท)"), "figure", places=2),
    "hours": Field(_("ใช้เวลาคนทำงานรวม (ชั่วโมง)"), "figure", places=1),
    "measure": Field(_("ตัวเลขที่วัดผล"), "line", 3, 120),
    "unit": Field(_("หน่วย"), "line", 0, 40),
    "better": Field(_("ตัวเลขนี้"), "direction"),
    "before": Field(_("ก่อนทำ"), "figure", places=4),
    "after": Field(_("หลังทำ"), "figure", places=4),
    "category": Field(_("ประเภทเรื่อง"), "category"),
    "flagship": Field(_("โครงการสำคัญ"), "flagship"),
    "why": Field(_("เหตุผล"), "text", 10, 1000),
    "starts_on": Field(_("เริ่มวันที่"), "date"),
    "owner_role": Field(_("ตำแหน่งหรือฝ่ายที่รับผิดชอบ"), "line", 2, 120),
    "owner": Field(_("ผู้รับผิดชอบ"), "choice"),
    "outcome": Field(_("ได้ผลหรือไม่"), "outcome"),
    "note": Field(_("เล่าสั้น ๆ ว่าเป็นอย่างไร"), "text", 15, 2000),
}
TOLD = ("title", "problem", "tried", "result")
MEASURED = ("measure", "unit", "better", "before", "after")
WRITTEN = (*TOLD, "baht", "hours", *MEASURED, "category", "flagship")
_OFF, _CHE, _OWN = (frozenset({one}) for one in (OFFICE, CHECKER, OWNER))
_WRITING = frozenset({DRAFT, RETURNED})

MOVES: dict[str, Move] = moves.table(
    Move("write", _WRITING, None, _OFF, _("บันทึก"), _("แก้ถ้อยคำ"), needs=TOLD, takes=tuple(f for f in WRITTEN if f not in TOLD)),
    Move("send", _WRITING, CHECKING, _OFF, _("ส่งให้จังหวัดตรวจ"), _("ส่งให้จังหวัดตรวจ")),
    Move("take_back", frozenset({CHECKING}), DRAFT, _OFF, _("ขอกลับมาแก้"), _("นำกลับมาแก้ก่อนตรวจ")),
    Move(
        "publish", frozenset({CHECKING}), PUBLISHED, _CHE, _("เผยแพร่ให้ทุกอำเภอ"), _("จังหวัดตรวจแล้ว และเผยแพร่ให้ทุกอำเภอกับประชาชน"),
    ),
    Move("give_back", frozenset({CHECKING}), RETURNED, _CHE, pgettext_lazy("lesson", "ส่งกลับให้แก้"), _("จังหวัดส่งกลับให้แก้ พร้อมเหตุผล"), needs=("why",)),
    Move(
        "retire", frozenset({PUBLISHED}), RETIRED, frozenset({OFFICE, CHECKER}), pgettext_lazy("practice", "เลิกแนะนำ"),
        _("เลิกแนะนำ พร้อมเหตุผล"), needs=("why",),
    ),
    Move("revise", frozenset({PUBLISHED, RETIRED}), DRAFT, _OFF, _("แก้เป็นฉบับใหม่"), _("นำมาแก้เป็นฉบับใหม่ ระหว่างนี้ไม่แสดง")),
)  # fmt: skip
ADOPTIONS: dict[str, Move] = moves.table(
    Move(
        "report", frozenset({RUNNING}), REPORTED, _OWN, _("รายงานผล"), _("รายงานผลแล้ว"), needs=("outcome", "note"),
        takes=("before", "after"),
    ),
    Move(
        "plan", frozenset({RUNNING}), None, _OWN, _("เปลี่ยนวันเริ่มหรือผู้รับผิดชอบ"), _("เปลี่ยนวันเริ่มหรือผู้รับผิดชอบ"),
        needs=("starts_on", "owner_role", "why"), takes=("owner",),
    ),
    Move("stop", frozenset({RUNNING}), STOPPED, _OWN, pgettext_lazy("adoption", "หยุดทำ"), _("หยุดก่อนรายงานผล พร้อมเหตุผล"), needs=("why",)),
    Move("again", frozenset({REPORTED}), RUNNING, _OWN, _("ลองต่อและจะรายงานอีกครั้ง"), _("ลองต่อ และจะรายงานอีกครั้ง")),
)  # fmt: skip
BEGIN_NEEDS, BEGIN_TAKES = ("starts_on", "owner_role"), ("owner",)
"""What an office says when it takes a practice over."""


def available(table: Mapping[str, Move], status: str, standings: Collection[str]) -> list[Move]:
    return moves.available(table, status, standings)


def check(
    table: Mapping[str, Move], name: str, status: str, standings: Collection[str], given: Mapping[str, Any]
) -> Move:
    """The move, or a refusal that says why."""
    move = moves.find(
        table, name, status, standings, not_yours=_("ท่านไม่มีหน้าที่ทำขั้นตอนนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดดูอีกครั้ง"),
    )  # fmt: skip
    for field in (*move.needs, *move.takes):
        check_field(field, given.get(field), needed=field in move.needs)
    return move


def check_field(name: str, value: Any, *, needed: bool) -> None:
    field = FIELDS[name]
    label = {"label": field.label}
    blank = value is None or (isinstance(value, str) and not value.strip())
    if blank and needed:
        raise Refused("needed", _("กรุณากรอก “%(label)s”") % label, name)
    if not isinstance(value, str) or blank:
        return
    if len(value.strip()) < field.least:
        raise Refused("too_short", _("“%(label)s” สั้นเกินไป กรุณาเขียนเพิ่มอีกนิด") % label, name)
    if len(value) > field.most:
        said = label | {"most": f"{field.most:,}"}
        raise Refused("too_long", _("“%(label)s” ยาวเกินไป ขอไม่เกิน %(most)s ตัวอักษร") % said, name)


def figure(name: str, value: Any) -> Decimal | None:
    """Exact, with the places that its column keeps; None for nothing. Raises Refused."""
    if value is None or value == "":
        return None
    places = Decimal(1).scaleb(-FIELDS[name].places)
    try:
        exact = Decimal(str(value).replace(",", "").strip())
        kept = exact.quantize(places)
    except InvalidOperation:
        raise Refused("bad_number", _("“%(label)s” เป็นตัวเลข เช่น 12.5") % {"label": FIELDS[name].label}, name) from None
    if kept != exact:
        said = {"label": FIELDS[name].label, "places": FIELDS[name].places}
        raise Refused("bad_number", _("“%(label)s” มีทศนิยมได้ไม่เกิน %(places)s ตำแหน่ง") % said, name)
    if abs(kept) >= 10**9 or (name in ("baht", "hours") and (kept < 0 or (name == "hours" and kept >= 10**7))):
        raise Refused("bad_number", _("“%(label)s” มากหรือน้อยเกินไป") % {"label": FIELDS[name].label}, name)
    return kept


def said(figure: Decimal | None) -> str:
    """As people write it: no zeros behind, thousands apart."""
    return "" if figure is None else f"{figure.normalize():,f}"


def check_measured(written: Mapping[str, Any]) -> dict[str, Any]:
    """A figure is whole or not there: what is measured, which way is good, before and after. Raises Refused."""
    blank = {"measure": "", "unit": "", "better": "", "before": None, "after": None}
    said = {name: written.get(name) for name in MEASURED if written.get(name) not in (None, "")}
    if not said or set(said) == {"better"}:
        return blank
    for name in ("measure", "better", "before", "after"):
        if name not in said:
            label = {"label": FIELDS[name].label}
            raise Refused("needed", _("ตัวเลขวัดผลต้องครบ กรุณากรอก “%(label)s” หรือลบตัวเลขออกทั้งหมด") % label, name)
    if said["better"] not in DIRECTIONS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "better")
    return blank | said


def check_outcome(outcome: Any) -> str:
    if outcome not in RESULTS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "outcome")
    return str(outcome)


def check_start(starts_on: Any, today: date) -> date:
    """A day within a year of today, before or after."""
    if not isinstance(starts_on, date) or abs((starts_on - today).days) > MOST_DAYS:
        raise Refused("bad_day", _("กรุณาเลือกวันเริ่มภายในหนึ่งปีก่อนหรือหลังวันนี้"), "starts_on")
    return starts_on


def due(starts_on: date, days: int, today: date) -> date:
    """The day of the report: so many days after it began; what began long ago is reported on at once, not yesterday."""
    return max(starts_on + timedelta(days=days), today)
