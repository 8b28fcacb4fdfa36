"""A group's list of names: brought as a file, looked through before it is kept, opened only with a reason."""

import hashlib
from dataclasses import astuple
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import drafts, queries, repeats, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.repeats.sheets import MOST_SHOWN
from sangsuk.cases.standing import standings
from sangsuk.common.cells import csv_file
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import is_too_big
from sangsuk.offices.actor import Actor

from ..doors import DeskRequest, came_too_late, desk, page
from ..forms import RevealForm
from ..repeats_forms import ListForm
from .reports import XLSX


def own(request: DeskRequest, number: str) -> Case:
    case = queries.seen(number, request.actor)
    if workflow.OWNER not in standings(case, request.actor):
        raise NotAllowed("not_yours", _("เฉพาะศูนย์ที่ดูแลเรื่องนี้จึงเพิ่มหรือเปิดรายชื่อได้"))
    return case


@desk(keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: DeskRequest, number: str) -> HttpResponse:
    """The file comes in and is looked through; nothing is kept on the case yet. Until then it lies sealed for two days."""
    case = own(request, number)
    if closed := repeats.closed_to_lists(case):
        raise closed
    if request.method != "POST":
        return page(request, "desk/group_bring.html", {"case": case, "form": ListForm()}, here="queue")
    form = ListForm(request.POST, request.FILES)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            return _looked_through(request, case, form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
            status = 413 if refused.code == "too_large" else 422
    return page(request, "desk/group_bring.html", {"case": case, "form": form}, here="queue", status=status)


def _looked_through(request: DeskRequest, case: Case, given: dict[str, Any]) -> HttpResponse:
    upload = given["file"]
    if is_too_big(upload) or upload.size > 5_000_000:
        raise Refused("too_large", _("ไฟล์ใหญ่เกินไป ขอไม่เกิน 5 เมกะไบต์"), "file")
    content = upload.read()
    sheet = repeats.read(content, upload.name)
    kept = drafts.start(
        kind="group", case=case.number, by=request.actor.user_id, name=given["name"], sha256=hashlib.sha256(content).hexdigest(),
        representative=given["representative"], people=[astuple(person) for person in sheet.people],
    )  # fmt: skip
    context = {
        "case": case, "sheet": sheet, "first": sheet.people[:3], "wrong": sheet.wrong[:MOST_SHOWN], "token": kept.token,
        "more_wrong": max(0, len(sheet.wrong) - MOST_SHOWN), "representative": given["representative"], "name": given["name"],
    }  # fmt: skip
    return page(request, "desk/group_look.html", context, here="queue")


@desk
@require_POST
def keep(request: DeskRequest, number: str, token: UUID) -> HttpResponse:
    """What was looked through goes into the case."""
    case = own(request, number)
    told = drafts.get(token).fields
    if (told.get("kind"), told.get("case"), told.get("by")) != ("group", case.number, request.actor.user_id):
        raise Missing("no_draft", _("รายชื่อที่ตรวจไว้หมดเวลาแล้วหรือรับไว้แล้ว กรุณาเลือกไฟล์อีกครั้ง"))
    people = [repeats.Person(*row) for row in told["people"]]
    group = repeats.take_in(
        case, people, by=request.actor, name=told["name"], representative=told["representative"], sha256=told["sha256"],
    )  # fmt: skip
    drafts.save(token, kind="", people=[], representative="", name="")
    messages.success(request, _("รับรายชื่อแล้ว %(count)s ราย") % {"count": f"{group.count:,}"})
    return redirect("desk:repeats", number=number)


@desk
@require_safe
def template(request: DeskRequest) -> HttpResponse:
    """An empty list with the right headings."""
    response = HttpResponse(repeats.template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="sangsuk-names.xlsx"'
    return response


def brought_here(case: Case, actor: Actor, group_id: int) -> repeats.Brought:
    found = next((one for one in repeats.brought(case, actor) if one.group.pk == group_id), None)
    if found is None:
        raise Missing("no_group", _("ไม่พบรายชื่อนี้"))
    return found


@desk(keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: DeskRequest, number: str, group_id: int) -> HttpResponse:
    """The list, once, after the reason was written down: on the page, or as a file for Excel."""
    case = own(request, number)
    found = brought_here(case, request.actor, group_id)
    if found.group.forgotten_at is not None:
        raise Missing("no_group", _("รายชื่อนี้พ้นกำหนดเก็บและลบแล้ว"))
    form = RevealForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].help_text = _("เช่น นัดประชุมชาวบ้าน เหตุผลนี้บันทึกไว้พร้อมชื่อของท่าน")
    people, leader, status = [], "", 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            opened = repeats.names(found.group, by=request.actor, reason=form.cleaned_data["reason"])
            people, leader = opened.people, opened.leader
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    if people and request.POST.get("as") == "csv":
        return _file(case, people)
    context = {"case": case, "brought": found, "form": form, "people": people, "leader": leader}
    return page(request, "desk/group_names.html", context, here="queue", status=status)


def _file(case: Case, people: list[repeats.Person]) -> HttpResponse:
    head = [_("ลำดับ"), _("ชื่อ-นามสกุล"), _("โทรศัพท์"), _("อีเมล"), _("ที่อยู่")]
    rows = [[str(p.row), p.name, p.phone, p.email, p.address] for p in people]
    response = HttpResponse(csv_file([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{case.number}-names.csv"'
    return response
