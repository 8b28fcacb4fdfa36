"""The form of a quarter: on the page, on paper, as a workbook; for the country, a province, a district."""

from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.flagships import periods
from sangsuk.flagships.areas import districts as areas
from sangsuk.flagships.coverage import queries as coverage
from sangsuk.flagships.models import Programme
from sangsuk.flagships.programme import queries as programmes
from sangsuk.flagships.quarterly import form as quarterly
from sangsuk.flagships.quarterly import sheet
from sangsuk.flagships.showing import numbers
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, language
from ...views.letters import paper_of
from ...views.reports import XLSX
from ..parts import ROLES, part_page
from .figures import link

AT = "quarterly"
NOTHING = numbers.text(None)


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The form of her own area, of the first project, of the quarter that runs."""
    programme, _cards, of, area, _sight = _asked(request)
    return redirect(f"{reverse('desk:quarterly_of', args=[_cards[0].project.code])}?{_query(programme, of, area)}")


def _asked(request: DeskRequest) -> tuple[Programme, list[programmes.Card], periods.Period, str, str]:
    """What the address asks for: year, projects, quarter, area, and how far she sees. Raises: NotAllowed, Missing, Refused."""
    sight = coverage.sight(request.actor)
    if sight is None:
        raise NotAllowed("not_yours", _("หน้าที่ของท่านไม่รวมถึงแบบรายงานนี้"))
    asked = request.GET.get("of", "")
    programme = programmes.programme(request.actor, asked) if asked else programmes.current(request.actor)
    given = request.GET.get("quarter", "")
    of = (
        quarterly.quarter(given, programme) if given else programmes.quarter_of(programme, bangkok_date(timezone.now()))
    )
    area = areas.known(request.GET.get("area", sight))
    if not area.startswith(sight):
        raise Missing("unknown_place", _("ไม่พบอำเภอหรือจังหวัดนี้"))
    cards = programmes.cards(programme, aligned=True)
    if not cards:
        raise Missing("no_project", _("ไม่พบโครงการนี้"))
    return programme, cards, of, area, sight


def _query(programme: Programme, of: periods.Period, area: str) -> str:
    return urlencode({"of": programme.code, "quarter": of.code, "area": area})


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    programme, cards, of, area, sight = _asked(request)
    card = next((one for one in cards if one.project.code == code), None)
    if card is None:
        raise Missing("no_project", _("ไม่พบโครงการนี้"))
    form = quarterly.forms(programme, [card], area, of)[0]
    title, subtitle = sheet.heading(form, language())
    context = {
        "title": title, "subtitle": subtitle, "fields": [(label, words.split("\n")) for label, words in sheet.fields(form, language())],
        "heads": sheet.heads(form, language()), "rows": _rows(form), "notes": sheet.notes(), "code": code,
        "query": _query(programme, of, area), "programme": programme, "of": of, "area": area,
        "projects": [(one.project.code, f"{one.project.number}. {one.name(language())}") for one in cards],
        "quarters": [(one.code, one.name(language())) for one in periods.year(programme.fiscal_year).inside(periods.QUARTER)],
        "areas": _areas(area, sight),
    }  # fmt: skip
    return part_page(request, "desk/flagships/quarterly.html", context, at=AT)


def _rows(form: quarterly.Form) -> list[list[tuple[str, str]]]:
    """What stands on the paper, cell by cell; a figure with the way to where it comes from."""
    periods_of = (None, None, None, *form.quarters, periods.year(form.programme.fiscal_year))
    return [
        [
            (words, link(one.card.code, form.area, period) if period and words not in ("", NOTHING) else "")
            for words, period in zip_longest(row, periods_of)
        ]
        for one, row in zip(form.results, sheet.rows(form, language()), strict=True)
    ]


def _areas(area: str, sight: str) -> list[tuple[str, str]]:
    """What she may choose: the country, its provinces, the districts of the province that is open. Never beyond her sight."""
    found = [("", str(_("ทั้งประเทศ")))] if sight == "" else []
    for province, districts in areas.by_province().items():
        if sight and not sight.startswith(province) and province != sight:
            continue
        if len(sight) < 4:
            found.append((province, places.title(province, language())))
        if province == area[:2]:
            found += [(one.code, f"– {one.title(language())}") for one in districts if one.code.startswith(sight)]
    return found


@desk(roles=ROLES)
@require_safe
def file(request: DeskRequest, code: str, kind: str) -> HttpResponse:
    """One project, or `all` of them one after the other."""
    programme, cards, of, area, _sight = _asked(request)
    chosen = cards if code == "all" else [one for one in cards if one.project.code == code]
    if not chosen or kind not in ("pdf", "xlsx"):
        raise Missing("no_file", _("ไม่มีไฟล์แบบนี้"))
    made: list[Any] = quarterly.forms(programme, chosen, area, of)
    name = f"quarterly-{programme.code if code == 'all' else code}-{of.code}-{area or 'all'}.{kind}"
    if kind == "pdf":
        return paper_of(request, sheet.pdf(made, language()), name)
    answer = HttpResponse(sheet.workbook(made, language()), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
