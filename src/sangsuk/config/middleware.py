"""Which language the reader wants."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]
COOKIE = "lang"


def language(get_response: Handler) -> Handler:
    """Thai, unless the cookie of the language switch says otherwise. The browser's setting is not asked.

    Many phones in Thailand are set to English by the shop that sold them; the switch on every page is one press away.
    """
    offered = {code for code, _ in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(COOKIE, "")
        code = asked if asked in offered else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware
