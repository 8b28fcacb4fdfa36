"""From settled scores to an order, and to exactly N. Pure.

The order is that of the adjusted scores to two decimals; equals are drawn by lot. A story is *carried* when it stays among
the first 3 N whichever one of its judges is left out. Those come first: what one judge alone has lifted is not chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .lots import digest_of_scores, lot
from .mixed import Rating, fit
from .robust import Settled, settle

WITHIN = 3
"""How many times N: so far down a chosen story may fall when one of its judges is left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one story stands. Points 0 to 100; `rank` 1 is the best; `raw_rank` by plain means, equals share it."""

    packet: str
    rank: int
    adjusted: float
    raw: float
    raw_rank: int
    judges: int
    gap: float
    worst_without: int
    """Its rank when the judge who lifts it most is left out."""
    leans_on: str
    """That judge."""
    carried: bool
    drawn: bool
    """Another story has the very same adjusted score, and the lot put them in order."""
    chosen: bool


@dataclass(frozen=True)
class Result:
    places: Sequence[Place]
    settled: Settled
    digest: str
    """Of the scores; it goes into the lots."""

    @property
    def chosen(self) -> list[str]:
        return [place.packet for place in self.places if place.chosen]


def place(ratings: Sequence[Rating], *, winners: int, seed: str) -> Result:
    """Everything that is shown when a round has ended. Raises ValueError where there are fewer stories than winners."""
    settled = settle(ratings)
    adjusted = {story: round(score, 2) for story, score in settled.fit.stories.items()}
    if len(adjusted) < winners:
        raise ValueError("fewer stories than are to be chosen")
    digest = digest_of_scores({(one.story, one.judge): one.score for one in ratings})
    key = {story: lot(seed, "ties", digest, story) for story in adjusted}
    without = _without(settled, key)
    within = winners * WITHIN
    order = sorted(adjusted, key=lambda s: (without[s][0] > within, -adjusted[s], key[s]))
    scores, raws = list(adjusted.values()), [round(value, 2) for value in settled.raw.values()]
    read: dict[str, int] = {}
    for one in ratings:
        read[one.story] = read.get(one.story, 0) + 1
    places = [
        Place(
            story, rank, adjusted[story], round(settled.raw[story], 2),
            1 + sum(value > round(settled.raw[story], 2) for value in raws), read[story], round(settled.gap[story], 2),
            without[story][0], without[story][1], without[story][0] <= within, scores.count(adjusted[story]) > 1,
            rank <= winners,
        )
        for rank, story in enumerate(order, 1)
    ]  # fmt: skip
    return Result(places, settled, digest)


def _without(settled: Settled, key: dict[str, str]) -> dict[str, tuple[int, str]]:
    """For each story: its worst rank when any one of its judges is left out, and which one that is."""
    worst: dict[str, tuple[int, str]] = dict.fromkeys(settled.fit.stories, (0, ""))
    for judge in sorted(settled.fit.severity):
        kept = [(one, w) for one, w in zip(settled.ratings, settled.weights, strict=True) if one.judge != judge]
        if not kept:
            continue
        fitted = fit([one for one, _ in kept], weights=[w for _, w in kept], ratios=settled.fit.ratios)
        scores = {story: round(score, 2) for story, score in fitted.stories.items()}
        rank = {story: at for at, story in enumerate(sorted(scores, key=lambda s: (-scores[s], key[s])), 1)}
        for one in settled.ratings:
            if one.judge == judge and rank.get(one.story, len(worst) + 1) > worst[one.story][0]:
                worst[one.story] = (rank.get(one.story, len(worst) + 1), judge)
    return worst
