"""What the events about visits say, as rows of ours: written in the transaction of the event, see `projections`.

Every report is a row, whatever door it came in by. A phone adds to the row what only a phone knows, see `reporting`.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef

from sangsuk.common.sealed import row_of
from sangsuk.common.sealing import seal
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor
from sangsuk.thai import BANGKOK
from sangsuk.thai.dates import bangkok_date

from ..models import Case, CaseEvent, Visit, VisitPhoto, VisitReport
from ..models.visits import WAITS
from . import phone_report
from . import queries as visits

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


def _cancelled(case: Case, event: CaseEvent, by: Actor) -> None:
    Visit.objects.filter(WAITS, case=case, duty__in=_ended(case, event)).update(cancelled_at=event.at)


def _ended(case: Case, event: CaseEvent) -> set[str]:
    """The keys of the duties that the case owed before this event and owes no more."""
    earlier = CaseEvent.objects.filter(case=case, seq__lt=event.seq, changes__has_key="duties").order_by("-seq")
    return {*(earlier.values_list("changes__duties", flat=True).first() or {})} - {*case.duties}


def reported(case: Case, event: CaseEvent, by: Actor, *, people_met: str) -> VisitReport:
    """The row of a report: of the visit that it ends, else an addition to the one that was meant."""
    ended = Visit.objects.filter(case=case, duty__in=_ended(case, event)).first()
    visit = ended or _added_to(case, event, by)
    if visit.waits and visit.duty not in case.duties:
        Visit.objects.filter(pk=visit.pk).update(reported_at=event.at)
    assert event.user_id is not None  # staff alone report, and staff are people
    told = {k: v for k, v in event.data.items() if not k.startswith("_")}
    day = told.get("visited_on") or bangkok_date(event.at).isoformat()
    midnight = datetime.combine(datetime.fromisoformat(day), time.min, BANGKOK).astimezone(UTC)
    return VisitReport.objects.create(
        visit=visit, client_id=uuid5(_SPACE, f"{case.number}/r{event.seq}"), event_seq=event.seq, addition=ended is None,
        digest=phone_report.digest_of(phone_report.written(told)), reported_by_id=event.user_id, received_at=event.at,
        visited_from=midnight, visited_to=midnight, outcome=told.get("visit_outcome", ""), findings=told["findings"],
        follow_up=told.get("follow_up", ""), people_met=seal(people_met, label=visits.PEOPLE, row=row_of(visit.pk, event.seq)),
    )  # fmt: skip


def _added_to(case: Case, event: CaseEvent, by: Actor) -> Visit:
    """The visit that was named, else the last one; who went without an order has a visit of her own, over at once."""
    of_case = Visit.objects.filter(case=case)
    named = of_case.filter(duty=event.data["duty"]).first() if event.data.get("duty") else None
    found = named or of_case.order_by("-ordered_at", "-id").first()
    if found is None:
        key = f"v{event.seq}"
        found = Visit.objects.create(
            case=case, duty=key, public_id=uuid5(_SPACE, f"{case.number}/{key}"), ordered_at=event.at,
            ordered_by_id=by.user_id, due_at=event.at, reported_at=event.at, urgent=case.urgency in URGENT,
        )  # fmt: skip
        found.team.set([by.user_id] if by.user_id else [])
    return found


def forget_unreported(now: datetime) -> int:
    """Photographs whose report never came. Should it come yet, the phone is told what is missing and sends it again."""
    reported = VisitReport.objects.filter(client_id=OuterRef("client_id"))
    old = VisitPhoto.objects.filter(received_at__lt=now - WAITS_FOR_REPORT).exclude(Exists(reported))
    return old.delete()[0]


WAITS_FOR_REPORT = timedelta(days=60)
WRITERS: dict[str, Callable[[Case, CaseEvent, Actor], None]] = {
    "order_visit": _ordered, "cancel_visit": _cancelled,
}  # fmt: skip
