"""Training at the desk: the calendar, one event, and how its organiser builds and moves it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.cases import scanning
from sangsuk.cases.files import CONTENT_TYPE, accept_with_papers
from sangsuk.common import faces
from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.common.uploads import taken
from sangsuk.learning.models import TrainingEvent
from sangsuk.learning.training import actions, attending, inviting, queries, rules, seats, standing, table, words
from sangsuk.learning.training.queries import COMING, PAST, PLANS
from sangsuk.offices.actor import Actor

from ...doors import DeskRequest, came_too_late, desk, language
from .. import lesson_words
from ..parts import part_page
from ..training_forms import EventForm, MaterialForm, MoveForm, SessionForm

AT = "training"
ROLES = ("officer", "chief", "agency", "executive", "operator")


def event_of(request: DeskRequest, code: str) -> TrainingEvent:
    return queries.get(code, request.actor)


def refused_in(form: Any, refused: Refused) -> int:
    """Into the form, with the status of the answer; what is not hers to do is a page of its own."""
    if isinstance(refused, NotAllowed | Missing):
        raise refused
    form.refuse(refused)
    return refused.status


def version_in(request: DeskRequest) -> int | None:
    """Which version its reader saw; None when the form does not say."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 9 else None


@desk(roles=ROLES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """The calendar: what comes, what was, what her office prepares."""
    actor, makes = request.actor, standing.may_organise(request.actor)
    tab = request.GET.get("tab", COMING)
    tab = tab if tab in (COMING, PAST) or (tab == PLANS and makes) else COMING
    found = queries.listed(
        actor, tab, language=language(), now=timezone.now(), cursor=request.GET.get("cursor", "")
    )  # fmt: skip
    tabs = [
        {"label": {COMING: _("ที่จะถึง"), PAST: _("ที่ผ่านมา"), PLANS: _("กำลังเตรียม")}[name], "url": f"?tab={name}", "current": name == tab, "count": None}
        for name in (COMING, PAST, *([PLANS] if makes else []))
    ]  # fmt: skip
    rows = [(row, words.STATUSES[row.event.status], words.TONES[row.event.status]) for row in found.items]
    context = {
        "rows": rows, "tabs": tabs, "tab": tab, "makes": makes, "looks": standing.may_look(actor),
        "older": f"?tab={tab}&cursor={found.next}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/learning/training/list.html", context, at=AT)


@desk(roles=ROLES)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return shown(request, event_of(request, code))


def shown(request: DeskRequest, event: TrainingEvent, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one event. `moving`: the name of the move whose form has to be corrected, with it as `move_form`."""
    actor, now = request.actor, timezone.now()
    ours, mine = standing.organises(event, actor), queries.mine(event, actor, now)
    materials = list(event.materials.order_by("pk"))
    scanning.marked([one for one in materials if one.sha256], on_desk=True)
    sessions = queries.sessions(event)
    context: dict[str, Any] = {
        "event": event, "office": queries.office_called(event.organiser_id, language()), "ours": ours, "mine": mine,
        "status_word": words.STATUSES[event.status], "tone": words.TONES[event.status], "sessions": sessions,
        "scope": rules.of_scope(event.regions, event.provinces, language()), "materials": materials,
        "groups": [rules.group_called(one, language()) for one in event.targets],
        "subjects": [rules.subject_called(one, language()) for one in event.subjects],
        "flagship": lesson_words.flagship(event.flagship) or event.flagship,
        **_colleagues(event, actor, now), "looks": queries.may_see_people(event, actor),
        "public": event.announced_at is not None, "coming": event.status in words.COMING,
    }  # fmt: skip
    if mine.seat is not None and mine.seat.status == words.REGISTERED and event.status in words.COMING:
        address = request.build_absolute_uri(reverse("desk:training_scan", args=[attending.seat_token(mine.seat)]))
        context["own_code"] = faces.qr(address, _("รหัส QR ของท่าน ให้เจ้าหน้าที่สแกน"))
    if ours:
        moves = queries.moves(event, actor, now)
        context |= {
            "numbers": queries.numbers(event, language()), "history": queries.history(event),
            "plain_moves": [move for move in moves if not move.needs],
            "asking_moves": [(move, forms.get("move_form") if forms.get("moving") == move.name else MoveForm(move=move)) for move in moves if move.needs],
            "may_change": event.status in (words.DRAFT, *words.COMING, words.POSTPONED),
            "material_form": MaterialForm(sessions=sessions),
        }  # fmt: skip
    return part_page(request, "desk/learning/training/event.html", context | forms, at=AT, status=status)


def _colleagues(event: TrainingEvent, actor: Actor, now: datetime) -> dict[str, Any]:
    """Whom of her office a chief may register, each with the seat that she holds; `may_send`: whether one is left to choose."""
    rows = []
    for invitation, seat in inviting.of_office(event, actor):
        held = seat if seat is not None and seat.status != words.WITHDRAWN else None
        word = words.SEATS[held.status] if held else _("แจ้งว่ามาไม่ได้") if invitation.declined_at else ""
        rows.append((invitation, held, word))
    open_ = seats.is_open(event, now)
    if not open_:
        rows = [(invitation, held, word or _("ไม่ได้ลงทะเบียน")) for invitation, held, word in rows]
    return {"colleagues": rows, "may_send": open_ and any(held is None for _invitation, held, _word in rows)}


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    if not standing.may_organise(request.actor):
        raise NotAllowed("not_yours", _("ผู้จัดการอบรมได้คือกระทรวง กรม และจังหวัด"))
    form = EventForm(request.POST if request.method == "POST" else None, initial=EventForm.blank(), by=request.actor)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            made = actions.make(form.given(), by=request.actor)
            messages.success(request, _("เริ่มเตรียมการอบรมแล้ว ต่อไปใส่กำหนดการ แล้วจึงประกาศ"))
            return redirect("desk:training_one", code=made.code)
        except Refused as refused:
            status = refused_in(form, refused)
    return part_page(request, "desk/learning/training/form.html", {"form": form}, at=AT, status=status)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, code: str) -> HttpResponse:
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    form = EventForm(
        request.POST if request.method == "POST" else None, initial=EventForm.of(event), by=request.actor
    )  # fmt: skip
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            actions.change(event, form.given(), by=request.actor, version=form.cleaned_data["version"])
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("desk:training_one", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    return part_page(request, "desk/learning/training/form.html", {"form": form, "event": event}, at=AT, status=status)


@desk(roles=ROLES, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    event, row = event_of(request, code), table.MOVES.get(name)
    if row is None:
        raise Missing("no_move", _("ไม่มีการดำเนินการนี้"))
    form = MoveForm(request.POST, move=row)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            actions.move(event, name, by=request.actor, version=version_in(request), data=form.cleaned_data)
            messages.success(request, str(row.said))
            return redirect("desk:training_one", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    elif not standing.organises(event, request.actor):
        standing.check_organiser(event, request.actor)
    return shown(request, event, status=status, move_form=form, moving=name)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: DeskRequest, code: str, no: int | None = None) -> HttpResponse:
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    found = actions.get_session(event, no) if no is not None else None
    initial = SessionForm.of(found) if found else {"on": event.first_on}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200 if request.method != "POST" else 422
    if not came_too_late(request, form) and form.is_bound and form.is_valid():
        try:
            actions.put_session(event, form.given(), by=request.actor, no=no)
            messages.success(request, _("บันทึกกำหนดการแล้ว"))
            return redirect("desk:training_one", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    context = {"form": form, "event": event, "session": found}
    return part_page(request, "desk/learning/training/session.html", context, at=AT, status=status)


@desk(roles=ROLES)
@require_POST
def drop_session(request: DeskRequest, code: str, no: int) -> HttpResponse:
    actions.drop_session(event_of(request, code), no, by=request.actor)
    messages.success(request, _("ลบช่วงนี้แล้ว"))
    return redirect("desk:training_one", code=code)


@desk(roles=ROLES, keeps=True)
@require_POST
def materials(request: DeskRequest, code: str) -> HttpResponse:
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    form = MaterialForm(request.POST, sessions=queries.sessions(event))
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        kept, status = taken(request.FILES.getlist("photos")[:1], accept_with_papers, form.refuse)
        try:
            if not form.errors:
                told = form.cleaned_data
                actions.add_material(
                    event, label=told["label"], url=told["url"].strip(), session=int(told["session"] or 0) or None,
                    file=kept[0] if kept else None, by=request.actor,
                )  # fmt: skip
                messages.success(request, _("เพิ่มเอกสารแล้ว"))
                return redirect("desk:training_one", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    return shown(request, event, status=status, material_form=form)


@desk(roles=ROLES)
@require_safe
def material(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    row = event_of(request, code).materials.filter(pk=pk).exclude(sha256="").first()
    if row is None:
        raise Missing("no_file", _("ไม่พบไฟล์นี้"))
    path = scanning.path_to(row)
    return faces.given_out(path, content_type=CONTENT_TYPE[row.kind], name=row.name, saved=row.kind != "photo")


@desk(roles=ROLES)
@require_POST
def drop_material(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    actions.drop_material(event_of(request, code), pk, by=request.actor)
    messages.success(request, _("นำเอกสารออกแล้ว"))
    return redirect("desk:training_one", code=code)
