"""Why a case takes as long as it does: its events as the plain facts of `deadlines.timeline`, and the lines for a reader.

What an event promised stands in its `changes`; that is what was said to the citizen, whatever the rules say today.
Reads nothing but the events it is given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from sangsuk import thai
from sangsuk.deadlines import queries as deadlines
from sangsuk.deadlines import sentences
from sangsuk.deadlines.sentences import Told
from sangsuk.deadlines.timeline import LETS_GO, Begins, Ends, Event, Fact, Line, Pauses, Resumes, Shifts, timeline

from . import duties as owed
from . import story, workflow
from .models import Case, CaseEvent
from .story import office_name

STANDS_FOR = frozenset({"finish", "agency_report"})
"""The next date of a case that is another promise's date: that one has a line of its own."""
KINDS = {owed.TASK: "agency_report", owed.VISIT: "visit", owed.QUESTION: "question", owed.REFERRAL: "referral", owed.MEETING: "meeting"}  # fmt: skip
"""Duties that have a line; a docket and a second person's word are the case's own next date."""
HIDES = {
    story.CENTRE: frozenset[str](),
    story.AGENCY: frozenset({"approval"}),
    story.CITIZEN: frozenset({"approval", "question", "meeting"}),
}
"""By audience, what it hears nothing of in the story of the case either."""
TOLD_OFTEN = frozenset({"progress"})
"""Kept again and again: only the last one is worth a line."""


@dataclass(frozen=True)
class Clocks:
    """The box "why is this late?": its heading, and one line for each promise, what is late first."""

    heading: str
    late: bool
    told: list[Told]


def of_case(case: Case, events: Iterable[CaseEvent], now: datetime, *, audience: str, redacted: bool = False) -> Clocks:
    """`redacted`: for readers who do not answer for the case; who owes something may be a person."""
    language = get_language() or "th"
    calendar = deadlines.calendar(case.province_code)
    lines = [line for line in lines_of(case, events, now) if line.kind not in HIDES[audience]]
    if redacted:
        lines = [replace(line, whose=thai.redact(line.whose).text) for line in lines]
    last = {line.key: line for line in lines}
    shown = [one for one in reversed(lines) if _is_worth_a_line(one, last[one.key])]
    shown.sort(key=lambda line: _RANK.get(line.state, 3) if line.kind not in sentences.WINDOWS else 2)
    late = any(line.is_late and line.kind not in sentences.WINDOWS for line in shown)
    to = sentences.CITIZEN if audience == story.CITIZEN else sentences.OFFICER
    told = sentences.tell(shown, now, calendar, language, to=to)
    return Clocks(sentences.heading(shown, language), late, told)


_RANK = {"late": 0, "missed": 1, "paused": 2, "running": 2}
"""What is late stands first, then what was, then what runs; each the latest first."""


def _is_worth_a_line(line: Line, last: Line) -> bool:
    """A wait that is over is told with the promise that it held up; news told in time, once."""
    if line.kind in sentences.WINDOWS:
        return line.ended is None
    return line.kind not in TOLD_OFTEN or line.state != "kept" or last is line


def lines_of(case: Case, events: Iterable[CaseEvent], now: datetime) -> tuple[Line, ...]:
    calendar = deadlines.calendar(case.province_code)
    return timeline(plain_events(case, events), rules=deadlines.rules(), calendar=calendar, now=now)


def plain_events(case: Case, events: Iterable[CaseEvent]) -> Iterator[Event]:
    """Each event with the promises it gave, held up, moved or ended."""
    state: dict[str, Any] = {}
    for event in events:
        before, state = state, state | event.changes
        facts = tuple(_facts(case, event, before, state))
        if facts:
            yield Event(event.at, event.move, office_name(event.office_code), event.seq, facts)


