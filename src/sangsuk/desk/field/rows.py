"""One visit as its team reads it, on the page and in the phone."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sangsuk.cases.models import Case, Visit, VisitReport
from sangsuk.cases.visits import queries as visits
from sangsuk.cases.visits.phone_report import OUTCOMES
from sangsuk.cases.visits.queries import Going
from sangsuk.offices.actor import Actor
from sangsuk.thai.dates import date_in, time_in

from ..doors import language
from ..rows import place_of


@dataclass(frozen=True)
class BeforeRow:
    at: str
    outcome: str
    findings: str


@dataclass(frozen=True)
class FieldRow:
    """`due` in words, `due_at` for the phone's own clock; `where` the place as the order says it."""

    id: str
    number: str
    gist: str
    place: str
    where: str
    to_check: str
    due: str
    due_at: str
    urgent: bool
    late: bool
    before: tuple[BeforeRow, ...]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "late"}


def moment(at: datetime) -> str:
    return f"{date_in(at, language(), 'short')} {time_in(at, language())}"


def carried_rows(actor: Actor, now: datetime) -> list[FieldRow]:
    return [_row(going, now) for going in visits.going(actor)]


def carried_row(visit: Visit, now: datetime) -> FieldRow:
    return _row(visits.carried(visit), now)


def _row(going: Going, now: datetime) -> FieldRow:
    visit = going.visit
    return FieldRow(
        id=str(visit.public_id), number=visit.case.number, gist=going.gist, place=place_of(visit.case, "ministry"),
        where=going.place, to_check=going.to_check, due=_("ภายใน %(at)s") % {"at": moment(visit.due_at)},
        due_at=visit.due_at.isoformat(), urgent=visit.urgent, late=visit.waits and visit.due_at < now,
        before=tuple(BeforeRow(moment(b.at), str(OUTCOMES.get(b.outcome, "")), b.findings) for b in going.before),
    )  # fmt: skip


@dataclass(frozen=True)
class ReportRow:
    """What a report adds to its line of the story. `map`: the point on a map of the world, for who presses it."""

    seq: int
    report: VisitReport
    outcome: str
    people: bool
    map: str


def report_rows(case: Case, moves: Collection[str], actor: Actor) -> list[ReportRow]:
    """For the lines of a story; asks nothing when no visit was reported."""
    if "report_visit" not in moves:
        return []
    return [_report_row(shown.report, people=shown.people) for shown in visits.reports_of(case, actor)]


def _report_row(report: VisitReport, *, people: bool) -> ReportRow:
    at = f"#map=17/{report.latitude}/{report.longitude}"
    pin = f"{MAP}?mlat={report.latitude}&mlon={report.longitude}{at}" if report.point else ""
    return ReportRow(report.event_seq, report, str(OUTCOMES.get(report.outcome, "")), people, pin)


MAP = "https://www.openstreetmap.org/"


def at_field(number: str, doing: str, actor: Actor) -> str:
    """Where the report of a visit is written: on the field's own form, when this person was sent. Else ""."""
    if doing != "report_visit":
        return ""
    visit = visits.waiting().filter(team=actor.user_id, case__number=number).order_by("due_at").first()
    return reverse("desk:field_visit", args=[visit.public_id]) if visit else ""
