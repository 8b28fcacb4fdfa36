"""Coming in and going out: our page, django-allauth's steps behind it."""

from allauth.account.internal.flows import login as flow
from allauth.account.models import Login
from django import forms
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.accounts import outside
from sangsuk.accounts.thaid import ID
from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm

from ..doors import came_too_late
from . import tries


class SignInForm(KindForm):
    email = forms.CharField(
        label=gettext_lazy("อีเมล"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"type": "email", "autocomplete": "username", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("กรุณากรอกอีเมลที่ใช้เข้าระบบ")},
    )
    password = forms.CharField(
        label=gettext_lazy("รหัสผ่าน"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสผ่าน")},
    )


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):  # the session ended under an open page: say so beside what was typed
        response = render(request, "desk/_ended.html")
        response["HX-Retarget"], response["HX-Reswap"] = "#ended", "innerHTML"
        return response
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if came_too_late(request, form):
        status = 403
    elif request.method == "POST" and form.is_valid():
        try:
            return _enter(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    return render(
        request,
        "desk/sign_in.html",
        {"form": form, "next": _next(request), "thaid": ID in outside.offered()},
        status=status,
    )


sign_in.keeps_what_was_typed = True  # type: ignore[attr-defined]


def _enter(request: HttpRequest, email: str, password: str) -> HttpResponse:
    """On to the second factor, or in. The same words for an unknown account, a wrong password and a closed account.

    Raises Refused, TooMany.
    """
    now = timezone.now()
    counted = tries.of_password(request, email, now=now)
    tries.check(counted, now=now)
    user = authenticate(request, username=email, password=password)
    if user is None:
        tries.failed(counted, now=now)
        raise Refused("wrong_password", _("อีเมลหรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจว่าแป้นพิมพ์เป็นภาษาอังกฤษ และไม่ได้กด Caps Lock"))
    credentials, begun = {"email": email}, Login(user=user, redirect_url=_next(request), email=email)
    answer: HttpResponse = flow.perform_password_login(request, credentials, begun)
    return answer


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/desk/") else reverse("desk:today")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The browser is told to keep no page; what was typed and not sent, and reports waiting for a signal, stay."""
    logout(request)
    response = redirect("desk:sign_in")
    response["Clear-Site-Data"] = '"cache"'
    return response
