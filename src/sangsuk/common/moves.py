"""A life told as a table: from where, to where, by whom, with which words. Every room keeps its own table. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from .errors import NotAllowed, Refused


@dataclass(frozen=True)
class Move:
    """One row. `target` None keeps the status; `by` are standings; `needs` must be given, `takes` may; `label` is the button,
    `said` the history; `tells` names the message that goes out."""

    name: str
    sources: frozenset[str]
    target: str | None
    by: frozenset[str]
    label: Any
    said: Any
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    tells: str | None = None


Row = TypeVar("Row", bound=Move)


def table(*moves: Row) -> dict[str, Row]:
    """The rows by their names, in their order."""
    return {move.name: move for move in moves}


def always(move: Move) -> bool:
    return True


def available(
    moves: Mapping[str, Row], status: str, standings: Iterable[str], holds: Callable[[Row], bool] = always
) -> list[Row]:
    """The moves that this person may make now, in the order of the table; `holds` asks what else must be so."""
    here = frozenset(standings)
    return [move for move in moves.values() if status in move.sources and move.by & here and holds(move)]


def find(
    moves: Mapping[str, Row],
    name: str,
    status: str,
    standings: Iterable[str],
    *,
    not_yours: object,
    not_now: object,
    holds: Callable[[Row], bool] = always,
) -> Row:
    """The move, or a refusal that says why in the room's own sentences: not this person's (403), or not now (403)."""
    move = moves.get(name)
    if move is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    if not move.by & frozenset(standings):
        raise NotAllowed("not_yours", not_yours, "move")
    if status not in move.sources or not holds(move):
        raise NotAllowed("not_now", not_now, "move")
    return move
