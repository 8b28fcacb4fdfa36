"""Not a clerk but the state: a reply that only passes paper on is held up once, and both the holding up and the insisting
are counted, per office.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from . import thin
from .models import Case, CaseEvent, Caught
from .standing import standings
from .workflow import OWNER

SENTENCES = {
    thin.FORWARD_ONLY: _("ข้อความนี้เป็นการส่งต่ออย่างเดียว กรุณาเขียนว่าท่านตรวจพบอะไรเอง แล้วจึงส่ง หรือยืนยันว่าจะส่งตามนี้"),
    thin.CONTACT_ONLY: _("คำตอบนี้บอกเพียงให้ผู้ร้องไปติดต่อเอง กรุณาบอกว่าทำอะไรให้แล้วหรือจะทำอะไร หรือยืนยันว่าจะตอบตามนี้"),
    thin.COPIED: _("ข้อความนี้ซ้ำกับคำร้อง กรุณาเขียนสิ่งที่ท่านตรวจพบเอง หรือยืนยันว่าจะส่งตามนี้"),
}


def look_again(case: Case, name: str, given: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    """Raises Refused for a thin reply that nobody insists on. Only the office that answers is asked to think again."""
    if not by.is_staff or name not in thin.FORWARDS | thin.ANSWERS or OWNER not in standings(case, by):
        return
    kind = thin.caught(name, given, description=case.description)
    if not kind:
        return
    insisted = given.get("anyway") in (True, "yes", "on", "true")
    Caught.objects.create(
        case=case, at=now, move=name, kind=kind, office_code=by.office_code, user_id=by.user_id, insisted=insisted
    )
    if not insisted:
        raise Refused(kind, SENTENCES[kind], "anyway")


def counts(actor: Actor, *, first_on: date, last_on: date) -> dict[str, dict[str, int]]:
    """How often a thin reply was held up and how often somebody insisted, by kind, in the cases the actor may see."""
    rows = (
        Caught.objects.filter(
            case__in=Case.objects.visible_to(actor).values("id"), at__date__gte=first_on, at__date__lte=last_on
        )
        .values("kind")
        .annotate(held=Count("id", filter=Q(insisted=False)), insisted=Count("id", filter=Q(insisted=True)))
    )
    return {row["kind"]: {"held": row["held"], "insisted": row["insisted"]} for row in rows}


OWN_WORK = frozenset({"report_visit", "relieve", "inform", "ask_other", "other_answers", "minutes", "report", "serve"})


def owned_share(actor: Actor, *, first_on: date, last_on: date) -> tuple[int, int]:
    """Of the cases that ended within these days: in how many the centre itself added a finding, a visit, a relief or an
    explanation, and how many there were. The measurable difference between the state and a clerk."""
    ended = Case.objects.visible_to(actor).filter(closed_at__date__gte=first_on, closed_at__date__lte=last_on)
    own = CaseEvent.objects.filter(case__in=ended.values("id"), move__in=OWN_WORK, actor_kind="staff")
    return own.values("case").distinct().count(), ended.count()
