"""The reports the ministry expects: as a page, as a workbook, as a paper. Who may read which: `insight.scopes`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sangsuk.catalog import queries as catalog
from sangsuk.insight import area_map, asking, reports, scopes, sheets
from sangsuk.insight.figures import Asked, years
from sangsuk.insight.reports.words import month_name, place
from sangsuk.offices.actor import Actor
from sangsuk.papers import printing

from ..doors import DeskRequest, desk, language, page

FILES = {"xlsx": gettext_lazy("บันทึกเป็น Excel"), "pdf": gettext_lazy("บันทึกเป็น PDF"), "csv": gettext_lazy("บันทึกเป็น CSV")}
AREA = "area"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """A row of the page: `url` leads to the report of the office behind it, where the reader may read that."""

    label: str
    figures: tuple[str, ...]
    kind: str
    url: str


@desk
@require_safe
def report(request: DeskRequest, name: str) -> HttpResponse:
    asked = asking.of_report(request.actor, name, request.GET, timezone.now())
    told = reports.told(name, asked)
    context = {
        "told": told,
        "report": told.report,
        "as_of": sheets.as_of_words(told),
        "lines": [_line(row, name, asked, request.actor) for row in told.report.rows],
        "tabs": [_tab(other, name, asked) for other in reports.names_for(asked.scope)],
        "chosen": _chosen(request.actor, asked),
        "files": [(words, _url(name, asked, kind=kind)) for kind, words in FILES.items()],
    }
    if name == AREA and area_map.has_map(asked.scope):
        context["map"] = area_map.of_report(told.report, asked.scope)
        context["public_url"] = f"{reverse('desk:report_public')}?{_query(asked)}"
    return page(request, "desk/report.html", context, here="reports")


@desk
@require_safe
def public(request: DeskRequest) -> HttpResponse:
    """The map and its table as anybody may see them: to print, to send, to hang up."""
    asked = asking.of_report(request.actor, AREA, request.GET, timezone.now())
    if not area_map.has_map(asked.scope):
        raise asking.nothing()
    made, told = area_map.published(asked), reports.told(AREA, asked)
    context = {
        "told": told,
        "as_of": sheets.as_of_words(told),
        "map": made.drawing,
        "whole": made.whole,
        "rows": [(place(code), shown) for code, shown in made.rows],
        "lead": _("จังหวัด") if asked.scope == scopes.COUNTRY else _("อำเภอ"),
        "back": _url(AREA, asked),
    }
    return page(request, "desk/report_public.html", context, here="reports")


@desk
@require_safe
def file(request: DeskRequest, name: str, kind: str) -> HttpResponse:
    """The same report to keep or to send."""
    now = timezone.now()
    asked = asking.of_report(request.actor, name, request.GET, now)
    told = reports.told(name, asked)
    if kind == "xlsx":
        answer = HttpResponse(sheets.workbook(told), content_type=XLSX)
    elif kind == "csv":
        answer = HttpResponse(sheets.comma_separated(told), content_type="text/csv; charset=utf-8")
    elif kind == "pdf":
        answer = HttpResponse(
            printing.pdf(sheets.paper(told), made_at=(told.as_of or now).replace(microsecond=0)),
            content_type="application/pdf",
        )
    else:
        raise asking.nothing()
    office = asked.scope.removeprefix(scopes.BELOW)
    until = f"{asked.year}-{asked.month % 100:02d}" if asked.month else str(asked.year)
    answer["Content-Disposition"] = f'attachment; filename="sangsuk-{name}-{office}-{until}.{kind}"'
    return answer


def _url(name: str, asked: Asked, *, kind: str = "", scope: str = "") -> str:
    address = reverse("desk:report_file", args=[name, kind]) if kind else reverse("desk:report", args=[name])
    return f"{address}?{_query(asked, scope)}"


def _query(asked: Asked, scope: str = "") -> str:
    query = {"office": scope or asked.scope, "year": asked.year, "month": asked.month % 100, "mission": asked.mission}
    return urlencode({key: value for key, value in query.items() if value != ""})


def _tab(other: str, name: str, asked: Asked) -> dict[str, Any]:
    return {"label": str(reports.REPORTS[other][0]), "url": _url(other, asked), "current": other == name, "count": None}


def _line(row: Any, name: str, asked: Asked, actor: Actor) -> Line:
    """An agency has no report of agencies: its row leads to what it was asked to do."""
    there = row.scope and row.scope != asked.scope and scopes.may_read(actor, row.scope)
    behind = name if there and name in reports.names_for(row.scope) else "new"
    figures = tuple("" if n is None else f"{n:,}" for n in row.values)
    return Line(row.label, figures, row.kind, _url(behind, asked, scope=row.scope) if there else "")


def _chosen(actor: Actor, asked: Asked) -> dict[str, Any]:
    """What stands in the fields of the form, and what else could."""
    readable = scopes.readable(actor)
    if asked.scope not in readable:
        readable.append(asked.scope)
    begun = Asked("", asked.year, now=asked.now).begun
    return {
        "scope": asked.scope,
        "offices": [(scope, reports.office_words(scope)) for scope in readable],
        "year": asked.year,
        "years": sorted({*years(asked.now), asked.year}, reverse=True),
        "month": asked.month % 100,
        "months": [(month % 100, month_name(month)) for month in begun],
        "mission": asked.mission,
        "missions": [(word.code, word.name(language())) for word in catalog.missions()],
    }
