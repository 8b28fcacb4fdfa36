"""Calling people whose case another office settled: the list, what one may know before calling, what she said."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import remedies, story, workflow
from sangsuk.cases.callbacks import actions, queries
from sangsuk.cases.models import Case
from sangsuk.common.errors import NotAllowed, Refused

from ..callback_forms import SOLVED, CallForm
from ..doors import WORKING, DeskRequest, came_too_late, desk, page

HERE = "today"


@desk(roles=WORKING)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    cursor = request.GET.get("cursor", "")
    found = queries.waiting(request.actor, cursor=cursor)
    address, now = reverse("desk:callbacks"), timezone.now()
    context = {
        "rows": [(row, story.office_name(row.case.office_id), row.due_at < now) for row in found.items],
        "made": [] if cursor else [(row, story.office_name(row.case.office_id)) for row in queries.made(request.actor)],
        "solved": dict(SOLVED),
        "older": f"{address}?cursor={found.next}" if found.next else "",
        "newer": address if cursor else "",
    }
    return page(request, "desk/callbacks.html", context, here=HERE)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: DeskRequest, number: str) -> HttpResponse:
    """What to ask, and the form for what she said."""
    found = queries.call(number, request.actor)
    if request.method != "POST":
        return _show(request, found, CallForm())
    form, status = CallForm(request.POST), 422
    if not came_too_late(request, form) and form.is_valid():
        try:
            made = actions.record(found.callback, by=request.actor, **form.given())
            messages.success(request, _said(made.solved))
            return redirect("desk:callbacks")
        except NotAllowed:
            raise
        except Refused as refused:
            status = refused.status
            form.refuse(refused)
    return _show(request, found, form, status=status)


def _said(solved: str) -> str:
    if solved in ("partly", "no"):
        return _("บันทึกแล้ว สำนักงานที่ดูแลเรื่องและผู้บังคับบัญชาจะเห็นสิ่งที่ผู้ร้องบอก")
    return _("บันทึกผลการโทรถามแล้ว ขอบคุณ")


@desk(roles=WORKING)
@require_POST
def reveal(request: DeskRequest, number: str) -> HttpResponse:
    """Name and number, once, after it was written down who looks."""
    found = queries.call(number, request.actor)
    return _show(request, found, CallForm(), person=actions.reveal(found.callback, by=request.actor))


def _show(request: DeskRequest, found: queries.Call, form: CallForm, *, status: int = 200, **more: Any) -> HttpResponse:
    case = found.callback.case
    context = {
        "found": found,
        "form": form,
        "office": story.office_name(found.office_code),
        "reopen_until": reopen_until(case),
        "done_word": dict(SOLVED).get(found.callback.solved, ""),
    }
    return page(request, "desk/callback.html", context | more, here=HERE, status=status)


def reopen_until(case: Case) -> Any:
    """Until when she may have it opened again, None when that is over."""
    if case.closed_at is None or case.status != workflow.SETTLED:
        return None
    until = remedies.until("reopen", case)
    return until if until and until >= timezone.now() else None
