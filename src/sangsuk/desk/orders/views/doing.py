"""What the writer and the signer do with an order: its files and its moves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsuk.cases.files import accept_with_papers
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm, told_in
from sangsuk.common.moves import Move
from sangsuk.common.uploads import taken
from sangsuk.orders import actions, queries, standing, table

from ...doors import WORKING, DeskRequest, came_too_late, desk
from .orders import move_form, shown

SIGNING = (*WORKING, "executive")


@desk(roles=WORKING, keeps=True)
@require_POST
def attach(request: DeskRequest, pk: int) -> HttpResponse:
    order = queries.one(request.actor, pk)
    actions.check_draft(order, request.actor)
    form, status = KindForm(request.POST), 422
    form.is_valid()
    if not came_too_late(request, form):
        files, status = taken(request.FILES.getlist("files"), accept_with_papers, form.refuse)
        if not files and not form.errors:
            form.refuse(Refused("needed", _("กรุณาเลือกไฟล์ก่อน"), "files"))
        elif not form.errors:
            with told_in(form):
                actions.attach(order, files, by=request.actor)
                messages.success(request, _("แนบไฟล์แล้ว"))
                return redirect("desk:order", pk)
    return shown(request, order, attaching=form, status=status)


@desk(roles=WORKING)
@require_POST
def detach(request: DeskRequest, pk: int, file_id: int) -> HttpResponse:
    actions.detach(queries.one(request.actor, pk), file_id, by=request.actor)
    messages.success(request, _("นำไฟล์ออกแล้ว"))
    return redirect("desk:order", pk)


@desk(roles=SIGNING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    order = queries.one(request.actor, pk)
    row = table.MOVES.get(name)
    if row is None or standing.MACHINE in row.by:
        raise Refused("unknown_move", _("ไม่มีการดำเนินการนี้"), "move")
    form = move_form(order, row, request.actor, request.POST)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return shown(request, order, bad=form, status=422)
    data = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    with told_in(form):
        actions.move(order, name, by=request.actor, version=form.cleaned_data["version"], data=data)
        messages.success(request, _said(order.number, name, row))
        return redirect("desk:order", pk)
    return shown(request, order, bad=form, status=422)


def _said(number: str, name: str, row: Move) -> str:
    if name == "sign":
        return _("ลงนามแล้ว ออกเป็นเลขที่ %(number)s และส่งถึงผู้รับแล้ว") % {"number": number}
    return str(row.said)
