"""How much each colleague carries, for the chief who shares out the work. One query beside the names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, Value

from sangsuk import thai
from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from .. import workflow
from ..models import Case
from . import absences


class Median(Aggregate):
    """The middle one: half of them are younger, half older."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Load:
    """One colleague. `user_id` None: nobody has these. `away` says that she is away, `stand_in` who has hers meanwhile."""

    user_id: int | None
    name: str
    open: int
    late: int
    due_this_week: int
    median_days: int | None
    away: bool = False
    stand_in: str = ""


def of_office(actor: Actor, now: datetime) -> list[Load]:
    """Unassigned first, then the colleagues by how much they carry; who has nothing is there too. Three queries."""
    counted = {row["assignee"]: row for row in _counted(actor, now)}
    names = {c.user_id: c.name for c in offices.colleagues(actor.office_code)}
    gone = {i: r["assignee__name"] for i, r in counted.items() if i is not None and i not in names}
    absent = absences.away(actor.office_code, now)
    loads = [
        _load(user_id, name, counted.get(user_id), absent, names, working=user_id in names)
        for user_id, name in (names | gone).items()
    ]
    loads.sort(key=lambda load: (-load.open, load.name))
    return [_load(None, "", counted.get(None), absent, names), *loads]


def _counted(actor: Actor, now: datetime) -> Iterable[Any]:
    local = now.astimezone(thai.BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0)
    week_ends_at = local + timedelta(days=7 - local.weekday())
    running = ~Q(status__in=workflow.QUIET)
    age = ExpressionWrapper(Value(now) - F("submitted_at"), output_field=DurationField())
    return (
        Case.objects.waiting_at(actor)
        .values("assignee", "assignee__name")
        .annotate(
            open=Count("id"),
            late=Count("id", filter=running & Q(due_at__lt=now)),
            week=Count("id", filter=running & Q(due_at__gte=now, due_at__lt=week_ends_at)),
            median=Median(age),
        )
        .order_by()
    )


def _load(
    user_id: int | None, name: str, row: dict[str, Any] | None, absent: dict[int, absences.Away], names: dict[int, str],
    *, working: bool = True,
) -> Load:  # fmt: skip
    away = absent.get(user_id) if user_id is not None else None
    deputy = names.get(away.deputy_id, "") if away else ""
    if row is None:
        return Load(user_id, name, 0, 0, 0, None, away is not None or not working, deputy)
    median = row["median"].days if row["median"] is not None else None
    return Load(user_id, name, row["open"], row["late"], row["week"], median, away is not None or not working, deputy)
