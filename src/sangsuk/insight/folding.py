"""From the events of one case to what is counted of them. Pure: values in, values out.

A case, while it is open, lies in one *cell* of every *axis* in every *scope* that its office belongs to:

  scope    whose table: "5001" the centre alone, "under:5000" a province with its districts, "under:MOI" the country,
           "50-electricity" the tasks of an agency
  axis     by which trait: topic, channel, nature ... and "agency", where the things that are counted are tasks
  cell     mission, value (and a second value where two traits cross)

It comes into a cell and goes out of it, and each time something is counted in the month in which it happened. So in
every cell and month: carried from before + what came in + changed - what went out = what remains.

A sealed case lies in no cell: one more in a small district would tell the accused that there is one, and no figure of an
office can be kept from one person in it. Who may see sealed cases counts them live, by the rule of sight. When a case
is sealed later it moves out, and when the seal is taken off it moves in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sangsuk.cases import workflow
from sangsuk.thai.dates import bangkok_date, fiscal_year_be

NEW, REOPENED, MOVED_IN, MOVED_OUT, CHANGED = "new", "reopened", "moved_in", "moved_out", "changed"
REPORTED, RETURNED, TAKEN_BACK = "reported", "returned", "taken_back"
CAME_IN = (NEW, REOPENED, MOVED_IN)
"""`moved_in`: from an office outside the scope. A case that moves inside it is not counted as moving."""
SIGNED = (*CAME_IN, CHANGED)
"""Counted as what they are; the others lessen what remains. `changed` is in minus out when a trait was corrected."""

TOPIC, CHANNEL, NATURE, COMPLAINANT, IDENTITY = "topic", "channel", "nature", "complainant", "identity"
ACCUSED, DISTRICT, ORIGIN, POLICY, AGENCY = "accused", "district", "origin", "policy", "agency"
AXES = (TOPIC, CHANNEL, NATURE, COMPLAINANT, IDENTITY, ACCUSED, DISTRICT, ORIGIN, POLICY)
"""Of cases. Tasks lie in `AGENCY` at the centres, and in all of these at the agency itself."""

FOLDED = (
    "status", "office_id", "agency_id", "category_id", "mission", "nature", "accused_type", "policy_code", "duties",
    "secrecy", "accused", "accused_people",
)  # fmt: skip
"""The state that matters here; what a case does not have (yet) is ''."""

Cell = tuple[str, str, str]  # mission, value, second
Place = tuple[str, str]  # scope, axis
Cells = dict[Place, Cell]
Key = tuple[str, str, int, str, str, str, str]  # scope, axis, month, mission, value, second, measure
Scopes = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is never changed after a case came in."""

    mission: str
    channel: str
    identity: str
    district: str
    complainant: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    seq: int
    at: datetime
    move: str
    changes: Mapping[str, Any]


