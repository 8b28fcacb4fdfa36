"""One line of the queue, made of a case in the reader's language. Asks the database nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sangsuk.cases import story, workflow
from sangsuk.cases.models import Case
from sangsuk.cases.visits import queries as visits
from sangsuk.offices.actor import Actor
from sangsuk.places import queries as places

from .badges import Badge, urgency_of
from .clocks import Clock, clock_of
from .doors import language

GOING = workflow.WORK | {workflow.AGENCY_ACCEPTED, workflow.MEDIATION}
TONES = workflow.TONES | dict.fromkeys(GOING, "going") | dict.fromkeys((workflow.ASSIGNED, workflow.REVIEW), "waiting")
"""An office waits for agencies and second looks too; what is new has no tone."""


@dataclass(frozen=True)
class Row:
    """`status` and `holder` are empty where they would only say again that the case is new and nobody's."""

    number: str
    gist: str
    category: str
    place: str
    status: str
    tone: str
    clock: Clock
    holder: str
    mine: bool
    urgency: Badge | None
    visit_late: bool = False


def row_of(case: Case, actor: Actor, now: datetime, soon: datetime, covered: Collection[int] = ()) -> Row:
    """`covered`: for whom the reader stands in; their cases say so."""
    mine = case.assignee_id is not None and case.assignee_id == actor.user_id
    fresh = case.status == workflow.RECEIVED and case.office_id == actor.office_code and case.assignee_id is None
    return Row(
        case.number, case.gist, story.category_name(case.category_id or ""), place_of(case, actor.office_level),
        "" if fresh else status_word(case), tone_of(case), clock_of(case, now, soon),
        "" if fresh else holder_of(case, actor, mine=mine, covered=covered), mine, urgency_of(case),
        visits.is_overdue(case, now),
    )  # fmt: skip


def status_word(case: Case) -> str:
    return str(workflow.STATUSES[case.status][1])


def tone_of(case: Case) -> str:
    return TONES.get(case.status, "")


def place_of(case: Case, level: str) -> str:
    """As much as tells places apart at this level: an officer knows what her own district or province is called."""
    smallest = case.subdistrict_id or case.district_id
    if level == "ministry":
        return places.path(smallest, language())
    names = [places.title(smallest, language())]
    if level != "district" and case.subdistrict_id:
        names.append(places.title(case.district_id, language()))
    return (", " if language() == "en" else " ").join(names)


def holder_of(case: Case, actor: Actor, *, mine: bool, covered: Collection[int] = ()) -> str:
    """Who has it now, in a few words."""
    if case.closed_at is not None:
        return story.office_name(case.office_id)
    if case.agency_id and case.status in workflow.WITH_AGENCY and case.agency_id != actor.office_code:
        return story.office_name(case.agency_id)
    if case.office_id != actor.office_code:
        return story.office_name(case.office_id)
    if mine:
        return _("ท่าน")
    if case.assignee and case.assignee_id in covered:
        return _("ทำแทน%(name)s") % {"name": case.assignee.name}
    return case.assignee.name if case.assignee else _("ยังไม่มีผู้รับผิดชอบ")
