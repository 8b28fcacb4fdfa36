"""Asking her who tells whether she complains of an office: when to ask, what to offer, and what follows from her answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.offices import queries as offices
from sangsuk.routing import queries as routing
from sangsuk.routing.decide import Facts

from ..intake import New
from . import intake
from .rule import OPEN_CLASS
from .who import Kept

NO_CLIENT = UUID(int=0)


@dataclass(frozen=True)
class Offer:
    """An office that her words may mean, and in which words."""

    code: str
    name: str
    words: str


def offers(fields: Mapping[str, Any]) -> list[Offer]:
    """What her words seem to accuse, each office once."""
    text, district = f"{fields.get('description', '')}\n{fields.get('wish', '')}", str(fields.get("district") or "")
    found = {one.code: one for one in reversed(intake.look(text, district))} if district else {}
    return [Offer(code, _name(code), one.words) for code, one in found.items()]


def around(district: str) -> list[tuple[str, str]]:
    """Every office that may be meant: (code, name)."""
    return [(body.code, _name(body.code)) for body in intake.around_of(district)]


def is_open(fields: Mapping[str, Any]) -> bool:
    """Whether she is to be asked: her words or the kind of trouble say so, and she has not answered for these words."""
    if fields.get("accused_for") == mark(fields):
        return False
    official = str(fields.get("category") or "").partition(".")[0] == "official"
    return official or bool(offers(fields))


def mark(fields: Mapping[str, Any]) -> str:
    """Of what her answer was about: other words, another place, and she is asked again."""
    told = "\x00".join(str(fields.get(name) or "") for name in ("description", "wish", "category", "district"))
    return hashlib.sha256(told.encode()).hexdigest()


def preview(fields: Mapping[str, Any]) -> Kept | None:
    """Where a sealed matter would go, before it is sent; None when it would not be sealed, or could go nowhere."""
    district = str(fields.get("district") or "")
    new = New(
        client_id=NO_CLIENT, description=str(fields.get("description") or ""), identity="none",
        wish=str(fields.get("wish") or ""), category=fields.get("category") or None,
        accused=tuple(fields["accused"]) if "accused" in fields else None,
    )  # fmt: skip
    today = thai.bangkok_date(timezone.now())
    seal = intake.seal_of(new, district, today)
    if seal.secrecy == OPEN_CLASS:
        return None
    try:
        goes = routing.decide(Facts(new.mission, new.category or "", district, today, seal.barred)).office_code
    except Refused:
        return None
    return Kept(tuple(map(_name, seal.accused)), _name(goes))


def _name(code: str) -> str:
    card = offices.known().get(code)
    return card.name(get_language() or "th") if card else code
