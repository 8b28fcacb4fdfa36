"""The plan: a month of it, its shelves, how the districts stand, and a new trip or a whole series."""

from collections import defaultdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.outreach import actions, queries
from sangsuk.outreach.models import Trip
from sangsuk.places import queries as places
from sangsuk.thai.dates import bangkok_date, date_in, fiscal_year_be, fiscal_year_span

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...flagships.parts import part_page
from .. import months
from ..forms import TripForm
from ..rows import rows_of

AT, ROLES = "outreach", ("officer", "chief", "executive")
SHELVES = {
    "ahead": gettext_lazy("ยังไม่ถึงวัน"), "owing": gettext_lazy("รอผลจากอำเภอ"), "seen": gettext_lazy("รอจังหวัดดู"),
    "past": gettext_lazy("ออกหน่วยแล้ว"), "off": gettext_lazy("เลื่อนหรือยกเลิก"),
}  # fmt: skip


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """A month on one page; for the country, how its provinces' districts stand."""
    if request.actor.office_level == "ministry":
        return redirect("desk:outreach_districts")
    today = bangkok_date(timezone.now())
    month = months.asked(request.GET.get("month", ""), today, language())
    trips = list(queries.between(Trip.objects.visible_to(request.actor), month.first, month.after_last))
    by_day: dict[date, list[Any]] = defaultdict(list)
    for row in rows_of(trips, today):
        by_day[row.trip.on].append(row)
    calendar = deadlines.calendar(request.actor.province_code)
    off = frozenset(on for on in by_day if not calendar.is_working_day(on))
    context = {
        "month": month, "weeks": months.weeks(month, by_day, today, off), "weekdays": months.weekdays(language()),
        "many": len(trips), "owner": queries.owner(request.actor.office_code),
    }  # fmt: skip
    return part_page(request, "desk/outreach/home.html", context | _common(request, "month", today), at=AT)


def _common(request: DeskRequest, here: str, today: date) -> dict[str, Any]:
    """The shelves with their numbers, and what this person may do."""
    counted = queries.shelves(request.actor, today)
    address = reverse("desk:outreach_list")
    month = {"label": _("ปฏิทิน"), "url": reverse("desk:outreach"), "current": here == "month", "count": None}
    tabs = [] if request.actor.office_level == "ministry" else [month]
    if request.actor.office_level != "district":
        districts = {
            "label": _("รายอำเภอ"),
            "url": reverse("desk:outreach_districts"),
            "current": here == "districts",
            "count": None,
        }
        tabs.append(districts)
    for code, label in SHELVES.items():
        tabs.append({
            "label": label, "url": f"{address}?shelf={code}", "current": code == here, "count": getattr(counted, code),
            "late": code == "owing" and counted.late > 0,
        })  # fmt: skip
    return {"tabs": tabs, "counted": counted, "plans": actions.plans(request.actor), "several": _several(request.actor)}


def _several(actor: Actor) -> bool:
    return actor.office_level != "district"


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    today, shelf = bangkok_date(timezone.now()), request.GET.get("shelf", "ahead")
    shelf = shelf if shelf in SHELVES else "ahead"
    office = request.GET.get("office", "")[:8] if _several(request.actor) else ""
    found = queries.listed(request.actor, shelf, today, office=office, cursor=request.GET.get("cursor", ""))
    more = {"shelf": shelf, "cursor": found.next} | ({"office": office} if office else {})
    card = offices.known().get(office)
    context = {
        "rows": rows_of(found.items, today, cases=shelf in ("past", "seen")), "shelf": shelf, "title": SHELVES[shelf],
        "older": f"{reverse('desk:outreach_list')}?{urlencode(more)}" if found.next else "",
        "office": card.name(language()) if card else "",
    }  # fmt: skip
    return part_page(request, "desk/outreach/list.html", context | _common(request, shelf, today), at=AT)


@desk(roles=ROLES)
@require_safe
def districts(request: DeskRequest) -> HttpResponse:
    """For a province and the country: how each district stands in a fiscal year."""
    if not _several(request.actor):
        return redirect("desk:outreach")
    today = bangkok_date(timezone.now())
    this = fiscal_year_be(today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2540 < int(asked) < 2700 else this
    first, after = (bangkok_date(at) for at in fiscal_year_span(year))
    rows = queries.standing(request.actor, first, after, today)
    known = offices.known()
    names = places.titles((known[row.office].district_code for row in rows if row.office in known), language())
    context = {
        "lines": [(row, names[known[row.office].district_code]) for row in rows if row.office in known], "year": year,
        "years": [this + 1, this, this - 1, this - 2], "trips": sum(row.trips for row in rows),
        "people": sum(row.people for row in rows), "late": sum(row.late for row in rows),
    }  # fmt: skip
    return part_page(request, "desk/outreach/districts.html", context | _common(request, "districts", today), at=AT)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A trip or a whole series; `?from=` copies one, `?on=` begins with a day."""
    if not actions.plans(request.actor):
        raise NotAllowed("not_yours", _("แผนออกหน่วยเป็นของที่ว่าการอำเภอ"))
    today = bangkok_date(timezone.now())
    if request.method != "POST":
        return _form(request, TripForm(actor=request.actor, today=today, initial=_begins(request)))
    form = TripForm(request.POST, actor=request.actor, today=today)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _form(request, form, 422)
    try:
        made = actions.plan_series(form.new(), form.days(), by=request.actor)
    except Refused as refused:
        form.refuse(refused)
        return _form(request, form, 422)
    _say(request, made)
    return (
        redirect("desk:outreach_trip", made[0].pk)
        if len(made) == 1
        else redirect(f"{reverse('desk:outreach')}?month={made[0].on:%Y-%m}")
    )


def _begins(request: DeskRequest) -> dict[str, Any]:
    source, on = request.GET.get("from", ""), request.GET.get("on", "")[:10]
    if source.isdecimal() and len(source) < 10:
        return TripForm.of(queries.one(request.actor, int(source)))
    return TripForm.usual() | ({"on": on} if on else {})


def _form(request: DeskRequest, form: TripForm, status: int = 200) -> HttpResponse:
    return part_page(request, "desk/outreach/new.html", {"form": form}, at=AT, status=status)


def _say(request: DeskRequest, made: list[Trip]) -> None:
    """How many, and which of them fall on a day off: perhaps that is meant."""
    calendar = deadlines.calendar(request.actor.province_code)
    off = [date_in(trip.on, language()) for trip in made if not calendar.is_working_day(trip.on)]
    text = ngettext("เพิ่มในแผนแล้ว %(n)s ครั้ง", "เพิ่มในแผนแล้ว %(n)s ครั้ง", len(made)) % {"n": len(made)}
    if off:
        text += " " + _("ตรงกับวันหยุด: %(days)s ถ้าไม่ตั้งใจ กรุณาย้ายวัน") % {"days": ", ".join(off)}
    messages.success(request, text, extra_tags="outreach/new")
