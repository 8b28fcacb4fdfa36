"""What a new matter is sealed by, and whom it is kept from: its category, its nature, its kind of accused, and the offices
and officers it accuses, as the citizen said or, where nobody asked her, as her words say.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.offices.queries import MINISTRY, OfficeCard
from sangsuk.routing import accused
from sangsuk.routing import queries as routing

from ..checking import SHORT
from .rule import CLASSES, OPEN_CLASS

if TYPE_CHECKING:
    from ..intake import New

TITLE = re.compile(r"^(?:นางสาว|น\.ส\.|นาง|นาย)\s*")
MOST = 20
"""So many offices, and so many people, one case may accuse."""


@dataclass(frozen=True)
class Seal:
    """`accused` are offices, `people` those of the house who are accused themselves; `barred` every office that must not
    have the matter: the accused ones, and those that somebody accused commands."""

    secrecy: str
    accused: tuple[str, ...]
    people: tuple[int, ...]
    barred: frozenset[str]


NONE = Seal(OPEN_CLASS, (), (), frozenset())


def seal_of(new: "New", district: str, on: date) -> Seal:
    """Of a matter that comes in. Asks the database nothing when the offices and rules are remembered."""
    named, people = _accused(new, district)
    secrecy = strictest(
        OPEN_CLASS if new.mission in SHORT else routing.secrecy_of(new.category or "", on),
        _of_term(axes.NATURE, new.nature), _of_term(axes.ACCUSED, new.accused_type),
        CLASSES[1] if named or people else OPEN_CLASS,
    )  # fmt: skip
    return Seal(secrecy, named, people, barred(named, people))


def _accused(new: "New", district: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if new.accused is not None and not new.accused:
        return (), ()
    text = f"{new.description}\n{new.wish}"
    if new.accused is None and not accused.may_be_grave(text):
        return (), ()
    found = look(text, district)
    if new.accused is None:  # nobody asked her: only what is grave
        found = [one for one in found if one.grave]
        codes = [one.code for one in found]
    else:
        codes = list(new.accused)
    people = tuple(dict.fromkeys(one.user_id for one in found if one.user_id))[:MOST]
    return tuple(dict.fromkeys([*codes, *units(people)]))[:MOST], people


def look(text: str, district: str) -> list[accused.Found]:
    """Whom this text seems to accuse, in the place where it happened."""
    around = around_of(district)
    codes = {body.code for body in around}
    names = (
        accused.Name(one.user_id, one.name, one.office_code) for one in offices.staff() if one.office_code in codes
    )
    return accused.find(text, home=district, bodies=around, names=names)


def around_of(district: str) -> tuple[accused.Body, ...]:
    """The offices that a matter of this district may mean: those of its province, and the ministry's."""
    return _around(district[:2], offices.tree_version())


@lru_cache(maxsize=100)
def _around(province: str, version: object) -> tuple[accused.Body, ...]:
    cards = [c for c in offices.directory().values() if c.province_code == province or not c.province_code]
    return tuple(accused.Body(card.code, card.agency_kind or _kind(card), _place(card)) for card in cards)


@lru_cache(maxsize=2)
def _everywhere(version: object) -> tuple[accused.Body, ...]:
    cards = [card for card in offices.directory().values() if card.kind in ("district", "khet", "province")]
    return tuple(accused.Body(card.code, card.kind, _place(card)) for card in cards)


def named(text: str, district: str) -> set[str]:
    """The offices that these words name, as an official writes down whom he asks: by the words that people use for them,
    by their own names, and by the names of who works there."""
    around, said = around_of(district), _together(text)
    found = accused.named(text, home=district, bodies=around, everywhere=_everywhere(offices.tree_version()))
    found |= {card.code for card in offices.directory().values() if _is_called(card, said)}
    return found | {one.office_code for one in offices.staff() if _own_name(one.name) in said}


def people_named(text: str, people: Collection[int]) -> set[int]:
    """Which of these people the words name."""
    said = _together(text)
    return {one.user_id for one in offices.staff() if one.user_id in people and _own_name(one.name) in said}


def _is_called(card: OfficeCard, said: str) -> bool:
    if _together(card.name_th) in said or (card.name_en and _together(card.name_en) in said):
        return True
    words = {"district": ("อำเภอ", "อ."), "province": ("จังหวัด", "จ."), "khet": ("เขต",)}.get(card.kind, ())
    return said in {word + _together(_place(card)) for word in words}


def _own_name(name: str) -> str:
    """Without the title, which may be written or not."""
    return _together(TITLE.sub("", name.split("(")[0].strip()))


def _together(text: str) -> str:
    return "".join(text.split()).casefold()


def _kind(card: OfficeCard) -> str:
    return card.code if card.kind in ("ministry", "dopa") else card.kind


def _place(card: OfficeCard) -> str:
    """The name without the words for the kind of office."""
    name = card.name_th
    for word in ("ศูนย์ดำรงธรรม", "สำนักงาน", "อำเภอ", "จังหวัด", "เขต"):
        name = name.replace(word, "")
    return name.strip() if card.kind in ("district", "khet", "province") else ""


def units(people: Collection[int]) -> list[str]:
    """Where these people work now."""
    return [one.office_code for one in offices.staff() if one.user_id in people] if people else []


def barred(named: Iterable[str], people: Collection[int]) -> frozenset[str]:
    """The accused offices, and those in which somebody accused commands by now."""
    commanded = [one.office_code for one in offices.staff() if one.commands and one.user_id in people] if people else []
    return frozenset([*named, *commanded])


def is_barred(code: str, closed: Collection[str]) -> bool:
    """Whether this office is among them, or stands under one that is; an agency only when it is itself."""
    if not closed:
        return False
    card = offices.known().get(code)
    if card is None or card.kind in ("agency", "khet"):
        return code in closed
    return any(above.code in closed for above in offices.chain(code))


def strictest(*classes: str) -> str:
    return max(classes, key=CLASSES.index)


def _of_term(axis: str, code: str) -> str:
    term = catalog.all_terms(axis).get(code)
    return term.secrecy if term and term.secrecy in CLASSES else OPEN_CLASS


def above(office_code: str, closed: frozenset[str], on: date) -> str:
    """The nearest office above this one that may have a case from which some are barred; "" when there is none."""
    ladder = [card.code for card in offices.chain(office_code)] if office_code != MINISTRY else [MINISTRY]
    if len(ladder) > 1:
        return routing.impartial(ladder[1:], closed, on)
    return routing.impartial(ladder, closed | {MINISTRY}, on) if closed else ""
