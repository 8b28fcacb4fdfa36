"""What every public page has in common: it is open, it answers refusals in words, and private pages stay private."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sangsuk.common import faces, limits
from sangsuk.common.errors import Missing, Refused

View = Callable[..., HttpResponseBase]
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def open_door(view: View) -> View:
    """A page that anybody may open. What a rule refuses becomes a page with a way on."""

    @login_not_required
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return faces.refused(request, refused)

    opened.keeps_what_was_typed = True  # type: ignore[attr-defined]
    return opened


def checked(request: HttpRequest, read: Callable[Asked, Found], *code: Asked.args, **more: Asked.kwargs) -> Found:
    """What stands behind the code of a certificate. A right one always opens; wrong ones are counted. Raises Missing, TooMany."""
    try:
        return read(*code, **more)
    except Missing:
        limits.check("certificate", range=faces.range_of(request))
        raise


def counted(request: HttpRequest, number: str) -> None:
    """One look at a case, or one word to it. Asked when the key was found right, so that nobody counts for her. Raises TooMany."""
    limits.check("reply" if request.method == "POST" else "track", case=number)


def private(view: View) -> View:
    """A page whose address is a secret: kept by nobody, found by nobody, told to nobody.

    The policy is same-origin and not no-referrer, because with the latter browsers send `Origin: null` with our own
    forms, and the guard against forged forms would refuse them.
    """

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return kept
