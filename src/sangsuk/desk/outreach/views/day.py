"""The day itself, on a telephone: what was counted, cases taken on the spot, photographs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE
from sangsuk.cases.intake import New, Submitted
from sangsuk.common import faces
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.outreach import actions, counting, feeds, photographs, queries, table, taking, words
from sangsuk.outreach.models import Trip, TripPhoto
from sangsuk.privacy import notices
from sangsuk.thai.dates import bangkok_date

from ...doors import WORKING, DeskRequest, came_too_late, desk, language
from ...flagships.parts import part_page
from ...views.counter import CHANNEL, kept_from_her, remember, told_on, took
from ..forms import BackForm, CountForm, PhotoForm, TripCaseForm
from ..rows import rows_of
from .plan import AT
from .trip import photos_of, totals


def _mine(request: DeskRequest, pk: int) -> Trip:
    """A trip of one's own district, which has begun or may begin. Raises Missing, NotAllowed."""
    trip = queries.one(request.actor, pk)
    if table.OFFICE not in actions.standings(trip, request.actor):
        raise NotAllowed("not_yours", _("บันทึกได้เฉพาะเจ้าหน้าที่ของอำเภอที่ออกหน่วย"))
    return trip


@desk(roles=WORKING)
@require_safe
def day(request: DeskRequest, pk: int) -> HttpResponse:
    return _shown(request, _mine(request, pk))


