"""Before a matter is sent: open ones like it, and "mine too" at one press. Afterwards: her slip, and the page to follow."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.cases import drafts, repeats
from sangsuk.common.errors import Missing, Refused, TooMany
from sangsuk.common.faces import caller, expired, qr
from sangsuk.places import queries as places
from sangsuk.privacy import notices

from ..doors import counted, open_door, private
from ..forms import KeyForm, ReachForm
from .failures import came_too_late, expired_sentence, page
from .tell import sent


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def alike(request: HttpRequest, token: UUID) -> HttpResponse:
    """Between steps 2 and 3, only when there is something alike. One press says "mine too", one goes on."""
    telling = drafts.get(token)
    if sent(token):
        return redirect("public:receipt", token=token)
    trouble: object = ""
    if expired(request):
        trouble = expired_sentence()
    elif request.method == "POST":
        chosen = request.POST.get("case", "")
        try:
            number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 18 else 0
            notice = notices.shown("supporter", request.POST.get("notice", ""), timezone.now())
            drafts.join(token, number, caller=caller(request), language=get_language() or "th", notice=notice)
            return redirect("public:joined", token=token)
        except Refused as refused:
            trouble = refused.message
    offers = repeats.offers(telling.fields)
    if not offers and not trouble:
        return redirect("public:who", token=token)
    place = (
        places.path(telling.fields["subdistrict"], get_language() or "th") if telling.fields.get("subdistrict") else ""
    )
    context = {"offers": offers, "token": token, "trouble": trouble, "place": place}
    return page(request, "public/tell_alike.html", context, status=422 if trouble else 200)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def joined(request: HttpRequest, token: UUID) -> HttpResponse:
    """Her slip: a number and a key of her own; and where she wants to be told of the end, if she does."""
    drafts.get(token)
    receipt = repeats.supported(token)
    if receipt is None:
        return redirect("public:who", token=token)
    form, status = ReachForm(request.POST if request.method == "POST" else None), 200
    if not came_too_late(request, form) and request.method == "POST" and form.is_valid():
        try:
            repeats.reachable(receipt, phone=form.cleaned_data["phone"], email=form.cleaned_data["email"])
            return redirect(f"{reverse('public:joined', args=[token])}?done=1")
        except Refused as refused:
            form.refuse(refused)
            status = 422
    address = request.build_absolute_uri(reverse("public:follow", args=[receipt.number, receipt.key]))
    context = {"receipt": receipt, "form": form, "qr": qr(address), "token": token, "done": "done" in request.GET}
    return page(request, "public/joined.html", context, status=status)


@open_door
@private
@require_safe
def follow(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Where the trouble stands that she suffers from too. Nothing of who told it."""
    try:
        follower = repeats.follow(number, key, caller=caller(request))
    except (Missing, TooMany) as refused:
        form = KeyForm.asked_again(number, refused)
        return page(request, "public/track_find.html", {"form": form}, status=refused.status)
    counted(request, follower.number)
    address = request.build_absolute_uri(reverse("public:follow", args=[number, key]))
    context: dict[str, Any] = {"follower": follower, "number": follower.number, "key": key, "qr": qr(address)}
    return page(request, "public/follow.html", context)
