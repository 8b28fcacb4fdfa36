"""The programmes of the years: the list, one of them, and how it is made, copied, named, opened, taken out and brought in."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.flagships import periods, words
from sangsuk.flagships.models import Part, Programme
from sangsuk.flagships.programme import actions, bringing, queries, sheet, standing, table
from sangsuk.flagships.programme.words import STANDINGS, STATES
from sangsuk.thai.dates import BE_OFFSET, bangkok_date

from ...doors import DeskRequest, came_too_late, desk, language
from ...stories.parts import version_in
from ..parts import ROLES, part_page
from ..programme_forms import FileForm, NewProgrammeForm, NewProjectForm, PartForm, ProgrammeForm, WhyForm

AT = "programme"
KEEPING = ("officer", "chief")


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    today = bangkok_date(timezone.now())
    rows = [
        {"programme": one, "name": one.name(language()), "year": one.fiscal_year + BE_OFFSET, "state": STATES[one.state],
         "owed": len(queries.without_situation(one, today))}
        for one in queries.visible_to(request.actor)
    ]  # fmt: skip
    context = {"rows": rows, "keeps": standing.keeps(request.actor)}
    return part_page(request, "desk/flagships/programmes.html", context, at=AT)


@desk(roles=KEEPING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    standing.need(request.actor)
    form = NewProgrammeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.make(form.cleaned_data, fiscal_year=form.fiscal_year(), by=request.actor)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("สร้างร่างแล้ว ต่อไปเพิ่มส่วนและโครงการ"))
            return redirect("desk:programme_of", made.code)
    return _form(request, form, _("ร่างโครงการประจำปีใหม่"), _("สร้างร่าง"), back=None)


def _form(
    request: DeskRequest, form: Any, heading: str, deed: str, *, back: Programme | None, about: str = ""
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "heading": heading, "deed": deed, "programme": back, "about": about}
    context["back_name"] = back.name(language()) if back else ""
    return part_page(request, "desk/flagships/programme_form.html", context, at=AT, status=status)


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _shown(request, queries.programme(request.actor, code))


def _shown(
    request: DeskRequest, programme: Programme, *, file: FileForm | None = None, why: WhyForm | None = None,
    wrong: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    today, actor = bangkok_date(timezone.now()), request.actor
    keeps = standing.keeps(actor)
    standings = standing.standings(programme, actor)
    moves = table.available(programme.state, standings)
    owed = {project.pk for project in queries.without_situation(programme, today)}
    groups: dict[int, list[Any]] = {}
    for card in queries.cards(programme):
        groups.setdefault(card.project.part_id, []).append((card, card.name(language()), card.project.pk in owed))
    context = {
        "programme": programme, "name": programme.name(language()), "year": programme.fiscal_year + BE_OFFSET,
        "about": programme.about_th if language().startswith("th") else programme.about_en, "state": STATES[programme.state],
        "parts_shown": [(part, part.name(language()), groups.get(part.pk, [])) for part in queries.parts(programme)],
        "keeps": keeps, "changes": keeps and programme.state != words.CLOSED, "draft": programme.state == words.DRAFT,
        "moves": [(move, why if why and why.prefix == move.name else WhyForm(prefix=move.name, needed="why" in move.needs)) for move in moves],
        "own": programme.state == words.DRAFT and keeps and table.SECOND not in standings, "owed": len(owed),
        "quarter": queries.quarter_of(programme, today).name(language()),
        "copies": _free_years(programme, today) if keeps else [],
        "file": file or FileForm(), "wrong": wrong, "standings": STANDINGS,
        "history": [(event, table.SAID.get(event.move, event.move)) for event in queries.history(programme, 30)] if keeps else [],
    }  # fmt: skip
    return part_page(request, "desk/flagships/programme.html", context, at=AT, status=status)


@desk(roles=KEEPING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    programme = queries.programme(request.actor, code)
    standing.need(request.actor)
    row = table.MOVES.get(name)
    if row is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = WhyForm(request.POST, prefix=name, needed="why" in row.needs)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, programme, why=form, status=422)
    try:
        actions.move(programme, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.refuse(refused)
        return _shown(request, programme, why=form, status=422)
    messages.success(request, _("“%(name)s”: %(said)s") % {"name": programme.name(language()), "said": row.said})
    return redirect("desk:programme_of", code)


def _free_years(programme: Programme, today: date) -> list[tuple[int, int]]:
    """The years, CE and BE, into which it can be copied: the following, and the present one where years were left out."""
    years = {programme.fiscal_year + 1, max(programme.fiscal_year + 1, periods.fiscal_year(today))}
    taken = set(Programme.objects.filter(fiscal_year__in=years).values_list("fiscal_year", flat=True))
    return [(year, year + BE_OFFSET) for year in sorted(years - taken)]


@desk(roles=KEEPING)
@require_POST
def copy(request: DeskRequest, code: str) -> HttpResponse:
    said = request.POST.get("fiscal_year", "")
    year = int(said) if re.fullmatch(r"20\d\d", said) else None
    made = actions.copy(queries.programme(request.actor, code), fiscal_year=year, by=request.actor)
    messages.success(
        request, _("คัดลอกเป็นร่างของปี %(year)s แล้ว แก้ไขได้เลย แล้วให้อีกคนหนึ่งเปิดใช้") % {"year": made.fiscal_year + BE_OFFSET}
    )
    return redirect("desk:programme_of", made.code)


@desk(roles=KEEPING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: DeskRequest, code: str) -> HttpResponse:
    programme = queries.programme(request.actor, code)
    standing.need_changeable(programme, request.actor)
    fields = {field: getattr(programme, field) for field in ProgrammeForm.base_fields}
    form = ProgrammeForm(request.POST if request.method == "POST" else None, initial=fields)
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        actions.rename(programme, form.cleaned_data, by=request.actor, version=version_in(request))
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("desk:programme_of", code)
    return _form(request, form, _("ชื่อและคำอธิบาย"), _("บันทึก"), back=programme)


@desk(roles=KEEPING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: DeskRequest, code: str, no: int) -> HttpResponse:
    programme = queries.programme(request.actor, code)
    standing.need_changeable(programme, request.actor)
    old = Part.objects.filter(programme=programme, number=no).first()
    fields = {field: getattr(old, field) for field in PartForm.base_fields} if old else {}
    form = PartForm(request.POST if request.method == "POST" else None, initial=fields)
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        actions.set_part(programme, no, form.cleaned_data, by=request.actor, version=version_in(request))
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("desk:programme_of", code)
    return _form(request, form, _("ส่วนที่ %(number)s") % {"number": no}, _("บันทึก"), back=programme)


@desk(roles=KEEPING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request: DeskRequest, code: str) -> HttpResponse:
    programme = queries.programme(request.actor, code)
    standing.need_draft(programme, request.actor)
    form = NewProjectForm(request.POST if request.method == "POST" else None, parts=programme.parts.all())
    if request.method == "POST" and not came_too_late(request, form) and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.add_project(
                programme, given["number"], given["part"], given, by=request.actor, version=version_in(request)
            )
        except Refused as refused:
            if refused.field not in form.fields:
                raise
            form.refuse(refused)
        else:
            return redirect("desk:programme_project", made.code)
    return _form(request, form, _("เพิ่มโครงการ"), _("เพิ่มโครงการ"), back=programme)


@desk(roles=ROLES)
@require_safe
def taken(request: DeskRequest, code: str) -> HttpResponse:
    """The programme as a table, to be changed in Excel and brought back."""
    programme = queries.programme(request.actor, code)
    answer = HttpResponse(sheet.csv_bytes(bringing.told(programme)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="programme-{programme.code}.csv"'
    return answer


@desk(roles=KEEPING, keeps=True)
@require_POST
def brought(request: DeskRequest, code: str) -> HttpResponse:
    programme = queries.programme(request.actor, code)
    standing.need_changeable(programme, request.actor)
    form = FileForm(request.POST, request.FILES)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, programme, file=form, status=422)
    upload = form.cleaned_data["file"]
    try:
        if is_too_big(upload):
            raise Refused("too_large", _("ไฟล์ใหญ่เกินไป ขอไม่เกิน 5 เมกะไบต์"), "file")
        told = sheet.read(upload.read(), upload.name)
        changed = bringing.bring(
            programme, told, why=form.cleaned_data["why"], by=request.actor, version=version_in(request)
        )
    except Refused as refused:
        if refused.status not in (422, 413):
            raise
        form.refuse(refused)
        return _shown(request, programme, file=form, wrong=getattr(refused, "lines", ()), status=422)
    if changed:
        messages.success(request, _("นำเข้าแล้ว เปลี่ยนไป %(n)s รายการ") % {"n": len(changed)})
    else:
        messages.info(request, _("ไฟล์นี้เหมือนกับที่มีอยู่แล้ว จึงไม่มีอะไรเปลี่ยน"))
    return redirect("desk:programme_of", code)
