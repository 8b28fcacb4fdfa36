"""Suggestions among the cases: which of them stand on a list, and what an official reads of one there.

A case is read by more people here than it is given to, so only one that everybody at its office may open comes on a list.
"""

from dataclasses import dataclass

from sangsuk.cases import queries as cases
from sangsuk.cases import workflow
from sangsuk.cases.models import Case, CaseQuerySet
from sangsuk.offices.actor import Actor

from ..models.improvements import ImprovementItem
from .words import GONE

NOBODY_ACCUSED = ("", "none")
ANONYMOUS = "anonymous_letter"
ELSEWHERE = (workflow.REFUSED, workflow.REFERRED_OUT)


def standing() -> CaseQuerySet:
    """Those that belong on the list of the district office that has them now."""
    rows = Case.objects.suggestions().published().filter(office__level="district", accused_type__in=NOBODY_ACCUSED)
    return rows.exclude(status__in=ELSEWHERE).exclude(service_class=ANONYMOUS)


@dataclass(frozen=True)
class Told:
    number: str
    text: str
    wish: str


def told(item: ImprovementItem, actor: Actor) -> Told | None:
    """What the case says, as this actor reads it on the case's own page; None for who may not open it."""
    if item.case_id is None or item.status == GONE:
        return None
    case = Case.objects.visible_to(actor).filter(pk=item.case_id).first()
    if case is None:
        return None
    return Told(case.number, *cases.words_of(case, actor))
