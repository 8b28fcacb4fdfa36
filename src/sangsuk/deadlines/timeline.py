"""Why a matter takes as long as it does. Pure: rules, a calendar and what happened in, one line for each promise out.

What happened says `at`, `what` (the name of a move) and `who`. What that means for promises follows from the rules: what
starts, pauses and stops them. An event that wrote down itself what it promised carries that as `facts`, which then
count instead: a rule that was changed since does not change what was said. Equal inputs give equal lines; the order in
which events are handed over does not matter, nor do events that no rule speaks of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sangsuk.thai.dates import bangkok_date

from . import promises
from .clock import Calendar, CalendarGap, deemed_received, extended, working_days_between
from .promises import Matter, Rule

WAITS: Mapping[str, frozenset[str]] = {
    "ask": frozenset({"answer", "proceed"}),
    "suspend": frozenset({"resume"}),
}
"""What may make a clock stand still, and what makes it go on."""
LETS_GO = frozenset({"withdraw", "merge", "recall", "cancel_visit", "agency_return"})
"""After these nobody owes the thing any more: the promise was neither kept nor broken by them."""


@dataclass(frozen=True, slots=True)
class Begins:
    """A promise was given. `key` tells two of a kind apart; `whose` is the office that owes it, as it is to be read."""

    key: str
    kind: str
    due_at: datetime
    rule_code: str
    counts_from: datetime
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """It is done, or (`done` False) not owed any more."""

    key: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class Pauses:
    key: str


@dataclass(frozen=True, slots=True)
class Resumes:
    """`due_at` is the new date where the event wrote one down; otherwise the time waited is given back."""

    key: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shifts:
    """The date moved. `day` is the day that became a day off (`off`) or a working day; `name` is what it is called."""

    key: str
    due_at: datetime
    day: date | None = None
    off: bool = True
    name: str = ""
    source: str = ""


Fact = Begins | Ends | Pauses | Resumes | Shifts


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    what: str
    who: str = ""
    seq: int = 0
    facts: tuple[Fact, ...] | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    what: str
    from_at: datetime
    to_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shift:
    at: datetime
    old: datetime
    new: datetime
    why: Shifts


@dataclass(frozen=True, slots=True)
class Line:
    """One promise, from when it counts to how it stands now.

    `state`: running, paused, late (not done yet); kept, missed, dropped (over). `days`: working days left, or over.
    Once missed it stays so: a day off announced afterwards, or a wait that began too late, mends nothing.
    """

    key: str
    kind: str
    rule_code: str
    rule: Rule | None
    whose: str
    begun: Event
    counts_from: datetime
    first_due_at: datetime
    due_at: datetime
    pauses: tuple[Pause, ...]
    shifts: tuple[Shift, ...]
    ended: Event | None
    state: str
    days: int
    provisional: bool

    @property
    def is_late(self) -> bool:
        return self.state in ("late", "missed")


@dataclass
class _Running:
    """A promise while its story is being read."""

    begun: Event
    fact: Begins
    rule: Rule | None
    base: datetime  # without what was waited
    due_at: datetime
    waited: timedelta = timedelta()
    paused: Event | None = None
    broken: bool = False
    done: bool = True
    ended: Event | None = None
    pauses: list[Pause] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)

    def look(self, at: datetime) -> None:
        """Time has passed until `at`."""
        if self.paused is None and at > self.due_at:
            self.broken = True


def timeline(
    events: Iterable[Event], *, rules: Sequence[Rule], calendar: Calendar, now: datetime, matter: Matter | None = None
) -> tuple[Line, ...]:
    """The promises of a matter in the order in which they were given, as they stand at `now`."""
    known = {rule.code: rule for rule in rules}
    open_, told = dict[str, _Running](), list[_Running]()
    for event in sorted({e for e in events if e.at <= now}, key=_order):
        facts = event.facts
        if facts is None:
            facts = tuple(by_rules(event, open_, rules=rules, calendar=calendar, matter=matter or Matter()))
        for fact in facts:
            if isinstance(fact, Begins):
                if fact.key in open_:
                    _end(open_, event, Ends(fact.key))
                open_[fact.key] = _Running(event, fact, known.get(fact.rule_code), fact.due_at, fact.due_at)
                told.append(open_[fact.key])
            elif fact.key in open_:
                open_[fact.key].look(event.at)
                _happen(open_, event, fact, calendar)
    return tuple(_line(one, calendar, now) for one in told)


def _order(event: Event) -> tuple[datetime, int, str, str, str]:
    return event.at.astimezone(UTC), event.seq, event.what, event.who, repr(event.facts)


def by_rules(
    event: Event, running: Mapping[str, _Running], *, rules: Sequence[Rule], calendar: Calendar, matter: Matter
) -> Iterator[Fact]:
    """What the rules make of one event: first what it ends, then what it holds up or lets go on, then what it starts."""
    ended = set()
    for kind, one in sorted(running.items()):
        stops, pauses = _words(one.rule, "stops_on"), _words(one.rule, "pauses_on")
        if event.what in stops:
            ended.add(kind)
            yield Ends(kind, event.what not in LETS_GO)
        elif one.paused is not None:
            if event.what in WAITS.get(one.paused.what, frozenset()):
                yield Resumes(kind)
        elif event.what in pauses:
            yield Pauses(kind)
    on = bangkok_date(event.at)
    starting = {rule.kind for rule in rules if event.what in _words(rule, "starts_on")}
    for kind in sorted(starting - (running.keys() - ended)):
        rule = promises.find(kind, matter, on, rules)
        if rule is not None and event.what in _words(rule, "starts_on"):
            from_at = event.at if rule.unit == "hours" else deemed_received(event.at, calendar)
            yield Begins(kind, kind, promises.due(rule, event.at, calendar), rule.code, from_at)


def _words(rule: Rule | None, column: str) -> tuple[str, ...]:
    return tuple(getattr(rule, column).split()) if rule is not None else ()


def _happen(open_: dict[str, _Running], event: Event, fact: Fact, calendar: Calendar) -> None:
    one = open_[fact.key]
    match fact:
        case Ends():
            _end(open_, event, fact)
        case Pauses() if one.paused is None:
            one.paused = event
        case Resumes() if one.paused is not None:
            _go_on(one, event, fact, calendar)
        case Shifts():
            one.shifts.append(Shift(event.at, one.due_at, fact.due_at, fact))
            one.base = fact.due_at
            one.waited = timedelta()
            if not one.broken:
                one.due_at = fact.due_at
        case _:
            pass


def _go_on(one: _Running, event: Event, fact: Resumes, calendar: Calendar) -> None:
    assert one.paused is not None
    one.pauses.append(Pause(one.paused.what, one.paused.at, event.at))
    one.waited += event.at - one.paused.at
    one.paused = None
    if one.broken:
        return
    minutes = -(-one.waited // timedelta(minutes=1))
    one.due_at = max(one.due_at, fact.due_at or extended(one.base, minutes, calendar))


def _end(open_: dict[str, _Running], event: Event, fact: Ends) -> None:
    one = open_.pop(fact.key)
    one.look(event.at)
    if one.paused is not None:
        one.pauses.append(Pause(one.paused.what, one.paused.at, event.at))
    one.paused, one.ended, one.done = None, event, fact.done


def _line(one: _Running, calendar: Calendar, now: datetime) -> Line:
    if one.ended is None:
        one.look(now)
    state = _state(one)
    if one.paused is not None:
        one.pauses.append(Pause(one.paused.what, one.paused.at, None))
    until = one.ended.at if one.ended else now
    span = {"running": (now, one.due_at), "late": (one.due_at, now), "missed": (one.due_at, until)}.get(state)
    return Line(
        one.fact.key, one.fact.kind, one.fact.rule_code, one.rule, one.fact.whose, one.begun, one.fact.counts_from,
        one.fact.due_at, one.due_at, tuple(one.pauses), tuple(one.shifts), one.ended, state,
        _working_days(*span, calendar) if span else 0, calendar.is_provisional(one.due_at),
    )  # fmt: skip


def _state(one: _Running) -> str:
    if one.ended is not None:
        return "missed" if one.broken else "kept" if one.done else "dropped"
    return "late" if one.broken else "paused" if one.paused is not None else "running"


def _working_days(start: datetime, end: datetime, calendar: Calendar) -> int:
    try:
        return working_days_between(start, end, calendar)
    except CalendarGap:
        return 0
