"""On the day: the code on the screen, the button of who scanned it, the organiser's telephone, and attendance by hand."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sangsuk.common import faces
from sangsuk.common.errors import Missing, Refused
from sangsuk.learning.models import TrainingAttendance, TrainingSeat, TrainingSession
from sangsuk.learning.training import actions, attending, queries, rules, standing, words
from sangsuk.thai import bangkok_date

from ...doors import DeskRequest, came_too_late, desk, language
from ..parts import part_page
from ..training_forms import ReasonForm
from .training import AT, ROLES, event_of, refused_in

SCANNED = "training_in"
"""In the session of a browser: which code it has scanned, and when; kept through the sign-in."""


@desk(roles=ROLES)
@require_safe
def code_on_screen(request: DeskRequest, code: str, no: int) -> HttpResponse:
    """A code that changes: the page shows a new one before the old one ends, without script too."""
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    session = actions.get_session(event, no)
    seconds = rules.amount(words.QR_SECONDS, bangkok_date(timezone.now()))
    token = attending.session_token(session)
    address = request.build_absolute_uri(reverse("public:training_in", args=[token]))
    context = {
        "event": event, "session": session, "seconds": max(5, seconds // 3), "address": address,
        "drawn": faces.qr(address, _("รหัส QR สำหรับลงเวลาเข้าอบรม")), "present": queries.present(session),
    }  # fmt: skip
    answer = part_page(request, "desk/learning/training/qr.html", context | {"still": "still" in request.GET}, at=AT)
    if "still" not in request.GET:  # the page is a screen on a wall; who reads it otherwise stops it with the link
        answer["Refresh"] = str(context["seconds"])
    return answer


@desk(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: DeskRequest) -> HttpResponse:
    """Who has scanned the code on the screen presses one button."""
    session, now = _scanned(request, timezone.now()), timezone.now()
    if session is None:
        return part_page(request, "desk/learning/training/here.html", {}, at=AT, status=404)
    context: dict[str, Any] = {"event": session.event, "session": session}
    if request.method != "POST":
        seat = TrainingSeat.objects.filter(event=session.event_id, user=request.actor.user_id).first()
        rows = TrainingAttendance.objects.filter(session=session, seat=seat, undone_at=None) if seat else None
        context["kept"] = rows.first() if rows is not None else None
        return part_page(request, "desk/learning/training/here.html", context, at=AT)
    try:
        context["kept"] = attending.check_in(session, by=request.actor, now=now).row
    except Refused as refused:
        return part_page(
            request,
            "desk/learning/training/here.html",
            context | {"trouble": str(refused)},
            at=AT,
            status=refused.status,
        )
    return part_page(request, "desk/learning/training/here.html", context, at=AT)


def _scanned(request: DeskRequest, now: datetime) -> TrainingSession | None:
    kept: list[Any] = request.session.get(SCANNED) or []
    at = parse_datetime(str(kept[1])) if len(kept) == 2 else None
    if at is None or not at <= now <= at + attending.STANDS:
        return None
    try:
        return attending.session_by(kept[0])
    except Missing:
        return None


@desk(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: DeskRequest, token: str) -> HttpResponse:
    """The organiser has scanned a participant's own code: which session of today is it?"""
    seat = attending.seat_of(token)
    standing.check_organiser(seat.event, request.actor)
    now = timezone.now()
    context: dict[str, Any] = {
        "event": seat.event, "seat": seat, "group": rules.group_called(seat.group, language()),
        "office": seat.affiliation or (queries.office_called(seat.office_id, language()) if seat.office_id else ""),
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        said = request.POST.get("no", "")
        session = actions.get_session(seat.event, int(said) if said.isdecimal() and len(said) < 5 else 0)
        try:
            kept = attending.scan(session, seat, by=request.actor, now=now)
            context["said"] = _("ลงเวลาแล้ว") if kept.new else _("ลงเวลาไว้ก่อนแล้ว ไม่นับซ้ำ")
        except Refused as refused:
            if refused.status == 403:
                raise
            context["trouble"], status = str(refused), refused.status
    there = set(TrainingAttendance.objects.filter(seat=seat, undone_at=None).values_list("session", flat=True))
    today = bangkok_date(now)
    context["sessions"] = [(one, one.pk in there) for one in queries.sessions(seat.event) if one.on == today]
    return part_page(request, "desk/learning/training/scan.html", context, at=AT, status=status)


@desk(roles=ROLES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: DeskRequest, code: str, no: int) -> HttpResponse:
    """Everybody with a seat: there or not, entered by hand or taken back, each with a reason."""
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    session = actions.get_session(event, no)
    at, form, status = 0, None, 200
    if request.method == "POST":
        said = request.POST.get("seat", "")
        seat = TrainingSeat.objects.filter(
            event=event, pk=int(said) if said.isdecimal() and len(said) < 18 else 0
        ).first()
        if seat is None:
            raise Missing("no_seat", _("ไม่พบผู้เข้าอบรมนี้"))
        at, form, status = seat.pk, ReasonForm(request.POST, prefix=f"s{seat.pk}"), 422
        if not came_too_late(request, form) and form.is_valid():
            try:
                _keep(session, seat, form.cleaned_data["why"], request)
                messages.success(request, _("บันทึกแล้ว"))
                return redirect(request.get_full_path())
            except Refused as refused:
                status = refused_in(form, refused)
    found = queries.at_session(session, cursor=request.GET.get("cursor", ""))
    rows = [
        (seat, queries.office_called(seat.office_id, language()) if seat.office_id else seat.affiliation, kept, undone,
         words.WAYS[kept.way] if kept else "", form if seat.pk == at else ReasonForm(prefix=f"s{seat.pk}"), seat.pk == at)
        for seat, kept, undone in found.items
    ]  # fmt: skip
    context = {
        "event": event, "session": session, "rows": rows, "present": queries.present(session), "form": form,
        "older": f"?cursor={found.next}" if found.next else "",
    }  # fmt: skip
    return part_page(request, "desk/learning/training/attendance.html", context, at=AT, status=status)


def _keep(session: TrainingSession, seat: TrainingSeat, why: str, request: DeskRequest) -> None:
    if "undo" not in request.POST:
        attending.mark(session, seat, by=request.actor, why=why)
        return
    row = TrainingAttendance.objects.filter(session=session, seat=seat, undone_at=None).first()
    if row is None:
        raise Refused("undone", _("รายการนี้แก้ไขไปแล้ว"), "why")
    attending.undo(row, by=request.actor, why=why)
