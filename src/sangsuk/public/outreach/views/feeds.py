"""Calendars: everybody's of a district or province, and an official's own, whose address is the key."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common import ical
from sangsuk.common.errors import Missing
from sangsuk.outreach import feeds

from ... import serving
from ...doors import open_door, private


@open_door
@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponseBase:
    if not code.isdecimal() or len(code) not in (2, 4):
        raise Missing("no_feed", _("ไม่มีปฏิทินนี้"))
    return serving.text(request, feeds.public(code, timezone.now()), ical.CONTENT_TYPE)


@private
@open_door
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponseBase:
    return HttpResponse(feeds.own(token[:100], timezone.now()), content_type=ical.CONTENT_TYPE)
