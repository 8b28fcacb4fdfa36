"""Which cells of a table are told to nobody, so that no subtraction tells them either. Pure.

The whole is known, so what is hidden can be reckoned as the whole less what is shown: therefore all that is hidden
together must again be as many as the floor asks. Cells of nobody say nothing and stay.
"""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")


def hidden(counts: Mapping[K, int], floor: int) -> frozenset[K]:
    """The keys to hide: those of fewer than the floor, and then the smallest of the others until the hidden are enough.

    If not even all together are enough, all that is not empty is hidden.
    """
    small = {key for key, n in counts.items() if 0 < n < floor}
    others = sorted((key for key, n in counts.items() if n >= floor), key=lambda key: counts[key])
    while small and others and sum(counts[key] for key in small) < floor:
        small.add(others.pop(0))
    return frozenset(small)
