"""A judge's pages: her packets, one packet with the rubric, and "I know this story". Nothing else is hers to open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk.common import faces
from sangsuk.common.errors import Refused
from sangsuk.stories.judging import queries, reading, rounds

from ...doors import DeskRequest, desk, expired_sentence
from ..judging_forms import MarksForm
from ..parts import story_page

JUDGES = ("judge",)
PART = "packets"


@desk(roles=JUDGES)
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    found = queries.packets(request.actor)
    left = [one for one in found if not one.done]
    due_on = queries.due_on(request.actor) if left else None
    context = {"packets": found, "left": len(left), "following": left[0] if left else None, "due_on": due_on}
    return story_page(request, "desk/stories/judging/packets.html", context, at=PART)


@desk(roles=JUDGES, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, packet: str) -> HttpResponse:
    """Read it and give marks; given ones may be changed until the round ends."""
    mine = reading.hers(packet, request.actor)
    criteria = rounds.criteria_of(mine.entry.round)
    if request.method == "POST":
        form = MarksForm(request.POST, criteria=criteria)
        if faces.expired(request):
            form.errors.clear()
            form.add_error(None, expired_sentence())
        elif form.is_valid():
            try:
                reading.score(mine, form.marks(), comment=form.cleaned_data["comment"], by=request.actor)
            except Refused as refused:
                form.refuse(refused)
            else:
                messages.success(request, _("บันทึกคะแนนซอง %(packet)s แล้ว แก้ได้จนกว่ารอบนี้จะจบ") % {"packet": packet})
                return redirect("desk:story_packets")
    else:
        marks, comment = reading.own(mine, request.actor)
        form = MarksForm(
            initial={code: str(mark) for code, mark in marks.items()} | {"comment": comment}, criteria=criteria
        )
    context = {"packet": packet, "text": mine.entry.text, "form": form, "done": mine.scored_at is not None}
    status = 422 if form.is_bound and form.errors else 200
    return story_page(request, "desk/stories/judging/packet.html", context, at=PART, status=status)


@desk(roles=JUDGES)
@require_POST
def conflict(request: DeskRequest, packet: str) -> HttpResponse:
    """She knows the story or somebody in it: another judge reads it instead."""
    reading.declare(reading.hers(packet, request.actor), by=request.actor)
    messages.success(request, _("ขอบคุณที่แจ้ง ซอง %(packet)s ไปหากรรมการท่านอื่นแล้ว") % {"packet": packet})
    return redirect("desk:story_packets")
