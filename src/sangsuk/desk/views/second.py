"""The second step of coming in: a code of the app, or one of the recovery codes."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sangsuk.accounts import factors
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm

from ..doors import came_too_late
from . import passkeys, tries


class CodeForm(KindForm):
    code = forms.CharField(
        label=gettext_lazy("รหัสยืนยัน"),
        help_text=gettext_lazy("รหัส 6 หลักจากแอปยืนยันตัวตน หรือรหัสกู้คืน 8 หลักที่พิมพ์เก็บไว้"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "input--short"}
        ),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสยืนยัน")},
    )


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Only for who has given the right password a moment ago; anybody else begins at the beginning."""
    if request.user.is_authenticated:
        return redirect("desk:today")
    stage: Any = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or stage.login.user is None:
        return redirect("desk:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if came_too_late(request, form):
        status = 403
    elif request.method == "POST" and (request.POST.get("credential") or form.is_valid()):
        try:
            _prove(request, stage.login.user, form)
            done: HttpResponse = stage.exit()
            return done
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    context = {"form": form, "passkey": passkeys.options_to_ask(stage.login.user)}
    return render(request, "desk/second.html", context, status=status)


second.keeps_what_was_typed = True  # type: ignore[attr-defined]


def _prove(request: HttpRequest, user: Any, form: CodeForm) -> None:
    """Raises Refused, TooMany."""
    now = timezone.now()
    counted = tries.of_second_factor(request, user)
    tries.check(counted, now=now)
    if credential := request.POST.get("credential"):
        form.errors.clear()
        factor = passkeys.answered(user, credential, now=now)
    else:
        factor = factors.use_code(user, form.cleaned_data["code"], now=now)
    if factor is None:
        tries.failed(counted, now=now)
        raise Refused("wrong_code", _("รหัสนี้ไม่ถูกต้อง หรือใช้ไปแล้ว กรุณารอรหัสถัดไปแล้วลองใหม่"), "code")
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
