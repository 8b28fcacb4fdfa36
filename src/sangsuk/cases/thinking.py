"""Not a clerk but the state: a reply that only passes paper on is held up once, and both the holding up and the insisting
are counted, per office.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from sangsuk import thai
from sangsuk.common.errors import Refused
from sangsuk.offices.actor import Actor

from . import drafting, thin
from .daily import gaps, replies
from .letters import issuing as letters
from .measures import own_work
from .models import Case, CaseEvent, Caught, Prefilled
from .standing import standings
from .story import office_name
from .workflow import OWNER, Move

DRAFTED = {
    "hand_to_agency": ("finding", "instruction", "citizen_told"), "add_agency": ("instruction",),
    "pass_up": ("tried", "asked", "citizen_told"), "redirect": ("finding",), "refer_out": ("finding", "citizen_told"),
}  # fmt: skip
"""The fields of a move that begin with what is known."""
NOTES, MOSTLY = 30, 50
PREFILLED = "prefilled_field"
"""The row of minutes for one field that nobody had to type."""

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
    since, until = moments(first_on, last_on)
    seen = Case.objects.visible_to(actor).values("id")
    rows = (
        Caught.objects.filter(case__in=seen, at__gte=since, at__lt=until)
        .values("kind")
        .annotate(held=Count("id", filter=Q(insisted=False)), insisted=Count("id", filter=Q(insisted=True)))
    )
    return {row["kind"]: {"held": row["held"], "insisted": row["insisted"]} for row in rows}


def owned_share(actor: Actor, *, first_on: date, last_on: date) -> tuple[int, int]:
    """Of the cases that ended within these days: in how many the centre itself added a finding, a visit, a relief or an
    explanation, and how many there were. The measurable difference between the state and a clerk."""
    since, until = moments(first_on, last_on)
    ended = Case.objects.visible_to(actor).filter(closed_at__gte=since, closed_at__lt=until)
    own = own_work().filter(case__in=ended.values("id"))
    return own.values("case").distinct().count(), ended.count()


def moments(first_on: date, last_on: date) -> tuple[datetime, datetime]:
    """From the first moment of a day in Bangkok until the last of another: an index can be read by it."""
    since, after = (datetime.combine(on, time.min, thai.BANGKOK) for on in (first_on, last_on + timedelta(days=1)))
    return since, after


def first_words(case: Case, move: Move, *, by: Actor, now: datetime) -> dict[str, str]:
    """What is known already for the fields of this move, for the office that answers. One query, or none."""
    wanted = [name for name in (*move.needs, *move.takes) if name in DRAFTED.get(move.name, ())]
    if not wanted or OWNER not in standings(case, by):
        return {}
    known = drafting.drafts(wanted, noted(case), move=move.name, description=case.description)
    if "citizen_told" in known:
        with override(case.language):
            told = replies.values(case, by=by, now=now, language=case.language)
            known["citizen_told"] = gaps.fill(str(drafting.TOLD[move.name]), told)
    return known


def noted(case: Case) -> list[drafting.Noted]:
    """What officials noted of a case, oldest first; of bare notes those of the office that answers."""
    language = get_language() or "th"
    events = CaseEvent.objects.filter(case=case, move__in=drafting.SAYS).order_by("-seq")[:NOTES]
    return [
        drafting.Noted(event.move, thai.date_in(event.at, language, "medium"), _whose(event), event.data)
        for event in reversed(events)
        if event.actor_kind != "citizen" and (event.move != "note" or event.office_code == case.office_id)
    ]


def _whose(event: CaseEvent) -> str:
    asked = str(event.data.get("_before", {}).get("who") or "") if event.move == "other_answers" else ""
    return office_name(asked) or asked or office_name(event.office_code) or event.actor_name


def count_kept(
    case: Case, move: Move, ready: Mapping[str, Any], sent: Mapping[str, Any], *, by: Actor, now: datetime
) -> Prefilled | None:
    """Note which fields came filled and went out so, with the minutes that saved; in the transaction of the move."""
    kept = [
        name for name, words in ready.items()
        if isinstance(words, str) and gaps.kept_percent(gaps.GAP.sub(" ", words), str(sent.get(name, ""))) >= MOSTLY
    ]  # fmt: skip
    if not kept or not by.is_staff:
        return None
    minutes, rule = letters.minutes(PREFILLED, now)
    return Prefilled.objects.create(
        case=case, event_seq=case.version, move=move.name, at=now, office_code=by.office_code, user_id=by.user_id,
        fields=len(kept), minutes=minutes * len(kept), rule=rule or PREFILLED,
    )  # fmt: skip
