"""Areas that changed: recorded by the department with the law, taken back when it was wrong."""

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.flagships.areas import actions, naming
from sangsuk.flagships.models import AreaChange

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ..area_forms import AreaChangeForm
from ..parts import part_page

AT = "areas"


def _may(request: DeskRequest) -> None:
    if not actions.may(request.actor):
        raise NotAllowed("not_yours", _("การเปลี่ยนแปลงเขตบันทึกโดยเจ้าหน้าที่ของกรมหรือกระทรวง"))


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: DeskRequest) -> HttpResponse:
    _may(request)
    form = AreaChangeForm(request.POST if request.method == "POST" else None)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            given = form.cleaned_data
            actions.record(form.parts(), on=given["on"], source=given["source"], by=request.actor)
            messages.success(request, _("บันทึกการเปลี่ยนเขตแล้ว ตัวเลขแบบเขตปัจจุบันจะรวมใหม่ภายในไม่กี่วินาที"))
            return redirect("desk:flagship_areas")
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context = {"form": form, "laws": _laws()}
    return part_page(request, "desk/flagships/areas.html", context, at=AT, status=status)


def _laws() -> list[dict[str, object]]:
    """What is known, law by law, the newest first. Changes of areas are a handful a year."""
    rows = AreaChange.objects.filter(known_to=None).order_by("-on", "from_code", "to_code")
    return [
        {"code": code, "on": on, "name": naming.name(code, language()), "parts": [
            {"code": one.to_code, "name": one.new_name_th or naming.name(one.to_code, language()), "share": one.share.normalize()} for one in parts
        ], "source": parts[0].source}
        for (on, code), found in groupby(rows, key=lambda one: (one.on, one.from_code)) if (parts := list(found))
    ]  # fmt: skip


@desk(roles=WORKING)
@require_POST
def withdraw(request: DeskRequest) -> HttpResponse:
    _may(request)
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise Missing("no_change", _("ไม่พบบันทึกการเปลี่ยนเขตนี้")) from None
    actions.withdraw(request.POST.get("code", ""), on, by=request.actor)
    messages.success(request, _("ยกเลิกบันทึกแล้ว ที่เคยบันทึกไว้ยังย้อนดูได้"))
    return redirect("desk:flagship_areas")
