"""Practices: the list, writing one, one of them with what became of it elsewhere, its materials, taking it over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, PHOTO, accept_with_papers
from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.learning.lessons.queries import Filters
from sangsuk.learning.models import Practice, PracticeMaterial
from sangsuk.learning.practices import actions, queries, standing, table
from sangsuk.learning.practices.words import DIRECTIONS, DRAFT, PUBLISHED, RESULTS, RETURNED, STATUSES

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ...stories.parts import version_in
from .. import lesson_words as words
from ..parts import ROLES, part_page
from ..practice_forms import AdoptForm, FileForm, FindForm, MoveForm, WriteForm
from .lessons import older

AT = "practices"


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "category", "flagship")}
    filters = Filters(**asked)
    page = queries.shelf(Practice.objects.visible_to(request.actor), filters, cursor=request.GET.get("cursor", ""))
    context = {
        "form": FindForm(initial=filters.given()), "given": filters.given(), "rows": rows_of(list(page.items)),
        "older": older(reverse("desk:practices"), filters, page.next), "writes": standing.writes(request.actor),
        "written": [(one, STATUSES[one.status], words.office(one.office_id)) for one in queries.written(request.actor)],
    }  # fmt: skip
    return part_page(request, "desk/learning/practices.html", context, at=AT)


def rows_of(practices: list[Practice]) -> list[dict[str, Any]]:
    """As a list tells them, with what others say. One query."""
    elsewhere = queries.elsewhere(practices)
    return [
        {
            "practice": one, "office": words.office(one.office_id), "elsewhere": elsewhere[one.pk],
            "verdict": queries.VERDICTS[elsewhere[one.pk].verdict], "about": about(one),
        }
        for one in practices
    ]  # fmt: skip


def about(practice: Practice) -> list[str]:
    return [word for word in (words.category(practice.category), words.flagship(practice.flagship)) if word]


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """`?item=`, `?pledge=`: out of something done on the office's list, or a promise that was proved."""
    actor = request.actor
    if not standing.writes(actor):
        raise NotAllowed("not_yours", _("ผู้เขียนวิธีทำงานคือเจ้าหน้าที่ของที่ว่าการอำเภอที่ทำจริง"))
    source = {name: _number(request.GET.get(name, "")) for name in ("item", "pledge")}
    first = actions.drawn_from(actor, **source)
    form = (
        WriteForm(request.POST, office=actor.office_code)
        if request.method == "POST"
        else WriteForm(initial=first, office=actor.office_code)
    )
    if request.method == "POST" and form.is_valid() and not came_too_late(request, form):
        try:
            made = actions.begin(by=actor, data=form.cleaned_data, item=source["item"], pledge=source["pledge"])
        except Refused as refused:
            if refused.field not in form.fields:
                raise
            form.refuse(refused)
        else:
            messages.success(request, str(_("บันทึกแล้ว แนบรูปหรือเอกสารได้ แล้วส่งให้จังหวัดตรวจ")))
            return redirect("desk:practice", made.code)
    items, pledges = actions.beginnings(actor) if not any(source.values()) else ([], [])
    context = {"form": form, "items": items, "pledges": pledges}
    return part_page(request, "desk/learning/practice_new.html", context, at=AT, status=422 if form.errors else 200)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 18 else None


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _shown(request, queries.one(code, request.actor))


