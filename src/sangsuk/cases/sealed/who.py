"""Who may see a sealed case, by name, and why: asked of the same rule that hides it from all others."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sangsuk.offices import queries as offices
from sangsuk.offices.actor import SEES_CASES, Actor
from sangsuk.offices.queries import MINISTRY, Staff

from ..models import Case

MOST = 200
"""So many people are asked about at most: those who lead an office that holds it, and those who are named."""


@dataclass(frozen=True)
class Seer:
    name: str
    office: str
    why: str


def seers(case: Case) -> list[Seer]:
    """Everybody who sees this case. One query beside the people."""
    people = [(one, _actor(one)) for one in offices.staff() if one.role in SEES_CASES and _concerned(case, one)][:MOST]
    if not people:
        return []
    wrapped: dict[str, Any] = {
        f"sees_{n}": ExpressionWrapper(Case.objects.sight(actor) or Q(pk__isnull=False), BooleanField())
        for n, (_one, actor) in enumerate(people)
    }
    row = Case.objects.filter(pk=case.pk).annotate(**wrapped).values(*wrapped).get()
    return [
        Seer(one.name, _office(one.office_code), _why(case, one))
        for n, (one, _a) in enumerate(people)
        if row[f"sees_{n}"]
    ]


def _concerned(case: Case, one: Staff) -> bool:
    if one.user_id == case.assignee_id or one.user_id in case.readers:
        return True
    holds = {mark.removeprefix("under:") for mark in case.holders} | {MINISTRY}
    return one.leads and one.office_code in holds


def _actor(one: Staff) -> Actor:
    card = offices.known()[one.office_code]
    return Actor(
        "staff",
        one.user_id,
        one.name,
        one.role,
        one.office_code,
        card.level,
        card.province_code,
        "desk",
        leads=one.leads,
    )


def _why(case: Case, one: Staff) -> str:
    if one.user_id == case.assignee_id:
        return _("ผู้รับผิดชอบเรื่องนี้")
    if one.user_id in case.readers:
        return _("ได้รับมอบหมายให้อ่าน หรือเคยรับผิดชอบ")
    if one.office_code == case.office_id:
        return _("ผู้เปิดเรื่องปิดผนึกของสำนักงานที่ดูแลเรื่องนี้")
    if one.office_code in case.workers:
        return _("ผู้เปิดเรื่องปิดผนึกของหน่วยงานที่ได้รับมอบงาน")
    return _("ผู้เปิดเรื่องปิดผนึกของสำนักงานระดับเหนือ หรือที่เคยดูแล")


@dataclass(frozen=True)
class Kept:
    """For the citizen: from whom it is kept, who looks after it, in names."""

    accused: tuple[str, ...]
    office: str


def kept_from(case: Case) -> Kept | None:
    """None for a case that is not sealed."""
    if not case.is_sealed and not case.accused:
        return None
    return Kept(tuple(_office(code) for code in case.accused), _office(case.office_id))


def _office(code: str) -> str:
    card = offices.known().get(code)
    return card.name(get_language() or "th") if card else code
