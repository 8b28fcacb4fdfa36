"""What a formula is made of. `at`: where in the text it begins, which is no part of what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Number:
    """Not negative, as it was written: without an exponent."""

    amount: Decimal
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Name:
    """An indicator by its whole code, or one of what is given with the period (`days`, `months`)."""

    code: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Negative:
    of: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Pair:
    """`op`: + - * /. `at` is where the sign stands."""

    op: str
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Call:
    word: str
    of: tuple["Node", ...]
    at: int = field(default=0, compare=False)


Node = Number | Name | Negative | Pair | Call

ARGUMENTS: dict[str, tuple[int, int]] = {
    "percent": (2, 2), "per": (2, 2), "if_none": (2, 2), "min": (1, 20), "max": (1, 20), "sum": (1, 20),
}  # fmt: skip
"""The words of the language, and how many arguments each takes at least and at most."""


def parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Negative(of):
            return (of,)
        case Pair(_, left, right):
            return (left, right)
        case Call(_, of):
            return of
    return ()


def names(node: Node) -> Iterator[Name]:
    """Every name in it, from left to right."""
    if isinstance(node, Name):
        yield node
    for part in parts(node):
        yield from names(part)
