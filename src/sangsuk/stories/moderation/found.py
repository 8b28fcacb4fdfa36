"""What one look at a story gives. Values only: where something stands, what could stand there instead, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MASK, REWORD, PEN_NAME = "mask", "reword", "pen_name"
"""What must not be shown, and is the moderator's to take out; what could make somebody known, and is the author's to reword."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something in the text given, and what could stand there instead. `why` is a code of `words.WHY`; `name` is of a
    name the name alone, without the position beside it."""

    group: str
    kind: str
    start: int
    end: int
    instead: str
    why: str
    points: int = 0
    name: str = ""

    @property
    def key(self) -> str:
        """Its name within one version of a text; says nothing of what stands there."""
        return f"{self.kind}-{self.start}-{self.end}"


@dataclass(frozen=True)
class Names:
    """`may`: by key of a proposal, whose name it is that may stand. `sure`: keys of what is somebody's name beyond doubt,
    so that nobody can say that it is none."""

    may: Mapping[str, int] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sentence that belongs into a lane of its own, and how grave it is."""

    lane: str
    start: int
    end: int
    severity: int
    sign: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a grade, a lane or a score is as it is: a code of `words.REASONS` and what fills its gaps."""

    code: str
    gaps: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Anonymity:
    """How easily neighbours would know who this is. `pieces`: kind -> the points it gave, the heaviest of its kind."""

    score: int
    level: str
    pieces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Review:
    """All that a look found. It proposes; a person decides."""

    proposals: tuple[Proposal, ...]
    alarms: tuple[Alarm, ...]
    anonymity: Anonymity
    lane: str
    severity: int
    reasons: tuple[Reason, ...]
    tone: str
    theme: str

    @property
    def masks(self) -> tuple[Proposal, ...]:
        return tuple(one for one in self.proposals if one.group == MASK)

    @property
    def rewordings(self) -> tuple[Proposal, ...]:
        return tuple(one for one in self.proposals if one.group == REWORD)


def apart(proposals: list[Proposal]) -> tuple[Proposal, ...]:
    """No two touch the same letters: what must go wins over what may be reworded, the longer over the shorter."""
    kept: list[Proposal] = []
    for one in sorted(proposals, key=lambda p: (p.group != MASK, p.start - p.end, p.start)):
        if one.start < one.end and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda p: p.start))
