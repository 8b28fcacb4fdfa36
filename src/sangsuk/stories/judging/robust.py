"""No one judge places a story alone: scores that fit nobody else's count less, and so do judges who never fit. Pure.

A score far from what its story and its judge explain gets Huber's weight (Annals of Mathematical Statistics 35, 1964). A
judge whose mean square of standardised residuals passes 2 "distorts or degrades the measurement system" (Linacre, Rasch
Measurement Transactions 16:2, 2002), and every score of that judge counts for less in the same measure. Without this, taking
out severity makes a rogue stronger: nought for all but one looks like the harshest judge's highest praise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, pstdev

from .mixed import Fit, Rating, fit

TURNS = 8
"""A fixed number of turns, so that everybody who computes again stops at the same place."""
BEND = 1.345
"""Huber's constant: 95 in a hundred of the efficiency of least squares where nobody is odd."""
MISFIT = 2.0
LEAST_SCALE = 3.0
"""Points. Judges who agree to a hair make nobody odd who is two points off."""
SPLIT = 25.0
"""Points between the highest and the lowest score of a story, severity taken out, from which it is worth talking about."""


@dataclass(frozen=True)
class Settled:
    """The scores of a round as far as arithmetic goes. Points, 0 to 100."""

    ratings: Sequence[Rating]
    weights: Sequence[float]
    fit: Fit
    raw: Mapping[str, float]
    """The plain mean of a story's scores."""
    misfit: Mapping[str, float]
    """Mean square of each judge's standardised residuals: about 1 for one of many, 2 and more for one apart."""
    spread: Mapping[str, float]
    """Standard deviation of a story's scores once severity is taken out."""
    gap: Mapping[str, float]
    """Between the highest and the lowest of them."""

    @property
    def apart(self) -> list[str]:
        return sorted(judge for judge, value in self.misfit.items() if value > MISFIT)

    @property
    def to_talk_about(self) -> list[str]:
        """Stories on which the judges differ, the widest gap first."""
        return sorted((s for s, gap in self.gap.items() if gap >= SPLIT), key=lambda s: (-round(self.gap[s], 2), s))


def settle(ratings: Sequence[Rating]) -> Settled:
    """Fit, weigh, fit again. The ratios of the variances are those of the first fit, in which all weigh the same."""
    fitted = fit(ratings)
    ratios, weights = fitted.ratios, [1.0] * len(ratings)
    for _ in range(TURNS):
        weights, _misfit = _weighed(ratings, fitted)
        fitted = fit(ratings, weights=weights, ratios=ratios)
    _, misfit = _weighed(ratings, fitted)
    levelled = _by_story(ratings, [one.score + fitted.severity[one.judge] for one in ratings])
    return Settled(
        ratings,
        weights,
        fitted,
        {story: fmean(scores) for story, scores in _by_story(ratings, [one.score for one in ratings]).items()},
        misfit,
        {story: pstdev(scores) for story, scores in levelled.items()},
        {story: max(scores) - min(scores) for story, scores in levelled.items()},
    )


def _weighed(ratings: Sequence[Rating], fitted: Fit) -> tuple[list[float], dict[str, float]]:
    left = [fitted.residual(one) for one in ratings]
    scale = max(1.4826 * median(abs(value) for value in left), LEAST_SCALE)
    squares: dict[str, list[float]] = {}
    for one, value in zip(ratings, left, strict=True):
        squares.setdefault(one.judge, []).append((value / scale) ** 2)
    misfit = {judge: fmean(values) for judge, values in squares.items()}
    odd = {judge: 1 / value if value > MISFIT else 1.0 for judge, value in misfit.items()}
    weights = [odd[one.judge] * _huber(value / scale) for one, value in zip(ratings, left, strict=True)]
    return weights, misfit


def _huber(standardised: float) -> float:
    return 1.0 if abs(standardised) <= BEND else BEND / abs(standardised)


def _by_story(ratings: Sequence[Rating], values: Sequence[float]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for one, value in zip(ratings, values, strict=True):
        found.setdefault(one.story, []).append(value)
    return found
