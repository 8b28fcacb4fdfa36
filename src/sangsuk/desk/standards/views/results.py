"""What citizens say in the survey, and praise and complaints of units: of one's own office, or of those below."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.catalog import queries as catalog
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.offices.models import Office
from sangsuk.papers import posters as wall
from sangsuk.places import queries as places
from sangsuk.standards import conduct as unit_conduct
from sangsuk.standards import posters, results, saying, words
from sangsuk.standards.standing import totals_of
from sangsuk.stories.naming import office_called
from sangsuk.thai import bangkok_date

from ...doors import WORKING, DeskRequest, desk, language
from ...views.letters import paper_of
from ..parts import ROLES, standard_page


def _office(request: DeskRequest) -> str:
    """The office asked about: one's own at a district; above it the one named, or none yet. Raises Missing."""
    asked = request.GET.get("office", "")
    if request.actor.office_level == "district":
        asked = asked or request.actor.office_code
    if asked and (not totals_of(request.actor, asked) or not _is_district(asked)):
        raise Missing("no_office", _("ไม่พบหน่วยงานนี้"))
    return asked


def _is_district(code: str) -> bool:
    card = offices.directory().get(code)
    return card is not None and card.kind == Office.Kind.DISTRICT


def _choices(request: DeskRequest) -> list[tuple[str, str]]:
    if request.actor.office_level == "district":
        return []
    found = language()
    return [
        (code, f"{places.title(card.province_code, found)} · {card.name(found)}") for code, card in offices.directory().items()
        if card.kind == Office.Kind.DISTRICT and totals_of(request.actor, code)
    ]  # fmt: skip


@desk(roles=ROLES)
@require_safe
def survey(request: DeskRequest) -> HttpResponse:
    """Quarter by quarter; the suggestion box for the office itself."""
    actor, code = request.actor, _office(request)
    own = actor.role in WORKING and actor.office_code == code
    context: dict[str, Any] = {"offices": _choices(request), "office_code": code, "own": own}
    if code:
        found = [
            one for one in results.of_office(code, today=bangkok_date(timezone.now())) if one.estimate or one.waits
        ]
        context |= {
            "place": office_called(code, language()),
            "quarters": saying.quarters(found, language()),
            "site": settings.SITE_URL,
        }
    if own:
        after = request.GET.get("after", "")
        told = results.words_of(code, after=int(after) if after.isdecimal() and len(after) < 18 else 0)
        context |= {"told": told[:24], "older": f"?after={told[23].pk}#words" if len(told) > 24 else ""}
    return standard_page(request, "desk/standards/survey.html", context, here="survey")


@desk(roles=WORKING)
@require_safe
def poster(request: DeskRequest) -> HttpResponse:
    """Of one's own office, in one size."""
    code, size = request.actor.office_code, request.GET.get("size", "a4")
    if not _is_district(code) or size not in wall.SIZES:
        raise Missing("no_poster", _("ไม่มีป้ายนี้"))
    made = wall.pdf(
        [posters.poster(code, site=settings.SITE_URL)], size=size, words=posters.WORDS, english=posters.ENGLISH
    )
    return paper_of(request, made, f"survey-{size}-{code}.pdf")


@desk(roles=ROLES)
@require_safe
def conduct(request: DeskRequest) -> HttpResponse:
    """Of the last quarter that is over, and of the one before."""
    code = _office(request)
    context: dict[str, Any] = {"offices": _choices(request), "office_code": code}
    if code:
        today = bangkok_date(timezone.now())
        last = results.quarter_of(today).before
        known = {term.code: term.name(language()) for term in catalog.terms(words.SERVICES)}
        context["place"] = office_called(code, language())
        context["quarters"] = [
            {
                "whole": one, "year": one.quarter.year_be, "no": one.quarter.no,
                "units": [(known.get(unit.service, _("ไม่ได้ระบุงาน")), unit) for unit in one.units],
            }
            for one in (unit_conduct.of_office(code, request.actor, today=today, quarter=q) for q in (last, last.before))
        ]  # fmt: skip
    return standard_page(request, "desk/standards/conduct.html", context, here="conduct")
