"""The short way in for programs: no session, no cookie, no form token, no page; the rest of the house goes the long way.

It stands near the top of MIDDLEWARE and answers for everything under /api/ by itself, so a request pays only for what
it uses. The documentation page is a page and goes the long way.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from . import problems
from .reading import drain

Handler = Callable[[HttpRequest], HttpResponse]
PAGES = frozenset({"/api/v1/docs"})
LANGUAGES = {"th": "th", "en": "en"}


def short_way(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path in PAGES or not (path.startswith("/api/") or path == "/api"):
            return get_response(request)
        code = language(request.headers.get("Accept-Language", ""))
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = _answer(request)
        response.headers.setdefault("Content-Language", code)
        response.headers.setdefault("Vary", "Accept-Language")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def language(accepted: str) -> str:
    """Thai, unless English is wanted more."""
    for tag, _quality in parse_accept_lang_header(accepted):
        if code := LANGUAGES.get(tag.partition("-")[0]):
            return code
    return "th"


def _answer(request: HttpRequest) -> HttpResponse:
    """A HEAD is a GET whose body stays here; what is left of a refused request is read and thrown away."""
    head = request.method == "HEAD"
    if head:
        request.method = "GET"
    response = _asked(request)
    if response.status_code >= 400:
        drain(request)
    if not response.streaming:
        response.headers["Content-Length"] = str(len(response.content))
        if head:
            response.content = b""
    return response


def _asked(request: HttpRequest) -> HttpResponse:
    """Find the address, ask it, and give every kind of trouble its one shape."""
    try:
        request.get_host()  # refuses a host that is not ours
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", ""):
            return problems.length_needed()
        match = resolve(request.path_info)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return problems.no_such_address()
    except Exception as trouble:
        return problems.of(trouble)
    if response.status_code == 405:
        return problems.wrong_method(response.headers.get("Allow", ""))
    return response
