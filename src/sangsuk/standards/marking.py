"""What was said of each criterion, what is still missing, and what it adds up to."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import scoring
from .models import Answer, Assessment, Criterion, Evidence, Section
from .scoring import Value
from .words import OWN, VISIT


@dataclass
class Line:
    """One criterion of one assessment, with what stands beside it."""

    criterion: Criterion
    answer: Answer
    files: list[Evidence] = field(default_factory=list)

    def of(self, stage: str) -> list[Evidence]:
        return [one for one in self.files if one.stage == stage]

    def points(self, value: Value) -> Decimal | None:
        return scoring.points_of(self.criterion.kind, self.criterion.points, value)

    @property
    def claimed(self) -> Decimal | None:
        return self.points(self.answer.value)

    @property
    def seen(self) -> Decimal | None:
        return self.points(self.answer.seen)

    @property
    def decided(self) -> Decimal | None:
        return self.points(self.answer.decided)

    @property
    def stands(self) -> Decimal | None:
        return self.points(self.answer.stands)

    @property
    def differs(self) -> bool:
        return self.answer.seen is not None and self.seen != self.claimed

    @property
    def lacks_answer(self) -> bool:
        return self.answer.value is None

    @property
    def lacks_evidence(self) -> bool:
        """Where nothing is claimed nothing is shown."""
        return bool(self.criterion.evidence and self.claimed and not self.of(OWN))

    @property
    def lacks_sight(self) -> bool:
        return self.answer.seen is None

    @property
    def lacks_reason(self) -> bool:
        return self.differs and len(self.answer.seen_why.strip()) < 5


@dataclass
class Part:
    """One section with its lines."""

    section: Section
    lines: list[Line]

    @property
    def answered(self) -> int:
        return sum(not line.lacks_answer for line in self.lines)

    @property
    def lacking(self) -> list[Line]:
        return [line for line in self.lines if line.lacks_answer or line.lacks_evidence]

    @property
    def seen(self) -> int:
        return sum(not line.lacks_sight for line in self.lines)

    @property
    def unseen(self) -> list[Line]:
        return [line for line in self.lines if line.lacks_sight or line.lacks_reason]


@dataclass
class Sheet:
    """The whole form as it is filled."""

    parts: list[Part]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    @property
    def most(self) -> Decimal:
        return sum((line.criterion.most for line in self.lines), Decimal(0))

    @property
    def lacking(self) -> list[Line]:
        return [line for part in self.parts for line in part.lacking]

    @property
    def unseen(self) -> list[Line]:
        return [line for part in self.parts for line in part.unseen]

    @property
    def has_visit_photo(self) -> bool:
        return any(line.of(VISIT) for line in self.lines)

    def percent(self, which: str) -> Decimal:
        """Of all points, by what was `claimed`, `seen`, or what `stands`; what was not said counts nothing."""
        return scoring.percent(sum((getattr(line, which) or Decimal(0) for line in self.lines), Decimal(0)), self.most)


def sheet(one: Assessment) -> Sheet:
    """Four queries, however many criteria."""
    sections = list(Section.objects.filter(form=one.form_id).prefetch_related("criteria"))
    answers = {row.criterion_id: row for row in Answer.objects.filter(assessment=one)}
    files: dict[int, list[Evidence]] = {}
    for row in Evidence.objects.filter(assessment=one).order_by("id"):
        files.setdefault(row.criterion_id, []).append(row)
    return Sheet([Part(section, _lines(one, section.criteria.all(), answers, files)) for section in sections])


def _lines(
    one: Assessment, criteria: Iterable[Criterion], answers: dict[int, Answer], files: dict[int, list[Evidence]]
) -> list[Line]:
    return [
        Line(row, answers.get(row.pk) or Answer(assessment=one, criterion=row), files.get(row.pk, []))
        for row in criteria
    ]


def mark(part: Part) -> str:
    """Changes whenever anybody has saved something in this section."""
    said: Sequence[Any] = [
        (line.criterion.pk, line.answer.value, line.answer.note, line.answer.seen, line.answer.seen_why)
        for line in part.lines
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
