"""The parts of a large subject at the desk: the page they begin with, and the row of links over each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sangsuk.offices.actor import Actor


@dataclass(frozen=True)
class Part:
    """`at`: its name in the row of links; `about`: one line on the first page; `waiting`: how much waits for this person."""

    at: str
    label: Any
    about: Any
    url: str
    whose: Callable[[Actor], bool]
    waiting: Callable[[Actor], int] | None = None


@dataclass(frozen=True)
class Entrance:
    """A part on the first page; `waiting` is None where nothing can wait."""

    part: Part
    url: str
    waiting: int | None


def parts_of(actor: Actor, parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.whose(actor)]


def links(actor: Actor, parts: Sequence[Part], at: str) -> list[dict[str, Any]]:
    """The row of links, `at` the one that is open."""
    return [
        {"label": part.label, "url": reverse(part.url), "current": part.at == at, "count": None}
        for part in parts_of(actor, parts)
    ]


def entrances(actor: Actor, parts: Sequence[Part]) -> list[Entrance]:
    """What there is to do for this person, and how much of each waits."""
    return [
        Entrance(part, reverse(part.url), part.waiting(actor) if part.waiting else None)
        for part in parts_of(actor, parts)
    ]
