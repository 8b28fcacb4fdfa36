"""What browsers report that our policy has stopped on our own pages: a mistake of ours, or somebody trying something.

The address of a page may be a citizen's key and a blocked address may hold anything, so only the name of the page's
route, the directive and the kind of what was blocked are written into the log; nothing is stored.
"""

import json
import logging
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sangsuk.common import throttle
from sangsuk.common.faces import caller

from ..doors import open_door

logger = logging.getLogger(__name__)
MOST_BYTES = 10_000
MOST_REPORTS = 5
A_MINUTE = timedelta(minutes=1)
EACH, ALL = 10, 100
"""Reports a minute that are read: from one caller, from everybody."""
KEYWORDS = frozenset(
    {"inline", "eval", "self", "data", "blob", "trusted-types-sink", "trusted-types-policy", "wasm-eval"}
)


@open_door
@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Always the same empty answer: a browser does not care, and nobody else is told whether he was heard."""
    body = request.read(MOST_BYTES + 1)
    if len(body) <= MOST_BYTES:
        reports = _read(body)
        if reports and _has_room(request):
            for one in reports[:MOST_REPORTS]:
                logger.warning("content security policy violated", extra=one)
    return HttpResponse(status=204)


def _has_room(request: HttpRequest) -> bool:
    now = timezone.now()
    limits = [
        throttle.Limit(throttle.name_of("policy-report", caller(request)), EACH, A_MINUTE),
        throttle.Limit(throttle.name_of("policy-report"), ALL, A_MINUTE),
    ]
    return throttle.take(limits, now=now) is None


def _read(body: bytes) -> list[dict[str, str]]:
    """Both kinds that browsers send: `report-uri` (one object) and the Reporting API (a list)."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if isinstance(told, dict):
        told = [{"body": told.get("csp-report")}]
    bodies = [one.get("body") for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return [_said(one) for one in bodies if isinstance(one, dict)]


def _said(body: dict[str, Any]) -> dict[str, str]:
    directive = body.get("effectiveDirective") or body.get("effective-directive") or body.get("violated-directive")
    found = re.fullmatch(r"([a-z-]{1,40})( .*)?", str(directive), re.DOTALL)
    return {
        "directive": found[1] if found else "",
        "blocked": _kind(str(body.get("blockedURL") or body.get("blocked-uri") or "")),
        "route": _route(str(body.get("documentURL") or body.get("document-uri") or "")),
    }


def _kind(blocked: str) -> str:
    """A keyword, or only whether the address was ours to judge: its host may be somebody's name."""
    return blocked if blocked in KEYWORDS else "address" if ":" in blocked or "/" in blocked else ""


def _route(document: str) -> str:
    try:
        return str(resolve(urlsplit(document).path).route)
    except (Http404, ValueError):
        return ""
