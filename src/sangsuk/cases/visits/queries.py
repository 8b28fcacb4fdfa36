"""Questions about visits: what waits for a team, what is late, what was reported; and whom the team met, with a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sangsuk import thai
from sangsuk.common.errors import Missing, NotAllowed
from sangsuk.common.sealed import unseal_field
from sangsuk.offices.actor import Actor
from sangsuk.thai.redaction import TOKENS

from .. import duties as owed
from .. import reading, workflow
from ..models import Case, Reporter, Visit, VisitReport
from ..models.visits import WAITS
from ..sealed import rule
from ..standing import sees_files, standings

PEOPLE = "visit.people_met"
"""The label under which the names are sealed, and what the ledger calls them."""


def waiting() -> QuerySet[Visit]:
    """Ordered, and still owed by the case: what ended with its case is not."""
    still = Func("case__duties", F("duty"), function="jsonb_exists", output_field=BooleanField())
    return Visit.objects.filter(WAITS).annotate(owed=still).filter(owed=True)


def of_team(actor: Actor) -> QuerySet[Visit]:
    """Those that this person was sent on, whatever became of them: a report may come late."""
    if actor.kind != "staff" or not actor.user_id:
        return Visit.objects.none()
    return Visit.objects.filter(rule.unaccused(actor, "case__"), team=actor.user_id)


def one_of_team(public_id: UUID, actor: Actor) -> Visit:
    """Raises Missing: whoever was not sent does not learn that there is one."""
    visit = of_team(actor).select_related("case").filter(public_id=public_id).first()
    if visit is None:
        raise Missing("no_visit", _("ไม่พบคำสั่งลงพื้นที่นี้ หรือท่านไม่ได้อยู่ในทีม ข้อความและรูปยังอยู่ในเครื่องของท่าน"))
    return visit


@dataclass(frozen=True)
class Before:
    """What an earlier team found, without what points to a person."""

    at: datetime
    outcome: str
    findings: str


@dataclass(frozen=True)
class Going:
    """A visit as its team carries it in the pocket: enough to find the place and to know what to look at. No names."""

    visit: Visit
    gist: str
    place: str
    to_check: str
    before: tuple[Before, ...]


def going(actor: Actor) -> list[Going]:
    """The visits that wait for this person, the most pressing first. Three queries, however many there are."""
    mine = waiting().filter(id__in=of_team(actor).values("id"))
    related = mine.select_related("case__district__province", "case__subdistrict", "case__village")
    found = list(related.order_by("due_at", "id"))
    return _with_before(found)


def carried(visit: Visit) -> Going:
    """One of them."""
    return _with_before([visit])[0]


def _with_before(found: Sequence[Visit]) -> list[Going]:
    cases = {v.case_id for v in found}
    names = _names_of(cases)
    earlier = VisitReport.objects.filter(visit__case__in=cases).order_by("visited_to", "id")
    before: dict[int, list[Before]] = {}
    for case_id, at, outcome, findings in earlier.values_list("visit__case", "visited_to", "outcome", "findings"):
        before.setdefault(case_id, []).append(Before(at, outcome, _nameless(findings, names.get(case_id, ()))))
    return [_carried(v, names.get(v.case_id, ()), before.get(v.case_id, ())) for v in found]


def _carried(visit: Visit, name: Sequence[str], before: Sequence[Before]) -> Going:
    gist, place, to_check = (_nameless(text, name) for text in (visit.case.gist, visit.place, visit.to_check))
    return Going(visit, gist, place, to_check, tuple(before))


def _names_of(cases: set[int]) -> dict[int, list[str]]:
    """The words of each complainant's own name: taken out wherever an officer may have typed it, title or not."""
    rows = (
        Reporter.objects.filter(case__in=cases).exclude(name=b"").select_related("case").only("name", "case__client_id")
    )
    names = {row.case_id: unseal_field(row, "name") for row in rows}
    return {case_id: sorted(_WORDS.findall(name), key=len, reverse=True) for case_id, name in names.items()}


def _nameless(text: str, name: Sequence[str]) -> str:
    text = thai.redact(text).text
    for word in name:
        text = text.replace(word, TOKENS["name"])
    return text


_TITLE = r"(?:นางสาว|นาย|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|คุณ)?"
_WORDS = re.compile(rf"(?<!\S){_TITLE}([\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{{3,}})")


def overdue(actor: Actor, now: datetime | None = None) -> QuerySet[Visit]:
    """Visits of the actor's own office, and those he was sent on, whose hour has passed."""
    if not actor.sees_cases or actor.role == "agency":
        return Visit.objects.none()
    here = Q(case__office=actor.office_code) & rule.visible(actor, "case__") | Q(id__in=of_team(actor).values("id"))
    late = waiting().filter(here, due_at__lt=now or timezone.now())
    return late.select_related("case").order_by("due_at", "id")


def is_overdue(case: Case, now: datetime) -> bool:
    """Whether a visit of this case is late; read from its own row, for lists."""
    dues = (owed.due_at(duty) for duty in owed.of_kind(case.duties, owed.VISIT).values())
    return any(due < now for due in dues if due)


@dataclass(frozen=True)
class Shown:
    """A report for the case's page. `people` tells that names were given, never the names."""

    report: VisitReport
    people: bool


def reports_of(case: Case, actor: Actor) -> list[Shown]:
    """What was reported of this case, for who may see its photographs; redacted for who does not answer for it."""
    if not sees_files(actor):
        return []
    owner = workflow.OWNER in standings(case, actor)
    found = list(VisitReport.objects.filter(visit__case=case).select_related("visit").order_by("event_seq"))
    for report in found:
        if not owner:
            report.findings, report.follow_up = (thai.redact(t).text for t in (report.findings, report.follow_up))
    return [Shown(report, bool(report.people_met)) for report in found]


def people_met(report: VisitReport, *, by: Actor, reason: str, now: datetime | None = None) -> str:
    """Whom the team met, after writing down who looks and why. Raises NotAllowed, Refused (no reason given)."""
    case = report.visit.case
    if workflow.OWNER not in standings(case, by) and report.reported_by_id != by.user_id:
        raise NotAllowed("identity_closed", _("เฉพาะศูนย์ที่ดูแลเรื่องนี้และผู้เขียนรายงานเปิดดูชื่อผู้ที่พบได้"))
    reason = reading.reason_of(reason, _("กรุณาบอกเหตุผลที่ต้องดูชื่อผู้ที่ทีมพบ"))
    [people] = reading.opened([(report, "people_met")], case=case, by=by, reason=reason, now=now or timezone.now())
    return people
