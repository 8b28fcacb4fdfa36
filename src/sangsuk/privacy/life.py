"""The shape of every small table of moves in this room: from where, to where, by whom, with which words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common import moves
from sangsuk.common.errors import Refused
from sangsuk.common.moves import table

MOST = 5000


@dataclass(frozen=True)
class Move(moves.Move):
    """`main`: the button that is meant to be pressed."""

    main: bool = False


Table = Mapping[str, Move]
__all__ = ["Move", "Table", "available", "check", "move", "table"]


def move(name: str, sources: str, to: str, by: str, label: Any, said: Any, needs: str = "", takes: str = "",
         *, main: bool = False) -> Move:  # fmt: skip
    """One row of a table; lists are words with a space between, and `to` "" leaves the status as it is."""
    parts = (frozenset(sources.split()), to or None, frozenset(by.split()))
    return Move(name, *parts, label, said, tuple(needs.split()), tuple(takes.split()), main=main)


def available(of: Table, *, status: str, role: str) -> list[Move]:
    """What this role may do now, in the order of the table."""
    return moves.available(of, status, (role,))


def check(of: Table, name: str, *, status: str, role: str, given: Mapping[str, Any]) -> tuple[Move, dict[str, Any]]:
    """The move and what is kept of what was given. Raises NotAllowed, Refused with the field's name."""
    one = moves.find(
        of, name, status, (role,),
        not_yours=_("หน้าที่ของท่านไม่รวมถึงขั้นตอนนี้"), not_now=_("ตอนนี้ทำขั้นตอนนี้ไม่ได้ กรุณาเปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด"),
    )  # fmt: skip
    kept = {field: _tidy(given[field]) for field in (*one.needs, *one.takes) if field in given}
    for field in one.needs:
        if kept.get(field) in (None, "", [], ()):
            raise Refused("needed", _("กรุณากรอกช่องนี้"), field)
    for field, value in kept.items():
        if isinstance(value, str) and (len(value) > MOST or "\x00" in value):
            raise Refused("too_long", _("ข้อความนี้ยาวเกินไป หรือมีอักขระที่ใช้ไม่ได้"), field)
    return one, kept


def _tidy(value: Any) -> Any:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
