"""What who receives an order does: acknowledge it, and report."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sangsuk.cases.files import accept_with_papers
from sangsuk.common.forms import told_in
from sangsuk.common.uploads import taken
from sangsuk.orders import queries, receipts, words

from ...doors import WORKING, DeskRequest, came_too_late, desk
from ..forms import ReportForm
from .orders import READERS, shown


@desk(roles=READERS)
@require_POST
def acknowledge(request: DeskRequest, pk: int) -> HttpResponse:
    order = queries.one(request.actor, pk)
    receipt = receipts.acknowledge(order, by=request.actor)
    if receipt.owes == words.OWES_REPORT:
        messages.success(request, _("รับทราบแล้ว ต่อไปคือรายงานผลตามวันที่กำหนด"))
    else:
        messages.success(request, _("รับทราบแล้ว ขอบคุณ"))
    return redirect("desk:order", pk)


@desk(roles=WORKING, keeps=True)
@require_POST
def report(request: DeskRequest, pk: int) -> HttpResponse:
    order = queries.one(request.actor, pk)
    with transaction.atomic():
        receipts.check_may_report(order, request.actor, timezone.now())
    form, status = ReportForm(request.POST), 422
    good = form.is_valid()
    if not came_too_late(request, form) and good:
        files, status = taken(request.FILES.getlist("files"), accept_with_papers, form.refuse)
        if not form.errors:
            with told_in(form):
                receipts.report(order, form.cleaned_data["text"], by=request.actor, files=files)
                messages.success(request, _("ส่งรายงานผลแล้ว"))
                return redirect("desk:order", pk)
    return shown(request, order, reporting=form, form=form, status=status)
