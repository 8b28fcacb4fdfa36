"""Which figures a page is asked for: read from its address, refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sangsuk.common.errors import Missing, Refused
from sangsuk.thai.dates import BANGKOK, BE_OFFSET

from .. import periods
from ..areas import districts
from ..periods import Period
from ..words import NOW, THEN
from . import board

COUNTRY = "th"
"""The country in an address."""


@dataclass(frozen=True)
class Asked:
    """`query`: what must go along to the next page, or ""."""

    fiscal: int
    programme: str
    period: Period
    view: str
    query: str


def asked(given: Mapping[str, str], today: date) -> Asked:
    """Without a period: the fiscal year that people look at first. Raises Missing for a year without a programme, Refused for no period."""
    said = given.get("period", "")
    period = periods.parse(said) if said else periods.year(board.latest(today))
    view = _view(given)
    kept = {name: given[name] for name in ("period", "view") if given.get(name)}
    return Asked(
        period.fiscal_year, board.programme_of(period.fiscal_year), period, view, f"?{urlencode(kept)}" if kept else ""
    )


def _view(given: Mapping[str, str]) -> str:
    return NOW if given.get("view") == NOW else THEN


def area(code: str) -> str:
    """Of a page: a province or a district; none of Bangkok, where there is nothing to show. Raises Missing."""
    if not code:
        raise Missing("no_area", _("ไม่พบพื้นที่นี้"))
    return districts.known(code)


def years(chosen: int) -> list[tuple[str, int, bool]]:
    """The fiscal years that have a programme: code of the period, BE year, whether it is shown."""
    return [
        (periods.year(fiscal).code, fiscal + BE_OFFSET, fiscal == chosen)
        for _code, fiscal, *_names in board.programmes()
    ]


@dataclass(frozen=True)
class AskedPassport:
    code: str
    area: str
    period: Period
    view: str
    cell: str
    at: datetime | None


def passport(code: str, area: str, period: str, given: Mapping[str, str]) -> AskedPassport:
    """Raises Refused, Missing."""
    if area != COUNTRY and not (area.isascii() and area.isdigit() and len(area) in (2, 4, 6, 8)):
        raise Missing("no_area", _("ไม่พบพื้นที่นี้"))
    found = periods.parse(period)
    board.programme_of(found.fiscal_year)
    return AskedPassport(code, "" if area == COUNTRY else area, found, _view(given), given.get("cell", ""), _at(given))


def _at(given: Mapping[str, str]) -> datetime | None:
    """As it stood at the end of that day in Bangkok."""
    said = given.get("on", "")
    if not said:
        return None
    try:
        return datetime.combine(date.fromisoformat(said) + timedelta(days=1), time(), BANGKOK)
    except ValueError:
        raise Refused("bad_day", _("กรุณาเลือกวันที่"), "on") from None
