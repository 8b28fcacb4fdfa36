"""One trip: what it is, what comes next, what was done; changing it, and every move of its table."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common.errors import Missing, Refused
from sangsuk.flagships.programme import queries as programme
from sangsuk.outreach import actions, counting, feeds, photographs, queries, table, taking, words
from sangsuk.outreach.models import Trip
from sangsuk.thai.dates import bangkok_date

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...flagships.parts import part_page
from ...stories.parts import version_in
from ..forms import MoveForm, TripForm
from ..rows import rows_of
from .plan import AT, ROLES

STEPS = {
    "unannounced": gettext_lazy("เตือนให้ประกาศ"), "unsaid": gettext_lazy("ถามว่าออกหน่วยหรือไม่"), "late": gettext_lazy("เตือนว่ารายงานเลยกำหนด"),
    "escalated": gettext_lazy("แจ้งจังหวัดว่ายังไม่มีรายงาน"),
}  # fmt: skip


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, pk: int) -> HttpResponse:
    return _shown(request, queries.one(request.actor, pk))


def _shown(request: DeskRequest, trip: Trip, bad: MoveForm | None = None) -> HttpResponse:
    moves = [move for move in table.available(trip.status, actions.standings(trip, request.actor)) if not move.form]
    (row,) = rows_of([trip], today := bangkok_date(timezone.now()))
    names = feeds.names_in([trip]) | {words.PEOPLE: _("ผู้มาใช้บริการ (คน)")}
    sheets = counting.sheets(trip)
    context = {
        "trip": trip, "row": row, "form": bad, "owner": queries.owner(trip.office_id),
        "forms": [_one_form(trip, move, bad) for move in _in_order(moves, trip, today)],
        "may_change": "change" in {m.name for m in table.available(trip.status, actions.standings(trip, request.actor))},
        "plans": actions.plans(request.actor) and trip.office_id == request.actor.office_code,
        "on_the_day": _on_the_day(request, trip), "totals": totals(sheets, trip, names), "sexes": words.SEXES.values(),
        "cases": taking.of_trip(trip, request.actor), "photos": photos_of(request, trip),
        "project": _project(request, trip),
        "story": [(event, _words(event), _days(event)) for event in queries.story_of(trip)],
        "reminders": [(one, STEPS[one.step]) for one in queries.reminders_of(trip)],
    }  # fmt: skip
    return part_page(request, "desk/outreach/trip.html", context, at=AT, status=422 if bad else 200)


def _project(request: DeskRequest, trip: Trip) -> str:
    try:
        return programme.card(request.actor, trip.project_code).name(language()) if trip.project_code else ""
    except Missing:
        return trip.project_code


def _one_form(trip: Trip, move: table.Move, bad: MoveForm | None) -> MoveForm:
    return bad if bad is not None and bad.move == move else MoveForm(trip=trip, move=move, prefix=move.name)


def _in_order(moves: list[table.Move], trip: Trip, today: Any) -> list[table.Move]:
    """The next step first: before its day nobody says that it took place, after it nobody announces it."""
    done = {"hold"} if trip.on > today else {"announce"} if trip.on < today else set()
    return [move for move in moves if move.name not in done]


def _on_the_day(request: DeskRequest, trip: Trip) -> bool:
    """Whether its page for the day is of use to this person now."""
    mine = table.OFFICE in actions.standings(trip, request.actor)
    ready = trip.status in words.OWES_REPORT or (trip.status in words.AHEAD and trip.on <= bangkok_date(timezone.now()))
    return mine and ready


def _words(event: Any) -> Any:
    return table.MOVES[event.move].said if event.move in table.MOVES else _("เพิ่มในแผน")


def _days(event: Any) -> tuple[date, date] | None:
    """From which day to which it moved."""
    if "was_on" not in event.data:
        return None
    return date.fromisoformat(event.data["was_on"]), date.fromisoformat(event.changes["on"])


def totals(sheets: Any, trip: Trip, names: dict[str, str]) -> list[dict[str, Any]]:
    """Each sum with its sexes and bands, as a table shows them."""
    return [
        {
            "name": names.get(one.what, one.what), "n": one.n, "what": one.what,
            "sexes": [one.of(sex=sex) for sex in words.SEXES], "bands": [one.of(band=band) for band in words.BANDS],
        }
        for one in counting.totals(sheets, trip.services)
    ]  # fmt: skip


def photos_of(request: DeskRequest, trip: Trip) -> list[dict[str, Any]]:
    """For whoever works on it; faces are not for those who only look."""
    if request.actor.role not in WORKING:
        return []
    return [
        {
            "photo": photo, "where": photographs.WHERE[photo.where], "day": photographs.DAYS[photo.day],
            "asks": photographs.to_ask([photo]) > 0,
        }
        for photo in trip.photos.order_by("pk")
    ]  # fmt: skip


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    trip = queries.one(request.actor, pk)
    row = table.find(name, trip.status, actions.standings(trip, request.actor))
    if row.form:
        return redirect("desk:outreach_change", pk)
    form = MoveForm(request.POST, trip=trip, move=row, prefix=name)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, trip, form)
    try:
        actions.move(trip, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
    except Refused as refused:
        if refused.field not in form.fields and refused.status != 422:
            raise
        form.refuse(refused)
        return _shown(request, queries.one(request.actor, pk), form)
    messages.success(request, str(row.said), extra_tags=f"outreach-{pk}/{name}")
    return redirect("desk:outreach_trip", pk)


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, pk: int) -> HttpResponse:
    trip = queries.one(request.actor, pk)
    table.find("change", trip.status, actions.standings(trip, request.actor))
    today = bangkok_date(timezone.now())
    form = TripForm(request.POST or None, actor=request.actor, trip=trip, today=today, initial=TripForm.of(trip))
    status = 200
    if request.method == "POST":
        good = form.is_valid()
        status = 422
        if not came_too_late(request, form) and good:
            try:
                actions.change(trip, form.new(), by=request.actor, version=version_in(request))
                messages.success(request, _("แก้รายละเอียดแล้ว"), extra_tags=f"outreach-{pk}/change")
                return redirect("desk:outreach_trip", pk)
            except Refused as refused:
                if refused.field not in form.fields:
                    raise
                form.refuse(refused)
    return part_page(request, "desk/outreach/new.html", {"form": form, "trip": trip}, at=AT, status=status)
