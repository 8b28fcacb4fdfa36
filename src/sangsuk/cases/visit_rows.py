"""What the events about visits say, as rows of ours: written in the transaction of the event, see `projections`."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .models import Case, CaseEvent, Visit, VisitPhoto, VisitReport
from .models.visits import WAITS

URGENT = ("urgent", "life")
_SPACE = UUID("7a3f5d10-5c6f-4c0b-9f43-0c1f2b6a7d11")
_BETWEEN = re.compile(r"[,\n]")


def joined(names: list[str]) -> str:
    """How a team stands in the event: by name, as it was that day."""
    return ", ".join(names)


def team_of(case: Case, named: str, by: Actor) -> list[int]:
    """The colleagues among those named: the visit is on their phones. When none is, whoever ordered it must see to it.

    Others (a village head, a technician of the municipality) are named in the order and have no account.
    """
    names = {name.strip() for name in _BETWEEN.split(named)}
    known = {*offices.colleagues(case.office_id), *offices.colleagues(by.office_code)}
    found = sorted(person.user_id for person in known if person.name in names)
    return found or ([by.user_id] if by.user_id else [])


def _ordered(case: Case, event: CaseEvent, by: Actor) -> None:
    key = f"v{event.seq}"
    visit = Visit.objects.create(
        case=case, duty=key, public_id=uuid5(_SPACE, f"{case.number}/{key}"), ordered_at=event.at,
        ordered_by_id=event.user_id, place=event.data.get("place", ""), to_check=event.data["to_check"],
        due_at=datetime.fromisoformat(event.changes["duties"][key]["due_at"]), urgent=case.urgency in URGENT,
    )  # fmt: skip
    visit.team.set(team_of(case, event.data["team"], by))


def _reported(case: Case, event: CaseEvent, by: Actor) -> None:
    _over(case, event, "reported_at")


def _cancelled(case: Case, event: CaseEvent, by: Actor) -> None:
    _over(case, event, "cancelled_at")


def _over(case: Case, event: CaseEvent, field: str) -> None:
    """The visit that the case does not owe any more since this event. A further report changes no duty."""
    if "duties" not in event.changes:
        return
    gone = Visit.objects.filter(WAITS, case=case).exclude(duty__in=list(event.changes["duties"]))
    meant = gone.filter(duty=event.data["duty"]) if event.data.get("duty") else gone
    last = meant.order_by("-ordered_at", "-id").first()
    if last is not None:
        Visit.objects.filter(pk=last.pk).update(**{field: event.at})


def forget_unreported(now: datetime) -> int:
    """Photographs whose report never came. Should it come yet, the phone is told what is missing and sends it again."""
    reported = VisitReport.objects.filter(client_id=OuterRef("client_id"))
    old = VisitPhoto.objects.filter(received_at__lt=now - WAITS_FOR_REPORT).exclude(Exists(reported))
    return old.delete()[0]


WAITS_FOR_REPORT = timedelta(days=60)
WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {
    "order_visit": _ordered, "report_visit": _reported, "cancel_visit": _cancelled,
}  # fmt: skip
