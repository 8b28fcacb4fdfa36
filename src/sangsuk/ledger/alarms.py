"""Which readings are unusual: readings and rules in, alarms out. Pure.

An alarm says "look at this", never "this was wrong": that is decided by a person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sangsuk.thai.dates import bangkok_date

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Seen:
    """One reading, as the rules see it."""

    id: int
    about: str
    at: datetime
    user_id: int | None
    who: str
    office_code: str
    of_office: str = ""
    closed: bool = False
    after_hours: bool = False
    figure: bool = False
    family: bool = False
    second_id: int | None = None


@dataclass(frozen=True)
class Rule:
    code: str
    kind: str
    amount: int
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Alarm:
    """`key` is the same for the same finding, so that finding it twice is one alarm."""

    key: str
    rule: str
    kind: str
    readings: tuple[Seen, ...]


MARKS: dict[str, Callable[[Seen], bool]] = {
    "other_office": lambda seen: bool(seen.of_office) and seen.of_office != seen.office_code,
    "closed_case": lambda seen: seen.closed,
    "after_hours": lambda seen: seen.after_hours,
    "public_figure": lambda seen: seen.figure,
    "own_family": lambda seen: seen.family,
    "secret": lambda seen: seen.second_id is not None,
}
"""Kinds that one reading alone can be of; `amount` of them by one person on one day make the alarm."""


def find(readings: Iterable[Seen], rules: Sequence[Rule]) -> list[Alarm]:
    """Every alarm that these readings give, the oldest first. Give it whole days: a day is judged by all its readings."""
    by_person: dict[tuple[int | None, date], list[Seen]] = defaultdict(list)
    for seen in sorted(readings, key=lambda one: (one.at, one.id)):
        by_person[seen.user_id, bangkok_date(seen.at)].append(seen)
    found = [
        alarm
        for (user_id, day), hers in by_person.items()
        for rule in rules
        if rule.holds(day)
        for alarm in _of_day(rule, user_id, day, hers)
    ]
    return sorted(found, key=lambda alarm: (alarm.readings[0].at, alarm.key))


def _of_day(rule: Rule, user_id: int | None, day: date, hers: list[Seen]) -> Iterator[Alarm]:
    key = f"{rule.code}:{user_id}:{day}"
    if rule.kind == "many_day":
        if len({seen.about for seen in hers}) >= rule.amount:
            yield Alarm(key, rule.code, rule.kind, tuple(hers))
    elif rule.kind == "many_hour":
        if many := _fullest_hour(hers, rule.amount):
            yield Alarm(key, rule.code, rule.kind, tuple(many))
    else:
        some = [seen for seen in hers if MARKS[rule.kind](seen)]
        if len(some) >= rule.amount:
            yield Alarm(key, rule.code, rule.kind, tuple(some))


def _fullest_hour(hers: list[Seen], amount: int) -> list[Seen]:
    """The first run of sixty minutes in which so many different cases were read."""
    for at, first in enumerate(hers):
        within = [seen for seen in hers[at:] if seen.at < first.at + HOUR]
        if len({seen.about for seen in within}) >= amount:
            return within
    return []
