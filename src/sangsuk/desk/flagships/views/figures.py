"""Figures at the desk: where everybody's page begins for this person, and passports with the names of who reported."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from sangsuk.flagships.areas import districts, naming
from sangsuk.flagships.periods import Period
from sangsuk.flagships.showing import asking, board, words
from sangsuk.flagships.showing.change import league
from sangsuk.flagships.showing.passport import passport as passport_of
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, language
from ..parts import ROLES, part_page

AT = "figures"


def link(code: str, area: str, period: Period) -> str:
    return reverse("desk:flagship_passport", args=[code, area or asking.COUNTRY, period.code])


def own(actor: Actor) -> str:
    """The area that somebody looks at first: her district, her province, the country."""
    if actor.office_level == "district":
        return actor.office_code
    return actor.province_code if actor.office_level == "province" else ""


@desk(roles=ROLES)
@require_safe
def country(request: DeskRequest) -> HttpResponse:
    """Her own area, unless she asks for the country by its name."""
    return _shown(request, own(request.actor))


@desk(roles=ROLES)
@require_safe
def area(request: DeskRequest, area: str) -> HttpResponse:
    """The country ("th"), a province or a district: everybody may read figures. Raises Missing."""
    return _shown(request, "" if area == asking.COUNTRY else asking.area(area))


def _shown(request: DeskRequest, code: str) -> HttpResponse:
    today = bangkok_date(timezone.now())
    asked = asking.asked(request.GET, today)
    found = board.board(asked.programme, code, asked.period, today, view=asked.view)
    context = words.board_context(found, language(), link) | {
        "periods": words.periods(asked.fiscal, asked.period, today, language()), "years": asking.years(asked.fiscal),
        "inside": _inside(code, asked.query), "up": _up(code, asked.query),
    }  # fmt: skip
    return part_page(request, "desk/flagships/figures.html", context, at=AT)


def _url(code: str, query: str) -> str:
    return reverse("desk:flagship_figures_area", args=[code or asking.COUNTRY]) + query


def _inside(code: str, query: str) -> list[tuple[str, str]]:
    if len(code) >= 4:
        return []
    return [(_url(one.code, query), one.title(language())) for one in districts.inside(code)]


def _up(code: str, query: str) -> list[tuple[str, str]]:
    above = [""] if len(code) == 2 else ["", code[:2]] if len(code) == 4 else []
    return [(_url(one, query), naming.name(one, language())) for one in above]


@desk(roles=ROLES)
@require_safe
def passport(request: DeskRequest, code: str, area: str, period: str) -> HttpResponse:
    """With the names of officials where they are this person's to know: of her own office and those below."""
    asked = asking.passport(code, area, period, request.GET)
    today = bangkok_date(timezone.now())
    found = passport_of(asked.code, asked.area, asked.period, today, view=asked.view, cell=asked.cell, at=asked.at)
    mine = own(request.actor)
    context = words.passport_context(found, language(), link) | {
        "named": asked.area.startswith(mine) if mine else True, "back": _url(asked.area, f"?period={asked.period.code}"),
        "change_url": reverse("desk:flagship_change", args=[asked.code, asked.area[:2] or asking.COUNTRY, asked.period.code]),
    }  # fmt: skip
    return part_page(request, "desk/flagships/passport.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def change(request: DeskRequest, code: str, area: str, period: str) -> HttpResponse:
    """Which provinces, or districts of a province, have come further against their own past."""
    asked = asking.passport(code, area, period, {})
    card = board.card(asked.code, asked.period)
    found = league(card, asked.area[:2], asked.period)
    context = words.league_context(card, asked.area[:2], asked.period, found, language(), link)
    context["back"] = link(asked.code, asked.area, asked.period)
    return part_page(request, "desk/flagships/change.html", context, at=AT)
