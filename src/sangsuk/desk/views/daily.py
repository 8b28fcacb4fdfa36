"""Saved filters, who is away and who stands in, how much each colleague carries, and the door to the next case."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sangsuk import thai
from sangsuk.cases import queries
from sangsuk.cases.daily import absences, filters, load
from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.common.forms import KindForm
from sangsuk.offices import queries as offices

from ..doors import WORKING, DeskRequest, came_too_late, desk, page
from ..row_forms import AnyEraDate

STAMP = "filters"
"""In the session: changes with each change of her own filters, so that she sees those at once."""
CHIEFS = ("chief",)


@desk
@require_safe
def following(request: DeskRequest) -> HttpResponse:
    """To the next case of the tab; when there is none, back to the tab, which says so."""
    tab = request.GET.get("tab", "new")
    number = queries.following(request.actor, tab, after=request.GET.get("after", ""), now=timezone.now())
    way = f"?{urlencode({'tab': tab})}" if tab != "new" else ""
    if number:
        return redirect(f"{reverse('desk:case', args=[number])}{way}")
    messages.success(request, _("ดูครบทุกเรื่องในรายการนี้แล้ว"))
    return redirect(f"{reverse('desk:queue')}{way}")


@desk
@require_POST
def save_filter(request: DeskRequest) -> HttpResponse:
    """Keep what the queue is narrowed to under a name."""
    query = {name: request.POST.get(name, "") for name in filters.FIELDS}
    row = filters.save(
        request.POST.get("name", ""),
        query,
        by=request.actor,
        shared=bool(request.POST.get("shared")),
        now=timezone.now(),
    )
    request.session[STAMP] = uuid4().hex
    messages.success(request, _("เก็บตัวกรอง “%(name)s” ไว้เหนือคิวแล้ว") % {"name": row.name})
    return redirect(f"{reverse('desk:queue')}?{urlencode(row.query)}")


@desk
@require_POST
def delete_filter(request: DeskRequest, filter_id: int) -> HttpResponse:
    name = filters.delete(filter_id, by=request.actor)
    request.session[STAMP] = uuid4().hex
    messages.success(request, _("ลบตัวกรอง “%(name)s” แล้ว") % {"name": name})
    return redirect("desk:queue")


@desk(roles=CHIEFS)
@require_safe
def loads(request: DeskRequest) -> HttpResponse:
    """How much each colleague carries; a door to her cases, where they can be given to somebody else."""
    found = load.of_office(request.actor, timezone.now())
    rows = [
        {
            "load": one,
            "url": f"{reverse('desk:queue')}?{urlencode({'tab': 'open', 'who': one.user_id or 'none'})}",
            "late_url": f"{reverse('desk:queue')}?{urlencode({'tab': 'late', 'who': one.user_id or 'none'})}",
        }
        for one in found
    ]
    return page(request, "desk/load.html", {"rows": rows}, here="load")


class AwayForm(KindForm):
    user = forms.TypedChoiceField(label=gettext_lazy("ใครไม่อยู่"), coerce=int)
    from_on = AnyEraDate(label=gettext_lazy("ไม่อยู่ตั้งแต่วันที่"), error_messages={"required": gettext_lazy("กรุณาเลือกวันแรก")})
    to_on = AnyEraDate(label=gettext_lazy("ถึงวันที่"), error_messages={"required": gettext_lazy("กรุณาเลือกวันสุดท้าย")})
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("ผู้ทำแทน"),
        coerce=int,
        help_text=gettext_lazy("เรื่องที่มอบหมายให้ระหว่างนั้นจะไปที่ผู้ทำแทน และผู้ทำแทนเห็นเรื่องที่มีอยู่ในแท็บ “ของฉัน”"),
        error_messages={"required": gettext_lazy("กรุณาเลือกผู้ทำแทน")},
    )

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = request.actor
        people = [(c.user_id, c.name) for c in offices.colleagues(actor.office_code)]
        who = people if actor.role == "chief" else [one for one in people if one[0] == actor.user_id]
        self.fields["user"].choices = who  # type: ignore[attr-defined]
        self.fields["user"].initial = actor.user_id
        self.fields["deputy"].choices = [("", _("เลือก"))] + [  # type: ignore[attr-defined]
            one for one in people if actor.role == "chief" or one[0] != actor.user_id
        ]


@desk(roles=WORKING, keeps=True)
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: DeskRequest) -> HttpResponse:
    """From when to when somebody is away, and who stands in."""
    now = timezone.now()
    form = AwayForm(request.POST if request.method == "POST" else None, request=request)
    if request.method != "POST":
        return _away(request, form, now)
    if not came_too_late(request, form) and form.is_valid():
        given = form.cleaned_data
        try:
            absences.arrange(
                user_id=given["user"], deputy_id=given["deputy"], from_on=given["from_on"], to_on=given["to_on"],
                by=request.actor, now=now,
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("ตั้งผู้ทำแทนแล้ว เริ่มและเลิกเองตามวันที่บอกไว้"))
            return redirect("desk:away")
    return _away(request, form, now, status=422)


def _away(request: DeskRequest, form: AwayForm, now: datetime, status: int = 200) -> HttpResponse:
    today: date = now.astimezone(thai.BANGKOK).date()
    rows = absences.listed(request.actor, now)
    actor = request.actor
    shown = [
        {"row": row, "now": row.from_on <= today, "may_end": actor.role == "chief" or row.user_id == actor.user_id}
        for row in rows
    ]
    return page(request, "desk/away.html", {"form": form, "rows": shown}, here="away", status=status)


@desk(roles=WORKING)
@require_POST
def end_away(request: DeskRequest, absence_id: int) -> HttpResponse:
    absences.end(absence_id, by=request.actor, now=timezone.now())
    messages.success(request, _("ยกเลิกแล้ว ตั้งแต่ตอนนี้เรื่องใหม่จะไปที่เจ้าตัว"))
    return redirect("desk:away")
