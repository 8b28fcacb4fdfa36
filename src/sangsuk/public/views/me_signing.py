"""A citizen signs in by ThaID or LINE, and out again. She never needs to."""

import logging
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from sangsuk.accounts import citizens, openid, outside
from sangsuk.common import limits
from sangsuk.common.errors import Missing
from sangsuk.common.faces import expired, range_of

from ..citizens import citizen_of, hers, onward
from ..doors import open_door, private
from .failures import expired_sentence, page

logger = logging.getLogger(__name__)
NAMES = {"thaid": "ThaID", "line": "LINE"}
SAYS = {
    "cancelled": gettext_lazy("ท่านยังไม่ได้เข้าสู่ระบบ ลองใหม่ได้ทุกเมื่อ หรือใช้งานต่อโดยไม่เข้าสู่ระบบก็ได้"),
    "trouble": gettext_lazy("ยังเข้าสู่ระบบไม่ได้ เพราะเรายืนยันไม่ได้ว่าเป็นท่าน กรุณาลองใหม่อีกครั้ง ถ้ายังไม่ได้ ท่านติดตามเรื่องด้วยเลขที่และรหัสลับได้เสมอ"),
}  # fmt: skip


def front(request: HttpRequest) -> HttpResponse:
    """Who has not signed in sees what it is for, and that it is not needed."""
    said = next((str(SAYS[word]) for word in SAYS if word in request.GET), "")
    context = {
        "offered": [(name, NAMES[name]) for name in outside.offered()], "said": said,
        "next": onward(request.GET.get("next", "")), "official": request.user.is_authenticated,
    }  # fmt: skip
    return page(request, "public/me_sign_in.html", context)


@open_door
@private
@require_POST
def begin(request: HttpRequest, provider: str) -> HttpResponseBase:
    """On to the provider, by a page that says so: browsers do not follow a form to another site."""
    if provider not in outside.offered():
        raise Missing("no_provider", _("ไม่มีทางเข้าสู่ระบบนี้"))
    if expired(request):
        return front(request)
    limits.check("sign_in", range=range_of(request))
    try:
        address = outside.setting_out(request, provider, next_url=onward(request.POST.get("next", "")))
    except (OAuth2Error, RequestException) as trouble:
        _log(provider, trouble)
        return redirect(f"{reverse('public:me')}?trouble={provider}")
    return page(request, "public/me_leaving.html", {"address": address, "name": NAMES[provider]})


class _Back(OAuth2CallbackView):  # type: ignore[misc]
    """Where the provider sends her back to; what we put aside when she set out goes to the one who checks."""

    def _get_state(self, request: Any, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, answer


@open_door
@private
@require_safe
def back(request: HttpRequest, provider: str) -> HttpResponseBase:
    if provider not in outside.offered():
        raise Missing("no_provider", _("ไม่มีทางเข้าสู่ระบบนี้"))
    adapter = get_adapter(request).get_provider(request, provider=provider).get_oauth2_adapter(request)
    try:
        answer: HttpResponseBase = _Back.adapter_view(adapter)(request)
    except (OAuth2Error, RequestException, PermissionDenied) as trouble:
        _log(provider, trouble)
        return redirect(f"{reverse('public:me')}?trouble={provider}")
    return answer


def _log(provider: str, trouble: Exception) -> None:
    """Which kind of trouble, and nothing that came."""
    why = str(trouble) if isinstance(trouble, openid.Unbelieved) else type(trouble).__name__
    logger.warning("sign-in refused", extra={"provider": provider, "why": why})


@open_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    if expired(request):
        return stale(request)
    if citizen_of(request) is not None:
        logout(request)
    return redirect("public:me")


@hers
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponseBase:
    user = citizen_of(request)
    if expired(request) or user is None:
        return stale(request)
    citizens.sign_out_everywhere(user)
    logout(request)
    return redirect("public:me")


def stale(request: HttpRequest) -> HttpResponse:
    """For a button whose guard had expired, where there is no form to show again."""
    return page(request, "403.html", {"message": expired_sentence()})
