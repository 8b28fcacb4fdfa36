"""Repeats of one case: what is told alike, what is joined with it, who else suffers; joining and taking a link away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.cases import actions, queries, repeats, story, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.standing import allowed, standings
from sangsuk.common.errors import Refused

from ..doors import DeskRequest, came_too_late, desk, language, page
from ..repeats_forms import JoinForm
from ..rows import place_of, status_word

DEEDS = ("link", "merge")


@desk
@require_safe
def repeated(request: DeskRequest, number: str) -> HttpResponse:
    """A page of its own; asked for by the open case, only its short part."""
    case = queries.seen(number, request.actor)
    into = request.GET.get("into", "")[:60]
    return _show(request, case, JoinForm(initial={"version": case.version, "into": into}))


def _show(request: DeskRequest, case: Case, form: JoinForm, *, status: int = 200) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    may = {move.name for move in allowed(case, actor, now)} & {*DEEDS, "unlink"}
    context: dict[str, Any] = {
        "case": case, "joined": repeats.joined(case, actor), "others": repeats.count(case), "may": may, "form": form,
        "similar": [_row(alike, request) for alike in repeats.similar(case, actor, now=now)] if case.is_open else [],
        "settled": [_row(alike, request) for alike in repeats.similar_settled(case, actor, most=3)],
        "groups": repeats.brought(case, actor), "owner": workflow.OWNER in standings(case, actor),
        "status_of": status_word(case), "closed_to_lists": repeats.closed_to_lists(case),
    }  # fmt: skip
    if request.htmx:
        return page(request, "desk/_repeats_found.html", context)
    return page(request, "desk/repeats.html", context, here="queue", status=status)


def _row(alike: repeats.Alike, request: DeskRequest) -> dict[str, Any]:
    case = alike.case
    return {
        "number": case.number, "gist": case.gist, "status": status_word(case), "how": alike.how,
        "category": story.category_name(case.category_id or ""), "told_at": case.submitted_at,
        "place": place_of(case, request.actor.office_level), "percent": round(alike.share * 100),
        "same_office": case.office_id == request.actor.office_code,
    }  # fmt: skip


@desk(keeps=True)
@require_POST
def join(request: DeskRequest, number: str, deed: str) -> HttpResponse:
    """Link the case with another, or merge it into another."""
    case = queries.seen(number, request.actor)
    form = JoinForm(request.POST)
    good = form.is_valid() and deed in DEEDS
    if came_too_late(request, form):
        return _show(request, case, form)
    status = 422
    if good:
        given = form.cleaned_data
        data = {"into": given["into"], ("reason" if deed == "merge" else "comment"): given["reason"]}
        try:
            actions.move(case, deed, by=request.actor, version=given["version"], data=data)
            messages.success(request, _("รวมเรื่องแล้ว และแจ้งเจ้าของเรื่องแล้ว") if deed == "merge" else _("เชื่อมสองเรื่องแล้ว"))
            return redirect("desk:case" if deed == "merge" else "desk:repeats", number=number)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    case = queries.seen(number, request.actor)
    form.data = form.data | {"version": case.version}  # type: ignore[operator]
    return _show(request, case, form, status=status)


@desk
@require_POST
def unlink(request: DeskRequest, number: str) -> HttpResponse:
    """One press beside the other case's number; the step `unlink` asks for that number."""
    case = queries.seen(number, request.actor)
    actions.move(case, "unlink", by=request.actor, data={"into": request.POST.get("other", "")[:60]})
    messages.success(request, _("เลิกเชื่อมแล้ว"))
    return redirect(f"{reverse('desk:repeats', args=[number])}?{language()}")
