"""Who is on duty for stories that speak of danger: the roster of one's own office."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sangsuk.common.errors import Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.stories import standing
from sangsuk.stories.moderation import duty, queries
from sangsuk.thai import BANGKOK

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
)
from ...row_forms import AnyEraDate
from ..parts import story_page

_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "input--short"})


class TurnForm(KindForm):
    """One turn: who, from when, until when; Bangkok time."""

    user = forms.TypedChoiceField(label=gettext_lazy("ใครเข้าเวร"), coerce=int)
    from_on = AnyEraDate(label=gettext_lazy("เริ่มวันที่"))
    from_time = forms.TimeField(label=gettext_lazy("เริ่มเวลา"), widget=_TIME)
    to_on = AnyEraDate(label=gettext_lazy("ถึงวันที่"))
    to_time = forms.TimeField(label=gettext_lazy("ถึงเวลา"), widget=_TIME)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.user_id, one.name) for one in offices.colleagues(actor.office_code)]
        self.fields["user"].choices = people  # type: ignore[attr-defined]

    def span(self) -> tuple[datetime, datetime]:
        given = self.cleaned_data
        return (
            datetime.combine(given["from_on"], given["from_time"], BANGKOK),
            datetime.combine(given["to_on"], given["to_time"], BANGKOK),
        )


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: DeskRequest) -> HttpResponse:
    """The turns to come, and a new one."""
    if not standing.moderates(request.actor):
        raise queries.not_yours()
    now = timezone.now()
    form = TurnForm(request.POST if request.method == "POST" else None, actor=request.actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and not came_too_late(request, form):
            try:
                duty.put_on(request.actor, form.cleaned_data["user"], *form.span(), now=now)
                messages.success(request, _("จัดเวรแล้ว"))
                return redirect("desk:stories_duty")
            except Refused as refused:
                form.refuse(refused)
    context = {
        "form": form,
        "turns": duty.roster(request.actor, now),
        "now": now,
        "called": duty.called_now(request.actor, now),
    }
    return story_page(request, "desk/stories/moderation/duty.html", context, at="moderation", status=status)


@desk(roles=WORKING)
@require_POST
def end(request: DeskRequest, turn_id: int) -> HttpResponse:
    duty.take_off(request.actor, turn_id)
    messages.success(request, _("เอาออกจากเวรแล้ว"))
    return redirect("desk:stories_duty")
