"""Scores without the judges' severity: a linear mixed model, by elementary arithmetic. Pure.

    score = mean + story + judge + error

Story, judge and error are random, each with its own variance. Solved by Henderson's mixed model equations (Biometrics 31,
1975); the variances by residual maximum likelihood (Patterson and Thompson, Biometrika 58, 1971), their ratios taken from
the powers of two in `POWERS`, so that anybody who computes again finds the very same ones. Why this and not a Rasch
model: docs/adr/0021.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

POWERS = range(-4, 7)
"""error variance / story variance, and error variance / judge variance, are 2 to one of these."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one judge gave one story, 0 to 100."""

    story: str
    judge: str
    score: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Error variance over story variance, and over judge variance: the larger, the more is shrunk to the mean."""

    story: float
    judge: float


@dataclass(frozen=True)
class Fit:
    """`stories`: the score an average judge would give; `severity`: how far below the mean a judge scores."""

    mean: float
    stories: Mapping[str, float]
    severity: Mapping[str, float]
    ratios: Ratios
    error: float
    """The standard deviation of one score, in points."""
    likelihood: float

    def residual(self, rating: Rating) -> float:
        """What was given beyond what story and judge explain."""
        return rating.score - self.stories[rating.story] + self.severity[rating.judge]


def fit(ratings: Sequence[Rating], *, weights: Sequence[float] | None = None, ratios: Ratios | None = None) -> Fit:
    """The likeliest fit; with `ratios` given they are kept. Weights are 0 to 1, one for each rating."""
    if not ratings:
        raise ValueError("no ratings")
    given = weights or [1.0] * len(ratings)
    if ratios is not None:
        return _solve(ratings, given, ratios)
    tried = (_solve(ratings, given, one) for one in _grid())
    return min(tried, key=lambda fitted: fitted.likelihood)


def _grid() -> Iterable[Ratios]:
    return (Ratios(2.0**story, 2.0**judge) for story in POWERS for judge in POWERS)


def _solve(ratings: Sequence[Rating], weights: Sequence[float], ratios: Ratios) -> Fit:
    """Mixed model equations, the stories absorbed first: what is left has one row for each judge, and one for the mean."""
    stories, judges = sorted({one.story for one in ratings}), sorted({one.judge for one in ratings})
    place = {judge: at for at, judge in enumerate(judges, 1)}
    centre = math.fsum(one.score for one in ratings) / len(ratings)
    read: dict[str, list[tuple[int, float, float]]] = {story: [] for story in stories}
    for one, weight in zip(ratings, weights, strict=True):
        read[one.story].append((place[one.judge], weight, one.score - centre))
    matrix, right = _absorbed(read.values(), len(judges), ratios)
    lower = cholesky(matrix)
    effects = solve(lower, right)
    own = {story: _own(rows, effects, ratios) for story, rows in read.items()}
    explained = [(own[story] + effects[0] + effects[at], w, y) for story, rows in read.items() for at, w, y in rows]
    left = math.fsum(w * y * (y - known) for known, w, y in explained)
    variance = max(left / max(len(ratings) - 1, 1), 1e-9)
    size = math.fsum(math.log(_weight(rows) + ratios.story) for rows in read.values())
    size += 2 * math.fsum(math.log(lower[at][at]) for at in range(len(lower)))
    size -= len(stories) * math.log(ratios.story) + len(judges) * math.log(ratios.judge)
    mean = centre + effects[0]
    return Fit(
        mean, {story: mean + own[story] for story in stories}, {judge: -effects[at] for judge, at in place.items()},
        ratios, math.sqrt(variance), size + (len(ratings) - 1) * math.log(variance),
    )  # fmt: skip


_Rows = list[tuple[int, float, float]]


def _absorbed(read: Iterable[_Rows], judges: int, ratios: Ratios) -> tuple[list[list[float]], list[float]]:
    matrix = [[0.0] * (judges + 1) for _ in range(judges + 1)]
    right = [0.0] * (judges + 1)
    for at in range(1, judges + 1):
        matrix[at][at] = ratios.judge
    for rows in read:
        heavy, sum_ = _weight(rows), math.fsum(w * y for _, w, y in rows)
        whole = heavy + ratios.story
        sides = [(0, heavy, sum_), *((at, w, w * y) for at, w, y in rows)]
        for at, w, wy in sides:
            right[at] += wy - w * sum_ / whole
            for other, v, _ in sides:
                matrix[at][other] -= w * v / whole
        matrix[0][0] += heavy
        for at, w, _ in rows:
            matrix[at][at] += w
            matrix[0][at] += w
            matrix[at][0] += w
    return matrix, right


def _weight(rows: _Rows) -> float:
    return math.fsum(weight for _, weight, _ in rows)


def _own(rows: _Rows, effects: Sequence[float], ratios: Ratios) -> float:
    left = math.fsum(w * (y - effects[0] - effects[at]) for at, w, y in rows)
    return left / (_weight(rows) + ratios.story)


def cholesky(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The lower triangle whose square is the (symmetric, positive) matrix."""
    lower: list[list[float]] = []
    for at, row in enumerate(matrix):
        here: list[float] = []
        for column in range(at):
            above = lower[column]
            here.append((row[column] - sum(a * b for a, b in zip(here, above, strict=False))) / above[column])
        here.append(math.sqrt(max(row[at] - sum(a * a for a in here), 1e-12)))
        lower.append(here)
    return lower


def solve(lower: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """x of L L' x = right."""
    half: list[float] = []
    for row, value in zip(lower, right, strict=True):
        half.append((value - sum(a * b for a, b in zip(row, half, strict=False))) / row[-1])
    found = [0.0] * len(half)
    for at in reversed(range(len(half))):
        below = sum(lower[under][at] * found[under] for under in range(at + 1, len(half)))
        found[at] = (half[at] - below) / lower[at][at]
    return found
