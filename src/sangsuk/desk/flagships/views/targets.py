"""Targets at the desk: set by the department, shared out to provinces and districts, moved within a province."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.cells import csv_lines
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.flagships import periods, words
from sangsuk.flagships.indicators import queries as indicators
from sangsuk.flagships.indicators.cards import IndicatorCard
from sangsuk.flagships.indicators.standing import reads
from sangsuk.flagships.models import Project
from sangsuk.flagships.periods import Period
from sangsuk.flagships.targets import actions, areas, board, exchange, queries
from sangsuk.flagships.targets.standing import sets
from sangsuk.offices.actor import NATIONAL, Actor
from sangsuk.thai import bangkok_date

from ...doors import DeskRequest, came_too_late, desk, language
from ..choosing import chosen
from ..indicator_forms import FileForm
from ..parts import ROLES, part_page
from ..target_forms import BelowForm, NumberForm, ShareForm

AT = "targets"
COUNTRY = "th"
"""The country in an address."""


def _may_read(request: DeskRequest) -> None:
    if not reads(request.actor):
        raise NotAllowed("not_yours", _("หน้านี้สำหรับเจ้าหน้าที่ของอำเภอ จังหวัด กรม และกระทรวง"))


def home(actor: Actor) -> str:
    """The area whose targets somebody looks at first."""
    if actor.office_level == "province":
        return actor.province_code
    return actor.office_code if actor.office_level == "district" else ""


def _area(code: str) -> str:
    area = "" if code == COUNTRY else code or "?"
    areas.level_of(area)
    return area


@dataclass(frozen=True)
class About:
    """What one page of targets is about."""

    card: IndicatorCard
    area: str
    period: Period
    actor: Actor

    @property
    def address(self) -> dict[str, str]:
        return {"code": self.card.code, "area": self.area or COUNTRY, "period": self.period.code}

    @property
    def sets_it(self) -> bool:
        return sets(self.actor, areas.level_of(self.area), self.area)

    @property
    def shares_it(self) -> bool:
        below = areas.BELOW.get(areas.level_of(self.area))
        return below is not None and sets(self.actor, below, self.area)


def _about(request: DeskRequest, code: str, area: str, period: str) -> About:
    _may_read(request)
    when = periods.parse(period)
    project = Project.objects.filter(pk=code.partition(".")[0]).first()
    card = indicators.by_code(project.programme_id, when.starts_on).get(code) if project else None
    if card is None:
        raise Missing("no_indicator", _("ไม่พบตัวชี้วัดนี้ในช่วงเวลานี้"))
    return About(card, _area(area), when, request.actor)


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    _may_read(request)
    asked = chosen(request.GET, language())
    area = _area(request.GET["area"]) if "area" in request.GET else home(request.actor)
    period = periods.parse(request.GET["period"]) if request.GET.get("period") else asked.year
    cards = [card for card in indicators.in_force(asked.programme, period.starts_on) if card.project == asked.project]
    rows = board.rows(cards, area, period, bangkok_date(timezone.now()), language())
    context = {
        "asked": asked, "rows": rows, "period": period, "period_name": period.name(language()), "area_name": areas.name(area, language()),
        "area": area or COUNTRY, "place": area or COUNTRY, "periods": _periods(asked.year, period), "rule": board.usual(period),
        "up": _up(area, period, asked.project), "brings": request.actor.office_level != "district",
    }  # fmt: skip
    return part_page(request, "desk/flagships/targets.html", context, at=AT)


def _periods(year: Period, here: Period) -> list[tuple[str, str, bool]]:
    every = [year, *year.inside(periods.QUARTER), *year.inside(periods.MONTH)]
    return [(one.code, one.name(language()), one == here) for one in every]


def _up(area: str, period: Period, project: str) -> tuple[str, str] | None:
    """The area above: address and name."""
    if not area:
        return None
    above = areas.above(area)
    return f"?area={above or COUNTRY}&period={period.code}&project={project}", areas.name(above, language())


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, code: str, area: str, period: str) -> HttpResponse:
    about = _about(request, code, area, period)
    if request.method != "POST":
        return _shown(request, about)
    form = NumberForm(request.POST, prefix="set")
    if not came_too_late(request, form) and form.is_valid():
        try:
            number, why = form.cleaned_data["number"], form.cleaned_data["why"]
            actions.put(about.card, {about.area: number}, about.period, by=request.actor, why=why)
            return _done(request, about, _("บันทึกค่าเป้าหมายแล้ว"))
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, about, status=422, setting=form)


@desk(roles=ROLES, keeps=True)
@require_POST
def share(request: DeskRequest, code: str, area: str, period: str) -> HttpResponse:
    about = _about(request, code, area, period)
    form = _share_form(about, request.POST)
    if not came_too_late(request, form) and form.is_valid():
        try:
            given = form.cleaned_data
            made = actions.cascade(
                about.card, about.area, about.period, given["way"], by=request.actor, base=given.get("base", ""), why=given["why"]
            )  # fmt: skip
            return _done(request, about, _("แบ่งค่าเป้าหมายแล้ว เปลี่ยน %(n)s พื้นที่") % {"n": len(made)})
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, about, status=422, sharing=form)


@desk(roles=ROLES, keeps=True)
@require_POST
def below(request: DeskRequest, code: str, area: str, period: str) -> HttpResponse:
    about = _about(request, code, area, period)
    actions.need_cascader(request.actor, about.area)
    form = _below_form(about, request.POST)
    if not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.put(about.card, form.numbers(), about.period, by=request.actor, why=form.cleaned_data["why"])
            return _done(request, about, _("บันทึกแล้ว เปลี่ยน %(n)s พื้นที่") % {"n": len(made)})
        except Refused as refused:
            form.refuse(refused)
    return _shown(request, about, status=422, moving=form)


def _done(request: DeskRequest, about: About, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(reverse("desk:target", kwargs=about.address))


def _share_form(about: About, data: Any = None) -> ShareForm:
    project = Project.objects.get(pk=about.card.project)
    cards = indicators.in_force(project.programme_id, about.period.starts_on)
    bases = [
        (card.code, card.name(language())) for card in cards if actions.adds_up(card) and card.code != about.card.code
    ]
    return ShareForm(data, prefix="share", adds_up=actions.adds_up(about.card), bases=bases)


def _below_form(about: About, data: Any = None) -> BelowForm:
    codes = areas.children(about.area)
    level = areas.BELOW[areas.level_of(about.area)]
    known = queries.targets([about.card.code], level, codes, about.period)
    initial = {f"a{code}": board.plain(known[about.card.code, code].number) for _c, code in known}
    return BelowForm(
        data, prefix="below", areas={code: areas.name(code, language()) for code in codes}, initial=initial
    )


def _shown(
    request: DeskRequest, about: About, *, status: int = 200, setting: NumberForm | None = None,
    sharing: ShareForm | None = None, moving: BelowForm | None = None,
) -> HttpResponse:  # fmt: skip
    card, level, today = about.card, areas.level_of(about.area), bangkok_date(timezone.now())
    row = board.rows([card], about.area, about.period, today, language())[0]
    context: dict[str, Any] = {
        "about": about, "row": row, "name": card.name(language()), "unit": card.unit.name(language()), "address": about.address,
        "area_name": areas.name(about.area, language()), "period_name": about.period.name(language()),
        "setting": setting or NumberForm(prefix="set", initial={"number": row.target}),
        "rule": board.usual(about.period, card), "history": _history(about, level),
    }  # fmt: skip
    if level != words.DISTRICT:
        form = moving or _below_form(about)
        context |= {
            "moving": form, "children": board.children(card, about.area, about.period, today, form.fields_of_areas(), language()),
            "sharing": sharing or _share_form(about), "adds_up": actions.adds_up(card),
        }  # fmt: skip
    return part_page(request, "desk/flagships/target.html", context, at=AT, status=status)


def _history(about: About, level: str) -> list[dict[str, Any]]:
    rows = queries.history(about.card.code, level, about.area, about.period)
    return [{"row": one, "number": board.plain(one.number), "way": board.way(one.way)} for one in rows]


@desk(roles=ROLES)
@require_safe
def export(request: DeskRequest) -> HttpResponseBase:
    """Of a fiscal year: the whole country for the department, else one's own province."""
    _may_read(request)
    asked = chosen(request.GET, language())
    province = "" if request.actor.office_code in NATIONAL else request.actor.province_code
    rows = exchange.rows(asked.programme, asked.year, province=province, language=language())
    answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="targets-{asked.programme}.csv"'
    return answer


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    _may_read(request)
    if not sets(request.actor, words.DISTRICT, request.actor.province_code):
        raise NotAllowed("not_yours", _("กรมการปกครองตั้งค่าเป้าหมายของประเทศและจังหวัด จังหวัดแบ่งให้อำเภอของตน"))
    asked = chosen(request.GET, language())
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
    context: dict[str, object] = {"form": form, "found": found, "asked": asked, "targets": True}
    return part_page(request, "desk/flagships/indicator_bring.html", context, at=AT, status=status)
