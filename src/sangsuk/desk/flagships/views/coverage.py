"""The matrix: the country by provinces, a province by districts, a district by projects; who has not said; as a file."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.flagships.areas import districts as areas
from sangsuk.flagships.coverage import actions, queries, sheet, table
from sangsuk.flagships.coverage.words import ALL, LOOKS, MARKS
from sangsuk.flagships.models import Programme
from sangsuk.flagships.programme import queries as programmes
from sangsuk.places import queries as places
from sangsuk.thai.dates import BE_OFFSET

from ...doors import DeskRequest, came_too_late, desk, language
from ...stories.parts import version_in
from ...views.reports import XLSX
from ..coverage_forms import QuestionForm, SquareForm
from ..parts import ROLES, part_page

AT = "coverage"
SILENT_SHOWN = 200


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """What she answers for: the country, her province, her district."""
    code = _sight(request)
    return redirect("desk:coverage_of", code) if code else _country(request)


def _sight(request: DeskRequest, code: str = "") -> str:
    """Raises NotAllowed for who sees nothing of it, Missing outside her area."""
    sight = queries.sight(request.actor)
    if sight is None:
        raise NotAllowed("not_yours", _("หน้าที่ของท่านไม่รวมถึงตารางนี้"))
    if code and not code.startswith(sight):
        raise Missing("unknown_place", _("ไม่พบอำเภอหรือจังหวัดนี้"))
    return sight


def _asked(request: DeskRequest) -> tuple[Programme, list[programmes.Card], dict[str, Any]]:
    """Of which year; what every page of the matrix shows."""
    asked = request.GET.get("of", "")
    programme = programmes.programme(request.actor, asked) if asked else programmes.current(request.actor)
    cards = programmes.cards(programme)
    years = [one for one in programmes.visible_to(request.actor) if one.state != "draft"]
    shown = {
        "programme": programme, "programme_name": programme.name(language()), "year": programme.fiscal_year + BE_OFFSET,
        "heads": [(card.project.number, card.name(language()), card.project) for card in cards], "states": [(MARKS[s], word) for s, word in ALL.items()],
        "query": f"?{urlencode({'of': programme.code})}" if asked else "",
        "years": [{"label": str(one.fiscal_year + BE_OFFSET), "url": f"?of={one.code}", "current": one == programme, "count": None} for one in years],
    }  # fmt: skip
    return programme, cards, shown


def _country(request: DeskRequest) -> HttpResponse:
    programme, cards, context = _asked(request)
    rows, total = queries.country(programme, [card.project for card in cards])
    context |= {
        "rows": [(row, places.title(row.code, language())) for row in rows],
        "total": total,
        "whole": total.whole,
    }
    return part_page(request, "desk/flagships/coverage_country.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def area(request: DeskRequest, code: str) -> HttpResponse:
    _sight(request, code)
    return _province(request, code) if len(code) == 2 else _district(request, code)


def _province(request: DeskRequest, code: str) -> HttpResponse:
    name = areas.province(code).title(language())
    programme, cards, context = _asked(request)
    rows = queries.province(programme, [card.project for card in cards], code)
    missing = sum(1 for _code, squares in rows for one in squares if not one.state)
    new = sum(1 for _code, squares in rows for one in squares if one.cell and one.cell.look == "new")
    context |= {
        "code": code, "name": name, "missing": missing, "new": new, "above": queries.sight(request.actor) == "",
        "rows": [(below, places.title(below, language()), [_square(one) for one in squares]) for below, squares in rows],
    }  # fmt: skip
    return part_page(request, "desk/flagships/coverage_province.html", context, at=AT)


def _square(one: queries.Square) -> dict[str, Any]:
    look = one.cell.look if one.cell else ""
    return {
        "square": one,
        "mark": MARKS[one.state],
        "word": ALL[one.state],
        "look": LOOKS.get(look, ""),
        "asked": look == "returned",
    }


def _district(
    request: DeskRequest, code: str, *, posted: bool = False, asking: tuple[str, QuestionForm] | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    name = areas.district(code).title(language())
    programme, cards, context = _asked(request)
    squares = queries.district(programme, [card.project for card in cards], code)
    standing = actions.standings(code, request.actor) if programme.state == "open" else frozenset()
    forms = _forms(request, squares, posted=posted) if table.DISTRICT in standing else []
    history = queries.events([one.cell for one in squares if one.cell])
    looks = table.PROVINCE in standing
    context |= {
        "code": code, "name": name, "says": bool(forms), "looks": looks, "above": queries.sight(request.actor) != code, "province": code[:2],
        "province_name": places.title(code[:2], language()), "missing": sum(1 for one in squares if not one.state),
        "squares": [
            _square(one) | {
                "name": card.name(language()), "form": forms[at] if forms else None,
                "question": asking[1] if asking and asking[0] == one.project.pk else QuestionForm(prefix=one.project.pk) if looks and one.cell else None,
                "events": [(event, table.MOVES[event.move].said) for event in history.get(one.cell.pk if one.cell else 0, [])],
            }
            for at, (card, one) in enumerate(zip(cards, squares, strict=True))
        ],
        "wrong": [(form, form.square.project.number) for form in forms if form.is_bound and form.errors],
    }  # fmt: skip
    return part_page(request, "desk/flagships/coverage_district.html", context, at=AT, status=status)


def _forms(request: DeskRequest, squares: list[queries.Square], *, posted: bool) -> list[SquareForm]:
    kept: list[SquareForm] | None = getattr(request, "square_forms", None)
    if posted and kept is not None:
        return kept
    return [SquareForm(square=one) for one in squares]


@desk(roles=("officer", "chief"), keeps=True)
@require_POST
def say(request: DeskRequest, code: str) -> HttpResponse:
    """All squares of the page at once, or none."""
    _sight(request, code)
    areas.district(code)
    programme, cards, _context = _asked(request)
    if table.DISTRICT not in actions.standings(code, request.actor):
        raise NotAllowed("not_yours", _("เฉพาะเจ้าหน้าที่และนายอำเภอของอำเภอนี้บันทึกได้"))
    squares = queries.district(programme, [card.project for card in cards], code)
    forms = [SquareForm(request.POST, square=one) for one in squares]
    request.square_forms = forms  # type: ignore[attr-defined]
    good = all([form.is_valid() for form in forms])  # noqa: C419 - every one is to say what is wrong
    if (forms and came_too_late(request, forms[0])) or not good:
        return _district(request, code, posted=True, status=422)
    try:
        n = actions.say_all(code, [form.said() for form in forms], by=request.actor)
    except actions.SomeRefused as refused:
        for form in forms:
            if one := refused.cells.get(form.square.project.pk):
                form.refuse(one)
        return _district(request, code, posted=True, status=refused.status)
    messages.success(request, _("บันทึกแล้ว %(n)s โครงการ") % {"n": n} if n else _("ไม่มีอะไรเปลี่ยน"))
    return redirect(f"{reverse('desk:coverage_of', args=[code])}{_context['query']}")


@desk(roles=("officer", "chief"), keeps=True)
@require_POST
def look(request: DeskRequest, code: str, project: str, name: str) -> HttpResponse:
    """The province has seen a square, or asks about it."""
    _sight(request, code)
    found = programmes.card(request.actor, project).project
    form = QuestionForm(request.POST, prefix=project)
    data: dict[str, Any] = {}
    if name not in ("see", "return"):
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    if name == "return":
        good = form.is_valid()
        if came_too_late(request, form) or not good:
            return _district(request, code, asking=(project, form), status=422)
        data = form.cleaned_data
    try:
        actions.say(found, code, name, by=request.actor, version=version_in(request), data=data)
    except Refused as refused:
        if refused.field != "question":
            raise
        form.refuse(refused)
        return _district(request, code, asking=(project, form), status=422)
    messages.success(request, str(table.MOVES[name].said))
    return redirect(f"{reverse('desk:coverage_of', args=[code])}#s{found.number}")


@desk(roles=("officer", "chief"))
@require_POST
def look_all(request: DeskRequest, code: str) -> HttpResponse:
    """The province has seen everything that a district says now."""
    _sight(request, code)
    areas.district(code)
    programme, cards, _context = _asked(request)
    n = actions.see_all([card.project for card in cards], code, by=request.actor)
    messages.success(request, _("ดูแล้ว %(n)s โครงการ") % {"n": n})
    return redirect(f"{reverse('desk:coverage_of', args=[code[:2]])}{_context['query']}")


@desk(roles=ROLES)
@require_safe
def silent(request: DeskRequest) -> HttpResponse:
    """Who has not said."""
    code = _sight(request)
    programme, cards, context = _asked(request)
    found = queries.silent([card.project for card in cards], code)
    context |= {
        "many": len(found), "all": areas.many(code), "shown": SILENT_SHOWN,
        "rows": [(one, places.path(one.code, language())) for one in found[:SILENT_SHOWN]],
    }  # fmt: skip
    return part_page(request, "desk/flagships/coverage_silent.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def file(request: DeskRequest, kind: str) -> HttpResponse:
    sight = _sight(request)
    code = request.GET.get("area", sight)
    _sight(request, code or sight)
    if code and (len(code) not in (2, 4) or not code.startswith(sight)):
        raise Missing("unknown_place", _("ไม่พบอำเภอหรือจังหวัดนี้"))
    programme, cards, _context = _asked(request)
    if kind == "xlsx":
        answer = HttpResponse(sheet.workbook(programme, cards, code, language()), content_type=XLSX)
    elif kind == "csv":
        answer = HttpResponse(
            sheet.comma_separated(programme, cards, code, language()), content_type="text/csv; charset=utf-8"
        )
    else:
        raise Missing("no_file", _("ไม่มีไฟล์แบบนี้"))
    answer["Content-Disposition"] = f'attachment; filename="coverage-{programme.code}-{code or "all"}.{kind}"'
    return answer
