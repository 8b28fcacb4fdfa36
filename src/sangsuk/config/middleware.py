"""Which language the reader wants; how long a session may stay open; a page for who opens where only a button leads."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from sangsuk.accounts.sessions import BEGAN, SEEN

Handler = Callable[[HttpRequest], HttpResponse]


def language(get_response: Handler) -> Handler:
    """Thai, unless the language switch or the officer's own setting says otherwise. The browser is not asked.

    Many phones in Thailand are set to English by the shop that sold them; the switch on every page is one press away.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        code = _chosen(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def _chosen(request: HttpRequest) -> str:
    """The switch, then the officer's setting; who brings no session is not looked up."""
    asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if not asked and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        asked = request.user.language
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


SEEN_EVERY_SECONDS = 300
BY_ITSELF = "/presence"
"""Asked by an open page again and again, whoever sits before it or not."""


def sessions_end(get_response: Handler) -> Handler:
    """Who was away for an hour, or came in half a day ago, signs in again. Seen is written every five minutes at most."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _look(request)
        return get_response(request)

    return middleware


def _look(request: HttpRequest) -> None:
    now, session = int(timezone.now().timestamp()), request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began >= settings.SESSION_MOST_SECONDS or now - seen >= settings.SESSION_IDLE_SECONDS:
        logout(request)
    elif now - seen >= SEEN_EVERY_SECONDS and not request.path.endswith(BY_ITSELF):
        session[SEEN] = now


def wrong_method(get_response: Handler) -> Handler:
    """Whoever reloads the answer to a button, or signs in anew after pressing one, would see an empty page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
