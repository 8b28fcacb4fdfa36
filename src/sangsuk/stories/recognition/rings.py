"""Praise that looks arranged, found in a graph of who praises whom. Pure: values in, questions out.

A flag asks and accuses nobody: one phone in a family, a text that a helper typed for ten neighbours and two offices that
thank each other all look the same to a machine. So a person decides, and says why.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sangsuk.thai import likeness

SAME_CONTACT, OWN_STAFF, RECIPROCAL, SAME_WORDS = "same_contact", "own_staff", "reciprocal", "same_words"
LEAST_SAME, LEAST_MUTUAL, ALIKE = 3, 2, 0.6
"""So many stories from one contact; so many each way between two offices; so alike in words."""


@dataclass(frozen=True)
class Told:
    """One story of praise. `contact` is a keyed digest of where its author is reached, "" where nowhere; `works_at` the
    office in which somebody with that contact works; `sketch` of its words."""

    story: int
    office: str
    contact: str = ""
    works_at: str = ""
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True)
class Flag:
    """A question about some stories. `key` is the same for the same question."""

    kind: str
    offices: tuple[str, ...]
    stories: tuple[int, ...]

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.kind}:{','.join(map(str, self.stories))}".encode()).hexdigest()[:40]


def find(told: Sequence[Told]) -> list[Flag]:
    """Every question that these stories raise, each once."""
    found = [*_same_contact(told), *_own_staff(told), *_reciprocal(told), *_same_words(told)]
    return sorted(set(found), key=lambda flag: (flag.kind, flag.stories))


def _flag(kind: str, rows: Iterable[Told]) -> Flag:
    rows = list(rows)
    return Flag(kind, tuple(sorted({r.office for r in rows})), tuple(sorted(r.story for r in rows)))


def _same_contact(told: Sequence[Told]) -> Iterator[Flag]:
    """One telephone or e-mail that praises the same office again and again."""
    by: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.contact:
            by[one.contact, one.office].append(one)
    yield from (_flag(SAME_CONTACT, rows) for rows in by.values() if len(rows) >= LEAST_SAME)


def _own_staff(told: Sequence[Told]) -> Iterator[Flag]:
    """Somebody who works there praises her own office."""
    by: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.works_at and one.works_at == one.office:
            by[one.office].append(one)
    yield from (_flag(OWN_STAFF, rows) for rows in by.values())


def _reciprocal(told: Sequence[Told]) -> Iterator[Flag]:
    """Offices whose people praise each other: two of them, or more in a round (a strongly connected part of the graph)."""
    edges: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        if one.works_at and one.works_at != one.office:
            edges[one.works_at][one.office].append(one)
    strong = {a: {b for b, rows in to.items() if len(rows) >= LEAST_MUTUAL} for a, to in edges.items()}
    for part in components(strong):
        if len(part) > 1:
            yield _flag(RECIPROCAL, (one for a in part for b in strong.get(a, ()) if b in part for one in edges[a][b]))


def _same_words(told: Sequence[Told]) -> Iterator[Flag]:
    """Stories of one office in nearly the same words; whoever is like one of a group belongs to it."""
    by: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.sketch:
            by[one.office].append(one)
    for rows in by.values():
        like: dict[str, set[str]] = {str(r.story): set() for r in rows}
        for one, other in _candidates(rows):
            if likeness.alike(one.sketch, other.sketch) >= ALIKE:
                like[str(one.story)].add(str(other.story))
                like[str(other.story)].add(str(one.story))
        known = {str(r.story): r for r in rows}
        for part in components(like):
            if len(part) >= LEAST_SAME:
                yield _flag(SAME_WORDS, (known[no] for no in part))


def _candidates(rows: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs that share a number of their sketches at least: comparing all would be slow for an office of thousands."""
    by: dict[int, list[Told]] = defaultdict(list)
    for one in rows:
        for mark in one.sketch[:16]:
            by[mark].append(one)
    seen: set[tuple[int, int]] = set()
    for group in by.values():
        for one, other in combinations(group[:200], 2):
            pair = (min(one.story, other.story), max(one.story, other.story))
            if pair not in seen:
                seen.add(pair)
                yield one, other


def components(edges: dict[str, set[str]]) -> list[set[str]]:
    """Strongly connected parts, by Tarjan's algorithm (1972), without recursion: a ring may be long."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on: set[str] = set()
    found: list[set[str]] = []
    for root in sorted({*edges, *(b for to in edges.values() for b in to)}):
        if root in index:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, onward = work[-1]
            step = next(onward, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = set()
                    while True:
                        top = stack.pop()
                        on.discard(top)
                        part.add(top)
                        if top == node:
                            break
                    found.append(part)
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                on.add(step)
                work.append((step, iter(sorted(edges.get(step, ())))))
            elif step in on:
                low[node] = min(low[node], index[step])
    return found
