"""How sure we are that it is still she: what this session has proved, and when."""

import time
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

SEES_IDENTITY = frozenset({"officer", "chief", "agency", "operator", "admin", "dpo"})
"""Who sees citizens' names, or has power over those who do: a password alone does not let them in."""


def proved_factor(request: Any) -> bool:
    """Has this session seen a second factor? Read from the session, without a query."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def is_fresh(request: Any) -> bool:
    """Has she proved herself within the last minutes, by signing in or anew?"""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def fresh(view: Any) -> Any:
    """Before factors, passwords, tokens or power are touched: who has not proved herself lately does so first."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            return to_confirm(request)
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return guarded


def to_confirm(request: Any) -> HttpResponse:
    """And back to the page she came from; what a form held is pressed again there."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.POST.get("back", "/desk/account")
    return redirect(f"{reverse('desk:confirm')}?{urlencode({'next': back})}")


def needs_factor(request: Any) -> bool:
    """Whether her work is of those that a password alone does not open, outside a trial."""
    return bool(settings.SECOND_FACTOR_REQUIRED and request.actor.role in SEES_IDENTITY)
