"""A share of voices, how far it can be trusted, and on which side of others it lies. Pure.

Who stuffs cards gains little, for three reasons. A day at an office weighs at most as `day` voices, so five hundred cards
of one afternoon count as five (a day is taken as one cluster: L. Kish, "Survey Sampling", 1965; the interval uses the
weighed number, never the counted one). The estimate is drawn towards the area above, which counts as `prior` voices, so
few voices move little (B. Efron and C. Morris, "Data analysis using Stein's estimator", JASA 70, 1975; R. Fay and
R. Herriot, JASA 74, 1979, for small areas). And nothing is ranked: an area lies above, beside or below its neighbours when
the whole interval does (H. Goldstein and D. Spiegelhalter, "League tables and their limitations", JRSS A 159, 1996).
"""

from dataclasses import dataclass
from math import sqrt

from ..shares import Z95, Interval

FEW, BELOW, ALIKE, ABOVE = "few", "below", "alike", "above"


def wilson(share: float, of: float, *, z: float = Z95) -> Interval:
    """As `shares.wilson`, of a weighed number."""
    if not 0 <= share <= 1 or of <= 0:
        raise ValueError(f"{share} of {of}")
    square = z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Estimate:
    """`hits` of `of`, weighed; `near` is the share of the area above, None for the country."""

    hits: float
    of: float
    near: float | None = None
    least: int = 10
    prior: int = 20

    @property
    def shown(self) -> bool:
        return self.of >= self.least

    @property
    def share(self) -> float | None:
        return min(1.0, self.hits / self.of) if self.shown else None

    @property
    def interval(self) -> Interval | None:
        return wilson(min(1.0, self.hits / self.of), self.of) if self.shown else None

    @property
    def drawn(self) -> float | None:
        """The share drawn towards the area above."""
        if self.near is None:
            return self.share
        return min(1.0, (self.hits + self.prior * self.near) / (self.of + self.prior)) if self.shown else None

    @property
    def band(self) -> str:
        """Where it lies beside the area above; "" when there is none."""
        if self.near is None:
            return ""
        drawn = self.drawn
        if drawn is None:
            return FEW
        lies = wilson(drawn, self.of + self.prior)
        if lies.low > self.near:
            return ABOVE
        return BELOW if lies.high < self.near else ALIKE


def weighed(n: int, most: int) -> float:
    """How much each voice of a day counts on which there were `n`."""
    return min(n, most) / n
