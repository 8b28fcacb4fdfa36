"""The list of keys, and the switch that turns them off (WCAG 2.1.4)."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ..doors import EVERYBODY, DeskRequest, desk, page

YEAR = 365 * 24 * 3600


@desk(roles=EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, "desk/keys.html", {})
    response = redirect("desk:keys")
    value = "off" if request.POST.get("keys") == "off" else "on"
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(settings.KEYS_COOKIE_NAME, value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response
