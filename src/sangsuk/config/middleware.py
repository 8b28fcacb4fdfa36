"""Which language the reader wants."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

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
