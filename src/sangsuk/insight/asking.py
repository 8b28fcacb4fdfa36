"""What a reader asks a report about, read from words and held against what she may read. The pages and the API ask alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import reports, scopes
from .figures import Asked, months_of
from .outcomes import DISTRICT, OFFICE

BY_MONTH = ("new", "backlog")
"""These are about one month unless the whole year is asked for; the others the other way round."""
OLDEST_YEAR = 2550


def of_report(actor: Actor, name: str, given: Mapping[str, str], now: datetime) -> Asked:
    """`given` may have office, year, month and mission. Raises: NotAllowed for an operator, Missing for what there is not
    or is not for this reader."""
    reader(actor)
    scope = given.get("office") or scopes.own_scope(actor)
    known = scope.removeprefix(scopes.BELOW) in offices.known()
    if not known or not scopes.may_read(actor, scope) or name not in reports.names_for(scope):
        raise nothing()
    year = number(given.get("year"), usual=thai.fiscal_year_be(now), least=OLDEST_YEAR, most=thai.fiscal_year_be(now))
    mission = given.get("mission", "")
    if mission and mission not in {word.code for word in catalog.missions()}:
        raise nothing()
    return Asked(scope, year, _month(name, year, given.get("month"), now), mission, now)


@dataclass(frozen=True)
class Question:
    """What is asked of the outcomes: whose endings, when (`month` as 202611, 0 the whole year), in lines of what."""

    scope: str
    year: int
    month: int
    by: str


def of_outcomes(actor: Actor, given: Mapping[str, str], now: datetime) -> Question:
    """`given` may have office, year, month and by. Raises: NotAllowed for an agency or an operator, Missing as above."""
    reader(actor)
    if actor.at_agency:
        raise _not_yours()
    scope, by = given.get("office") or scopes.own_scope(actor), given.get("by") or OFFICE
    card = offices.known().get(scope.removeprefix(scopes.BELOW))
    if card is None or card.kind == "agency" or not scopes.may_read(actor, scope) or by not in (OFFICE, DISTRICT):
        raise nothing()
    this = thai.fiscal_year_be(now)
    year = number(given.get("year"), usual=this, least=OLDEST_YEAR, most=this)
    month = number(given.get("month"), usual=0, least=0, most=12)
    return Question(scope, year, next((one for one in months_of(year) if month and one % 100 == month), 0), by)


def reader(actor: Actor) -> None:
    """Raises: NotAllowed for somebody whose work is not cases: who keeps the rules, audits or judges."""
    if not actor.sees_cases:
        raise _not_yours()


def _not_yours() -> NotAllowed:
    return NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงหน้านี้ ถ้าควรเปิดได้ กรุณาแจ้งหัวหน้าศูนย์ของท่าน"))


def nothing() -> Missing:
    return Missing("no_report", _("ไม่มีรายงานนี้ หรือท่านไม่ได้ดูแลพื้นที่นี้"))


def number(text: str | None, *, usual: int, least: int, most: int) -> int:
    """Raises: Missing for what is no number, or none that there is."""
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most):
        raise nothing()
    return int(text)


def _month(name: str, year: int, text: str | None, now: datetime) -> int:
    """Of the year as 202611; 0 is the whole year. A month that has not begun is the last one that has."""
    begun = Asked("", year, now=now).begun
    if text is None or text == "":
        return begun[-1] if name in BY_MONTH else 0
    asked = number(text, usual=0, least=0, most=12)
    if not asked:
        return 0
    return min(next(one for one in months_of(year) if one % 100 == asked), begun[-1])
