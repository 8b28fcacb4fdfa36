"""Whose voices are counted where, and who may read which: an office, its province, its region, the country."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.insight.scopes import BELOW, COUNTRY
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import NATIONAL, Actor
from sangsuk.places import queries as places
from sangsuk.places.regions import NAMES, region_of
from sangsuk.stories.naming import office_called
from sangsuk.stories.standing import WORKING

REGION = "region:"
__all__ = [
    "BELOW",
    "COUNTRY",
    "REGION",
    "above",
    "areas_of",
    "home",
    "known",
    "may_read",
    "name",
    "of_office",
    "offices_in",
]


def of_office(code: str) -> tuple[str, ...]:
    """Every scope, the narrowest first. An office's code begins with its province's."""
    return (code, f"{BELOW}{code[:2]}00", f"{REGION}{region_of(code)}", COUNTRY)


def above(scope: str) -> str:
    """What a scope is compared with; the country with nothing."""
    if scope == COUNTRY:
        return ""
    if scope.startswith(REGION):
        return COUNTRY
    return COUNTRY if scope.startswith(BELOW) else of_office(scope)[1]


def from_area(area: str, office: str) -> tuple[str, ...]:
    """The scopes in which a bundle of this area is told."""
    scopes = of_office(office)
    return scopes[scopes.index(area) :]


def home(actor: Actor) -> str:
    """What somebody reads unless she chooses another. Raises NotAllowed."""
    if not (actor.is_staff and actor.role in (*WORKING, "executive")) or actor.at_agency:
        raise NotAllowed("not_your_role", _not_yours())
    if actor.office_code in NATIONAL:
        return COUNTRY
    if actor.office_level == "province":
        return f"{BELOW}{actor.office_code}"
    if actor.office_level == "district":
        return actor.office_code
    raise NotAllowed("not_your_role", _not_yours())


def may_read(actor: Actor, scope: str) -> bool:
    """The country and the ministry read all; a province its own and its districts'; a district its own."""
    own = home(actor)
    if own in (COUNTRY, scope):
        return True
    return own.startswith(BELOW) and scope in offices.known() and of_office(scope)[1] == own


def known(scope: str) -> str:
    """The scope if there is one. Raises Missing."""
    cards, place = offices.known(), scope.removeprefix(BELOW)
    if scope == COUNTRY or scope.removeprefix(REGION) in NAMES:
        return scope
    card = cards.get(place)
    if card is None or card.kind != ("district" if place == scope else "province"):
        raise Missing("no_area", _("ไม่พบพื้นที่นี้ กรุณาเลือกจากรายการ"))
    return scope


def name(scope: str, language: str) -> str:
    """As people say it."""
    if scope == COUNTRY:
        return str(_("ทั้งประเทศ"))
    if scope.startswith(REGION):
        return str(NAMES[scope.removeprefix(REGION)])
    if scope.startswith(BELOW):
        return places.title(scope.removeprefix(BELOW)[:2], language)
    return office_called(scope, language)


def offices_in(scope: str) -> list[str]:
    """The district offices of a scope, by code."""
    codes = sorted(card.code for card in offices.directory().values() if card.kind == "district")
    if scope == COUNTRY:
        return codes
    return [code for code in codes if scope in of_office(code)]


def areas_of(scope: str) -> list[str]:
    """Every area whose weights a scope sums: its offices, and the bundles of its provinces and of the country."""
    inside = offices_in(scope)
    provinces = {of_office(code)[1] for code in inside}
    if scope == COUNTRY:
        return [*inside, *sorted(provinces), COUNTRY]
    return [*inside, *sorted(provinces)] if scope.startswith((REGION, BELOW)) else inside


def _not_yours() -> Any:
    return _("หน้าที่ของท่านในระบบไม่รวมถึงหน้านี้ ถ้าควรเปิดได้ กรุณาแจ้งหัวหน้าศูนย์ของท่าน")
