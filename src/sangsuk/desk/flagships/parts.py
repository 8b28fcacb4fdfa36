"""The programme, going out, and the standard of service: one row of links for three wings."""

from django.http import HttpResponse

from ..doors import DeskRequest, page
from ..parts import Part, links

ROLES = ("officer", "chief", "executive", "operator")
HERE = "flagships"
PARTS: tuple[Part, ...] = ()


def part_page(
    request: DeskRequest, template: str, context: dict[str, object], *, at: str, status: int = 200
) -> HttpResponse:
    """A page of flagships | outreach | standards, with the row of links to the other parts. `at`: which part it is."""
    return page(request, template, {"parts": links(request.actor, PARTS, at)} | context, here=HERE, status=status)
