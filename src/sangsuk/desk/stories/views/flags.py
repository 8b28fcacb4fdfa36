"""What readers say of published stories; whoever moderates looks, and notes what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sangsuk.common.errors import NotAllowed, Refused
from sangsuk.stories import standing
from sangsuk.stories.gallery import flags as flagged

from ...doors import WORKING, DeskRequest, desk
from ..parts import story_page


@desk(roles=WORKING)
@require_safe
def flags(request: DeskRequest) -> HttpResponse:
    """What nobody looked at yet, the oldest first."""
    return _listed(request)


@desk(roles=WORKING)
@require_POST
def seen(request: DeskRequest, flag_id: int) -> HttpResponse:
    """It was read again; taking the story down is done where it is moderated."""
    _only_moderators(request)
    try:
        flagged.seen(flag_id, by=request.actor, note=request.POST.get("note", ""))
    except Refused as refused:
        if refused.field != "note":
            raise
        return _listed(request, wrong=flag_id, trouble=str(refused), typed=request.POST.get("note", ""))
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("desk:story_flags")


def _listed(request: DeskRequest, *, wrong: int = 0, trouble: str = "", typed: str = "") -> HttpResponse:
    _only_moderators(request)
    rows = [
        {"flag": one, "story": one.story, "reason": flagged.REASONS[one.reason], "trouble": trouble if one.pk == wrong else "",
         "typed": typed if one.pk == wrong else ""}
        for one in flagged.waiting(request.actor)
    ]  # fmt: skip
    return story_page(request, "desk/stories/flags.html", {"rows": rows}, at="flags", status=422 if wrong else 200)


def _only_moderators(request: DeskRequest) -> None:
    if not standing.moderates(request.actor):
        raise NotAllowed("not_yours", _("ท่านไม่มีหน้าที่ตรวจเรื่องเล่า"))
