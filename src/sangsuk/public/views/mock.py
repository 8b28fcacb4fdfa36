"""The pages of the pretended ThaID and LINE. Open only where `settings.MOCK_SIGN_IN` says so: see config/identity.py."""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import mock
from sangsuk.common.errors import Missing, Refused

from ..doors import View, open_door
from .failures import page
from .me_signing import NAMES


def _pretended(view: Callable[..., HttpResponseBase]) -> View:
    @open_door
    def opened(request: HttpRequest, provider: str, *args: Any) -> HttpResponseBase:
        if not settings.MOCK_SIGN_IN or provider not in NAMES:
            raise Missing("no_page", _("ไม่พบหน้านี้"))
        return view(request, provider, *args)

    return opened


@require_safe
@_pretended
def published(request: HttpRequest, provider: str) -> HttpResponse:
    return JsonResponse(mock.published(provider))


@require_safe
@_pretended
def keys(request: HttpRequest, provider: str) -> HttpResponse:
    return JsonResponse(mock.keys(provider))


@require_http_methods(["GET", "HEAD", "POST"])
@_pretended
def choose(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Who are you today?"""
    asked = {name: request.GET.get(name, "") for name in request.GET}
    redirect_uri = settings.SITE_URL.rstrip("/") + reverse(f"{provider}_callback")
    client_id = settings.SOCIALACCOUNT_PROVIDERS[provider]["APPS"][0]["client_id"]
    wrong = mock.wrong_with(provider, asked, client_id=client_id, redirect_uri=redirect_uri)
    if wrong == "invalid_request":
        return page(request, "public/mock.html", {"wrong": wrong}, status=400)
    answer = {"state": asked.get("state", "")}
    if wrong:
        return redirect(f"{redirect_uri}?{urlencode(answer | {'error': wrong})}")
    if request.method != "POST":
        context = {"people": mock.PEOPLE.values(), "name": NAMES[provider], "at": request.get_full_path()}
        return page(request, "public/mock.html", context)
    who = request.POST.get("who", "")
    more = {"code": mock.code_for(provider, who, asked)} if who in mock.PEOPLE else {"error": "access_denied"}
    return redirect(f"{redirect_uri}?{urlencode(answer | more)}")


@csrf_exempt
@require_POST
@_pretended
def token(request: HttpRequest, provider: str) -> HttpResponse:
    try:
        found = mock.exchanged(provider, request.POST.dict(), client=_client(request), now=timezone.now())
    except Refused as refused:
        return JsonResponse({"error": refused.code}, status=400)
    return JsonResponse(found, headers={"Cache-Control": "no-store"})


def _client(request: HttpRequest) -> tuple[str, str]:
    """By the header or by the form, as RFC 6749, 2.3.1 has it."""
    kind, _gap, value = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        try:
            name, _colon, secret = base64.b64decode(value).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return unquote(name), unquote(secret)
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")
