"""What anybody may know of training: title, place and days; no person. And whether a certificate is true."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sangsuk.common import ical
from sangsuk.common.errors import Missing
from sangsuk.learning.models import TrainingEvent
from sangsuk.learning.training import attending, certificates, queries, rules, words

from ...doors import checked, open_door
from ...views.failures import page

SCANNED = "training_in"
"""In the session of a browser: which code it has scanned, and when; the desk reads it after the sign-in."""


def _status(event: TrainingEvent) -> str:
    """As it stands for who was not there: what its organiser has summed up or put away was held, or called off."""
    if event.status == words.ARCHIVED and event.why:
        return words.CANCELLED
    return words.HELD if event.status in words.TOOK_PLACE else event.status


def _language() -> str:
    return get_language() or "th"


@open_door
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    past, now = "past" in request.GET, timezone.now()
    found = queries.public(now=now, past=past, cursor=request.GET.get("cursor", ""))
    rows = [
        (
            one,
            queries.office_called(one.organiser_id, _language()),
            words.STATUSES[_status(one)],
            words.TONES[_status(one)],
        )
        for one in found.items
    ]
    older = f"?{'past&' if past else ''}cursor={found.next}" if found.next else ""
    return page(request, "public/learning/trainings.html", {"rows": rows, "past": past, "older": older})


@open_door
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    event = queries.public_one(code)
    status = _status(event)
    context = {
        "event": event, "office": queries.office_called(event.organiser_id, _language()), "status_word": words.STATUSES[status],
        "tone": words.TONES[status], "off": status in (words.CANCELLED, words.POSTPONED),
        "scope": rules.of_scope(event.regions, event.provinces, _language()),
        "groups": [rules.group_called(one, _language()) for one in event.targets],
        "subjects": [rules.subject_called(one, _language()) for one in event.subjects],
        "sessions": event.sessions.order_by("on", "begins", "no"),
    }  # fmt: skip
    return page(request, "public/learning/training.html", context)


@open_door
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    event, address = queries.public_one(code), f"{settings.SITE_URL}{reverse('public:training_one', args=[code])}"
    told = queries.calendar(
        event,
        address=address,
        now=timezone.now(),
        host=urlsplit(settings.SITE_URL).hostname or "sangsuk",
        language=_language(),
    )
    headers = {"Content-Disposition": f'attachment; filename="training-{event.code}.ics"'}
    return HttpResponse(told, content_type=ical.CONTENT_TYPE, headers=headers)


@open_door
@require_safe
def scanned(request: HttpRequest, token: str) -> HttpResponse:
    """The code on the screen of a session: remembered in this browser, so that there is time to sign in."""
    try:
        session = attending.session_of(token, timezone.now())
    except attending.QrEnded:
        return page(request, "public/learning/scan_again.html", {}, status=422)
    request.session[SCANNED] = [session.pk, timezone.now().isoformat()]
    return redirect("desk:training_here")


@open_door
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Asks for the code of a certificate."""
    code = request.GET.get("code", "").strip()
    if not code:
        return page(request, "public/learning/check.html", {"code": ""})
    try:
        found = checked(request, certificates.verified, code)
    except Missing as trouble:
        return page(request, "public/learning/check.html", {"code": code[:40], "trouble": str(trouble)}, status=404)
    return page(request, "public/learning/certificate.html", {"found": found})


@open_door
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    return page(request, "public/learning/certificate.html", {"found": checked(request, certificates.verified, code)})
