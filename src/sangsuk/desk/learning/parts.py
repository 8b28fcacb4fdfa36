"""Learning, orders and news: one row of links for two wings."""

from django.http import HttpResponse

from ..doors import DeskRequest, page
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "operator")
HERE = "learning"
PARTS: tuple[Part, ...] = ()


def part_page(
    request: DeskRequest, template: str, context: dict[str, object], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of learning | orders, with the row of links to the other parts. `at`: which part it is."""
    return page(request, template, {"parts": links(request.actor, PARTS, at)} | context, here=HERE, status=status)
