"""Headmen and kamnan of the district: appointed by the chief or the keeper of accounts, from a day to a day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.cases.behalf import POSTS
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import posts

from ..doors import DeskRequest, came_too_late, desk, page


class PostForm(KindForm):
    post = forms.ChoiceField(label=gettext_lazy("ตำแหน่ง"), choices=[*POSTS.items()], widget=forms.RadioSelect)
    area_code = forms.CharField(
        label=gettext_lazy("รหัสหมู่บ้านหรือตำบล"), help_text=gettext_lazy("หมู่บ้าน 8 หลัก ตำบล 6 หลัก"), max_length=20
    )
    name = forms.CharField(label=gettext_lazy("ชื่อและนามสกุล"), max_length=200)
    number = forms.CharField(
        label=pgettext_lazy("label", "เลขประจำตัวประชาชน"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("ใช้ตรวจว่าเป็นคนเดียวกันเมื่อเขาเข้าสู่ระบบด้วย ThaID เราไม่เก็บเลขนี้"),
    )  # fmt: skip
    order_no = forms.CharField(label=gettext_lazy("คำสั่งแต่งตั้งที่"), max_length=120)
    valid_from = forms.DateField(
        label=gettext_lazy("ตั้งแต่วันที่"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=gettext_lazy("ถึงวันที่ (ถ้าทราบ)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


@desk(roles=posts.APPOINTS, keeps=True)
@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
def villages(request: DeskRequest) -> HttpResponse:
    _of_a_district(request)
    form = PostForm(request.POST if request.method == "POST" else None, initial={"valid_from": timezone.localdate()})
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            posts.appoint(by=request.actor, **form.cleaned_data)
            messages.success(request, _("แต่งตั้งแล้ว เขาจะเห็นตำแหน่งนี้เมื่อเข้าสู่ระบบด้วย ThaID"))
            return redirect("desk:villages")
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context: dict[str, Any] = {
        "form": form, "rows": posts.of_office(request.actor), "posts": POSTS, "today": timezone.localdate()
    }  # fmt: skip
    return page(request, "desk/villages.html", context, here="villages", status=status)


@desk(roles=posts.APPOINTS)
@require_POST
def end(request: DeskRequest, post_id: int) -> HttpResponse:
    """The term is over from today."""
    _of_a_district(request)
    posts.end(post_id, by=request.actor, on=timezone.localdate())
    messages.success(request, _("สิ้นสุดวาระแล้ว มีผลตั้งแต่วันนี้"))
    return redirect("desk:villages")


def _of_a_district(request: DeskRequest) -> None:
    if not posts.may_appoint(request.actor):
        raise NotAllowed("not_your_role", _("เฉพาะหัวหน้าศูนย์หรือผู้ดูแลบัญชีของอำเภอแต่งตั้งได้"))
