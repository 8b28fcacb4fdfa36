"""Where this work begins: the parts that are this person's, and what waits in each."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ...doors import DeskRequest, desk
from ...parts import entrances
from ..parts import PARTS, ROLES, part_page


@desk(roles=ROLES)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    return part_page(request, "desk/learning/home.html", {"rows": entrances(request.actor, PARTS)}, at="")
