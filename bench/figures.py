"""What a measurement says: one figure, for people or as one line of JSON."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`floor` is the same without us, in the same unit and run; `ratio` is value / floor. What does not apply is None.

    `queries`: how often one page asks the database once the reference data are remembered, on average.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    cases: int | None = None
    queries: float | None = None
    max_ms: float | None = None

    def as_json(self) -> str:
        said = {k: round(v, 3) if isinstance(v, float) else v for k, v in asdict(self).items() if v is not None}
        return json.dumps(said)

    def __str__(self) -> str:
        parts = [f"{self.name:<22} {self.value:>10,.2f} {self.unit:<10}"]
        if self.floor is not None and self.ratio is not None:
            parts.append(f"floor {self.floor:>10,.2f}  ratio {self.ratio:5.2f}")
        for name in ("p50_ms", "p95_ms", "p99_ms", "max_ms"):
            value = getattr(self, name)
            if value is not None:
                parts.append(f"{name[:3]} {value:7.2f} ms")
        if self.queries is not None:
            parts.append(f"{self.queries:g} queries")
        if self.cases is not None:
            parts.append(f"at {self.cases:,} cases")
        return "  ".join(parts)


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    return sorted_values[max(0, math.ceil(share * len(sorted_values)) - 1)]
