"""The pages that only say something, and the language switch."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ..doors import open_door

YEAR = 365 * 24 * 3600


@open_door
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@open_door
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@open_door
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = ("/tell", "/track/", "/desk/", "/api/", "/stories/mine", "/stories/write")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@open_door
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to the page. Needs no guard: a stranger could change the language, nothing else."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}) or back.startswith("/language"):
        back = "/"
    response = HttpResponseRedirect(back)
    wanted = request.POST.get("lang", "")
    if wanted in dict(settings.LANGUAGES):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax", secure=secure, httponly=True
        )
    return response
