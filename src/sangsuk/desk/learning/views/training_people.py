"""Who is asked and who comes: invitations, seats, guests."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Missing, NotAllowed, Refused
from sangsuk.learning.models import TrainingEvent, TrainingSeat
from sangsuk.learning.training import inviting, queries, rules, seats, standing, words

from ...doors import DeskRequest, came_too_late, desk, language
from ..parts import part_page
from ..training_forms import GuestForm
from .training import AT, ROLES, event_of, refused_in


@desk(roles=ROLES)
@require_safe
def people(request: DeskRequest, code: str) -> HttpResponse:
    return _people(request, event_of(request, code))


def _people(request: DeskRequest, event: TrainingEvent, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The organiser sees all of it; who leads an office or looks from above, those who are theirs."""
    actor, now = request.actor, timezone.now()
    if not queries.may_see_people(event, actor):
        raise NotAllowed("not_yours", _("รายชื่อนี้เปิดได้เฉพาะผู้จัดและหัวหน้าหน่วยงานของผู้เข้าอบรม"))
    ours, tab = standing.organises(event, actor), request.GET.get("status", "")
    found = queries.people(event, actor, cursor=request.GET.get("cursor", ""), status=tab)
    rows = [
        (seat, seat.affiliation or (queries.office_called(seat.office_id, language()) if seat.office_id else ""),
         rules.group_called(seat.group, language()), words.SEATS[seat.status])
        for seat in found.items
    ]  # fmt: skip
    tabs = [
        {"label": label, "url": f"?status={name}", "current": name == tab, "count": None}
        for name, label in (("", _("ทั้งหมด")), *words.SEATS.items())
    ]
    context: dict[str, Any] = {
        "event": event, "ours": ours, "rows": rows, "tabs": tabs, "sessions": event.sessions.count(),
        "older": f"?status={tab}&cursor={found.next}" if found.next else "",
        "may_withdraw": event.status in (*words.COMING, words.POSTPONED),
    }  # fmt: skip
    if ours:
        context |= {"numbers": queries.numbers(event, language()), "guest_form": GuestForm(event=event)}
        context["may_add"] = event.status in words.COMING
        if event.status == words.ANNOUNCED:
            context["to_invite"], context["by_group"] = queries.to_invite(event, language(), now)
    return part_page(request, "desk/learning/training/people.html", context | forms, at=AT, status=status)


@desk(roles=ROLES)
@require_POST
def invite(request: DeskRequest, code: str) -> HttpResponse:
    event, said = event_of(request, code), request.POST.get("counted", "")
    try:
        many = inviting.invite(event, by=request.actor, counted=int(said) if said.isdecimal() and len(said) < 9 else -1)
    except Refused as refused:
        if refused.code != "count_changed":
            raise
        return _people(request, event, status=422, trouble=str(refused))
    messages.success(request, _("ส่งคำเชิญแล้ว %(many)s คน") % {"many": f"{many:,}"})
    return redirect("desk:training_people", code=code)


@desk(roles=ROLES)
@require_POST
def register(request: DeskRequest, code: str) -> HttpResponse:
    """Herself, or with ticks several of her office."""
    event = event_of(request, code)
    chosen = [int(one) for one in request.POST.getlist("who") if one.isdecimal() and len(one) < 18]
    if "several" in request.POST and not chosen:
        messages.warning(request, _("กรุณาเลือกอย่างน้อยหนึ่งคน"))
        return redirect("desk:training_one", code=code)
    made = seats.register(event, chosen or [request.actor.user_id or 0], by=request.actor)
    waits = sum(one.status == words.WAITING for one in made)
    if waits:
        messages.warning(request, _("ที่นั่งเต็มแล้ว อยู่ในรายชื่อรอ %(many)s คน") % {"many": waits})
    if len(made) > waits:
        messages.success(request, _("ลงทะเบียนแล้ว %(many)s คน") % {"many": len(made) - waits})
    return redirect("desk:training_one", code=code)


@desk(roles=ROLES)
@require_POST
def decline(request: DeskRequest, code: str) -> HttpResponse:
    inviting.decline(event_of(request, code), by=request.actor)
    messages.success(request, _("แจ้งผู้จัดแล้วว่าท่านมาไม่ได้ เปลี่ยนใจได้จนถึงวันปิดรับลงทะเบียน"))
    return redirect("desk:training_one", code=code)


@desk(roles=ROLES)
@require_POST
def withdraw(request: DeskRequest, code: str) -> HttpResponse:
    """Her own seat, or that of `seat`."""
    event, said = event_of(request, code), request.POST.get("seat", "")
    rows = TrainingSeat.objects.filter(event=event).select_related("event")
    rows = rows.filter(pk=int(said)) if said.isdecimal() and len(said) < 18 else rows.filter(user=request.actor.user_id)
    found = rows.first()
    if found is None:
        raise Missing("no_seat", _("ไม่พบผู้เข้าอบรมนี้"))
    seats.withdraw(found, by=request.actor, why=request.POST.get("why", ""))
    messages.success(request, _("ถอนการลงทะเบียนแล้ว ที่นั่งว่างให้ผู้ที่รออยู่"))
    own = found.user_id == request.actor.user_id or not standing.organises(event, request.actor)
    return redirect("desk:training_one" if own else "desk:training_people", code=code)


@desk(roles=ROLES, keeps=True)
@require_POST
def guest(request: DeskRequest, code: str) -> HttpResponse:
    event = event_of(request, code)
    standing.check_organiser(event, request.actor)
    form = GuestForm(request.POST, event=event)
    good, status = form.is_valid(), 422
    if not came_too_late(request, form) and good:
        try:
            made = seats.add_guest(event, by=request.actor, **form.cleaned_data)
            said = _("เพิ่มแขกแล้ว") if made.status == words.REGISTERED else _("ที่นั่งเต็มแล้ว แขกอยู่ในรายชื่อรอ")
            messages.success(request, said)
            return redirect("desk:training_people", code=code)
        except Refused as refused:
            status = refused_in(form, refused)
    return _people(request, event, status=status, guest_form=form)
