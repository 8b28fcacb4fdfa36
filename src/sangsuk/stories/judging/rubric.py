"""What judges look at: criteria, how much each weighs, and what a mark means in words. Pure.

Marks are whole numbers from 1 to 5. A total is the weighted mean of the marks, from 0 (all ones) to 100 (all fives).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

MARKS = (1, 2, 3, 4, 5)
LEAST, MOST = 2, 8
"""How many criteria a rubric has."""
LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Criterion:
    """`weight` is a whole number, of a hundred for the whole rubric; `anchors` say what 1, 3 and 5 look like."""

    code: str
    name: str
    weight: int
    anchors: Mapping[int, str] = field(default_factory=dict)


def check_rubric(criteria: Sequence[Criterion]) -> None:
    """Refuses what nobody could judge by."""
    if not LEAST <= len(criteria) <= MOST:
        raise Refused(
            "bad_rubric",
            _("เกณฑ์ต้องมี %(least)s ถึง %(most)s ข้อ") % {"least": LEAST, "most": MOST},
            "criteria",
        )
    if len({one.code for one in criteria}) < len(criteria):
        raise Refused("bad_rubric", _("มีเกณฑ์ข้อเดียวกันซ้ำสองครั้ง"), "criteria")
    if any(one.weight < 1 for one in criteria) or sum(one.weight for one in criteria) != 100:
        raise Refused("bad_weights", _("น้ำหนักทุกข้อต้องเป็นจำนวนเต็มบวก และรวมกันได้ 100"), "weight")
    if any(not {1, 3, 5} <= {mark for mark, said in one.anchors.items() if said.strip()} for one in criteria):
        raise Refused("no_anchors", _("แต่ละข้อต้องอธิบายว่า 1, 3 และ 5 คะแนนเป็นอย่างไร"), "anchors")


def total(criteria: Sequence[Criterion], marks: Mapping[str, int]) -> float:
    """0 to 100, two decimals. Raises: Refused for a mark that is missing, unknown or off the scale."""
    for one in criteria:
        if one.code not in marks:
            raise Refused("needed", _("กรุณาให้คะแนนข้อ “%(name)s”") % {"name": one.name}, one.code)
        if marks[one.code] not in MARKS or isinstance(marks[one.code], bool):
            raise Refused("bad_value", _("คะแนนข้อ “%(name)s” ต้องเป็น 1 ถึง 5") % {"name": one.name}, one.code)
    if extra := set(marks) - {one.code for one in criteria}:
        raise Refused("bad_value", _("มีคะแนนของข้อที่ไม่อยู่ในเกณฑ์"), min(extra))
    weight = sum(one.weight for one in criteria)
    return round(sum(one.weight * (marks[one.code] - 1) * 25 for one in criteria) / weight, 2)
