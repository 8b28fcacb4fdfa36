"""Moderation of stories: the queue in its lanes, one story with what was found in it, the decision."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import Refused
from sangsuk.stories import actions, table
from sangsuk.stories.moderation import answers, difference, duty, placing, queries

from ...doors import (
    WORKING,
    DeskRequest,
    came_too_late,
    desk,
    language,
)
from ..moderation_forms import FORMS
from ..moderation_rows import (
    context_of,
    given_in,
    row_of,
    tabs_of,
)
from ..parts import story_page, version_in

PART = "moderation"


@desk(roles=WORKING)
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    """Who waits: danger first, then by the date."""
    now, tab = timezone.now(), request.GET.get("lane", "")
    found = queries.queue(request.actor, tab, cursor=request.GET.get("cursor", ""))
    here = reverse("desk:stories_moderation")
    context = {
        "rows": [row_of(one, now, language()) for one in found.items],
        "tabs": tabs_of(queries.counts(request.actor, now), tab, here),
        "older": f"{here}?{urlencode({'lane': tab, 'cursor': found.next})}" if found.next else "",
        "newer": f"{here}?{urlencode({'lane': tab})}" if request.GET.get("cursor") else "",
        "coming": queries.following(request.actor), "called": duty.called_now(request.actor, now),
    }  # fmt: skip
    return story_page(request, "desk/stories/moderation/queue.html", context, at=PART)


@desk(roles=WORKING)
@require_safe
def following(request: DeskRequest) -> HttpResponse:
    """The next one to look at, or the queue when nobody waits."""
    found = queries.following(request.actor)
    return redirect("desk:stories_moderate", code=found.code) if found else redirect("desk:stories_moderation")


@desk(roles=WORKING)
@require_safe
def one(request: DeskRequest, code: str) -> HttpResponse:
    return _show(request, code)


def _show(request: DeskRequest, code: str, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    found = queries.looked(code, request.actor, now=now)
    context = context_of(found, now, language(), forms=more.pop("forms", {})) | more
    return story_page(
        request,
        "desk/stories/moderation/one.html",
        {"look_parts": context.pop("parts")} | context,
        at=PART,
        status=status,
    )


@desk(roles=WORKING, keeps=True)
@require_POST
def marks(request: DeskRequest, code: str) -> HttpResponse:
    """What to do with each thing that was found."""
    found = queries.looked(code, request.actor, now=timezone.now())
    try:
        kept = answers.tidied(found.findings, given_in(request.POST), of=found.told.no, names=found.answered.names)
        actions.move(found.story, "mark", by=request.actor, version=version_in(request), data={"marks": kept})
    except Refused as refused:
        return _show(request, code, status=refused.status, trouble=str(refused))
    messages.success(request, _("บันทึกแล้ว ข้อความที่เผยแพร่ด้านล่างเปลี่ยนตามแล้ว"))
    return redirect(f"{reverse('desk:stories_moderate', args=[code])}#shown")


@desk(roles=WORKING, keeps=True)
@require_POST
def move(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """One step of the table, with what it asks."""
    if name not in FORMS:
        raise Http404
    found = queries.looked(code, request.actor, now=timezone.now())
    form = FORMS[name](request.POST)
    good = form.is_valid()
    if came_too_late(request, form):
        return _show(request, code, forms={name: form})
    status = 422
    if good:
        try:
            done = actions.move(
                found.story, name, by=request.actor, version=form.cleaned_data["version"],
                data=form.data_given() | _besides(request, found, name),
            )  # fmt: skip
            messages.success(request, _("บันทึกแล้ว: %(move)s") % {"move": table.MOVES[name].label})
            return _after(request, done.code, name)
        except Refused as refused:
            form.refuse(refused)
            status = refused.status
    fresh = queries.looked(code, request.actor, now=timezone.now())
    form.data = form.data | {"version": fresh.story.version}  # type: ignore[operator]
    return _show(request, code, forms={name: form}, status=status)


def _besides(request: DeskRequest, found: queries.Looked, name: str) -> dict[str, Any]:
    """What a form does not ask: which files may be shown."""
    asked = {"publish": found.files, "pass_files": found.unread}.get(name)
    chosen = set(request.POST.getlist("files"))
    return {"files": {str(one.pk): str(one.pk) in chosen for one in asked}} if asked else {}


def _after(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """A story that is decided makes room for the next one."""
    if name in ("publish", "keep", "reject", "ask"):
        return redirect("desk:stories_moderation")
    return redirect("desk:stories_moderate", code=code)


@desk(roles=WORKING, keeps=True)
@require_POST
def compare(request: DeskRequest, code: str) -> HttpResponse:
    """Show what would be shown beside what was told; saves nothing."""
    found = queries.looked(code, request.actor, now=timezone.now())
    form = FORMS["publish"](request.POST)
    form.is_valid()
    if came_too_late(request, form):
        return _show(request, code, forms={"publish": form})
    after = placing.compose(request.POST.get("title_shown", ""), request.POST.get("text_shown", ""))
    parts = difference.difference(placing.compose(found.told.title, found.told.text), after.replace("\r\n", "\n"))
    return _show(request, code, forms={"publish": form}, parts=parts, compared=True)
