"""Proving anew that it is still she, before something that a thief of an open browser would do first."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sangsuk.accounts import factors
from sangsuk.accounts.models import User
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm

from ..doors import EVERYBODY, DeskRequest, came_too_late, desk, page
from . import passkeys, tries
from .second import CodeForm


class PasswordForm(KindForm):
    password = forms.CharField(
        label=gettext_lazy("รหัสผ่าน"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสผ่าน")},
    )


@sensitive_post_parameters("password", "code", "credential")
@desk(roles=EVERYBODY, keeps=True, before_factor=True)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: DeskRequest) -> HttpResponse:
    """By the second factor of who has one, else by the password."""
    user: Any = request.user
    strong = factors.has_one(user)
    form = (CodeForm if strong else PasswordForm)(request.POST if request.method == "POST" else None)
    status = 200
    if not came_too_late(request, form) and request.method == "POST":
        try:
            _prove(request, user, form, strong)
            return redirect(next_of(request))
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context = {"form": form, "next": next_of(request), "passkey": passkeys.options_to_ask(user)}
    return page(request, "desk/account/confirm.html", context, here="account", status=status)


def _prove(request: HttpRequest, user: User, form: Any, strong: bool) -> None:
    """Raises Refused, TooMany."""
    now = timezone.now()
    counted = tries.of_second_factor(request, user)
    tries.check(counted, now=now)
    if not strong:
        return _by_password(request, user, form, counted)
    if request.POST.get("credential"):
        factor = passkeys.answered(user, request.POST["credential"], now=now)
    else:
        factor = factors.use_code(user, _typed(form, "code", _("กรุณากรอกรหัสยืนยัน")), now=now)
    if factor is None:
        tries.failed(counted, now=now)
        raise Refused("wrong_code", _("รหัสนี้ไม่ถูกต้อง หรือใช้ไปแล้ว กรุณารอรหัสถัดไปแล้วลองใหม่"), "code")
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type, reauthenticated=True)
    return None


def _by_password(request: HttpRequest, user: User, form: Any, counted: list[tries.Counted]) -> None:
    if not user.check_password(_typed(form, "password", _("กรุณากรอกรหัสผ่าน"))):
        tries.failed(counted, now=timezone.now())
        raise Refused("wrong_password", _("รหัสผ่านไม่ถูกต้อง"), "password")
    record_authentication(request, user, "password", reauthenticated=True)


def _typed(form: Any, name: str, sentence: str) -> str:
    if not form.is_valid():
        form.errors.clear()
        raise Refused("needed", sentence, name)
    return str(form.cleaned_data[name])


def next_of(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/desk/") else "/desk/account"
