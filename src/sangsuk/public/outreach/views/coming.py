"""When the unit comes to one's village: found by the name of a district or sub-district, to read, to print, to subscribe."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sangsuk.common.errors import Missing
from sangsuk.offices import queries as offices
from sangsuk.outreach import feeds, queries
from sangsuk.outreach.models import Trip
from sangsuk.outreach.words import ANNOUNCED, CANCELLED, HAPPENED
from sangsuk.places import queries as places
from sangsuk.thai.dates import arabic_digits, bangkok_date

from ...doors import open_door

MOST, PAST = 60, timedelta(days=90)


@dataclass(frozen=True)
class Coming:
    """A trip as everybody reads it. `here`: it goes to the sub-district that was asked for. `off`: cancelled or put off."""

    trip: Trip
    where: str
    services: str
    here: bool
    off: bool
    cancelled: bool


@open_door
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    q = arabic_digits(request.GET.get("q", "")).replace("\x00", "").strip()[:80]
    hits = [hit for hit in places.search(q, 15) if hit.district_code] if q else []
    codes = {hit.code[:6] if len(hit.code) > 4 else hit.code: hit for hit in reversed(hits)}
    if len(codes) == 1:
        return redirect("public:outreach_area", next(iter(codes)))
    found = [{"code": code, "label": places.path(code, _language())} for code in reversed(codes)]
    context = {"q": q, "found": found, "trouble": _nothing(q) if q and not found else ""}
    return render(request, "public/outreach/search.html", context)


def _nothing(q: str) -> str:
    return _("ไม่พบ “%(q)s” ลองพิมพ์ชื่อตำบลหรืออำเภออีกครั้ง") % {"q": q}


@open_door
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponseBase:
    """A district, or a sub-district within it: what comes there first, then the rest of the district."""
    if not code.isdecimal() or len(code) not in (4, 6):
        raise Missing("unknown_place", _("ไม่พบสถานที่นี้ กรุณาพิมพ์ชื่ออำเภอหรือตำบลแล้วเลือกจากรายการ"), "place")
    places.title(code)
    today = bangkok_date(timezone.now())
    told = queries.public(code[:4])
    ahead = list(told.filter(on__gte=today).order_by("on", "pk")[:MOST])
    past = list(told.filter(status__in=HAPPENED, on__gte=today - PAST, on__lt=today).order_by("-on", "-pk")[:MOST])
    names = feeds.names_in([*ahead, *past])
    rows = [_row(trip, names, code) for trip in ahead]
    card = offices.known().get(code[:4])
    context: dict[str, Any] = {
        "code": code, "title": places.title(code, _language()), "path": places.path(code, _language()), "district": code[:4],
        "district_title": places.title(code[:4], _language()), "here": [row for row in rows if row.here],
        "others": [row for row in rows if not row.here], "past": [row for row in (_row(trip, names, code) for trip in past) if row.here],
        "by_tambon": len(code) == 6, "office": card.name(_language()) if card else "", "tambons": places.inside(code[:4]),
        "language": _language(),
    }  # fmt: skip
    context["tambons"] = [(one.code, one.title(_language())) for one in context["tambons"]]
    return render(request, "public/outreach/area.html", context)


def _row(trip: Trip, names: dict[str, str], code: str) -> Coming:
    where = [names[one] for one in (trip.reached or trip.areas)]
    here = any(one.startswith(code) for one in (trip.reached or trip.areas))
    off = trip.is_off or (trip.status != ANNOUNCED and not trip.happened)
    return Coming(trip, ", ".join(where), feeds.services_in_words(trip, names), here, off, trip.status == CANCELLED)


def _language() -> str:
    return get_language() or "th"