def _facts(case: Case, event: CaseEvent, before: Mapping[str, Any], state: Mapping[str, Any]) -> Iterator[Fact]:
    if event.move != "convert":  # an older case put into the present form: its dates were promised long before
        yield from _next_date(event, before, state)
        yield from _finish(case, event, before, state)
    yield from _duties(event, before.get("duties") or {}, state.get("duties") or {})


def _next_date(event: CaseEvent, before: Mapping[str, Any], state: Mapping[str, Any]) -> Iterator[Fact]:
    changes = event.changes
    if "due_at" not in changes:
        return
    kind = state.get("due_kind") or ""
    if event.move == "clocks_moved":
        if kind not in STANDS_FOR and changes["due_at"]:
            yield _shift("due", changes["due_at"], event)
        return
    if before.get("due_at"):
        yield Ends("due", _done(event, state))
    if kind and kind not in STANDS_FOR and changes["due_at"]:
        begun = _at(state.get("due_from")) or event.at
        whose = office_name(str(state.get("office_id") or "")) if kind in ("accept", "hand_off") else ""
        yield Begins("due", kind, _moment(changes["due_at"]), str(state.get("due_rule") or ""), begun, whose)


def _finish(case: Case, event: CaseEvent, before: Mapping[str, Any], state: Mapping[str, Any]) -> Iterator[Fact]:
    """The promise to finish: it waits with the citizen, it is kept when the result is told, and begins again when she objects."""
    due, changes = state.get("finish_due_at"), event.changes
    was, status = before.get("status"), state.get("status")
    if not due:
        return
    if status in workflow.CLOSED or status == workflow.TOLD:
        yield Ends("finish", _done(event, state))
        return
    again = "finish_from" in changes or was in workflow.CLOSED or was == workflow.TOLD
    if again or not before.get("finish_due_at"):
        begun = _at(state.get("finish_from")) or (case.deemed_received_at if event.seq == 1 else event.at)
        yield Begins("finish", "finish", _moment(due), str(state.get("finish_rule") or ""), begun)
    elif changes.get("paused_at"):
        if deadlines.pauses(str(state.get("finish_rule") or ""), event.move):
            yield Pauses("finish")
    elif before.get("paused_at") and "paused_at" in changes:
        yield Resumes("finish", _moment(due))
    elif "finish_due_at" in changes:
        yield _shift("finish", due, event)


def _duties(event: CaseEvent, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Fact]:
    for key in before.keys() - after.keys():
        yield Ends(key, event.move not in LETS_GO)
    for key, duty in after.items():
        kind, due, old = KINDS.get(duty["kind"]), duty.get("due_at"), before.get(key)
        if kind is None or not due:
            continue
        again = old is not None and old.get("status") == owed.REPORTED != duty.get("status")
        if old is None or again:
            begun = event.at if again else _at(duty.get("from_at")) or event.at
            yield Begins(key, kind, _moment(due), str(duty.get("rule") or ""), begun, _whose(duty))
        elif duty.get("status") == owed.REPORTED != old.get("status"):
            yield Ends(key)
        elif old.get("due_at") != due:
            yield _shift(key, due, event)


def _whose(duty: Mapping[str, Any]) -> str:
    who = str(duty.get("name") or duty.get("who") or "")
    return office_name(who) or who


def _shift(key: str, due: str, event: CaseEvent) -> Shifts:
    told = event.data if event.move == "clocks_moved" else {}
    if not told.get("day"):
        return Shifts(key, _moment(due))
    english = (get_language() or "th").startswith("en")
    name = str(told.get("name_en" if english else "name_th", ""))
    return Shifts(
        key, _moment(due), date.fromisoformat(told["day"]), bool(told["off"]), name, str(told.get("source", ""))
    )


def _done(event: CaseEvent, state: Mapping[str, Any]) -> bool:
    return event.move not in LETS_GO and state.get("status") not in (workflow.WITHDRAWN, workflow.MERGED)


def _at(text: Any) -> datetime | None:
    return _moment(text) if text else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