def counted(fixed: Fixed, events: Sequence[Event], scopes: Scopes, *, after: int = 0) -> Iterator[tuple[Key, int]]:
    """What the events after that one add to the tallies."""
    state: dict[str, Any] = {}
    origin = str(fiscal_year_be(fixed.submitted_at))
    before = _Standing({}, {}, frozenset())
    for event in events:
        told = {name: event.changes[name] for name in FOLDED if name in event.changes}
        if not told:
            continue
        state |= told
        now = _standing(fixed, origin, state, scopes)
        if event.seq > after:
            month = _month(event.at)
            yield from _keyed(month, _case_lines(before, now))
            yield from _keyed(month, _task_lines(before, now.tasks, event, state))
        before = now


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a case and its open tasks lie. `known` are its tasks, those reported too; `closed` is how it was closed, ''
    while it is open, None before it came in."""

    cells: Cells
    tasks: dict[str, Cells]
    known: frozenset[str]
    closed: str | None = None


def _standing(fixed: Fixed, origin: str, state: Mapping[str, Any], scopes: Scopes) -> _Standing:
    mission = state.get("mission") or fixed.mission
    traits = _traits(fixed, origin, state)
    sealed = is_sealed(state)
    where = () if sealed else scopes(state.get("office_id") or "")
    cells = {(scope, axis): (mission, value, second) for scope in where for axis, value, second in traits}
    tasks: dict[str, Cells] = {}
    for key, agency in () if sealed else tasks_of(state).items():
        tasks[key] = {(scope, AGENCY): (mission, agency, "") for scope in where}
        tasks[key] |= {(agency, axis): (mission, value, second) for axis, value, second in traits}
    status = state.get("status") or ""
    known = frozenset(state.get("duties") or {})
    return _Standing(cells, tasks, known, status if status in workflow.CLOSED else "")


def is_sealed(state: Mapping[str, Any]) -> bool:
    """Kept out of every tally: secret by its class, or accusing somebody."""
    secret = (state.get("secrecy") or "normal") != "normal"
    return bool(secret or state.get("accused") or state.get("accused_people"))


def _traits(fixed: Fixed, origin: str, state: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    topic = state.get("category_id") or ""
    return (
        (TOPIC, topic, ""),
        (CHANNEL, fixed.channel, topic.partition(".")[0]),
        (NATURE, state.get("nature") or "", ""),
        (COMPLAINANT, fixed.complainant, ""),
        (IDENTITY, fixed.identity, ""),
        (ACCUSED, state.get("accused_type") or "", ""),
        (DISTRICT, fixed.district, ""),
        (ORIGIN, origin, ""),
        (POLICY, state.get("policy_code") or "", ""),
    )


def tasks_of(state: Mapping[str, Any]) -> dict[str, str]:
    """The tasks that agencies still work on: the duty's key -> the agency."""
    if "duties" not in state:
        agency = state.get("agency_id") or ""
        return {"agency": agency} if agency and state.get("status") in workflow.WITH_AGENCY else {}
    duties = (state["duties"] or {}).items()
    return {key: d["who"] for key, d in duties if d["kind"] == "task" and d.get("status") != REPORTED}


def _case_lines(before: _Standing, now: _Standing) -> Iterator[tuple[Any, ...]]:
    """First to where it lies now, then out; or in. So what goes out had been there."""
    if before.closed == "":
        yield from _shifted(before.cells, now.cells)
    else:
        if now.closed and before.closed:
            return  # closed it was and is
        yield from _all(now.cells, REOPENED if before.closed else NEW)
    if now.closed:
        yield from _all(now.cells, now.closed)


def _task_lines(
    before: _Standing, now: dict[str, Cells], event: Event, state: Mapping[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """A task whose result was sent back is open once more; one that was handed out is new."""
    for key, cells in now.items():
        if key in before.tasks:
            yield from _shifted(before.tasks[key], cells)
        else:
            yield from _all(cells, REOPENED if key in before.known else NEW)
    for key, cells in before.tasks.items():
        if key not in now:
            yield from _all(cells, _how_it_ended(key, event, state))


def _how_it_ended(key: str, event: Event, state: Mapping[str, Any]) -> str:
    duty = (state.get("duties") or {}).get(key, {})
    if event.move == "report" or duty.get("status") == REPORTED:
        return REPORTED
    return RETURNED if event.move == "agency_return" else TAKEN_BACK


def _shifted(before: Cells, now: Cells) -> Iterator[tuple[Any, ...]]:
    if before == now:
        return
    for place, cell in now.items():
        was = before.get(place)
        if was is None:
            yield place, cell, MOVED_IN, 1
        elif was != cell:
            yield place, was, CHANGED, -1
            yield place, cell, CHANGED, 1
    for place, was in before.items():
        if place not in now:
            yield place, was, MOVED_OUT, 1


def _all(cells: Cells, measure: str) -> Iterator[tuple[Any, ...]]:
    for place, cell in cells.items():
        yield place, cell, measure, 1


def _keyed(month: int, lines: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Key, int]]:
    for (scope, axis), (mission, value, second), measure, n in lines:
        yield (scope, axis, month, mission, value, second, measure), n


def _month(at: datetime) -> int:
    on = bangkok_date(at)
    return on.year * 100 + on.month
