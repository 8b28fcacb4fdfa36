"""Not a clerk but the state: what helps to think beside a step, and the figures that say whether it is done."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.cases import queries, workflow
from sangsuk.cases.standing import allowed
from sangsuk.cases.thinking import measures
from sangsuk.cases.thinking.measures import Measured
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.insight import reports, scopes, sheets
from sangsuk.insight.reports.shape import Row, Told
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import fiscal_periods
from ..doors import DeskRequest, desk, page
from ..thinking import aids, figures
from .reports import XLSX, Line


@desk
@require_safe
def beside(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """How alike cases were solved, the law, and the letter; asked for by the open form, or a page of its own."""
    case, now = queries.seen(number, request.actor), timezone.now()
    if not aids.may_think(case, name, allowed(case, request.actor, now)):
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    context = {
        "case": case, "move": workflow.MOVES[name], "into": aids.INTO[name],
        "solved": aids.solved_alike(case, request.actor), "law": aids.law_of(case, name),
        "letter": aids.letter_of(case, name),
    }  # fmt: skip
    template = "desk/_thinking.html" if request.htmx else "desk/thinking_of.html"
    return page(request, template, context, here="queue")


@desk
@require_safe
def thinking(request: DeskRequest) -> HttpResponse:
    """The figures of a time, for those who lead."""
    told, context = _told(request)
    return page(request, "desk/thinking.html", context | {"told": told, "report": told.report}, here="reports")


@desk
@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    told, context = _told(request)
    answer = HttpResponse(sheets.workbook(told), content_type=XLSX)
    office = context["scope"].removeprefix(scopes.BELOW)
    answer["Content-Disposition"] = f'attachment; filename="sangsuk-thinking-{office}-{context["period"].year}.xlsx"'
    return answer


def may_look(actor: Actor) -> bool:
    """Those who lead a centre, and whoever works at one that has others below it."""
    leads = actor.role in ("chief", "executive")
    above = actor.role == "officer" and actor.office_level in ("province", "ministry")
    return actor.office_level != "agency" and (leads or above)


def _told(request: DeskRequest) -> tuple[Told, dict[str, Any]]:
    actor, now = request.actor, timezone.now()
    if not may_look(actor):
        raise NotAllowed("not_your_role", _("หน้าที่ของท่านในระบบไม่รวมถึงหน้านี้ ถ้าควรเปิดได้ กรุณาแจ้งหัวหน้าศูนย์ของท่าน"))
    scope = _scope(actor, request.GET)
    period = fiscal_periods.chosen(request.GET, now)
    since, until = measures.moments(period.first_on, period.last_on)
    lines = _lines(scope)
    found = measures.by_office(actor, since=since, until=until, codes=_codes(lines))
    told = figures.told(scope, {line: _sum(found, codes) for line, codes in lines.items()}, period, now)
    query = {"office": scope} | period.query
    context = {
        "scope": scope, "period": period, "chosen": fiscal_periods.choices(period, now) | {"scope": scope, "offices": _offices(actor, scope)},
        "lines": [_shown(row, period, actor) for row in told.report.rows],
        "sheet_url": f"{reverse('desk:thinking_sheet')}?{urlencode(query)}",
    }  # fmt: skip
    return told, context


def _scope(actor: Actor, given: Mapping[str, str]) -> str:
    scope = given.get("office") or scopes.own_scope(actor)
    card = offices.known().get(scope.removeprefix(scopes.BELOW))
    if card is None or card.kind in ("agency", "khet") or not scopes.may_read(actor, scope):
        raise Missing("no_report", _("ไม่มีรายงานนี้ หรือท่านไม่ได้ดูแลพื้นที่นี้"))
    return scope


def _offices(actor: Actor, scope: str) -> list[tuple[str, str]]:
    readable = scopes.readable(actor)
    return [(one, reports.office_words(one)) for one in dict.fromkeys([*readable, scope])]


def _lines(scope: str) -> dict[str, frozenset[str]]:
    """Each line of the table and the offices summed in it: the scope's own office and those right below."""
    office = scope.removeprefix(scopes.BELOW)
    lines = {office: frozenset({office})}
    if scope != office:
        for card in offices.children(office):
            if card.kind == "district":
                lines[card.code] = frozenset({card.code})
            elif card.kind == "province":
                below = [one.code for one in offices.children(card.code) if one.kind == "district"]
                lines[f"{scopes.BELOW}{card.code}"] = frozenset({card.code, *below})
    return lines


def _codes(lines: Mapping[str, Collection[str]]) -> set[str]:
    return {code for codes in lines.values() for code in codes}


def _sum(found: Mapping[str, Measured], codes: Collection[str]) -> Measured:
    return sum((found[code] for code in codes if code in found), Measured())


def _shown(row: Row, period: fiscal_periods.Period, actor: Actor) -> Line:
    there = row.scope and scopes.may_read(actor, row.scope)
    url = f"{reverse('desk:thinking')}?{urlencode({'office': row.scope} | period.query)}" if there else ""
    return Line(row.label, tuple("–" if n is None else f"{n:,}" for n in row.values), row.kind, url)
