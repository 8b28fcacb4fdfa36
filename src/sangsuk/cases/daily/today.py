"""What today asks of one person: a few short lists, each with its count. Two queries, whatever the size."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, Func, JSONField, OuterRef, Q, QuerySet, Value, Window

from sangsuk import thai
from sangsuk.deadlines import clock
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor

from .. import queries, silence, workflow
from ..callbacks import queries as calling
from ..models import Case, CaseEvent, CaseQuerySet, Visit
from ..models.visits import WAITS
from ..sealed import rule
from . import absences

LINES = 6
"""As many lines of each list stand on the page; its count tells of the rest."""
ANSWERED = ("add", "answer", "agree", "object", "reopen", "appeal")
PARTS = (
    "late", "today", "next", "visits", "answered", "doubted", "handed", "approvals", "attention", "silent", "callbacks",
)  # fmt: skip
COUNTED = frozenset({"callbacks"})
"""Of these there is the count alone: they are cases of other offices, and their ids are those of calls."""


class ProposedBy(Func):
    """Whether the person in the second argument proposed what waits for approval among the duties in the first."""

    template = "jsonb_path_exists(%(expressions)s)"
    arg_joiner = """, '$.* ? (@.kind == "approval" && @.by == $me)', """
    output_field = BooleanField()


@dataclass(frozen=True)
class Part:
    """One list: its first cases, the most pressing first, and how many there are."""

    name: str
    cases: tuple[Case, ...]
    count: int


@dataclass(frozen=True)
class Day:
    """`next_on` begins the next working day; `covered` are the colleagues for whom this person stands in."""

    parts: tuple[Part, ...]
    ends_at: datetime
    next_ends_at: datetime
    covered: tuple[int, ...]

    def count(self, name: str) -> int:
        return next((part.count for part in self.parts if part.name == name), 0)


def day(actor: Actor, now: datetime) -> Day:
    """Everything that today asks of this person, her own and what waits at her office for anybody."""
    ends_at, next_ends_at = _ends(actor, now)
    covered = absences.covered(actor, now)
    picked = _picked(_lists(actor, now, ends_at, next_ends_at, covered), now)
    wanted = {case_id for name, (ids, _count) in picked.items() if name not in COUNTED for case_id in ids}
    found = {case.pk: case for case in queries.for_list(Case.objects.visible_to(actor).filter(pk__in=wanted))}
    parts = tuple(
        Part(name, tuple(found[i] for i in ids if i in found and name not in COUNTED), count)
        for name in PARTS
        for ids, count in [picked.get(name, ([], 0))]
    )
    return Day(parts, ends_at, next_ends_at, covered)


def _ends(actor: Actor, now: datetime) -> tuple[datetime, datetime]:
    """Midnight after today, and after the next working day."""
    midnight = now.astimezone(thai.BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    opens = clock.deemed_received(midnight, deadlines.calendar(actor.province_code))
    later = opens.astimezone(thai.BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight, later


def _lists(
    actor: Actor, now: datetime, ends_at: datetime, next_ends_at: datetime, covered: tuple[int, ...]
) -> "Mapping[str, QuerySet[Any]]":
    here = Case.objects.waiting_at(actor)
    agency = actor.at_agency
    mine = here if agency else here.filter(assignee__in=[actor.user_id, *covered])
    running = mine.exclude(status__in=workflow.QUIET)
    new = here.filter(status=workflow.ASSIGNED) if agency else here.filter(status__in=workflow.NEW, assignee=None)
    said = CaseEvent.objects.filter(case=OuterRef("pk"), seq=OuterRef("version"), move__in=ANSWERED)
    visits = Visit.objects.filter(WAITS, rule.unaccused(actor, "case__"), team=actor.user_id, due_at__lt=ends_at)
    lists: dict[str, QuerySet[Any]] = {
        "late": running.filter(due_at__lt=now),
        "today": running.filter(due_at__gte=now, due_at__lt=ends_at),
        "next": running.filter(due_at__gte=ends_at, due_at__lt=next_ends_at),
        "visits": Case.objects.visible_to(actor).open().filter(pk__in=visits.values("case")),
        "handed": new,
    }
    if not agency:
        lists["answered"] = mine.filter(Exists(said))
        lists["approvals"] = _to_approve(here, actor)
        lists["silent"] = mine.filter(silence.condition(actor, now))
        lists["doubted"] = calling.doubted(actor, now)
        lists["callbacks"] = calling.of_office(actor).filter(done_at=None)
        lists["attention"] = Case.objects.visible_to(actor).open().filter(attention=actor.office_code)
    return lists


def _to_approve(here: CaseQuerySet, actor: Actor) -> CaseQuerySet:
    """What waits for a second person. Nobody approves what she proposed."""
    mine = ProposedBy(F("duties"), Value({"me": actor.user_id}, JSONField()))
    return here.filter(status=workflow.REVIEW).exclude(Q(mine))


def _picked(lists: Mapping[str, "QuerySet[Any]"], now: datetime) -> dict[str, tuple[list[int], int]]:
    """The first ids of each list and its whole count, all of them in one statement."""
    pieces = [
        rows.annotate(part=Value(name), whole=Window(Count("pk")), due=F("due_at"))
        .order_by("due_at", "id")
        .values_list("part", "id", "whole", "due")[:LINES]
        for name, rows in lists.items()
    ]
    picked: dict[str, tuple[list[int], int]] = {}
    first, *others = pieces
    for part, case_id, whole, _due in sorted(first.union(*others, all=True), key=lambda row: (row[3] or now, row[1])):
        ids, _whole = picked.setdefault(part, ([], whole))
        ids.append(case_id)
    return picked
