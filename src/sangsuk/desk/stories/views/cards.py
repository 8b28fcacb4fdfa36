"""The cards of an office: what they add up to, one by one, and what hangs on its walls."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.offices import queries as offices
from sangsuk.papers import card_papers
from sangsuk.papers import posters as wall
from sangsuk.stories import naming
from sangsuk.stories.cards import actions, posters, queries, sheets, standing
from sangsuk.stories.cards.posters import Point
from sangsuk.thai import bangkok_date

from ...doors import (
    LOOKING,
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ...views.letters import paper_of
from ..card_forms import FilterForm, PointForm
from ..card_rows import card_row, totals_rows
from ..parts import story_page

AT = "cards"


@desk(roles=(*WORKING, *LOOKING))
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """The sums of one office; its own people read the cards below them."""
    actor, office_code = request.actor, _office(request)
    form = FilterForm(request.GET.dict(), today=bangkok_date(timezone.now()))
    asked = form.asked()
    context: dict[str, Any] = {"form": form, "office_code": office_code, "own": _own(request, office_code)}
    context["offices"] = _offices(request)
    if office_code:
        since, until = asked.since, asked.until
        assert since and until
        context |= {"place": naming.office_called(office_code, language())}
        context |= totals_rows(queries.totals(office_code, actor, since=since, until=until), language())
    if context["own"]:
        shown = queries.listed(actor, asked, cursor=request.GET.get("after", ""))
        context |= {"cards": [card_row(card, language()) for card in shown.items]}
        context["older"] = _address(request, after=shown.next) if shown.next else ""
    return story_page(request, "desk/cards/cards.html", context, at=AT)


def _office(request: DeskRequest) -> str:
    """The office asked about: one's own at a district; above it the one named, or none yet."""
    asked = request.GET.get("office") or ""
    if request.actor.office_level == "district":
        asked = asked or request.actor.office_code
    if asked and not standing.totals_of(request.actor, asked):
        raise Missing("no_office", _("ไม่พบหน่วยงานนี้"))
    if asked and asked not in posters.offices_with_cards():
        raise Missing("no_office", _("ไม่พบหน่วยงานนี้"))
    return asked


def _own(request: DeskRequest, office_code: str) -> bool:
    return standing.reads_cards(request.actor) and request.actor.office_code == office_code


def _offices(request: DeskRequest) -> list[tuple[str, str]]:
    if request.actor.office_level == "district":
        return []
    known, found = offices.directory(), language()
    return [
        (code, known[code].name(found))
        for code in posters.offices_with_cards()
        if standing.totals_of(request.actor, code)
    ]


def _address(request: DeskRequest, **more: Any) -> str:
    given = request.GET.copy()
    for name, value in more.items():
        given[name] = value
    return f"{reverse('desk:cards')}?{given.urlencode()}"


def _need_own(request: DeskRequest) -> str:
    if not standing.reads_cards(request.actor):
        raise Missing("no_cards", _("หน้านี้เป็นของที่ว่าการอำเภอ"))
    return request.actor.office_code


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def points(request: DeskRequest) -> HttpResponse:
    """Counters with a poster of their own; posters and paper to print."""
    office_code = _need_own(request)
    form = PointForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.open_point(request.actor, **form.cleaned_data)
            messages.success(request, _("เปิด %(name)s แล้ว พิมพ์ป้ายได้เลย") % {"name": made.name_th})
            return redirect("desk:card_points")
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form, "points": queries.points(office_code), "office_code": office_code, "site": _site(),
        "place": naming.office_called(office_code, language()),
    }  # fmt: skip
    return story_page(request, "desk/cards/points.html", context, at=AT, status=422 if form.errors else 200)


@desk(roles=WORKING)
@require_POST
def close_point(request: DeskRequest, code: str) -> HttpResponse:
    _need_own(request)
    actions.close_point(request.actor, code)
    messages.success(request, _("ปิดช่องบริการแล้ว ป้ายเดิมจะพาไปที่บัตรของที่ว่าการอำเภอ"))
    return redirect("desk:card_points")


@desk(roles=WORKING)
@require_GET
def posters_pdf(request: DeskRequest) -> HttpResponse:
    """The office's poster and those of its counters, in one size."""
    office_code, size = _need_own(request), request.GET.get("size", "a4")
    if size not in wall.SIZES:
        raise Missing("no_size", _("ไม่มีป้ายขนาดนี้"))
    made = wall.pdf([posters.poster(point, site=_site()) for point in _points(office_code)], size=size)
    return paper_of(request, made, f"posters-{size}-{office_code}.pdf")


@desk(roles=WORKING)
@require_GET
def paper_pdf(request: DeskRequest) -> HttpResponse:
    """The card on paper, of the office or of one counter."""
    office_code = _need_own(request)
    wanted = request.GET.get("point", "")
    point = next((one for one in _points(office_code) if one.code == wanted), Point(office_code))
    return paper_of(request, card_papers.pdf(sheets.sheet(point)), f"card-{point.code or office_code}.pdf")


def _points(office_code: str) -> list[Point]:
    counters = [Point(office_code, one.code, one.name_th) for one in queries.points(office_code)]
    return [Point(office_code), *counters]


def _site() -> str:
    return str(settings.SITE_URL).rstrip("/")
