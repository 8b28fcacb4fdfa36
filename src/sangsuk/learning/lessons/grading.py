"""What is right of an answer. Pure: values in, values out.

`one` is right with the right choice; `several` with all of the right ones and no other; `order` when every step stands in its
place; `free` is compared by whoever answered, and counts for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused

from .words import FREE, ONE, ORDER, SEVERAL


@dataclass(frozen=True)
class Asked:
    """A question as it is graded; `choices` of an order stand in the right one."""

    key: str
    kind: str
    text: str
    choices: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    explain: str = ""
    source: str = ""


@dataclass(frozen=True)
class Result:
    right: int
    of: int
    passed: bool
    paper: list[dict[str, Any]]


def check(asked: Asked) -> None:
    """A question that can be answered. Raises Refused at the field at fault."""
    if asked.kind == FREE:
        return
    if len(asked.choices) < 2 or len(set(asked.choices)) != len(asked.choices):
        raise Refused("choices", _("กรุณาเขียนตัวเลือกอย่างน้อยสองข้อ บรรทัดละข้อ ไม่ซ้ำกัน"), "choices")
    if asked.kind == ORDER:
        return
    if not asked.right <= set(range(len(asked.choices))):
        raise Refused("choices", _("ข้อที่ถูกต้องเป็นหนึ่งในตัวเลือก"), "choices")
    if asked.kind == ONE and len(asked.right) != 1:
        raise Refused("right", _("กรุณาทำเครื่องหมายข้อที่ถูกหนึ่งข้อ"), "choices")
    if asked.kind == SEVERAL and not asked.right:
        raise Refused("right", _("กรุณาทำเครื่องหมายข้อที่ถูกอย่างน้อยหนึ่งข้อ"), "choices")


def shuffled(asked: Asked, seed: str) -> list[int]:
    """In which order the choices are shown: mixed for an order, and never in the right one; as they stand for all others."""
    places = list(range(len(asked.choices)))
    if asked.kind == ORDER:
        places.sort(key=lambda place: sha256(f"{seed}/{asked.key}/{place}".encode()).digest())
        if places == sorted(places):
            places = places[1:] + places[:1]
    return places


def is_right(asked: Asked, given: Any) -> bool | None:
    """None where nothing is graded. `given`: a choice, several, or the choices in the order they were put; or words."""
    match asked.kind:
        case "one":
            return given in asked.right
        case "several":
            return frozenset(given or ()) == asked.right
        case "order":
            return list(given or ()) == list(range(len(asked.choices)))
    return None


def graded(questions: Sequence[Asked], given: Mapping[str, Any], pass_percent: int) -> Result:
    """Exact: so many right of so many graded, against the share that must be; nothing graded is passed by answering."""
    paper, marks = [], []
    for one in questions:
        mark = is_right(one, given.get(one.key))
        if mark is not None:
            marks.append(mark)
        paper.append(
            {
                "key": one.key, "kind": one.kind, "text": one.text, "choices": list(one.choices), "right": sorted(one.right),
                "explain": one.explain, "source": one.source, "given": given.get(one.key), "is_right": mark,
            }
        )  # fmt: skip
    right, of = sum(marks), len(marks)
    return Result(right, of, right * 100 >= pass_percent * of, paper)


__all__ = ["FREE", "ONE", "ORDER", "SEVERAL", "Asked", "Result", "check", "graded", "is_right", "shuffled"]
