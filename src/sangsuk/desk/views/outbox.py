"""What was sent, or would have been: to whom, when, and in which words."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sangsuk import thai
from sangsuk.notifications import queries as notifications
from sangsuk.notifications.models import Message
from sangsuk.offices.actor import Actor
from sangsuk.offices.queries import MINISTRY

from ..doors import DeskRequest, desk, page


@desk
@require_safe
def outbox(request: DeskRequest) -> HttpResponse:
    cursor = request.GET.get("cursor", "")
    found = notifications.outbox(_scope(request.actor), cursor=cursor)
    address = reverse("desk:outbox")
    older = f"{address}?cursor={found.next}" if found.next else ""
    context = {
        "rows": [_as_read(row, request.actor) for row in found.items],
        "older": older,
        "newer": address if cursor else "",
        "wordless": not request.actor.sees_cases,
    }
    return page(request, "desk/outbox.html", context, here="outbox")


def _as_read(row: Message, actor: Actor) -> Message:
    """Another office's message to a citizen may hold what she or an officer wrote of people."""
    if row.office_code != actor.office_code:
        row.subject, row.body = thai.redact(row.subject).text, thai.redact(row.body).text
    return row


def _scope(actor: Actor) -> list[str] | None:
    """The ministry's centre sees every office's messages, as it sees their cases; others their own office's."""
    return None if actor.office_code == MINISTRY else [actor.office_code]
