"""An official's account joined with ThaID: from inside, by herself; then it opens the first step of her way in."""

from datetime import timedelta
from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from sangsuk.accounts import deeds, outside
from sangsuk.accounts.thaid import ID
from sangsuk.common import limits
from sangsuk.common.errors import Missing, TooMany
from sangsuk.common.faces import range_of, refused

from .. import confirming
from ..doors import EVERYBODY, DeskRequest, desk
from .signing import _next

_JUST = timedelta(minutes=1)


@login_not_required
@require_POST
def come(request: HttpRequest) -> HttpResponse:
    """Who has joined comes in by it; whoever has a second factor is asked for it next, as after a password."""
    try:
        return _leaving(request, process="login", next_url=_next(request))
    except (Missing, TooMany) as trouble:
        return refused(request, trouble)


@desk(roles=EVERYBODY)
@require_POST
@confirming.fresh
def join(request: DeskRequest) -> HttpResponse:
    return _leaving(request, process="connect", next_url="/desk/account/thaid/joined")


def _leaving(request: HttpRequest, *, process: str, next_url: str) -> HttpResponse:
    """Browsers follow no form to another site, so she goes by a page that says so."""
    if ID not in outside.offered():
        raise Missing("no_provider", _("ไม่มีทางเข้าสู่ระบบนี้"))
    limits.check("sign_in", range=range_of(request))
    try:
        address = outside.setting_out(request, ID, kind=outside.STAFF, process=process, next_url=next_url)
    except (OAuth2Error, RequestException):
        return redirect("/desk/sign-in?trouble=thaid" if process == "login" else "/desk/account?trouble=thaid")
    return render(request, "public/me_leaving.html", {"address": address, "name": "ThaID"})


@desk(roles=EVERYBODY)
@require_safe
def joined(request: DeskRequest) -> HttpResponse:
    """Back from there: written down, if it came about."""
    user: Any = request.user
    known = SocialAccount.objects.filter(user=user, provider=ID).exists()
    if known and not user.deeds.filter(what="thaid_joined", at__gt=timezone.now() - _JUST).exists():
        deeds.record("thaid_joined", to=user, by=request.actor, now=timezone.now())
    return redirect("/desk/account" if known else "/desk/account?trouble=thaid")


@desk(roles=EVERYBODY)
@require_POST
@confirming.fresh
@transaction.atomic
def part(request: DeskRequest) -> HttpResponse:
    user: Any = request.user
    if SocialAccount.objects.filter(user=user, provider=ID).delete()[0]:
        deeds.record("thaid_parted", to=user, by=request.actor, now=timezone.now())
    return redirect("desk:account")
