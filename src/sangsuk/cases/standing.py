"""What an actor is to a case, and the facts that the table asks about."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import Actor

from . import duties as owed
from . import remedies, workflow
from .checking import SHORT
from .models import Case, CaseLink, CaseQuerySet
from .sealed import way

WORKING_ROLES = ("officer", "chief")


def standings(case: Case, actor: Actor) -> frozenset[str]:
    """A person may stand in several ways to one case. An executive only looks, and may order; an operator does neither."""
    if actor.kind == "citizen":
        return frozenset({workflow.CITIZEN})
    if actor.kind == "system":
        return frozenset({workflow.SYSTEM})
    if actor.kind == "outside":
        return frozenset({workflow.OUTSIDE} if actor.duty in case.duties else ())
    if actor.role == "agency":
        return frozenset({workflow.AGENCY if works_on(case, actor) else workflow.FORMER})
    above = offices.is_above(actor.office_code, case.office_id)
    if actor.role == "executive" and (above or case.office_id == actor.office_code):
        return frozenset({workflow.COMMANDER})
    if actor.role not in WORKING_ROLES:
        return frozenset()
    if case.office_id == actor.office_code:
        return frozenset({workflow.OWNER})
    if works_on(case, actor):
        return frozenset({workflow.AGENCY})
    return frozenset({workflow.SUPERIOR if above else workflow.FORMER})


def works_on(case: Case, actor: Actor) -> bool:
    """Whether the actor's office has work open on it."""
    return actor.office_code in case.workers


def sees_files(actor: Actor) -> bool:
    """Faces and number plates are personal data too: an executive and an operator, who only look, do not see them."""
    return actor.role in (*WORKING_ROLES, "agency")


def facts(case: Case, actor: Actor, now: datetime) -> workflow.Facts:
    tasks = owed.tasks(case.duties).values()
    kinds = {duty["kind"] for duty in case.duties.values()}
    proposer = next((d.get("by") for d in case.duties.values() if d["kind"] == owed.APPROVAL), None)
    mine = actor.user_id is not None and case.assignee_id == actor.user_id
    has_upper = bool(way.upper(case, now))
    origin = case.came_from.rpartition(" ")[2]
    asked = [duty.get("by") for duty in owed.of_kind(case.duties, owed.UNSEAL).values()]
    return workflow.Facts(
        status=case.status,
        has_upper=has_upper,
        has_origin=origin in offices.directory() and not way.is_closed_to(case, origin),
        reopenable=remedies.within("reopen", case, now),
        rated=case.rating is not None,
        mine=mine,
        appealable=has_upper and remedies.may_appeal(case) and remedies.within("appeal", case, now),
        tasks=any(task["status"] != owed.REPORTED for task in tasks),
        reported=any(task["status"] == owed.REPORTED for task in tasks)
        or (case.status == workflow.RESULT_REPORTED and not tasks),
        visits=owed.VISIT in kinds,
        questions=owed.QUESTION in kinds,
        referrals=owed.REFERRAL in kinds,
        meetings=owed.MEETING in kinds,
        second=owed.APPROVAL in kinds and actor.user_id is not None and actor.user_id != proposer,
        proposer=owed.APPROVAL in kinds and actor.user_id == proposer,
        my_task=_may_report(case, actor),
        waits=_may_accept(case, actor),
        undoable=case.merged_into_id is not None and remedies.within("merge_undo", case, now),
        lapsing=case.transfer not in ("", "up"),
        short=case.mission in SHORT,
        attention=case.attention != "" and actor.office_code == case.attention,
        sealed=case.is_sealed,
        sealed_whole=case.is_sealed and not asked,
        unsealing=bool(asked),
        unseal_second=bool(asked) and actor.user_id is not None and actor.user_id not in asked,
        linked=lambda: _is_linked(case),
    )


def _is_linked(case: Case) -> bool:
    """As `with_links` has read it along with the case, else asked."""
    known = getattr(case, "linked", None)
    return CaseLink.objects.filter(Q(one=case.pk) | Q(other=case.pk)).exists() if known is None else bool(known)


def with_links(cases: CaseQuerySet) -> CaseQuerySet:
    """Cases that know whether they are joined with another, without a question of their own."""
    joined = Q(one=OuterRef("pk")) | Q(other=OuterRef("pk"))
    return cases.annotate(linked=Exists(CaseLink.objects.filter(joined)))


def _own_tasks(case: Case, actor: Actor) -> list[str]:
    if actor.kind == "outside":
        return [case.duties[actor.duty].get("status", "")] if actor.duty in case.duties else []
    return [task["status"] for task in owed.tasks(case.duties).values() if task["who"] == actor.office_code]


def _may_report(case: Case, actor: Actor) -> bool:
    """An agency, its own work; the office that answers, what it did itself or heard from an agency without an account."""
    if actor.kind == "staff" and case.office_id == actor.office_code:
        return True
    return any(word in (owed.WAITING, owed.ACCEPTED) for word in _own_tasks(case, actor))


def _may_accept(case: Case, actor: Actor) -> bool:
    return owed.WAITING in _own_tasks(case, actor)


def allowed(case: Case, actor: Actor, now: datetime) -> list[workflow.Move]:
    """The buttons: what this actor may do with this case now."""
    return workflow.available(facts(case, actor, now), standings(case, actor))
