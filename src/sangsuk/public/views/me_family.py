"""Letting a relative help: by an account, or, without one, by a second key to look only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.accounts import citizens
from sangsuk.cases import queries
from sangsuk.cases.mine import delegating, keeping, look_keys, seats
from sangsuk.cases.queries import WRONG_KEY_WINDOW, WRONG_KEYS
from sangsuk.common import throttle
from sangsuk.common.errors import Missing, Refused
from sangsuk.common.faces import caller, expired

from ..citizens import hers
from ..doors import counted, open_door, private
from ..me_forms import CodeForm, InviteForm
from ..pictures import photo
from . import track
from .failures import came_too_late, expired_sentence, page
from .me import me
from .me_signing import stale


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest) -> HttpResponse:
    """Whom she lets in, and the form to let in one more. The code is shown this once."""
    user, code = me(request), ""
    cases = keeping.cases(user.pk)
    form = InviteForm(
        request.POST if request.method == "POST" else None, cases=cases, initial={"case": "", "days": "90"}
    )
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        one = next((case for case in cases if case.number == given["case"]), None)
        try:
            name = citizens.known(user).name
            code = delegating.invite(user.pk, name=name, case=one, power=given["power"], until=form.until)
            status = 200
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "code": code, "given": delegating.given_by(user.pk)}
    return page(request, "public/me_family.html", context, status=status)


@hers
@require_POST
def end(request: HttpRequest, delegation_id: int) -> HttpResponseBase:
    if expired(request):
        return stale(request)
    delegating.end(me(request).pk, delegation_id)
    return redirect(f"{reverse('public:me')}?done=ended")


@hers
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponseBase:
    """First what the code offers, then yes. The code stands in the form, never in an address."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    offered, status = None, 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("deed") == "accept":
                _taken(request, form.cleaned_data["code"], accept=True)
                return redirect(f"{reverse('public:me')}?done=accepted")
            offered, status = _taken(request, form.cleaned_data["code"], accept=False), 200
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    context = {"form": form, "offered": offered, "name": citizens.known(me(request)).name}
    return page(request, "public/me_accept.html", context, status=status)


def _taken(request: HttpRequest, code: str, *, accept: bool) -> Any:
    """Look at what a code offers, or take it up; wrong ones are slowed down."""
    user, now = me(request), timezone.now()
    counted = throttle.name_of("delegation", str(user.pk))
    throttle.check(counted, most=WRONG_KEYS, now=now)
    try:
        if accept:
            return delegating.accept(code, user_id=user.pk, name=citizens.known(user).name, now=now)
        return delegating.offered(code, user_id=user.pk, now=now)
    except Missing:
        throttle.failed(counted, window=WRONG_KEY_WINDOW, now=now)
        raise


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Second keys of one case, for who has its own key: made, seen, ended. A new one is shown this once."""
    case = queries.opened(number, key, caller=caller(request))
    counted(request, case.number)
    made, said, status = "", "", 200
    if expired(request):
        said = expired_sentence()
    elif request.method == "POST" and request.POST.get("end", "").isdigit():
        look_keys.end(case, int(request.POST["end"]))
        said = _("ยกเลิกรหัสนั้นแล้ว มีผลทันที")
    elif request.method == "POST":
        try:
            made = look_keys.make(case)
        except Refused as refused:
            said, status = str(refused), refused.status
    address = request.build_absolute_uri(reverse("public:look", args=[case.number, made])) if made else ""
    context = {
        "case": case, "key": key, "keys": look_keys.running(case), "made": made, "address": address, "said": said,
        "looks": delegating.looks_at(case),
    }  # fmt: skip
    return page(request, "public/share.html", context, status=status)


@open_door
@private
@require_safe
def look(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The case, for who was given a key to look only."""
    seen = queries.track_of(look_keys.opened(number, key, caller=caller(request)))
    counted(request, seen.case.number)
    return track.shown(
        request, seats.only_looking(seen), at=reverse("public:look", args=[number, key]), more={"looking": True}
    )


@open_door
@private
@require_safe
def look_file(request: HttpRequest, number: str, key: str, file_id: int) -> HttpResponseBase:
    seen = queries.track_of(look_keys.opened(number, key, caller=caller(request)))
    counted(request, seen.case.number)
    return photo(seen.files, file_id, thumb="small" in request.GET)
