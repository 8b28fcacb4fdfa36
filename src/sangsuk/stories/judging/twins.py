"""The same story told twice: sent again, copied from a neighbour, or imported from another place. Pure.

Two sketches (thai.likeness) are compared only where they share marks that few stories have, so that ten thousand need
no fifty million comparisons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sangsuk.thai.likeness import alike, unpacked

SAME = 0.5
"""From so much on, two tellings are one: half of what they say is said in the same words."""
RARE = 60
"""A mark that more stories than this have in common tells nothing about any two of them."""
SHARED = 3
"""So many rare marks two stories must share before they are worth comparing."""


def pairs(sketches: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str, float]]:
    """Pairs that are alike, the first name smaller than the second."""
    having: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches):
        for mark in sketches[name]:
            having[mark].append(name)
    rare = {mark: names for mark, names in having.items() if 1 < len(names) <= RARE}
    common = Counter(
        (one, other) for names in rare.values() for at, one in enumerate(names) for other in names[at + 1 :]
    )
    for (one, other), shared in common.items():
        if shared >= SHARED:
            likeness = alike(sketches[one], sketches[other])
            if likeness >= SAME:
                yield one, other, likeness


def keep_first(sketches: Mapping[str, Sequence[int]], order: Sequence[str]) -> dict[str, str]:
    """For each story that is told again the one that stays: of its group the first in `order` (of arrival)."""
    root = {name: name for name in sketches}
    rank = {name: at for at, name in enumerate(order)}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other, _likeness in pairs(sketches):
        first, second = sorted((top(one), top(other)), key=lambda name: (rank.get(name, len(rank)), name))
        root[second] = first
    return {name: top(name) for name in sketches if top(name) != name}


@lru_cache(maxsize=4)
def among(told: tuple[tuple[str, bytes], ...]) -> Mapping[str, str]:
    """The same of (name, packed sketch) in order of arrival. Remembered, because the screen is opened page after page over
    the very same stories; treat it as read-only."""
    return keep_first({name: unpacked(kept) for name, kept in told}, [name for name, _kept in told])