def _shown(
    request: DeskRequest, practice: Practice, *, bad: MoveForm | None = None, adopting: AdoptForm | None = None,
    filing: FileForm | None = None,
) -> HttpResponse:  # fmt: skip
    actor = request.actor
    here = standing.standings(practice, actor)
    files = list(PracticeMaterial.objects.filter(practice=practice).order_by("id"))
    scanning.marked(files, on_desk=True)
    own = queries.of_office(practice, actor.office_code) if standing.writes(actor) else None
    may_adopt = (
        standing.writes(actor) and practice.status == PUBLISHED and practice.office_id != actor.office_code and not own
    )
    page = queries.adoptions(practice, cursor=request.GET.get("cursor", ""))
    elsewhere = queries.elsewhere([practice])[practice.pk]
    address = reverse("desk:practice", args=[practice.code])
    context = {
        "practice": practice, "status": STATUSES[practice.status], "office": words.office(practice.office_id), "about": about(practice),
        "better": DIRECTIONS.get(practice.better, ""), "files": files, "elsewhere": elsewhere, "verdict": queries.VERDICTS[elsewhere.verdict],
        "adoptions": [(a, words.office(a.office_id), RESULTS.get(a.outcome, "")) for a in page.items], "own": own,
        "older": f"{address}?cursor={page.next}" if page.next else "",
        "forms": [
            bad if bad and bad.move == move else MoveForm(move=move, of=practice, prefix=move.name)
            for move in table.available(table.MOVES, practice.status, here)
        ],
        "form": bad or adopting or filing, "adopt": (adopting or AdoptForm(office=actor.office_code, prefix="adopt")) if may_adopt else None,
        "writing": standing.OFFICE in here and practice.status in (DRAFT, RETURNED), "file_form": filing or FileForm(prefix="file"),
        "story": [(event, table.MOVES[event.move].said if event.move in table.MOVES else _("เริ่มเขียน")) for event in queries.story_of(practice)],
    }  # fmt: skip
    wrong = bad or adopting or filing
    return part_page(request, "desk/learning/practice.html", context, at=AT, status=422 if wrong else 200)


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    practice = queries.one(code, request.actor)
    row = table.MOVES.get(name)
    if row is None:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = MoveForm(request.POST, move=row, of=practice, prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, practice, bad=form)
    try:
        actions.move(practice, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.refuse(refused)
        return _shown(request, practice, bad=form)
    messages.success(request, str(row.said))
    return redirect("desk:practice", practice.code)


@desk(roles=WORKING, keeps=True)
@require_POST
def adopt(request: DeskRequest, code: str) -> HttpResponse:
    practice = queries.one(code, request.actor)
    form = AdoptForm(request.POST, office=request.actor.office_code, prefix="adopt")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, practice, adopting=form)
    try:
        made = actions.adopt(practice, by=request.actor, data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.refuse(refused)
        return _shown(request, practice, adopting=form)
    messages.success(request, str(_("รับไปทำแล้ว เมื่อถึงกำหนดเราจะเตือนให้รายงานผล")))
    return redirect("desk:practice_adoption", made.pk)


@desk(roles=WORKING, keeps=True)
@require_POST
def add_file(request: DeskRequest, code: str) -> HttpResponse:
    practice = queries.one(code, request.actor)
    form = FileForm(request.POST, request.FILES, prefix="file")
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, practice, filing=form)
    try:
        stored = accept_with_papers(form.cleaned_data["file"])
        actions.add_material(practice, stored, form.cleaned_data["alt"], by=request.actor)
    except Refused as refused:
        field = "file" if refused.field == "photos" else refused.field
        if field not in form.fields:
            raise
        form.refuse(Refused(refused.code, str(refused), field))
        return _shown(request, practice, filing=form)
    messages.success(request, str(_("แนบไฟล์แล้ว")))
    return redirect("desk:practice", practice.code)


@desk(roles=WORKING)
@require_POST
def remove_file(request: DeskRequest, code: str, file_id: int) -> HttpResponse:
    practice = queries.one(code, request.actor)
    actions.remove_material(practice, file_id, by=request.actor)
    messages.success(request, str(_("ลบไฟล์แล้ว")))
    return redirect("desk:practice", practice.code)


@desk(roles=ROLES)
@require_safe
def file(request: DeskRequest, code: str, file_id: int) -> HttpResponseBase:
    practice = queries.one(code, request.actor)
    return given_out(
        PracticeMaterial.objects.filter(practice=practice, pk=file_id).first(), still="still" in request.GET
    )


def given_out(row: PracticeMaterial | None, *, still: bool) -> HttpResponseBase:
    """A photograph to look at, a paper to keep."""
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    photo = row.kind == PHOTO
    path = scanning.path_to(row, thumb=still and photo)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=not photo)
