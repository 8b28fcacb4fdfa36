"""Indicators at the desk: what is measured, said anew by the department, read by every office of the line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.cells import csv_lines
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.flagships import formulas, periods
from sangsuk.flagships.indicators import actions, exchange, queries, telling, words
from sangsuk.flagships.indicators.cards import IndicatorCard, units_of
from sangsuk.flagships.indicators.draft import said_of
from sangsuk.flagships.indicators.standing import keeps, need_keeper, reads
from sangsuk.flagships.models import Indicator, Project
from sangsuk.flagships.words import FORMULA, KINDS
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, came_too_late, desk, language
from ..choosing import Chosen, chosen
from ..indicator_forms import EndForm, FileForm, FixedForm, SaidForm
from ..parts import ROLES, part_page

AT = "indicators"
PREVIEW = "look"


def _may_read(request: DeskRequest) -> None:
    if not reads(request.actor):
        raise NotAllowed("not_yours", _("หน้านี้สำหรับเจ้าหน้าที่ของอำเภอ จังหวัด กรม และกระทรวง"))


def _one(code: str) -> Indicator:
    found = Indicator.objects.select_related("project").filter(pk=code).first()
    if found is None:
        raise Missing("no_indicator", _("ไม่พบตัวชี้วัดนี้"))
    return found


def _cards(row: Indicator, on: date) -> dict[str, IndicatorCard]:
    return queries.by_code(row.project.programme_id, max(on, row.valid_from))


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    _may_read(request)
    asked = chosen(request.GET, language())
    rows = [
        {"card": card, "name": card.name(language()), "unit": card.unit.name(language()), "kind": words.KINDS[card.kind],
         "level": words.LEVELS[card.level], "often": words.FREQUENCIES[card.frequency]}
        for card in queries.in_force(asked.programme, asked.on) if card.project == asked.project
    ]  # fmt: skip
    context = {"rows": rows, "asked": asked, "keeps": keeps(request.actor), "kinds": list(words.KINDS.items())}
    return part_page(request, "desk/flagships/indicators.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    _may_read(request)
    return _shown(request, _one(code))


def _shown(request: DeskRequest, row: Indicator, *, status: int = 200, ending: EndForm | None = None) -> HttpResponse:
    today = bangkok_date(timezone.now())
    cards = _cards(row, today)
    versions = list(row.versions.select_related("made_by", "unit").order_by("-version"))
    card = cards.get(row.pk) or queries.card_of(versions[-1 if row.valid_from > today else 0], row, queries.units())
    context = {
        "row": row, "card": card, "name": card.name(language()), "definition": card.definition(language()),
        "told": telling.told(card, telling.names(cards, language()), today, language()), "versions": versions,
        "kind": words.KINDS[row.kind], "keeps": keeps(request.actor), "ending": ending or EndForm(prefix="end"),
        "is_over": row.valid_to is not None, "language": language(),
    }  # fmt: skip
    return part_page(request, "desk/flagships/indicator.html", context, at=AT, status=status)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, project: str, kind: str) -> HttpResponse:
    need_keeper(request.actor)
    owner = Project.objects.filter(pk=project).first()
    if owner is None or kind not in KINDS:
        raise Missing("no_project", _("ไม่พบโครงการนี้"))
    data = request.POST if request.method == "POST" else None
    since = periods.containing(bangkok_date(timezone.now()), periods.MONTH).starts_on
    cards = queries.by_code(owner.programme_id, since)
    fixed = FixedForm(data, kind=kind, prefix="fixed")
    initial = {"since": since, "standing": "inferred"}
    form = SaidForm(data, cards=cards, kind=kind, fresh=True, initial=initial)
    looked: list[telling.Preview] = []
    status = 200 if data is None else 422
    if data is not None and not came_too_late(request, form) and fixed.is_valid() & form.is_valid():
        try:
            if PREVIEW in request.POST:
                looked, status = _preview(form, cards, project, form.cleaned_data["since"]), 200
            else:
                made = fixed.fixed(project, kind, form.cleaned_data["since"])
                actions.make(made, form.said(), by=request.actor)
                messages.success(request, _("สร้างตัวชี้วัดแล้ว"))
                return redirect("desk:indicator", code=made.code)
        except Refused as refused:
            status = refused.status
            (fixed if refused.field in (*fixed.fields, "code") else form).refuse(refused)
    context = {"form": form, "fixed": fixed, "kind": words.KINDS[kind], "kind_code": kind, "project": owner}
    return part_page(
        request, "desk/flagships/indicator_form.html", context | _formula(kind, cards, looked), at=AT, status=status
    )


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, code: str) -> HttpResponse:
    need_keeper(request.actor)
    row = _one(code)
    data = request.POST if request.method == "POST" else None
    last = row.versions.latest("version")
    cards = _cards(row, max(bangkok_date(timezone.now()), last.valid_from))
    form = SaidForm(data, cards=cards, kind=row.kind, initial=SaidForm.of(said_of(last), last.version))
    looked: list[telling.Preview] = []
    status = 200 if data is None else 422
    if data is not None and not came_too_late(request, form) and form.is_valid():
        try:
            if PREVIEW in request.POST:
                looked, status = _preview(form, cards, row.project_id, form.cleaned_data["since"]), 200
            else:
                actions.change(row, form.said(), by=request.actor, seen=form.cleaned_data["seen"])
                messages.success(request, _("บันทึกนิยามใหม่แล้ว ตัวเลขที่เกี่ยวข้องจะคำนวณใหม่ในไม่กี่วินาที"))
                return redirect("desk:indicator", code=code)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context = {"form": form, "row": row, "name": last.name(language()), "kind": words.KINDS[row.kind]}
    return part_page(
        request, "desk/flagships/indicator_form.html", context | _formula(row.kind, cards, looked), at=AT, status=status
    )


def _preview(form: SaidForm, cards: Mapping[str, IndicatorCard], project: str, since: date) -> list[telling.Preview]:
    """With the fiscal year that ended last before the day it begins. Raises Refused."""
    said = form.said()
    formula = formulas.parse(said.formula, within=project)
    unit = queries.units()[said.unit]
    formula.must_be(unit.dimension(language()), units_of(dict(cards), language()))
    return telling.preview(formula, said.unit, cards, _before(since), language())


def _before(since: date) -> periods.Period:
    today = min(since, bangkok_date(timezone.now()))
    return periods.containing(today, periods.YEAR).previous


def _formula(kind: str, cards: Mapping[str, IndicatorCard], looked: list[telling.Preview]) -> dict[str, Any]:
    """What somebody needs who writes one: the names, and what it gave."""
    known = [(card.code, card.name(language()), card.unit.name(language())) for card in cards.values()]
    return {"is_formula": kind == FORMULA, "known": known if kind == FORMULA else [], "looked": looked}


@desk(roles=ROLES, keeps=True)
@require_POST
def end(request: DeskRequest, code: str) -> HttpResponse:
    need_keeper(request.actor)
    row = _one(code)
    form = EndForm(request.POST, prefix="end")
    if not came_too_late(request, form) and form.is_valid():
        try:
            actions.end(row, form.cleaned_data["on"], why=form.cleaned_data["why"], by=request.actor)
            messages.success(request, _("ตัวชี้วัดนี้จะไม่ใช้ตั้งแต่วันที่กำหนด ตัวเลขเดิมยังอยู่ครบ"))
            return redirect("desk:indicator", code=code)
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, row, status=422, ending=form)


@desk(roles=ROLES)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Every version of every indicator of a programme."""
    _may_read(request)
    asked = chosen(request.GET, language())
    rows = exchange.rows(exchange.versions_of(asked.programme))
    answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="indicators-{asked.programme}.csv"'
    return answer


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    need_keeper(request.actor)
    asked: Chosen = chosen(request.GET, language())
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES or None)
    found, status = None, 422 if posted else 200
    if posted and not came_too_late(request, form) and form.is_valid():
        try:
            if is_too_big(form.cleaned_data["file"]):
                raise Refused("too_large", _("ไฟล์ใหญ่เกินไป กรุณาแบ่งเป็นหลายไฟล์"), "file")
            found = exchange.bring(form.cleaned_data["file"].read(), programme=asked.programme, by=request.actor)
            status = 422 if found.problems else 200
        except Refused as refused:
            form.refuse(refused)
    context: dict[str, object] = {"form": form, "found": found, "asked": asked}
    return part_page(request, "desk/flagships/indicator_bring.html", context, at=AT, status=status)
