"""The card behind a poster: one page, three taps, thank you. The same at a tablet that forgets, and for who comes without a poster."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common.errors import Refused
from sangsuk.common.faces import expired, qr, range_of
from sangsuk.stories.cards import actions, queries, words
from sangsuk.stories.naming import office_called

from ...doors import open_door, private
from ...views.failures import came_too_late, expired_sentence, page
from .. import offices
from ..card_forms import CardForm

THANKS_SECONDS, IDLE_SECONDS, IDLE_WITHOUT_SCRIPT = 8, 60, 240
"""How long a tablet says thank you; how long it waits for somebody who went away, with and without JavaScript."""
LANGUAGES = {"th", "en"}


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """For who has no poster before her: which office. Nothing is kept; a position is sent in the form, never in an address."""
    trouble = ""
    if request.method == "POST":
        try:
            if not expired(request):
                code = offices.chosen(request.POST)
                return redirect(f"{reverse('public:card', args=[code])}?from={words.WEB}")
            trouble = expired_sentence()
        except Refused as refused:
            trouble = str(refused)
    found = offices.found(request)
    trouble = trouble or found.get("trouble", "")
    return page(request, "public/cards/office.html", found | {"trouble": trouble}, status=422 if trouble else 200)


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str) -> HttpResponse:
    """On one's own telephone."""
    channel = words.WEB if request.GET.get("from") == "web" else words.QR
    return _card(request, code, channel, then="public:card_thanks")


@open_door
@private
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """At the tablet: no way out of the page, nothing kept of who was here before. Its language is in the address only."""
    with translation.override(_language(request)):
        return _card(request, code, words.KIOSK, then="public:kiosk_thanks")


def _card(request: HttpRequest, code: str, channel: str, *, then: str) -> HttpResponse:
    where = queries.place(code)
    form = CardForm(request.POST if request.method == "POST" else None, initial=_usual(where))
    status = 200
    if request.method == "POST" and not came_too_late(request, form):
        if _sent(request, form, where, channel):
            return redirect(f"{reverse(then, args=[where.code])}{_said(request)}")
        status = 422
    return page(request, "public/cards/card.html", _context(request, where, channel) | {"form": form}, status=status)


def _sent(request: HttpRequest, form: CardForm, where: queries.Place, channel: str) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.send(form.new(where.code, channel), network=range_of(request))
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@open_door
@private
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    where = queries.place(code)
    return page(request, "public/cards/thanks.html", _context(request, where, words.QR))


@open_door
@private
@require_safe
def kiosk_thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Goes back by itself, to a blank page in Thai."""
    where = queries.place(code)
    with translation.override(_language(request)):
        address = request.build_absolute_uri(reverse("public:card", args=[where.code]))
        context = _context(request, where, words.KIOSK)
        context["qr"] = qr(address, context["place"])
        response = page(request, "public/cards/thanks.html", context)
        response["Refresh"] = f"{THANKS_SECONDS}; url={reverse('public:kiosk', args=[where.code])}"
        return response


def _context(request: HttpRequest, where: queries.Place, channel: str) -> dict[str, Any]:
    language = translation.get_language() or "th"
    return {
        "code": where.code, "place": office_called(where.office_code, language), "kiosk": channel == words.KIOSK,
        "counter": where.point.name(language) if where.point else "", "office_code": where.office_code,
        "thanks_seconds": THANKS_SECONDS, "idle_seconds": IDLE_SECONDS, "idle_without_script": IDLE_WITHOUT_SCRIPT,
        "other": "th" if language.startswith("en") else "en",
    }  # fmt: skip


def _usual(where: queries.Place) -> dict[str, str]:
    return {"service": where.point.service} if where.point else {}


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else "th"


def _said(request: HttpRequest) -> str:
    return "?lang=en" if request.GET.get("lang") == "en" else ""
