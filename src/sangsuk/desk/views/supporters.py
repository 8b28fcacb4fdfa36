"""Changing a list at somebody's own word: a supporter is taken off it, another stands for the group. Each with its reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sangsuk.cases import repeats
from sangsuk.cases.models import Case
from sangsuk.common.errors import Refused

from ..doors import DeskRequest, came_too_late, desk, page
from ..repeats_forms import LeaderForm, TakeOffForm
from .groups import brought_here, own


@desk(keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: DeskRequest, number: str) -> HttpResponse:
    """By the number on the list or on her slip; what is kept of her goes at once."""
    case = own(request, number)
    if request.method != "POST":
        form = TakeOffForm(initial={"who": request.GET.get("who", "")[:60]})
        return _asked(request, case, form)
    form, status = TakeOffForm(request.POST), 422
    good = form.is_valid()
    if not came_too_late(request, form) and good:
        try:
            given = form.cleaned_data
            gone = repeats.take_off(case, given["who"], by=request.actor, reason=given["reason"])
            name = f"{gone.case.number}-{gone.no}"
            messages.success(request, _("ถอน %(number)s ออกจากรายชื่อ และลบชื่อกับเบอร์แล้ว") % {"number": name})
            return redirect("desk:repeats", number=number)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    return _asked(request, case, form, status=status)


def _asked(request: DeskRequest, case: Case, form: TakeOffForm, *, status: int = 200) -> HttpResponse:
    return page(request, "desk/supporter_off.html", {"case": case, "form": form}, here="queue", status=status)


@desk(keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def leader(request: DeskRequest, number: str, group_id: int) -> HttpResponse:
    """Somebody else stands for the group, or nobody does."""
    found = brought_here(own(request, number), request.actor, group_id)
    form, status = LeaderForm(request.POST if request.method == "POST" else None), 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            repeats.stand_for(found.group, given["representative"], by=request.actor, reason=given["reason"])
            messages.success(request, _("เปลี่ยนผู้แทนกลุ่มแล้ว") if given["representative"] else _("ถอนชื่อผู้แทนกลุ่มแล้ว"))
            return redirect("desk:repeats", number=number)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    context = {"case": found.group.case, "brought": found, "form": form}
    return page(request, "desk/group_leader.html", context, here="queue", status=status)
