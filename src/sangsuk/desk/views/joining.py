"""The first coming of an official: by the link that her office's administrator gave her."""

from allauth.account.internal.flows import login as flow
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sangsuk.accounts import invitations
from sangsuk.accounts.models import Invitation
from sangsuk.common import throttle
from sangsuk.common.errors import Missing, Refused

from ..doors import came_too_late
from . import tries
from .account import NewPasswordForm


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """She sets her password; then comes what comes after any password: her second factor."""
    if request.user.is_authenticated:
        return redirect("desk:account")
    try:
        invitation = _found(request, token)
    except Refused as refused:
        return _private(
            render(request, "desk/account/join_over.html", {"message": str(refused)}, status=refused.status)
        )
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    status = 200
    if came_too_late(request, form):
        status = 403
    elif request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept(token, password=form.cleaned_data["password"], now=timezone.now())
            begun = Login(user=user, redirect_url="/desk/account/factors", email=user.email)
            done: HttpResponse = flow.perform_password_login(request, {"email": user.email}, begun)
            return _private(done)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    elif request.method == "POST":
        status = 422
    context = {"form": form, "user_name": invitation.user.name, "email": invitation.user.email}
    return _private(render(request, "desk/account/join.html", context, status=status))


join.keeps_what_was_typed = True  # type: ignore[attr-defined]


def _found(request: HttpRequest, token: str) -> Invitation:
    """Raises Missing, TooMany: links cannot be guessed, but nobody shall try for long."""
    now, name = timezone.now(), throttle.name_of("join", tries.place_of(request))
    throttle.check(name, most=tries.TRIES_OF_A_PLACE, now=now)
    try:
        return invitations.find(token, now=now)
    except Missing:
        throttle.failed(name, window=tries.WINDOW, now=now)
        raise


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is the key: it goes into no index; other sites are not told it (the house's referrer policy)."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
