"""What may be chosen on the desk: for a form of a move, for a filter; always from the reference data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk.cases import duties as owed
from sangsuk.cases.models import Case
from sangsuk.cases.queries import Filters
from sangsuk.cases.sealed import intake as sealing
from sangsuk.cases.sealed import way
from sangsuk.cases.sealed.rule import CLASSES
from sangsuk.cases.story import AXES, WORDS
from sangsuk.catalog import axes
from sangsuk.catalog import queries as catalog
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places
from sangsuk.thai.dates import arabic_digits, fiscal_year_be

from .doors import language

Choice = tuple[Any, Any]
Groups = list[tuple[str, list[Choice]]]
OUTSIDE = "outside"
LIKELY, SHARE = 3, 0.15


def categories() -> Groups:
    """Both levels, the second under the name of the first."""
    cards = catalog.categories()
    below: dict[str, list[Choice]] = {card.code: [] for card in cards if not card.parent_code}
    for card in cards:
        if card.parent_code in below:
            below[card.parent_code].append((card.code, card.name(language())))
    heads = {card.code: card.name(language()) for card in cards}
    return [
        (heads[code], [(code, _("%(name)s (ไม่ระบุย่อย)") % {"name": heads[code]}), *some]) for code, some in below.items()
    ]


def likely(words: str) -> list[Choice]:
    """What the text sounds like. A suggestion for the officer, and shown as one."""
    known = catalog.all_categories()
    guesses = [code for code, share in catalog.guess(words)[:LIKELY] if share >= SHARE and code in known]
    return [(code, known[code].name(language())) for code in guesses]


def categories_for(words: str) -> Groups:
    guessed = likely(words)
    return ([(_("ข้อเสนอจากข้อความ โปรดพิจารณา"), guessed)] if guessed else []) + categories()


def agencies(case: Case) -> list[Choice]:
    """Those of the case's province, in Bangkok the khet too; but for those that work on it already."""
    cards = offices.agencies_for(case.province_code)
    khets = [c for c in offices.directory().values() if c.kind == "khet" and c.province_code == case.province_code]
    busy = {duty["who"] for duty in owed.tasks(case.duties).values()}
    busy |= way.closed_to(case)
    known = [(card.code, card.name(language())) for card in (*cards, *khets) if card.code not in busy]
    return [*known, (OUTSIDE, _("หน่วยงานที่ไม่มีบัญชีในระบบ (บอกชื่อข้างล่าง)"))]


def words(field: str, *codes: str) -> list[Choice]:
    """The words of a field whose choices are few and fixed; only these codes, when some are named."""
    found = {code: word for (name, code), word in WORDS.items() if name == field}
    return [(code, found[code]) for code in codes or found]


def terms(field: str) -> list[Choice]:
    """The words of the axis that a field is chosen from, as they are in force today."""
    return [(card.code, card.name(language())) for card in catalog.terms(AXES[field])]


def centres(case: Case) -> Groups:
    """Every centre but the one that has it: those of the case's province first, then the rest by province."""
    names = {place.code: place.title(language()) for place in places.provinces()}
    groups: dict[str, list[Choice]] = {case.province_code: []}
    for card in offices.directory().values():
        if card.is_centre and card.code != case.office_id and not way.is_closed_to(case, card.code):
            groups.setdefault(card.province_code, []).append((card.code, card.name(language())))
    return [(names.get(code, _("ส่วนกลาง")), some) for code, some in groups.items() if some]


def colleagues(case: Case, move: str) -> list[Choice]:
    """To give it to; what is only to be read, to the governor too."""
    found = offices.colleagues(case.office_id, looking=move == "entrust")
    return [(one.user_id, one.name) for one in found if one.user_id not in case.accused_people]


def accusable(case: Case, move: str) -> list[Choice]:
    """The offices that a case may accuse: those of its province and the ministry's; to be cleared, those it accuses."""
    cards = offices.directory()
    if move == "ask_unseal":
        codes: Iterable[str] = case.accused
    else:
        codes = (body.code for body in sealing.around_of(case.district_id) if body.code not in case.accused)
    return [(code, cards[code].name(language()) if code in cards else code) for code in codes]


def accusable_people(case: Case) -> list[Choice]:
    """The people of those offices, by name and office."""
    known, around = offices.directory(), {body.code for body in sealing.around_of(case.district_id)}
    people = [one for one in offices.staff() if one.office_code in around and one.user_id not in case.accused_people]
    return [(str(one.user_id), f"{one.name} · {known[one.office_code].name(language())}") for one in people]


def secrecies(case: Case) -> list[Choice]:
    """The classes above the one that it has."""
    higher = CLASSES[CLASSES.index(case.secrecy) + 1 :]
    return [(card.code, card.name(language())) for card in catalog.terms(axes.SECRECY) if card.code in higher]


def settlements() -> list[Choice]:
    return [(card.code, card.name(language())) for card in catalog.settlements()]


def districts(actor: Actor) -> list[Choice]:
    """The districts of the actor's province; the ministry types a name instead of looking through 928."""
    if actor.office_level == "district" or not actor.province_code:
        return []
    return [(place.code, place.title(language())) for place in places.inside(actor.province_code)]


@dataclass(frozen=True)
class Asked:
    """What stands in the filter's fields, and what is wrong with it."""

    status: str
    category: str
    district: str
    due: str
    q: str
    who: str = ""
    trouble: str = ""


def filters(given: Mapping[str, str], actor: Actor) -> tuple[Filters, Asked]:
    """A district may be typed by name. What cannot be understood narrows nothing and is said."""
    told = {name: given.get(name, "").strip()[:200] for name in ("status", "category", "district", "due", "q", "who")}
    told = {name: value.replace("\x00", "") for name, value in told.items()}
    trouble = ""
    district = arabic_digits(told["district"])
    if district and not (district.isdigit() and len(district) == 4):
        hits = [hit for hit in places.search(district, 5) if hit.kind == "district"]
        if not hits:
            trouble = _("ไม่พบอำเภอชื่อ “%(name)s”") % {"name": told["district"]}
        district = hits[0].code if hits else ""
    narrowed = told | {"district": district, "q": _whole_number(arabic_digits(told["q"]), actor)}
    return Filters(**narrowed), Asked(**told, trouble=trouble)


def _whole_number(typed: str, actor: Actor) -> str:
    """'000057' and '70-000057', as people read them out, stand for a number of the reader's own office and of this year."""
    short = re.fullmatch("(?:([0-9]{2})-)?(0[0-9]{5})", typed)
    if short is None:
        return typed
    year = short[1] or f"{fiscal_year_be(timezone.now()) % 100:02}"
    return f"{actor.office_code}-{year}-{short[2]}"


def codes(groups: Iterable[Any]) -> list[Any]:
    """The plain codes of choices with or without groups."""
    found: list[Any] = []
    for value, below in groups:
        found += [code for code, _name in below] if isinstance(below, list) else [value]
    return found
