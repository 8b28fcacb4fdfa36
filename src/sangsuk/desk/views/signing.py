"""Coming in and going out. Wrong tries are slowed down per account and place, so that nobody is locked out by a stranger."""

from datetime import timedelta

from django import forms
from django.contrib.auth import authenticate, login, logout
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

from sangsuk.common import faces, throttle
from sangsuk.common.errors import Refused, TooMany
from sangsuk.common.forms import KindForm

from ..doors import expired_sentence

TRIES, WINDOW = 8, timedelta(minutes=15)
TRIES_OF_A_PLACE = 200
"""Far above what a whole government building mistypes behind one address; far below what guessing needs."""


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
    if faces.expired(request):
        form.errors.clear()
        form.add_error(None, expired_sentence())
        status = 403
    elif request.method == "POST" and form.is_valid():
        try:
            _enter(request, form.cleaned_data["email"], form.cleaned_data["password"])
            return redirect(_next(request))
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    return render(request, "desk/sign_in.html", {"form": form, "next": _next(request)}, status=status)


sign_in.keeps_what_was_typed = True  # type: ignore[attr-defined]


def _enter(request: HttpRequest, email: str, password: str) -> None:
    """The same words for an unknown account, a wrong password and a closed account. Raises Refused, TooMany."""
    now, place = timezone.now(), faces.caller(request)
    pair = throttle.name_of("sign-in", email.strip().lower(), place)
    shared = throttle.name_of("sign-in-place", place)
    try:
        throttle.check(pair, most=TRIES, now=now)
        throttle.check(shared, most=TRIES_OF_A_PLACE, now=now)
    except TooMany as trouble:
        minutes = {"minutes": -(-trouble.retry_after // 60)}
        sentence = _("ลองหลายครั้งแล้วยังไม่ถูก กรุณารอ %(minutes)s นาทีแล้วลองใหม่ หรือขอตั้งรหัสผ่านใหม่จากผู้ดูแลระบบ") % minutes
        raise TooMany(trouble.code, sentence, trouble.retry_after) from trouble
    user = authenticate(request, username=email, password=password)
    if user is None:
        throttle.failed(pair, window=WINDOW, now=now)
        throttle.failed(shared, window=WINDOW, now=now)
        raise Refused("wrong_password", _("อีเมลหรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจว่าแป้นพิมพ์เป็นภาษาอังกฤษ และไม่ได้กด Caps Lock"))
    login(request, user)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/desk/") else reverse("desk:today")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("desk:sign_in")
