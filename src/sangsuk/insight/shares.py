"""A share with how far it can be trusted, and a mean; neither is shown when too few were asked. Pure."""

from dataclasses import dataclass
from math import sqrt

LEAST = 10
"""From so many answers on a figure is shown. Below, one person more would turn it over, and it could point at somebody."""
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares, 0-1."""

    low: float
    high: float


def wilson(hits: int, of: int, *, z: float = Z95) -> Interval:
    """Between which shares the true one lies, 95 of a hundred times. Right for few answers and for shares near 0 and 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of}")
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return Interval(0.0 if hits == 0 else middle - half, 1.0 if hits == of else middle + half)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of those who answered."""

    hits: int
    of: int

    @property
    def shown(self) -> bool:
        return self.of >= LEAST

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.shown else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.hits, self.of) if self.shown else None


@dataclass(frozen=True, slots=True)
class Mean:
    """The sum of what so many answered."""

    total: int
    of: int

    @property
    def shown(self) -> bool:
        return self.of >= LEAST

    @property
    def mean(self) -> float | None:
        return self.total / self.of if self.shown else None
