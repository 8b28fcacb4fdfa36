"""One's own account: name, language, password, open sessions, keys for programs, and for whom one works today."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.accounts import actions, deeds, factors, outside, queries, tokens
from sangsuk.accounts.thaid import ID
from sangsuk.cases.standing import WORKING_ROLES
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices

from .. import confirming
from ..doors import ACTS_FOR, EVERYBODY, DeskRequest, came_too_late, desk, language, page
from ..people_words import place_words

TOKENS_FOR = frozenset({*WORKING_ROLES, "executive"})
"""Whose work the API knows."""


class AccountForm(KindForm):
    name = forms.CharField(
        label=gettext_lazy("ชื่อและนามสกุล"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=gettext_lazy("ภาษาที่ใช้"), choices=settings.LANGUAGES, widget=forms.RadioSelect)


class TokenForm(KindForm):
    label = forms.CharField(
        label=gettext_lazy("ใช้กับโปรแกรมใด"),
        max_length=100,
        error_messages={"required": gettext_lazy("กรุณาบอกว่าจะใช้กับโปรแกรมใด")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("ใช้ทำอะไรได้บ้าง"), choices=list(tokens.SCOPES.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("กรุณาเลือกว่ากุญแจนี้ใช้ทำอะไรได้บ้าง")},
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=gettext_lazy("ใช้ได้นานเท่าใด"), coerce=int, initial=90,
        choices=[(7, gettext_lazy("7 วัน")), (30, gettext_lazy("30 วัน")), (90, gettext_lazy("90 วัน"))],
    )  # fmt: skip


class NewPasswordForm(KindForm):
    password = forms.CharField(
        label=gettext_lazy("รหัสผ่านใหม่"),
        help_text=gettext_lazy("อย่างน้อย 12 ตัว จะเป็นประโยคยาวที่จำง่ายก็ได้ ไม่ต้องมีสัญลักษณ์หรือตัวเลข"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสผ่าน")},
    )
    again = forms.CharField(
        label=gettext_lazy("รหัสผ่านใหม่อีกครั้ง"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("กรุณากรอกรหัสผ่านอีกครั้ง")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", forms.ValidationError(_("สองช่องไม่ตรงกัน กรุณาพิมพ์ใหม่"), code="different"))
        return given


@desk(roles=EVERYBODY, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: DeskRequest) -> HttpResponse:
    user: Any = request.user
    form = AccountForm(
        request.POST if request.method == "POST" else None, initial={"name": user.name, "language": user.language}
    )
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        actions.change_account(user, **form.cleaned_data, now=timezone.now())
        answer = redirect("desk:account")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", max_age=365 * 24 * 3600)
        return answer
    if request.method == "POST":
        status = 422
    return shown(request, form=form, status=status)


def shown(
    request: DeskRequest, *, form: Any = None, token_form: Any = None, token: str = "", status: int = 200
) -> HttpResponse:
    user, now = _user(request), timezone.now()
    places = offices.memberships_of(user)
    context = {
        "form": form or AccountForm(initial={"name": user.name, "language": user.language}),
        "token_form": token_form or TokenForm(), "token": token, "may_token": request.actor.role in TOKENS_FOR,
        "sessions": queries.sessions(user, now=now, here=request.session.session_key or ""),
        "tokens": queries.tokens(user, now=now), "factors": factors.of(user),
        "places": [place_words(one, language()) for one in places], "here_code": request.actor.office_code,
        "thaid": ID in outside.offered(), "thaid_joined": SocialAccount.objects.filter(user=user, provider=ID).exists(),
        "trial": settings.IS_TRIAL, "may_elevate": (request.actor.role, request.actor.office_level) == ("operator", "ministry"),
    }  # fmt: skip
    return page(request, "desk/account/account.html", context, here="account", status=status)


def _user(request: DeskRequest) -> Any:
    return request.user


@sensitive_post_parameters("password", "again")
@desk(roles=EVERYBODY, keeps=True)
@confirming.fresh
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: DeskRequest) -> HttpResponse:
    """A new password ends every other session of hers; this one goes on under a new key."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    status = 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            actions.set_password(
                _user(request),
                form.cleaned_data["password"],
                now=timezone.now(),
                keep_session=request.session.session_key or "",
            )
            update_session_auth_hash(request, _user(request))
            return redirect("/desk/account?done=password")
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    return page(request, "desk/account/password.html", {"form": form}, here="account", status=status)


@desk(roles=EVERYBODY)
@require_POST
def end_session(request: DeskRequest, name: str) -> HttpResponse:
    user, here = _user(request), request.session.session_key or ""
    if name == actions.name_of_session(here) or not actions.end_session(user, name):
        raise Missing("no_session", _("ไม่พบการเข้าใช้นี้ หรือออกจากระบบไปแล้ว"))
    deeds.record("session_ended", to=user, by=request.actor, now=timezone.now())
    return redirect("/desk/account#sessions")


@desk(roles=EVERYBODY)
@require_POST
def end_others(request: DeskRequest) -> HttpResponse:
    user = _user(request)
    ended = actions.end_sessions(user, but=request.session.session_key or "")
    deeds.record("sessions_ended", to=user, by=request.actor, now=timezone.now(), count=ended)
    return redirect("/desk/account#sessions")


@desk(roles=TOKENS_FOR)
@require_POST
@confirming.fresh
def issue_token(request: DeskRequest) -> HttpResponse:
    """Shown once, in the answer itself."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return shown(request, token_form=form, status=422)
    user, now, given = _user(request), timezone.now(), form.cleaned_data
    try:
        token = actions.issue_token(
            user, label=given["label"], now=now, lasts_days=given["days"], scopes=given["scopes"]
        )
    except Refused as refused:
        form.refuse(refused)
        return shown(request, token_form=form, status=refused.status)
    deeds.record("token_issued", to=user, by=request.actor, now=now, label=given["label"], scopes=given["scopes"])
    return shown(request, token=token)


@desk(roles=EVERYBODY)
@require_POST
def end_token(request: DeskRequest, token_id: int) -> HttpResponse:
    if not actions.end_token(_user(request), token_id, by=request.actor, now=timezone.now()):
        raise Missing("no_token", _("ไม่พบกุญแจนี้ หรือหมดอายุไปแล้ว"))
    return redirect("/desk/account#tokens")


@desk(roles=EVERYBODY)
@require_POST
def act_for(request: DeskRequest) -> HttpResponse:
    """For another of the offices she works for, from now on in this browser."""
    code = request.POST.get("office", "")
    if code not in {one.office_id for one in offices.memberships_of(_user(request))}:
        raise Missing("no_such_place", _("ท่านไม่ได้ทำงานในหน่วยงานนี้"))
    request.session[ACTS_FOR] = code
    return redirect("desk:queue")
