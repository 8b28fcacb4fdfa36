"""The district's list of mediators: who is on it, who comes, who goes. Rows end; they are never deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.cases.mediation import mediators
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.thai import bangkok_date

from ..doors import WORKING, DeskRequest, came_too_late, desk, expired_sentence, page
from ..mediation_forms import EndForm, MediatorForm
from .mediation import HERE, keeps_docket


def _check(request: DeskRequest) -> None:
    if not keeps_docket(request.actor):
        raise NotAllowed("not_yours", _("บัญชีผู้ไกล่เกลี่ยเป็นของอำเภอ"))


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: DeskRequest) -> HttpResponse:
    _check(request)
    form = MediatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and faces.expired(request):
        form.errors.clear()
        form.add_error(None, expired_sentence())
    elif request.method == "POST" and form.is_valid():
        try:
            made = mediators.add(**form.cleaned_data, by=request.actor)
            messages.success(request, _("เพิ่ม %(name)s ในบัญชีแล้ว") % {"name": made.name})
            return redirect("desk:mediators")
        except Refused as refused:
            form.refuse(refused)
    return _show(request, form=form, status=422 if form.is_bound and form.errors else 200)


@desk(roles=WORKING, keeps=True)
@require_POST
def end(request: DeskRequest, mediator_id: int) -> HttpResponse:
    """No longer on the list from a day on."""
    _check(request)
    form = EndForm(request.POST)
    good = form.is_valid()
    if came_too_late(request, form):
        return _show(request, ending=form, ending_id=mediator_id)
    if good:
        try:
            given = form.cleaned_data
            gone = mediators.end(mediator_id, on=given["valid_to"], source=given["source"], by=request.actor)
            messages.success(request, _("บันทึกแล้ว: %(name)s พ้นจากบัญชี") % {"name": gone.name})
            return redirect("desk:mediators")
        except Refused as refused:
            if refused.status == 404:
                raise
            form.refuse(refused)
    return _show(request, ending=form, ending_id=mediator_id, status=422)


def _show(request: DeskRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = mediators.everybody(request.actor.office_code)
    today = bangkok_date(timezone.now())
    context = {
        "rows": [(row, row.valid_from <= today and (row.valid_to is None or today < row.valid_to)) for row in rows],
        "form": MediatorForm(),
        "blank": EndForm(initial={"valid_to": today}, auto_id=False),
    }
    return page(request, "desk/mediation/mediators.html", context | more, here=HERE, status=status)
