"""A case with a long past on a small phone: how it began, what is newest, and a way to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
LONG = 60  # lines of a story; more than a reader takes in at a glance
NEWEST = 40


@dataclass(frozen=True)
class Folded(Generic[T]):
    """`shown`: the first and the newest; `hidden`: how many lie between them."""

    shown: Sequence[T]
    hidden: int = 0


def folded(rows: Sequence[T], *, whole: bool, first: int = 1, newest: int = NEWEST, long: int = LONG) -> Folded[T]:
    """The rows, or the `first` and the `newest` of them when there are more than `long`."""
    hidden = len(rows) - first - newest
    if whole or len(rows) <= long or hidden <= 0:
        return Folded(rows)
    return Folded([*rows[:first], *rows[-newest:]], hidden)
