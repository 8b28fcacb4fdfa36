"""Second factors of one's own: an app with codes, passkeys, and recovery codes for the day the telephone is lost."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import factors
from sangsuk.common import faces
from sangsuk.common.errors import Missing, Refused

from .. import confirming
from ..doors import EVERYBODY, DeskRequest, came_too_late, desk, owes_factor, page
from . import passkeys, tries
from .second import CodeForm

SECRET = "factor_secret"  # noqa: S105 - a name in the session


class SetUpForm(CodeForm):
    code = forms.CharField(
        label=gettext_lazy("รหัส 6 หลักที่แอปแสดงตอนนี้"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input--short"}
        ),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสที่แอปแสดง")},
    )


@desk(roles=EVERYBODY, before_factor=True)
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    user: Any = request.user
    context = {"factors": factors.of(user), "left": factors.recovery_left(user), "owes": owes_factor(request)}
    return page(request, "desk/account/factors.html", context, here="account")


@sensitive_post_parameters("code")
@desk(roles=EVERYBODY, keeps=True, before_factor=True)
@confirming.fresh
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: DeskRequest) -> HttpResponse:
    """The secret waits in the session until a code proves that the app has it."""
    user: Any = request.user
    if factors.has_app(user):
        return redirect("desk:factors")
    secret = request.session.get(SECRET) or request.session.setdefault(SECRET, factors.new_secret())
    form = SetUpForm(request.POST if request.method == "POST" else None)
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            now = timezone.now()
            counted = tries.of_second_factor(request, user)
            tries.check(counted, now=now)
            try:
                made = factors.add_app(user, secret, form.cleaned_data["code"], now=now)
            except Refused:
                tries.failed(counted, now=now)
                raise
            del request.session[SECRET]
            return _added(request, made)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    grouped = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    context = {
        "form": form,
        "secret": grouped,
        "qr": faces.qr(factors.address_of(user, secret), _("รหัส QR สำหรับแอปยืนยันตัวตน")),
    }
    return page(request, "desk/account/app.html", context, here="account", status=status)


@desk(roles=EVERYBODY, before_factor=True)
@confirming.fresh
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: DeskRequest) -> HttpResponse:
    """The browser makes the key; we keep its public half."""
    user: Any = request.user
    trouble, status = "", 200
    if request.method == "POST" and not faces.expired(request):
        name = request.POST.get("name", "").replace("\x00", "").strip()[:60]
        credential = passkeys.made(request.POST.get("credential", ""))
        if credential:
            return _added(request, factors.add_passkey(user, name, credential, now=timezone.now()))
        trouble, status = _("เบราว์เซอร์ยังสร้างพาสคีย์ไม่สำเร็จ กรุณาลองใหม่ หรือใช้แอปยืนยันตัวตนแทน"), 422
    context = {"options": passkeys.options_to_make(user), "trouble": trouble}
    return page(request, "desk/account/passkey.html", context, here="account", status=status)


def _added(request: DeskRequest, made: Any) -> HttpResponse:
    """Proved with it just now. Who has no recovery codes yet sees hers next, once."""
    user: Any = request.user
    record_authentication(request, user, "mfa", id=made.pk, type=made.type)
    if factors.recovery_left(user):
        return redirect("desk:factors")
    return _codes(request)


def _codes(request: DeskRequest) -> HttpResponse:
    user: Any = request.user
    made = factors.new_recovery_codes(user, now=timezone.now())
    codes = [f"{code[:4]} {code[4:]}" for code in made]
    return page(request, "desk/account/codes.html", {"codes": codes, "today": timezone.localdate()}, here="account")


@desk(roles=EVERYBODY, before_factor=True)
@require_POST
@confirming.fresh
def codes(request: DeskRequest) -> HttpResponse:
    """New ones; the old ones open nothing from now on."""
    user: Any = request.user
    if not factors.has_one(user):
        return redirect("desk:factors")
    return _codes(request)


@desk(roles=EVERYBODY)
@require_POST
@confirming.fresh
def remove(request: DeskRequest, factor_id: int) -> HttpResponse:
    user: Any = request.user
    if not factors.remove(user, factor_id, keep_one=confirming.needs_factor(request), now=timezone.now()):
        raise Missing("no_factor", _("ไม่พบวิธียืนยันตัวตนนี้"))
    return redirect("desk:factors")
