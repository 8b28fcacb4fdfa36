"""Which category a text may be about, from the everyday words beside each category. Pure, no learning: anyone can read
in the table why a category was suggested. A suggestion for a person, never a decision.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 6  # words in a hint
TEXT_WORDS = 400  # what comes later in a long text hardly says what it is about


@dataclass(frozen=True, slots=True)
class Hints:
    """Hint, as a run of words -> what it says for each category."""

    weights: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]]


def hints_from(categories: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> Hints:
    """`categories`: code and its hints, each a run of words. A hint of several categories tells less of each."""
    owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, hints in categories:
        for hint in dict.fromkeys(tuple(hint) for hint in hints):
            if 0 < len(hint) <= LONGEST:
                owners[hint].append(code)
    return Hints(
        {hint: tuple((code, _weight(hint) / len(codes) ** 2) for code in codes) for hint, codes in owners.items()}
    )


def guess(words: Sequence[str], hints: Hints, *, most: int = 5) -> list[tuple[str, float]]:
    """Categories, likeliest first, with their share of all hits; empty when no hint is in the text."""
    scores: dict[str, float] = defaultdict(float)
    words = words[:TEXT_WORDS]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            found = hints.weights.get(tuple(words[at : at + length]))
            if found:
                for code, weight in found:
                    scores[code] += weight
                at += length - 1
                break
        at += 1
    total = sum(scores.values())
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [(code, round(score / total, 4)) for code, score in best]


def _weight(hint: tuple[str, ...]) -> float:
    """A long hint says more than a short one."""
    return math.sqrt(sum(len(word) for word in hint) * len(hint))
