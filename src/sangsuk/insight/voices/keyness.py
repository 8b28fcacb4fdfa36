"""Which words go with happiness: said more often by those above what they expected than by all others. Pure.

A word counts once a voice, so that nobody makes it key by repeating it. Surprise: the log-likelihood ratio G2, which holds
for rare words too (T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
Linguistics 19, 1993; P. Rayson and R. Garside, "Comparing corpora using frequency profiling", 2000). Strength: how many
times as often, as a logarithm (A. Hardie's log ratio, 2014). A word is told when G2 passes 10.83, so that chance would do
it once in a thousand, the strength is at least a half, and enough voices say it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, log2

SURE = 10.83
"""Chi square with one degree of freedom, p = 0.001."""
LIKELY = 3.84
"""p = 0.05: told as a first sign while there are few voices."""
STRONG = 0.5
A_HALF = 0.5
"""Added to a count that is 0, so that its logarithm is a number."""


@dataclass(frozen=True, slots=True)
class Key:
    """`above` of those above what they expected say it, `others` of the others. `times` as often."""

    word: str
    above: int
    others: int
    surprise: float
    strength: float
    sure: bool

    @property
    def times(self) -> float:
        return float(2**self.strength)


def surprise(above: int, others: int, all_above: int, all_others: int) -> float:
    """G2 of a table of two by two: said or not, above or not."""
    total, said = all_above + all_others, above + others
    cells = (
        (above, all_above, said), (others, all_others, said), (all_above - above, all_above, total - said),
        (all_others - others, all_others, total - said),
    )  # fmt: skip
    return 2 * sum(n * log(n * total / (row * column)) for n, row, column in cells if n)


def strength(above: int, others: int, all_above: int, all_others: int) -> float:
    return log2(((above or A_HALF) / all_above) / ((others or A_HALF) / all_others))


def keys(
    counted: Iterable[tuple[str, int, int]], all_above: int, all_others: int, *, least: int, most: int = 12
) -> list[Key]:
    """The key words, most surprising first. A phrase takes the place of a word that it holds and that says no more."""
    if not all_above or not all_others:
        return []
    found = []
    for word, above, others in counted:
        if above < least:
            continue
        g2 = surprise(above, others, all_above, all_others)
        by = strength(above, others, all_above, all_others)
        if g2 >= LIKELY and by >= STRONG:
            found.append(Key(word, above, others, g2, by, g2 >= SURE))
    found.sort(key=lambda key: (-key.surprise, key.word))
    return _without_parts(found)[:most]


def _without_parts(found: list[Key]) -> list[Key]:
    """Of a word and a phrase with it, the one that surprises more; at the same rate the longer one."""
    kept: list[Key] = []
    for key in found:
        others = [one for one in kept if key.word in one.word or one.word in key.word]
        if not others:
            kept.append(key)
        elif len(others) == 1 and len(key.word) > len(others[0].word) and key.above >= 0.8 * others[0].above:
            kept[kept.index(others[0])] = key
    return kept
