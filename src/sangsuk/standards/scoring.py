"""How points follow from what is there. Pure.

An answer is a list of places: of a count the parts that are there, of a choice the one chosen, of yes or no [1] or [0];
None is not answered yet. `points`: of a count one for each number of parts, none of them first; of a choice one for each;
of yes or no that of no, then that of yes.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from .words import CHOICE, COUNT, KINDS, YES_NO

CENT = Decimal("0.01")
MOST_PARTS, MOST_POINTS = 20, Decimal(1000)
Value = list[int] | None


def check_scale(kind: str, parts: int, points: Sequence[Decimal]) -> None:
    """Raises Refused with the field `kind`, `parts` or `points`."""
    if kind not in KINDS:
        raise Refused("bad_choice", _("กรุณาเลือกหนึ่งข้อจากรายการ"), "kind")
    wanted = {COUNT: parts + 1, CHOICE: parts, YES_NO: 2}[kind]
    if kind == YES_NO and parts:
        raise Refused("no_parts", _("ข้อแบบมีหรือไม่มี ไม่ต้องใส่รายการ"), "parts")
    if kind != YES_NO and not (1 if kind == COUNT else 2) <= parts <= MOST_PARTS:
        raise Refused("bad_parts", _("กรุณาใส่รายการ บรรทัดละหนึ่งอย่าง ข้อแบบเลือกต้องมีอย่างน้อยสองข้อ"), "parts")
    if len(points) != wanted:
        raise Refused("bad_points", _("ข้อนี้ต้องมีคะแนน %(n)s ค่า คั่นด้วยช่องว่าง") % {"n": wanted}, "points")
    if any(not 0 <= one <= MOST_POINTS for one in points) or max(points) <= 0:
        raise Refused("bad_points", _("คะแนนต้องไม่ติดลบ และต้องมีอย่างน้อยหนึ่งค่ามากกว่าศูนย์"), "points")
    if kind == COUNT and list(points) != sorted(points):
        raise Refused("bad_points", _("ยิ่งมีมาก คะแนนต้องไม่ลดลง"), "points")


def is_answer(kind: str, parts: int, value: object) -> bool:
    """Whether this can be said of it at all."""
    if value is None:
        return True
    if not isinstance(value, list) or not all(isinstance(one, int) and not isinstance(one, bool) for one in value):
        return False
    if kind == COUNT:
        return len(set(value)) == len(value) and all(0 <= one < parts for one in value)
    return len(value) == 1 and 0 <= value[0] < (parts if kind == CHOICE else 2)


def points_of(kind: str, points: Sequence[Decimal], value: Value) -> Decimal | None:
    """None where nothing was said."""
    if value is None:
        return None
    return points[len(value)] if kind == COUNT else points[value[0]]


def percent(got: Decimal, most: Decimal) -> Decimal:
    """Of all points, to the hundredth."""
    return (got * 100 / most).quantize(CENT, ROUND_HALF_UP) if most else Decimal(0)
