"""Whose table a case is counted in, and who may read which."""

import hashlib
from functools import lru_cache

from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import MINISTRY, OfficeCard

BELOW = "under:"
"""An office and all below it: the same mark by which `visible_to` finds the cases of a province's districts."""
COUNTRY = f"{BELOW}{MINISTRY}"
WITH_OTHERS_BELOW = ("province", "ministry")


def scopes_of(office: str) -> tuple[str, ...]:
    """Every scope in which what this centre answers for is counted: its own, and those above."""
    return _scopes_of(shape(), office)


@lru_cache(maxsize=4096)
def _scopes_of(shape: str, office: str) -> tuple[str, ...]:
    try:
        above = [card.code for card in offices.chain(office) if card.level in WITH_OTHERS_BELOW]
    except Missing:
        above = []
    country = [] if MINISTRY in above else [COUNTRY]  # what an unknown office had is still the country's
    return (office, *(f"{BELOW}{code}" for code in above), *country)


def shape() -> str:
    """Changes when the tallies must be counted anew: another way of counting, or offices stand under others."""
    return f"{COUNTED_BY}-{_tree(tuple(_pairs()))}"


COUNTED_BY = 2
"""Raise this when `folding` counts differently."""


def _pairs() -> list[str]:
    return [
        f"{card.code}<{card.parent_code}" for card in offices.known().values() if card.kind not in ("agency", "khet")
    ]


@lru_cache(maxsize=4)
def _tree(pairs: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(sorted(pairs)).encode()).hexdigest()[:16]


def own_scope(actor: Actor) -> str:
    """What an actor's report is about unless she chooses another."""
    return f"{BELOW}{actor.office_code}" if _has_below(offices.known().get(actor.office_code)) else actor.office_code


def may_read(actor: Actor, scope: str) -> bool:
    """The one rule of sight, for counts: the ministry all; a province its own and its districts'; a district its own; an
    agency its own tasks. Whose work is not cases counts none."""
    if actor.kind == "system":
        return True
    if not actor.sees_cases:
        return False
    if actor.office_code == MINISTRY:
        return True
    office = scope.removeprefix(BELOW)
    if office == actor.office_code:
        return True
    return scope == office and actor.office_level == "province" and office in _under(actor.office_code)


def readable(actor: Actor) -> list[str]:
    """The scopes that an actor chooses from, the widest first; the ministry's are the provinces."""
    office = actor.office_code
    own = [own_scope(actor)] + ([office] if own_scope(actor) != office else [])
    if office == MINISTRY:
        return own + [f"{BELOW}{card.code}" for card in offices.children(MINISTRY, kind="province")]
    return own + (_under(office) if actor.office_level == "province" else [])


def _under(province: str) -> list[str]:
    return [card.code for card in offices.children(province) if card.kind == "district"]


def _has_below(card: OfficeCard | None) -> bool:
    return card is not None and card.kind in ("province", "ministry")


def name_of(scope: str, language: str) -> tuple[str, bool]:
    """The office's name, and whether those below it are meant too."""
    office = scope.removeprefix(BELOW)
    card = offices.known().get(office)
    return (card.name(language) if card else office), scope != office
