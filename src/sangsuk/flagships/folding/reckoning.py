"""The rule by which entries add up, over areas and over time, also where areas have changed. Pure, exact, and slow enough to read.

`summing` does the same in SQL where nothing has changed, and a test holds the two together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ..areas.succession import NOTHING_CHANGED, Succession
from ..periods import Period
from ..words import DISTINCT, LAST, MEAN, NOW, THEN


@dataclass(frozen=True)
class Said:
    """One entry that counts. `number` None: the area says that there is nothing to report."""

    area: str
    starts_on: date
    number: Fraction | None = None
    base: Fraction | None = None
    keys: frozenset[str] = frozenset()
    accepted: bool = False


@dataclass(frozen=True)
class Sum:
    """What a group comes to. `entries`: how many are in it; None where nothing was counted."""

    number: Fraction | None
    base: Fraction | None
    entries: int
    accepted: int


@dataclass
class _Adding:
    number: Fraction | None = None
    base: Fraction | None = None
    keys: set[str] | None = None
    entries: int = 0
    accepted: int = 0

    def add(self, said: Said, share: Fraction, base: Fraction | None) -> None:
        if said.number is not None:
            self.number = (self.number or Fraction(0)) + said.number * share
        if base is not None:
            self.base = (self.base or Fraction(0)) + base * share

    def count(self, said: Said) -> None:
        self.entries += 1
        self.accepted += said.accepted

    def done(self) -> Sum:
        number = self.number if self.keys is None else Fraction(len(self.keys))
        return Sum(number, self.base, self.entries, self.accepted)


Group = Callable[[str], str]


def province(code: str) -> str:
    return code[:2]


def country(code: str) -> str:
    return ""


def fold(
    said: Iterable[Said],
    period: Period,
    *,
    over_areas: str,
    over_time: str,
    changes: Succession = NOTHING_CHANGED,
    view: str = THEN,
    group: Group = province,
) -> dict[str, Sum]:
    """What the entries of a period come to in each group. `view`: areas as they were then, or as they are now."""
    inside = [one for one in said if period.starts_on <= one.starts_on < period.before]
    found: dict[str, _Adding] = defaultdict(_Adding)
    weighs = MEAN in (over_areas, over_time)
    if DISTINCT in (over_areas, over_time):
        _distinct(inside, found, changes, view, group)
        return {name: adding.done() for name, adding in found.items()}
    parts = _newest(inside, period, changes) if over_time == LAST else [(one, one.area, Fraction(1)) for one in inside]
    for one, area, share in parts:
        since = period.ends_on if over_time == LAST else one.starts_on
        shares = changes.after(area, since) if view == NOW else {area: Fraction(1)}
        base = one.base if one.base is not None or not weighs or one.number is None else Fraction(1)
        for target, part in shares.items():
            found[group(target)].add(one, share * part, base)
    for one in _counted(parts):
        found[
            group(changes.main(one.area, one.starts_on) if view == NOW else _then(one, period, changes, over_time))
        ].count(one)
    return {name: adding.done() for name, adding in found.items()}


def _then(one: Said, period: Period, changes: Succession, over_time: str) -> str:
    """Under which area an entry is counted as then: its own, or for a newest value the one that it had become by the end."""
    return changes.main(one.area, one.starts_on, until=period.ends_on) if over_time == LAST else one.area


def _counted(parts: Sequence[tuple[Said, str, Fraction]]) -> list[Said]:
    """Each entry once, however many areas it was shared out to."""
    return list({(one.area, one.starts_on): one for one, _, _ in parts}.values())


def _distinct(inside: Sequence[Said], found: dict[str, _Adding], changes: Succession, view: str, group: Group) -> None:
    for one in inside:
        adding = found[group(changes.main(one.area, one.starts_on) if view == NOW else one.area)]
        adding.keys = (adding.keys or set()) | one.keys
        adding.count(one)


def _newest(inside: Sequence[Said], period: Period, changes: Succession) -> list[tuple[Said, str, Fraction]]:
    """The newest entry of each area that there is at the period's end, or of those it was made of; with shares that add up."""
    by_area: dict[str, list[Said]] = defaultdict(list)
    for one in sorted(inside, key=lambda one: one.starts_on):
        by_area[one.area].append(one)
    ends: set[str] = set()
    for one in inside:
        ends |= set(changes.after(one.area, one.starts_on, until=period.ends_on))
    return [
        (one, area, share)
        for area in sorted(ends)
        for one, share in _newest_of(area, period.before, by_area, changes, period.starts_on)
    ]


def _newest_of(
    area: str, before: date, by_area: dict[str, list[Said]], changes: Succession, first: date
) -> list[tuple[Said, Fraction]]:
    """Its own newest since it last changed; if it has said nothing since, what its parts had said until then."""
    born = changes.born(area, before)
    since = max(first, born[0]) if born else first
    own = [one for one in by_area.get(area, ()) if since <= one.starts_on < before]
    if own:
        return [(own[-1], Fraction(1))]
    if born is None or born[0] <= first:
        return []
    on, came = born
    return [
        (one, change.share * share)
        for change in came
        for one, share in _newest_of(change.source, on, by_area, changes, first)
    ]


__all__ = ["Said", "Sum", "country", "fold", "province"]
