"""The door to a citizen's own pages: only for who signed in as a citizen, and not for ever on a borrowed phone."""

import functools
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from sangsuk.accounts.models import User

from .doors import View, open_door, private

IDLE_SECONDS, LONGEST_SECONDS = 30 * 60, 8 * 3600
BEGAN, SEEN = "hers_began", "hers_seen"
"""Not those of every session: what any page notes as seen would keep hers open on a borrowed phone."""


def citizen_of(request: HttpRequest) -> User | None:
    """Who signed in as a citizen. An official's session is nobody here."""
    user = request.user
    if isinstance(user, User) and user.is_active and user.kind == User.Kind.CITIZEN and _fresh(request):
        return user
    return None


def _fresh(request: HttpRequest) -> bool:
    """Ends a session that has lain about, or lasted long enough; else notes that it is in use."""
    if getattr(request, "_fresh", False):
        return True
    now, session = timezone.now().timestamp(), request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > LONGEST_SECONDS or now - seen > IDLE_SECONDS:
        logout(request)
        return False
    if BEGAN not in session or now - seen > 60:
        session[BEGAN], session[SEEN] = began, now
    request._fresh = True  # type: ignore[attr-defined]
    return True


def hers(view: View) -> View:
    """A page of her own; who has not signed in is asked to, and comes back here."""

    @open_door
    @private
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if citizen_of(request) is None:
            back = request.path if request.method in ("GET", "HEAD") else ""
            return redirect(reverse("public:me") + (f"?{urlencode({'next': back})}" if back else ""))
        return view(request, *args, **kwargs)

    return opened


def onward(wanted: str) -> str:
    """Where she goes after signing in: a page of hers or of telling, else her list."""
    ways = (reverse("public:me") + "/", reverse("public:story"))
    plain = wanted.startswith(ways) and "//" not in wanted and "\\" not in wanted and wanted.isprintable()
    return wanted if plain else reverse("public:me")
