"""Where work with stories begins: the parts that are this person's, and what waits in each."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ...doors import DeskRequest, desk
from ..parts import ROLES, parts_of, story_page


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    rows = [
        {"part": part, "url": reverse(part.url), "waiting": part.waiting(request.actor) if part.waiting else None}
        for part in parts_of(request.actor)
    ]
    return story_page(request, "desk/stories/home.html", {"rows": rows}, at="")
