"""How good an assignment is: loads, meetings, and whether it hangs together. Pure; said to the organiser and in the record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Evenness:
    """Least and most of each: stories a judge has, stories that two judges share, judges that two stories share."""

    loads: tuple[int, int]
    judge_pairs: tuple[int, int]
    story_pairs: tuple[int, int]
    judges_each: tuple[int, int]
    parts: int
    """1 when all hang together."""


def evenness(plan: Mapping[str, Iterable[str]], judges: Sequence[str]) -> Evenness:
    loads, together = Counter(dict.fromkeys(judges, 0)), Counter[tuple[str, str]]()
    has: dict[str, set[str]] = {judge: set() for judge in judges}
    for story, readers in plan.items():
        here = sorted(readers)
        loads.update(here)
        together.update(combinations(here, 2))
        for judge in here:
            has[judge].add(story)
    shared = Counter(pair for stories in has.values() for pair in combinations(sorted(stories), 2))
    each = [len(set(readers)) for readers in plan.values()]
    return Evenness(
        (min(loads.values()), max(loads.values())),
        _span([together[pair] for pair in combinations(sorted(judges), 2)]),
        _span([shared[pair] for pair in combinations(sorted(plan), 2)]),
        _span(each),
        len(components({story: set(readers) for story, readers in plan.items()}, judges)),
    )


def _span(counts: Sequence[int]) -> tuple[int, int]:
    return (min(counts), max(counts)) if counts else (0, 0)


def components(seats: Mapping[str, Iterable[str]], judges: Sequence[str]) -> list[set[str]]:
    """The parts of the net of stories and judges; names of both, a judge without a story being a part of its own."""
    root = {name: name for name in (*seats, *judges)}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for story, readers in seats.items():
        for judge in readers:
            root[top(judge)] = top(story)
    parts: dict[str, set[str]] = {}
    for name in root:
        parts.setdefault(top(name), set()).add(name)
    return [parts[name] for name in sorted(parts)]
