"""Whose citizen has heard nothing for longer than the rule `update` says. The rule asks; no day is written here.

While the office waits for the citizen's own word, or a court's, nobody is silent: she was told what we wait for.
"""

from datetime import datetime, timedelta
from itertools import product

from django.db.models import Q

from sangsuk.common.remember import remembered
from sangsuk.deadlines import queries as deadlines
from sangsuk.offices.actor import Actor

from . import workflow
from .models import Case, CaseQuerySet

KIND = "update"
LONGEST = timedelta(days=400)


def due_at(case: Case) -> datetime | None:
    """By when she is to hear the next word; None while the next word is hers, or when it is over."""
    if not case.is_open or case.status in workflow.QUIET:
        return None
    urgency = "" if case.urgency == "normal" else case.urgency
    found = deadlines.maybe(
        KIND, at=case.told_at or case.submitted_at, mission=case.mission, category=case.category_id or "",
        level=case.office.level, province_code=case.office.province_code or case.province_code, urgency=urgency,
    )  # fmt: skip
    return found.due_at if found else None


def is_silent(case: Case, now: datetime) -> bool:
    due = due_at(case)
    return due is not None and due < now


def silent(actor: Actor, now: datetime) -> CaseQuerySet:
    """The open cases of the actor's office whose citizen should have heard something. By its own index."""
    if actor.at_agency:  # telling the citizen is the centre's
        return Case.objects.none()
    return Case.objects.waiting_at(actor).filter(condition(actor, now))


def condition(actor: Actor, now: datetime) -> Q:
    """One comparison where one rule speaks for all; another for each matter that has a rule of its own."""
    rules = [rule for rule in deadlines.rules() if rule.kind == KIND]
    kinds = [sorted({getattr(rule, name) for rule in rules} - {""}) for name in ("mission", "category_code", "urgency")]
    minute = now.replace(second=0, microsecond=0)
    place = (actor.office_level, actor.province_code)
    found = Q(pk__in=[])
    for mission, category, urgency in product(*([*some, ""] for some in kinds)):
        last = heard_before(minute, mission, category, urgency, *place)
        if last is not None:
            old = Q(told_at__lte=last) | Q(told_at=None, submitted_at__lte=last)
            found |= (
                _one("mission", mission, kinds[0])
                & _category(category, kinds[1])
                & _one("urgency", urgency, kinds[2])
                & old
            )
    return found & ~Q(status__in=workflow.QUIET)


def _one(name: str, value: str, others: list[str]) -> Q:
    if value:
        return Q(**{name: value})
    return ~Q(**{f"{name}__in": others}) if others else Q()


def _category(code: str, others: list[str]) -> Q:
    """A rule of a group speaks for its categories too, unless one has its own."""
    if code:
        return Q(category=code) | (Q(category__parent=code) & ~Q(category__in=others))
    return Q(category=None) | ~(Q(category__in=others) | Q(category__parent__in=others)) if others else Q()


@remembered
def heard_before(
    now: datetime, mission: str, category: str, urgency: str, level: str, province_code: str
) -> datetime | None:
    """The last moment such that who heard then should have heard again by now. The promise only ever grows with its
    beginning, so halving finds it, to the minute."""
    low, high = 0, int(LONGEST / timedelta(minutes=1))

    def overdue(minutes: int) -> bool:
        due = deadlines.maybe(
            KIND, at=now - timedelta(minutes=minutes), mission=mission, category=category, level=level,
            province_code=province_code, urgency=urgency,
        )  # fmt: skip
        return due is not None and due.due_at < now

    if not overdue(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if overdue(middle) else (middle, high)
    return now - timedelta(minutes=high)
