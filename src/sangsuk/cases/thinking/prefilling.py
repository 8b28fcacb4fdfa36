"""What is known already stands in the fields of a step before the officer types; what that saved her is counted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, override

from sangsuk import thai
from sangsuk.offices.actor import Actor

from ..daily import gaps, replies
from ..letters import issuing as letters
from ..models import Case, CaseEvent, Prefilled
from ..standing import standings
from ..story import office_name
from ..workflow import OWNER, Move
from . import wording

DRAFTED = {
    "hand_to_agency": ("finding", "instruction", "citizen_told"), "add_agency": ("instruction",),
    "pass_up": ("tried", "asked", "citizen_told"), "redirect": ("finding",), "refer_out": ("finding", "citizen_told"),
}  # fmt: skip
"""The fields of a move that begin with what is known."""
NOTES, MOSTLY = 30, 50
PREFILLED = "prefilled_field"
"""The row of minutes for one field that nobody had to type."""


def first_words(case: Case, move: Move, *, by: Actor, now: datetime) -> dict[str, str]:
    """What is known already for the fields of this move, for the office that answers. One query, or none."""
    wanted = [name for name in (*move.needs, *move.takes) if name in DRAFTED.get(move.name, ())]
    if not wanted or OWNER not in standings(case, by):
        return {}
    known = wording.drafts(wanted, noted(case), move=move.name, description=case.description)
    if "citizen_told" in known:
        with override(case.language):
            told = replies.values(case, by=by, now=now, language=case.language)
            known["citizen_told"] = gaps.fill(str(wording.TOLD[move.name]), told)
    return known


def noted(case: Case) -> list[wording.Noted]:
    """What officials noted of a case, oldest first; of bare notes those of the office that answers."""
    language = get_language() or "th"
    events = CaseEvent.objects.filter(case=case, move__in=wording.SAYS).order_by("-seq")[:NOTES]
    return [
        wording.Noted(event.move, thai.date_in(event.at, language, "medium"), _whose(event), event.data)
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
