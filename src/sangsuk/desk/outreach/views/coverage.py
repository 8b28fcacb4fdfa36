"""Where nobody has been for too long: of a district by village, of a province by district, of the country by province."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sangsuk.common.cells import csv_file
from sangsuk.common.dated import source_in
from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.outreach import coverage as covering
from sangsuk.outreach import queries, rules, words
from sangsuk.outreach.coverage import TAMBON, VILLAGE, Area, Coverage, DistrictShare
from sangsuk.places import queries as places
from sangsuk.places.queries import Frame
from sangsuk.thai.dates import bangkok_date

from ...doors import DeskRequest, desk, language
from ...flagships.parts import part_page
from .plan import ROLES

AT = "outreach_coverage"
UNITS = {VILLAGE: gettext_lazy("หมู่บ้าน"), TAMBON: gettext_lazy("ตำบล")}
STEPS = (100, 67, 34, 1, 0)
"""From which percentage on a dot is drawn how dark."""


@dataclass(frozen=True)
class Spot:
    """`dark`: 4 all visited ... 0 none."""

    x: float
    y: float
    dark: int
    title: str


@dataclass(frozen=True)
class Map:
    frame: Frame
    spots: Sequence[Spot]
    outlines: Sequence[str]


def _scope(request: DeskRequest) -> str:
    """The code of the district or province that is looked at; "" for the country. Raises Missing outside her sight."""
    actor, asked = request.actor, request.GET.get("area", "")
    own = {"district": offices.office(actor.office_code).district_code, "province": actor.province_code}.get(
        actor.office_level, ""
    )
    if not asked:
        return own
    known = asked.isdecimal() and len(asked) in (2, 4) and asked.startswith(own)
    if not known:
        raise Missing("no_area", _("ไม่พบพื้นที่นี้ หรือไม่อยู่ในความดูแลของท่าน"))
    places.title(asked)
    return asked


@desk(roles=ROLES)
@require_safe
def coverage(request: DeskRequest) -> HttpResponse:
    today, scope = bangkok_date(timezone.now()), _scope(request)
    if len(scope) == 4:
        return _district(request, scope, today)
    rows = covering.by_district(today, scope)
    rule = rules.rule(words.VISIT, today, scope)
    context: dict[str, Any] = {
        "scope": scope, "title": places.title(scope, language()) if scope else _("ทั้งประเทศ"), "rule": rule,
        "source": source_in(rule, language()), "villages": covering.total(rows, VILLAGE), "tambons": covering.total(rows, TAMBON),
        "map": _map_of(rows, scope), "csv": _csv(scope), "above": _above(request, scope), "districts": len(rows),
    }  # fmt: skip
    if scope:
        names = {one.code: places.district(one.code).title(language()) for one in rows}
        owed = queries.owing_of(names, today)
        context["lines"] = [(one, names[one.code], owed.get(one.code, 0)) for one in rows]
    else:
        context["provinces"] = [
            (one, places.province(one.code).title(language())) for one in covering.by_province(today, rows)
        ]
    return part_page(request, "desk/outreach/coverage.html", context, at=AT)


def _csv(scope: str) -> str:
    return f"{reverse('desk:outreach_coverage_csv')}?area={scope}" if scope else reverse("desk:outreach_coverage_csv")


def _above(request: DeskRequest, scope: str) -> str:
    """The way back up, as far as she may look."""
    level = request.actor.office_level
    if len(scope) == 4 and level != "district":
        return f"{reverse('desk:outreach_coverage')}?area={scope[:2]}"
    return reverse("desk:outreach_coverage") if len(scope) == 2 and level == "ministry" else ""


def _district(request: DeskRequest, scope: str, today: date) -> HttpResponse:
    found = covering.of_district(scope, today)
    by_tambon = {place.code: place.title(language()) for place in places.inside(scope)}
    context = {
        "scope": scope, "title": places.title(scope, language()), "found": found, "rule": found.rule,
        "source": source_in(found.rule, language()), "unit": UNITS[found.unit], "by_village": found.unit == VILLAGE,
        "areas": [(area, area.place.title(language()), by_tambon.get(area.place.above, "")) for area in found.areas],
        "map": _map(found), "csv": _csv(scope), "above": _above(request, scope), "owner": queries.owner(scope),
    }  # fmt: skip
    return part_page(request, "desk/outreach/coverage_district.html", context, at=AT)


def _map(found: Coverage) -> Map | None:
    """Villages as dots; None where too few of them have a point."""
    placed = [(area, area.place.longitude, area.place.latitude) for area in found.areas]
    known = [(area, x, y) for area, x, y in placed if x is not None and y is not None]
    if not known:
        return None
    frame = places.frame_around((x, y) for _area, x, y in known)
    spots = [Spot(*frame.project(x, y), 4 if area.covered else 0, _said(area)) for area, x, y in known]
    return Map(frame, spots, ())


def _said(area: Area) -> str:
    name = area.place.title(language())
    return f"{name}: {_('ไปแล้ว') if area.covered else _('ยังไม่ได้ไป')}"


def _map_of(rows: Sequence[DistrictShare], scope: str) -> Map:
    """Every district as a dot, the darker the more of it was visited."""
    shares = {one.code: one for one in rows}
    spots = [
        Spot(dot.x, dot.y, _dark(shares[dot.code].share.percent), f"{dot.name_th} {shares[dot.code].share.percent}%")
        for dot in places.dots(scope or None)
        if dot.code in shares
    ]
    outlines = places.shapes("district", scope) if scope else places.shapes("province")
    return Map(places.frame(scope or None), spots, [shape.d for shape in outlines])


def _dark(percent: int) -> int:
    return next(4 - n for n, least in enumerate(STEPS) if percent >= least)


@desk(roles=ROLES)
@require_safe
def table(request: DeskRequest) -> HttpResponse:
    """The same as a table to take along."""
    today, scope = bangkok_date(timezone.now()), _scope(request)
    lines = _district_lines(scope, today) if len(scope) == 4 else _lines(scope, today)
    response = HttpResponse(csv_file(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="coverage-{scope or "TH"}-{today:%Y%m%d}.csv"'
    return response


def _lines(scope: str, today: date) -> Iterator[list[object]]:
    yield ["district", "name_th", "unit", "visited", "total", "months", "as_of"]
    for one in covering.by_district(today, scope):
        months = rules.amount(words.VISIT, today, one.code[:2])
        yield [
            one.code, places.path(one.code, "th"), one.unit, one.share.visited, one.share.total, months, today.isoformat(),
        ]  # fmt: skip


def _district_lines(scope: str, today: date) -> Iterator[list[object]]:
    found = covering.of_district(scope, today)
    yield ["code", "name_th", "unit", "last_visit", "counts_until", "next_visit", "visited", "months", "as_of"]
    for area in found.areas:
        yield [
            area.place.code, area.place.title("th"), found.unit, area.last_on or "", area.until or "", area.next_on or "",
            int(area.covered), found.rule.amount, today.isoformat(),
        ]  # fmt: skip
