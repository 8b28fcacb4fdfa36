"""Switching on the power of a national administrator for a while; and the list of when that was, for who audits."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import elevations, queries
from sangsuk.common import paging
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import confirming
from ..doors import DeskRequest, came_too_late, desk, language, page
from .confirm import next_of

SIZE = 40
READERS = ("operator", "auditor", "dpo")


class ReasonForm(KindForm):
    reason = forms.CharField(
        label=gettext_lazy("เปิดสิทธิ์เพื่อทำเรื่องใด"),
        help_text=gettext_lazy("ผู้ตรวจสอบและเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลอ่านเหตุผลนี้ได้"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("กรุณาบอกเหตุผล")},
    )


@desk(roles=("operator",), keeps=True)
@confirming.fresh
@require_http_methods(["GET", "HEAD", "POST"])
def elevate(request: DeskRequest) -> HttpResponse:
    _national(request.actor)
    user: Any = request.user
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            elevations.elevate(user, by=request.actor, reason=form.cleaned_data["reason"], now=timezone.now())
            return redirect(next_of(request))
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    minutes = queries.minutes("elevation", now=timezone.now())
    context = {"form": form, "minutes": minutes, "next": next_of(request)}
    return page(request, "desk/account/elevate.html", context, here="account", status=status)


def _national(actor: Actor) -> None:
    if actor.office_level != "ministry":
        raise NotAllowed("not_your_role", gettext_lazy("สิทธิ์นี้มีเฉพาะผู้ดูแลระบบส่วนกลาง"))


@desk(roles=("operator",))
@require_POST
def lower(request: DeskRequest) -> HttpResponse:
    user: Any = request.user
    elevations.end(user, by=request.actor, now=timezone.now())
    return redirect("desk:account")


@desk(roles=READERS)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """Everybody's, the newest first. An operator of a province has no such power and no need to read this."""
    _national(request.actor)
    cursor = request.GET.get("cursor", "")
    rows = queries.elevations(before=paging.decode_id(cursor) if cursor else None, most=SIZE + 1)
    shown = paging.page(rows, SIZE, lambda row: (row.pk,))
    names = offices.known()
    told = [
        (row, names[row.office_code].name(language()) if row.office_code in names else row.office_code)
        for row in shown.items
    ]
    context = {"rows": told, "next": f"?cursor={shown.next}" if shown.next else "", "now": timezone.now()}
    return page(request, "desk/account/elevations.html", context, here="elevations")