def _shown(
    request: DeskRequest, trip: Trip, *, counts: CountForm | None = None, photos: PhotoForm | None = None,
    back: tuple[int, BackForm] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    names = feeds.names_in([trip]) | {words.PEOPLE: _("ผู้มาใช้บริการ (คน)")}
    sheets, today = counting.sheets(trip), bangkok_date(timezone.now())
    (row,) = rows_of([trip], today)
    context = {
        "trip": trip, "row": row, "counts": counts or CountForm(trip=trip, names=names), "photo_form": photos or PhotoForm(),
        "totals": totals(sheets, trip, names), "sexes": words.SEXES.values(), "back": back, "back_form": BackForm(),
        "sheets": [(sheet, names.get(sheet.what, sheet.what)) for sheet in sheets], "photos": photos_of(request, trip),
        "cases": taking.of_trip(trip, request.actor), "early": trip.status in words.AHEAD and trip.on > today,
        "open": trip.status in words.OWES_REPORT or (trip.status in words.AHEAD and trip.on <= today), "form": counts or photos,
    }  # fmt: skip
    return part_page(request, "desk/outreach/day.html", context, at=AT, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def count(request: DeskRequest, pk: int) -> HttpResponse:
    """One sheet, once. A telephone that kept it while the signal was gone asks for JSON."""
    trip = _mine(request, pk)
    form = CountForm(request.POST, trip=trip, names=feeds.names_in([trip]))
    good = form.is_valid()
    if _by_program(request):
        return _counted(request, trip, form)
    if came_too_late(request, form) or not good:
        return _shown(request, trip, counts=form, status=422)
    try:
        sheet = counting.count(
            trip, form.cleaned_data["client_id"], form.cleaned_data["what"], form.cells, by=request.actor
        )
    except Refused as refused:
        form.refuse(refused)
        return _shown(request, queries.one(request.actor, pk), counts=form, status=refused.status)
    _say_counted(request, pk, sheet.n)
    return redirect(f"{reverse('desk:outreach_day', args=[pk])}#counts")


def _say_counted(request: DeskRequest, pk: int, n: int) -> None:
    text = ngettext("บันทึกแล้ว %(n)s คน", "บันทึกแล้ว %(n)s คน", n) % {"n": f"{n:,}"}
    messages.success(request, text, extra_tags=f"outreach-{pk}/counts")


def _counted(request: DeskRequest, trip: Trip, form: CountForm) -> JsonResponse:
    """The answer to a program has `house`, so that it can tell our word from any other page in between."""
    if form.errors:
        return _no(_troubles(form), 422)
    try:
        sheet = counting.count(
            trip, form.cleaned_data["client_id"], form.cleaned_data["what"], form.cells, by=request.actor
        )
    except Refused as refused:
        return JsonResponse({"house": "sangsuk", "code": refused.code, "message": str(refused)}, status=refused.status)
    return JsonResponse({"house": "sangsuk", "id": str(sheet.client_id), "n": sheet.n})


@desk(roles=WORKING, keeps=True)
@require_POST
def take_back(request: DeskRequest, pk: int, sheet_id: int) -> HttpResponse:
    trip = _mine(request, pk)
    sheet = counting.one(trip, sheet_id)
    form = BackForm(request.POST)
    good = form.is_valid()
    if came_too_late(request, form) or not good:
        return _shown(request, trip, back=(sheet_id, form), status=422)
    try:
        counting.take_back(sheet, form.cleaned_data["why"], by=request.actor)
    except Refused as refused:
        form.refuse(refused)
        return _shown(request, trip, back=(sheet_id, form), status=refused.status)
    messages.success(request, _("ไม่นับแผ่นนี้แล้ว"))
    return redirect(f"{reverse('desk:outreach_day', args=[pk])}#counts")


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """A case on the spot: the same form and the same checks as at the counter, its place known beforehand."""
    if request.method == "POST" and _by_program(request):
        return _case_by_program(request, pk)
    trip = _mine(request, pk)
    if request.method != "POST":
        return _case_form(request, trip, TripCaseForm(actor=request.actor, trip=trip))
    form = TripCaseForm(request.POST, request.FILES, actor=request.actor, trip=trip)
    form.is_valid()
    if came_too_late(request, form):
        return _case_form(request, trip, form)
    told, status = took(request, form, lambda new: _take(request, trip, new))
    if told is None:
        return _case_form(request, trip, form, status)
    if taking.is_hidden(told.case, request.actor):
        messages.success(request, kept_from_her(), extra_tags=f"outreach-{pk}/case")
        return redirect("desk:outreach_day", pk)
    return redirect(_slip(request, pk, told, form))


def _slip(request: DeskRequest, pk: int, told: Submitted, form: TripCaseForm) -> str:
    """Where she prints what the citizen takes home."""
    usual = {"channel": request.session.get(CHANNEL, "counter")}  # the counter's own stays what it was
    remember(request, told.case.number, form.cleaned_data | usual)
    return f"{reverse('desk:slip', args=[told.case.number])}?trip={pk}"


def _case_by_program(request: DeskRequest, pk: int) -> JsonResponse:
    """For a telephone that keeps a case until we name its id; under the same id the same case is taken in once."""
    try:
        trip = _mine(request, pk)
    except Refused as refused:
        return _no(str(refused), refused.status)
    form = TripCaseForm(request.POST, request.FILES, actor=request.actor, trip=trip)
    form.is_valid()
    if came_too_late(request, form):
        return _no("", 401)
    told, status = took(request, form, lambda new: _take(request, trip, new))
    if told is None:
        return _no(_troubles(form), status)
    said: dict[str, Any] = {"house": "sangsuk", "id": str(form.cleaned_data["client_id"])}
    if taking.is_hidden(told.case, request.actor):
        messages.success(request, kept_from_her(), extra_tags=f"outreach-{pk}/case")
        return JsonResponse(said | {"number": None})
    return JsonResponse(said | {"number": told.case.number, "next": _slip(request, pk, told, form)})


def _by_program(request: DeskRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _troubles(form: forms.Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _no(message: str, status: int) -> JsonResponse:
    return JsonResponse({"house": "sangsuk", "message": message}, status=status)


def _take(request: DeskRequest, trip: Trip, new: New) -> Submitted:
    return taking.take(trip, new, by=request.actor)


def _case_form(request: DeskRequest, trip: Trip, form: TripCaseForm, status: int = 200) -> HttpResponse:
    said = notices.current("reporter", timezone.now(), language())
    (row,) = rows_of([trip], bangkok_date(timezone.now()))
    context: dict[str, Any] = told_on(form) | {
        "trip": trip,
        "row": row,
        "notice": said,
        "unsent": f"outreach-{trip.pk}/case",
    }
    return part_page(request, "desk/outreach/case.html", context, at=AT, status=status)


@desk(roles=WORKING, keeps=True)
@require_POST
def photos(request: DeskRequest, pk: int) -> HttpResponse:
    trip = _mine(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    form.is_valid()
    if came_too_late(request, form):
        return _shown(request, trip, photos=form)
    files = request.FILES.getlist("photos")
    if not files:
        form.add_error("photos", _("กรุณาเลือกรูปอย่างน้อยหนึ่งรูป"))
        return _shown(request, trip, photos=form, status=422)
    kept, status = taken(files, lambda file: photographs.keep(trip, file, by=request.actor), form.refuse)
    if form.errors:
        return _shown(request, queries.one(request.actor, pk), photos=form, status=status)
    text = ngettext("เก็บรูปแล้ว %(n)s รูป", "เก็บรูปแล้ว %(n)s รูป", len(kept)) % {"n": len(kept)}
    messages.success(request, text)
    return redirect(f"{reverse('desk:outreach_day', args=[pk])}#photos")


@desk(roles=WORKING)
@require_safe
def photo(request: DeskRequest, pk: int, photo_id: int) -> HttpResponseBase:
    kept: TripPhoto = photographs.one(queries.one(request.actor, pk), photo_id)
    path = scanning.path_to(kept, thumb="small" in request.GET)
    return faces.given_out(path, content_type=CONTENT_TYPE[kept.kind], name=kept.name, saved=False)


@desk(roles=WORKING)
@require_POST
def remove_photo(request: DeskRequest, pk: int, photo_id: int) -> HttpResponse:
    trip = _mine(request, pk)
    photographs.remove(trip, photographs.one(trip, photo_id).pk, by=request.actor)
    messages.success(request, _("นำรูปออกแล้ว"))
    return redirect(f"{reverse('desk:outreach_day', args=[pk])}#photos")
