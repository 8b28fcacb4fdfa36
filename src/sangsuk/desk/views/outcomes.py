"""What became of it for the people, for offices or districts: a page and a workbook. Never a person."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.insight import asking, outcome_sheet, outcome_words, scopes
from sangsuk.insight import outcomes as insight
from sangsuk.insight.asking import Question
from sangsuk.insight.figures import Asked, years
from sangsuk.insight.outcome_words import MEASURES
from sangsuk.insight.outcomes import DISTRICT, OFFICE, Outcome
from sangsuk.insight.reports.words import month_name, year_name
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from ..doors import WORKING, DeskRequest, desk, language, page
from .reports import XLSX

READERS = (*WORKING, "executive")
IN_TABLE = (
    "ended",
    "said_solved",
    "found_solved",
    "result_good",
    "handling_good",
    "wish",
    "lessened",
    "reopened",
    "appealed",
)


@desk(roles=READERS)
@require_safe
def outcomes(request: DeskRequest) -> HttpResponse:
    asked = asking.of_outcomes(request.actor, request.GET, timezone.now())
    told = insight.told(asked.scope, *insight.period(asked.year, asked.month), by=asked.by)
    shown = [measure for measure in MEASURES if measure.name in IN_TABLE]
    context = {
        "heading": _heading(asked),
        "finding": outcome_words.finding(told.whole),
        "measures": [_measure(measure, told.whole) for measure in MEASURES],
        "columns": [str(measure.label) for measure in shown],
        "lines": [
            (_name(one.code, asked.by), [_measure(measure, one) for measure in shown]) for one in told.lines
        ],
        "lead": _lead(asked.by),
        "chosen": _chosen(request.actor, asked),
        "sheet_url": f"{reverse('desk:outcomes_sheet')}?{_query(asked)}",
    }  # fmt: skip
    return page(request, "desk/outcomes.html", context, here="reports")


@desk(roles=READERS)
@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    """The same to keep or to send."""
    asked = asking.of_outcomes(request.actor, request.GET, timezone.now())
    told = insight.told(asked.scope, *insight.period(asked.year, asked.month), by=asked.by)
    lines = [(_("รวมทั้งหมด"), told.whole), *((_name(one.code, asked.by), one) for one in told.lines)]
    made = outcome_sheet.workbook(_heading(asked), outcome_words.finding(told.whole), _lead(asked.by), lines)
    answer = HttpResponse(made, content_type=XLSX)
    until = f"{asked.year}-{asked.month % 100:02d}" if asked.month else str(asked.year)
    office = asked.scope.removeprefix(scopes.BELOW)
    answer["Content-Disposition"] = f'attachment; filename="sangsuk-outcomes-{office}-{until}.xlsx"'
    return answer


def _measure(measure: outcome_words.Measure, one: Outcome) -> dict[str, str]:
    value = measure.of(one)
    return {
        "label": str(measure.label), "meaning": str(measure.meaning), "figure": outcome_words.figure(value),
        "interval": outcome_words.interval(value), "asked": outcome_words.asked(value),
    }  # fmt: skip


def _name(code: str, by: str) -> str:
    if by == DISTRICT:
        return places.title(code, language())
    return scopes.name_of(code, language())[0]


def _lead(by: str) -> str:
    return _("อำเภอที่เกิดเหตุ") if by == DISTRICT else _("ศูนย์ที่จบเรื่อง")


def _scope_name(scope: str) -> str:
    name, below = scopes.name_of(scope, language())
    return _("%(office)s และศูนย์ในสังกัด") % {"office": name} if below else name


def _heading(asked: Question) -> str:
    when = month_name(asked.month) if asked.month else year_name(asked.year)
    return _("ผลที่เกิดกับประชาชน %(office)s %(period)s") % {"office": _scope_name(asked.scope), "period": when}


def _query(asked: Question) -> str:
    return urlencode({"office": asked.scope, "year": asked.year, "month": asked.month % 100, "by": asked.by})


def _chosen(actor: Actor, asked: Question) -> dict[str, Any]:
    now = timezone.now()
    readable = dict.fromkeys([*scopes.readable(actor), asked.scope])
    return {
        "scope": asked.scope, "year": asked.year, "month": asked.month % 100, "by": asked.by,
        "offices": [(code, _scope_name(code)) for code in readable],
        "years": [(year, year_name(year)) for year in sorted({*years(now), asked.year}, reverse=True)],
        "months": [(month % 100, month_name(month)) for month in Asked("", asked.year, now=now).begun],
        "kinds": [(OFFICE, _lead(OFFICE)), (DISTRICT, _lead(DISTRICT))],
    }  # fmt: skip
