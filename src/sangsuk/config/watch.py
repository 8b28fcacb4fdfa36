"""What was refused, as lines for whoever watches the house: by route and number, nobody's name, address or key."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("sangsuk.security")
REFUSALS = frozenset({401, 403, 429})


def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A 404 counts where the address is one of ours: then what it named is not there, or not for this person.

    Source: OWASP ASVS 5.0, 16.3.2 and 16.3.3.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if response.status_code in REFUSALS or (response.status_code == 404 and match is not None):
            about = {"status": response.status_code, "route": match.route if match else "", "user": _who(request)}
            logger.info("refused", extra={"method": request.method or ""} | about)
        return response

    return middleware


def _who(request: HttpRequest) -> str:
    """The number of the account, "" for who has none."""
    actor = getattr(request, "auth", None)
    if actor is not None:
        return str(getattr(actor, "user_id", "") or "")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "session"):
        return str(request.session.get(SESSION_KEY, ""))
    return ""
