"""A mean of answers with how far it can be trusted. Pure.

The interval is that of Student for weighed answers; their number is what the weights are worth (Kish: square of the sum
through sum of the squares). To the squares is added one answer more, a step of 20 points away: ten who say the same do
not make certain what the eleventh will say.
Source: L. Kish, "Survey Sampling" (1965), 11.2; the quantile by the expansion of Cornish and Fisher (Abramowitz and
Stegun 26.7.5).
"""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
STEP, LEAST_POINTS, MOST_POINTS = 20.0, 20.0, 100.0


@dataclass(frozen=True)
class Sums:
    """Of answers, each of so much weight: how many, the weights, their squares, and of points and squared points."""

    n: int
    weight: float
    weight2: float
    points: float
    points2: float

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.n + other.n, self.weight + other.weight, self.weight2 + other.weight2,
            self.points + other.points, self.points2 + other.points2,
        )  # fmt: skip


NONE = Sums(0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Estimate:
    """Points, 20-100."""

    n: int
    mean: float
    low: float
    high: float

    @property
    def half(self) -> float:
        return (self.high - self.low) / 2


def estimate(sums: Sums) -> Estimate | None:
    """None where nobody answered."""
    if not sums.n or not sums.weight:
        return None
    mean = sums.points / sums.weight
    worth = sums.weight**2 / sums.weight2
    spread = max(0.0, sums.points2 / sums.weight - mean**2) * worth
    half = student(max(worth - 1, 1.0)) * sqrt((spread + STEP**2) / worth / max(worth, 1.0))
    return Estimate(sums.n, mean, max(LEAST_POINTS, mean - half), min(MOST_POINTS, mean + half))


def student(freedom: float) -> float:
    """The quantile 0.975 of Student; within 0.02 from four degrees of freedom on."""
    z = Z95
    first, second = (z**3 + z) / (4 * freedom), (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    return z + first + second + third


def changed(before: Estimate, now: Estimate) -> int:
    """1 better, -1 worse, 0 when the difference is within what chance would make."""
    apart = now.mean - before.mean
    if abs(apart) <= sqrt(before.half**2 + now.half**2):
        return 0
    return 1 if apart > 0 else -1
