"""What happened in a mediation, as lines that read like a story. Who only sees the outside reads the states alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from sangsuk.thai import date_in

from ..models import MediationEvent
from ..story import office_name
from . import recording, table, telling, words

WITH_WORDS = ("happened", "terms", "reason", "text")


@dataclass(frozen=True)
class Line:
    """One line; `parts` are (label, text), empty for who only sees the outside."""

    seq: int
    at: datetime
    move: str
    sentence: str
    who: str
    parts: tuple[tuple[str, str], ...]


def lines(events: Iterable[MediationEvent], chairs: Mapping[int, str], *, inside: bool) -> list[Line]:
    """Oldest first. `chairs` names the mediators that were chosen."""
    state: dict[str, Any] = {}
    told = []
    for event in events:
        state |= event.changes
        if inside:
            told.append(_line(event, dict(state), chairs))
        elif "status" in event.changes:
            told.append(_outside(event))
    return told


def _outside(event: MediationEvent) -> Line:
    """For the province: when the state changed, and to what."""
    sentence = str(words.STATUSES[event.changes["status"]][1])
    return Line(event.seq, event.at, event.move, sentence, "", ())


def _line(event: MediationEvent, state: Mapping[str, Any], chairs: Mapping[int, str]) -> Line:
    move = table.MOVES.get(event.move)
    said = move.said if move else table.SAID[event.move]
    name = office_name(event.office_code)
    who = f"{event.actor_name} ({name})" if event.actor_name and name else event.actor_name or name
    gaps = _gaps(event, state, chairs) | {"who": who, "office": name}
    return Line(event.seq, event.at, event.move, str(said) % gaps, who, _parts(event))


def _gaps(event: MediationEvent, state: Mapping[str, Any], chairs: Mapping[int, str]) -> dict[str, Any]:
    at = state.get("session_at")
    value = state.get("value_baht")
    return {
        "side": words.IN_THE_ROOM.get(event.data.get("side", ""), ""),
        "session": state.get("session_no", ""),
        "at": telling.moment(datetime.fromisoformat(at), _language()) if at else "",
        "place": state.get("session_place") or state.get("signed_place") or "",
        "due": date_in(datetime.fromisoformat(state["due_at"]), _language(), "full"),
        "value": f"{value:,}" if value is not None else "–",
        "why": words.REASONS.get(state.get("why_dismissed", ""), ""),
        "chair": chairs.get(state.get("chair_id") or 0, ""),
    }


def _parts(event: MediationEvent) -> tuple[tuple[str, str], ...]:
    told = recording.said_in(event)
    parts = [(str(words.FIELDS[field].label), told[field]) for field in WITH_WORDS if told.get(field)]
    if came := event.data.get("attended"):
        parts.insert(0, (str(words.FIELDS["attended"].label), str(words.ATTENDED[came])))
    return tuple(parts)


def _language() -> str:
    return get_language() or "th"


def day(on: date) -> str:
    return date_in(on, _language(), "full")
